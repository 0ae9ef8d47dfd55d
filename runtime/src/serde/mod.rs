//! `Serialize` and `Deserialize` for the types of a model, with the feature `serde`.
//!
//! Generated crates have a feature `serde` that turns this one on. Structures, unions, enums, inputs, outputs and
//! modelled errors then implement both traits. The implementations use reflection, so each type needs only two small
//! functions, compiled in the program that uses them. Generated crates re-export this module as
//! `primitives::serde`.
//!
//! # Formats
//!
//! Text formats are those that declare themselves human-readable (JSON, YAML, TOML, RON). All others (CBOR,
//! MessagePack, postcard, bincode) count as binary. Members have the names of the model, which are the wire names of
//! the AWS JSON protocols: `TableName`, not `table_name`.
//!
//! | type | in text | in binary formats |
//! | --- | --- | --- |
//! | structure | a structure; members that are not set are left out | a structure with all members, `None` where not set |
//! | union | a map of one entry, `{"Member": value}`; the value is `{}` if the member has none | the same |
//! | enum | its text; unknown texts are kept | the same |
//! | list, map | a sequence; a map, sorted by key | the same |
//! | `@sparse` | `null` for an absent value | `None` |
//! | blob | Base64 | bytes |
//! | timestamp | RFC 3339 in UTC, `2023-11-14T22:13:20.125Z`, for the years 1 to 9999 | a pair: seconds since the epoch, nanoseconds |
//! | numbers | numbers; `"NaN"`, `"Infinity"`, `"-Infinity"` | numbers |
//! | `BigInteger`, `BigDecimal` | text | the same |
//! | document | its JSON value | the same values |
//!
//! Deserializing accepts more than serializing produces: timestamps with an offset or as epoch seconds, big numbers as
//! numbers, and the binary representations in text formats (because serde's `flatten` and `untagged` do not report
//! which format they read).
//!
//! - **Missing members** are an error that lists all of them, where the model requires them and the Rust field is not
//!   an `Option`. Unlike in the response of a service, missing values are not filled in. Members with a default get
//!   it. All members of inputs are optional; required ones are checked when the input is sent.
//! - **Unknown members** are skipped.
//! - **Unions**: an unknown member is kept as `Unknown` with its name. Its value is lost, so it is serialized as
//!   `null`. It is an error if no member is set, or more than one. `__type`, which some services send with the
//!   member, is ignored.
//! - **Streams** (`ByteStream` and event streams) are never serialized. A deserialized value has an empty stream, which
//!   must be set before the value is sent.
//! - **Request ids** and the metadata of errors are not members of the model and are left out.
//! - **Documents** need a format that stores types. Formats such as postcard and bincode can serialize a document but
//!   not deserialize it. `Some(Document::Null)` and `None` differ only in text formats.
//!
//! # Secrets
//!
//! `@sensitive` members are serialized as they are, so that they can be deserialized again. [`Redacted`] serializes a
//! value without its secrets:
//!
//! ```ignore
//! println!("{}", serde_json::to_string(&Redacted(&output))?);
//! ```
//!
//! # Values of other types
//!
//! [`serialize`] and [`deserialize`] work with serde's attribute `with`, for every type of a member of a model:
//! `DateTime`, `Blob`, `Document`, and options, lists and maps of them.
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

/// The members of a shape that can be serialized: all except streams.
#[derive(Debug)]
pub(crate) struct Named {
    /// Names of the members, as serde takes them.
    names: Vec<&'static str>,
    /// Positions of the members in the shape.
    positions: Vec<usize>,
}

impl Named {
    /// Returns the members of a structure.
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

    /// Returns names, positions and members.
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
