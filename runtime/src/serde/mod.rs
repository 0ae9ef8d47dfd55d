//! `Serialize` and `Deserialize` for the types of a model, with the feature `serde`.
//!
//! Generated crates have a feature `serde` of their own that turns this one on. Structures, unions,
//! enums, inputs, outputs and modelled errors then implement both traits: through the reflection, so
//! that a type costs two small functions, compiled where a program uses them. A crate shows this module
//! as `primitives::serde`.
//!
//! # Forms
//!
//! Text formats are those that call themselves human-readable (JSON, YAML, TOML, RON); the others
//! (CBOR, MessagePack, postcard, bincode) are binary here. Names are those of the model, which are those of the
//! wire in the AWS JSON protocols: `TableName`, not `table_name`.
//!
//! | type | in text | in binary formats |
//! | --- | --- | --- |
//! | structure | a structure; members that are not set are left out | a structure with all members, `None` where not set |
//! | union | a map of one entry, `{"Member": value}`; without a value `{}` stands for it | the same |
//! | enum | its text; texts that the crate does not know are kept | the same |
//! | list, map | a sequence; a map, sorted by key | the same |
//! | `@sparse` | `null` for what is not there | `None` |
//! | blob | Base64 | bytes |
//! | timestamp | RFC 3339 in UTC, `2023-11-14T22:13:20.125Z`, for the years 1 to 9999 | a pair: seconds since the epoch, nanoseconds |
//! | numbers | numbers; `"NaN"`, `"Infinity"`, `"-Infinity"` | numbers |
//! | `BigInteger`, `BigDecimal` | their text | the same |
//! | document | the JSON that it is | the same values |
//!
//! Reading takes more than writing gives: times with an offset or as epoch seconds, big numbers that
//! are numbers, and each form of a binary format where a text stands (serde's `flatten` and `untagged`
//! do not tell which format they read).
//!
//! - **Members that are missing** are an error that names them all, where the model requires them and the
//!   Rust field is no `Option`: nothing is made up, unlike in a service's response. Members with a default
//!   get it. All members of inputs are optional: what is missing there is told when the input is sent.
//! - **Members that are unknown** are skipped.
//! - **Unions**: a member that the crate does not know is kept as `Unknown` with its name. Its value is not,
//!   so that it is written as `null`. No member, and more than one, are errors; `__type`, which some services
//!   send beside the member, does not count.
//! - **Streams** (`ByteStream` and event streams) are no part of any form. They are left out, and what is
//!   read has an empty one, to be set before it is sent.
//! - **Request ids**, and the metadata of errors, are no members of the model and are left out.
//! - **Documents** tell their type themselves, which formats such as postcard and bincode do not: those
//!   write a document and cannot read it. `Some(Document::Null)` and `None` are different in text only.
//!
//! # Secrets
//!
//! `@sensitive` members are written as they are, since what is written is to be read again. [`Redacted`]
//! writes a value for the eyes of others:
//!
//! ```ignore
//! println!("{}", serde_json::to_string(&Redacted(&output))?);
//! ```
//!
//! # Values of other types
//!
//! [`serialize`] and [`deserialize`] are what serde's attribute `with` wants, for every type that a
//! member of a model can have: `DateTime`, `Blob`, `Document`, options, lists and maps of those.
//!
//! ```ignore
//! #[derive(Serialize, Deserialize)]
//! struct Job {
//!     table: aws_sdk_dynamodb::types::TableDescription,
//!     #[serde(with = "aws_sdk_dynamodb::primitives::serde")]
//!     due: DateTime,
//! }
//! ```

mod any;
mod document;
mod read;
mod read_aggregates;
mod scalars;
mod write;

pub use read::deserialize;
pub use write::{serialize, Redacted};

#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::reflect::{Field, Structure, View};
use crate::schema::{Member, Shape};

/// The members of a shape that have a form: all but streams.
#[derive(Debug)]
pub(crate) struct Named {
    /// Their names, as serde wants them.
    names: Vec<&'static str>,
    /// Their positions in the shape.
    positions: Vec<usize>,
}

impl Named {
    /// Those of a structure.
    fn of(value: &dyn Structure) -> &'static Self {
        let shape = value.shape();
        shape.named.get_or_init(|| {
            let members = shape.members().iter().enumerate();
            let (positions, names) = members
                .filter(|(index, _)| value.field(*index).is_some_and(has_form))
                .map(|(index, member)| (index, member.wire_name()))
                .unzip();
            Self { names, positions }
        })
    }

    /// Names, positions and members.
    fn iter<'a>(
        &'a self,
        shape: &'static Shape,
    ) -> impl Iterator<Item = (usize, &'static Member)> + 'a {
        let positions = self.positions.iter();
        positions.filter_map(|index| Some((*index, shape.members().get(*index)?)))
    }
}

fn has_form(field: &dyn Field) -> bool {
    match field.view() {
        View::Stream(_) | View::Meta(_) => false,
        View::Some(value) => has_form(value),
        _ => true,
    }
}
