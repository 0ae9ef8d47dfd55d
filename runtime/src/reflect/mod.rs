//! Reflection: how generated types describe themselves, and the routines that work on any of them.
//!
//! A generated structure returns its shape and its members by position, a union its variant, an enum
//! its text. A member shows its value as a [`View`]. Writing, comparing and printing work on views, and
//! reading works on members. This way a generated crate contains only data and types.

mod aggregate;
mod budget;
mod collections;
mod compare;
mod failure;
mod hash;
#[cfg(not(feature = "serde"))]
mod no_view_mut;
mod print;
mod read;
mod scalars;
mod view;
#[cfg(feature = "serde")]
mod view_mut;
mod write;

pub use aggregate::{BoxKind, EnumKind, Kind, OpenEnum, Reflect, StructKind, Union, UnionKind};
pub use budget::Budget;
pub use collections::MapKey;
#[cfg(feature = "jmespath")]
pub(crate) use compare::sorted;
pub use compare::{equal_structures, equal_unions};
pub use failure::ReadError;
pub use hash::{hash_structure, hash_union};
#[cfg(not(feature = "serde"))]
pub use no_view_mut::{Writable, WriteKind};
#[cfg(feature = "serde")]
pub(crate) use print::REDACTED;
pub use print::{fmt_builder, fmt_builder_fields, fmt_redacted, fmt_structure, fmt_union};
pub(crate) use read::correct_structure;
pub use read::{read_structure, read_variant};
#[cfg(feature = "serde")]
pub(crate) use scalars::as_written;
pub use scalars::Unit;
#[cfg(any(feature = "serde", feature = "presigning"))]
pub(crate) use view::items;
pub use view::{Entry, List, Map, Variant, View};
#[cfg(feature = "serde")]
pub use view_mut::{EnumMut, ListMut, MapMut, OptionMut, UnionMut, ViewMut, Writable, WriteKind};
pub use write::{missing_in_url, missing_required, StructureWriter};
#[cfg(feature = "event-stream")]
pub(crate) use write::{write_root, PartWriter};

use crate::schema::Shape;
use aws_smithy_schema::serde::ShapeDeserializer;
use aws_smithy_schema::{Schema, ShapeType};
use std::any::Any;

/// A value that a member can hold. Every Rust type of a field of a generated structure implements it.
///
/// The implementations for basic types are in this module; generated types implement it through [`Reflect`].
/// It has few methods, because each is compiled for every type of a crate. For the same reason it is not
/// [`Any`]: a value of a known type is set with [`Source::Text`] or [`Source::Exchange`].
pub trait Field: Writable {
    /// Returns the value as a view that the routines of this module work on.
    fn view(&self) -> View<'_>;

    /// Replaces the value with one read from the source.
    ///
    /// # Errors
    ///
    /// Returns an error when the source holds a value of another type.
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError>;
}

/// Source that a member is read from.
///
/// It owns nothing, because the drop of what it owned would be compiled with every type.
pub enum Source<'a> {
    /// A document positioned at a value that is not `null`, the schema of the member, and the memory budget of its
    /// values.
    Document(&'a Schema<'a>, &'a mut dyn ShapeDeserializer, &'a Budget),
    /// No document. The value becomes the default of client error correction for a member that is absent from
    /// a response. The number counts the enclosing structures that are absent as well.
    Nothing(usize),
    /// A `null` that is a value (`alloy#nullable`). Only an optional value of an optional value has it.
    Null,
    /// No value, because that of the document cannot be read. An optional value becomes `None`.
    Unreadable,
    /// The text of a string or an enum, which is taken.
    Text(&'a mut String),
    /// A value of the member's own Rust type, which is exchanged with the value of the member. Only streams and the
    /// metadata of errors have it.
    Exchange(&'a mut dyn Any),
}

impl<'a> Source<'a> {
    /// Returns the document, if there is one.
    pub(crate) fn document(self) -> Option<(&'a Schema<'a>, &'a mut dyn ShapeDeserializer)> {
        match self {
            Self::Document(schema, from, _) => Some((schema, from)),
            _ => None,
        }
    }

    /// Exchanges `value` with that of the source, if it has one of the same type, and skips a document.
    pub(crate) fn exchange<T: Any>(self, value: &mut T) -> Result<(), ReadError> {
        match self {
            Self::Document(_, from, _) => return Ok(from.skip_value()?),
            Self::Exchange(other) => {
                if let Some(other) = other.downcast_mut() {
                    std::mem::swap(value, other);
                }
            }
            Self::Nothing(_) | Self::Null | Self::Unreadable | Self::Text(_) => {}
        }
        Ok(())
    }

    /// Returns the state that an `Option` has before its value is read from this source. `nested` tells whether it is
    /// an `Option` of an `Option`.
    fn start(&self, nested: bool) -> Start {
        match self {
            // Only an optional value can be null.
            Self::Null if !nested => Start::None,
            Self::Unreadable => Start::None,
            Self::Exchange(_) => Start::Kept,
            _ => Start::Initial,
        }
    }
}

/// The state of an `Option` before its value is read.
enum Start {
    /// The current value, or the initial one instead of `None`.
    Kept,
    /// The initial value of the type.
    Initial,
    /// `None`. Nothing is read.
    None,
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Document(schema, ..) => {
                let id = schema.shape_id();
                f.debug_tuple("Document").field(id).finish()
            }
            Self::Nothing(depth) => f.debug_tuple("Nothing").field(depth).finish(),
            Self::Null => f.write_str("Null"),
            Self::Unreadable => f.write_str("Unreadable"),
            Self::Text(text) => f.debug_tuple("Text").field(text).finish(),
            Self::Exchange(_) => f.write_str("Exchange"),
        }
    }
}

impl dyn Field {
    /// Returns whether there is a value to send. Only `None` has none.
    pub fn is_set(&self) -> bool {
        !matches!(self.view(), View::None)
    }

    /// Sets the value of a string or an enum. Does nothing to a value of another type that is not optional.
    pub(crate) fn set_text(&mut self, mut text: String) {
        // It does not fail, as nothing is read.
        let _ = self.read(Source::Text(&mut text));
    }

    /// Exchanges the value with `other`, if it has the same type, or is an `Option` of it.
    pub(crate) fn exchange(&mut self, other: &mut dyn Any) {
        // It does not fail, as nothing is read.
        let _ = self.read(Source::Exchange(other));
    }
}

/// The value of a member before it is read or set.
///
/// This also implements client error correction (Smithy spec, "Client error correction"): a required member
/// that is absent from a response keeps this value (zero, empty, the epoch, an unknown enum value), and the
/// call does not fail.
pub trait Initial {
    /// Whether the type is an `Option`.
    const IS_OPTIONAL: bool = false;

    /// Creates the initial value.
    fn initial() -> Self;
}

/// A generated structure: an input, an output, an error or another structure of the model.
pub trait Structure: Send + Sync + 'static {
    /// Returns the shape from the schema text of the crate.
    fn shape(&self) -> &'static Shape;

    /// Returns the member at `index`, in the order of the schema. The index after the last member returns the
    /// extra field that is not in the model, if there is one: the request id of an output, the metadata of an error.
    /// The index after that returns the extended request id of an output, if there is one.
    fn field(&self, index: usize) -> Option<&dyn Field>;

    /// Returns the same field as [`field`](Self::field), for writing.
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field>;
}

impl dyn Structure + '_ {
    /// Returns the extra field that is not in the model.
    pub fn extra(&self) -> Option<&dyn Field> {
        self.field(self.shape().members().len())
    }

    /// Returns the extended request id.
    pub fn extended_request_id(&self) -> Option<&dyn Field> {
        self.field(self.shape().members().len() + 1)
    }

    /// Returns the extended request id, for writing.
    pub fn extended_request_id_mut(&mut self) -> Option<&mut dyn Field> {
        self.field_mut(self.shape().members().len() + 1)
    }

    /// Returns the extra field that is not in the model, for writing.
    pub fn extra_mut(&mut self) -> Option<&mut dyn Field> {
        self.field_mut(self.shape().members().len())
    }

    /// Returns the string member with that wire name, for writing.
    pub(crate) fn text_mut(&mut self, wire_name: &str) -> Option<&mut dyn Field> {
        let shape = self.shape();
        let index = shape.position(wire_name)?;
        let is_text = shape.member(index).ok()?.shape_type() == ShapeType::String;
        self.field_mut(index).filter(|_| is_text)
    }
}
