//! Reflection: what generated types tell of themselves, and what is done with it once for all.
//!
//! A generated structure says which shape it is and hands out its members by position; a union
//! hands out its variant, an enum its text. A member shows itself as a [`View`]. Writing, comparing
//! and printing are routines of this module over views, reading is one over members, so that a
//! generated crate holds data and types only.

mod aggregate;
mod collections;
mod compare;
mod hash;
#[cfg(not(feature = "serde"))]
mod no_place;
#[cfg(feature = "serde")]
mod place;
mod print;
mod read;
mod scalars;
mod view;
mod write;

pub use aggregate::{BoxKind, EnumKind, Kind, OpenEnum, Reflect, StructKind, Union, UnionKind};
pub use collections::MapKey;
pub(crate) use compare::sorted;
pub use compare::{equal_structures, equal_unions};
pub use hash::{hash_structure, hash_union};
#[cfg(not(feature = "serde"))]
pub use no_place::{Writable, WriteKind};
#[cfg(feature = "serde")]
pub use place::{Entries, Grow, Optional, Place, SetText, SetVariant, Writable, WriteKind};
#[cfg(feature = "serde")]
pub(crate) use print::REDACTED;
pub use print::{fmt_builder, fmt_structure, fmt_union};
pub use read::{read_structure, read_variant};
#[cfg(feature = "serde")]
pub(crate) use scalars::as_written;
pub use scalars::Unit;
#[cfg(feature = "serde")]
pub(crate) use view::items;
pub use view::{Entry, List, Map, Variant, View};
pub use write::{missing_in_url, missing_required, StructureWriter};
#[cfg(feature = "event-stream")]
pub(crate) use write::{write_root, PartWriter};

use crate::schema::Shape;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use std::any::Any;

/// The text of an enum member that a service left out although it is required.
pub const NO_VALUE: &str = "no value was set";

/// A value that a member can hold: every Rust type that stands in a generated structure.
///
/// Implemented here for all of them; generated types join through [`Reflect`]. Its methods are few,
/// since each is compiled for every type of a crate. One trait stands above it, not several: each more would be
/// a table of its own for every type.
pub trait Field: Writable {
    /// The value as the routines of this module see it.
    fn view(&self) -> View<'_>;

    /// Replaces the value by what the source has.
    fn read(&mut self, from: Source<'_>) -> Result<(), SerdeError>;
}

/// What a member is read from.
pub enum Source<'a> {
    /// A document at a value that is not `null`, with the schema of the member.
    Document(&'a Schema<'a>, &'a mut dyn ShapeDeserializer),
    /// Nothing: the value becomes what error correction makes of a member that a service left out.
    /// The number counts the structures around it that were left out as well.
    Nothing(usize),
}

impl<'a> Source<'a> {
    /// The document, if there is one.
    pub(crate) fn document(self) -> Option<(&'a Schema<'a>, &'a mut dyn ShapeDeserializer)> {
        match self {
            Self::Document(schema, from) => Some((schema, from)),
            Self::Nothing(_) => None,
        }
    }

    /// Passes the value over.
    pub(crate) fn skip(self) -> Result<(), SerdeError> {
        match self {
            Self::Document(_, from) => from.skip_value(),
            Self::Nothing(_) => Ok(()),
        }
    }
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Document(schema, _) => f.debug_tuple("Document").field(schema).finish(),
            Self::Nothing(depth) => f.debug_tuple("Nothing").field(depth).finish(),
        }
    }
}

impl dyn Field {
    /// Whether there is something to send: false for `None` only.
    pub fn is_set(&self) -> bool {
        !matches!(self.view(), View::None)
    }

    /// The value as the type that it has.
    pub fn downcast_ref<T: Field>(&self) -> Option<&T> {
        (self as &dyn Any).downcast_ref()
    }

    /// The same for writing into it.
    pub fn downcast_mut<T: Field>(&mut self) -> Option<&mut T> {
        (self as &mut dyn Any).downcast_mut()
    }
}

/// The value a member has before anything is known of it.
///
/// This is also Smithy's client error correction: a required member that a service leaves out
/// keeps this value (zero, empty, the epoch, an unknown enum value) instead of failing the call.
pub trait Initial {
    /// Makes that value.
    fn initial() -> Self;
}

/// A generated structure: an input, an output, an error or a structure of the model.
pub trait Structure: Any + Send + Sync {
    /// The shape in the crate's schema text.
    fn shape(&self) -> &'static Shape;

    /// The member at `index`, in the order of the schema. One past the members stands the field that
    /// is no member of the model, where there is one: an output's request id, an error's metadata.
    fn field(&self, index: usize) -> Option<&dyn Field>;

    /// The same for writing into it.
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field>;
}

impl dyn Structure + '_ {
    /// The field that is no member.
    pub fn extra(&self) -> Option<&dyn Field> {
        self.field(self.shape().members().len())
    }

    /// The same for writing into it.
    pub fn extra_mut(&mut self) -> Option<&mut dyn Field> {
        self.field_mut(self.shape().members().len())
    }
}
