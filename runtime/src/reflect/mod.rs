//! Reflection: what generated types tell of themselves, and what is done with it once for all.
//!
//! A generated structure says which shape it is and hands out its members by position; a union
//! hands out its variant, an enum its text. Writing, reading, comparing and printing are routines
//! of this module over those few facts, so that a generated crate holds data and types only.

mod aggregate;
mod collections;
mod print;
mod read;
mod scalars;
mod write;

pub use aggregate::{
    BoxKind, EnumKind, Kind, OpenEnum, Reflect, StructKind, Union, UnionKind, Variant,
};
pub use collections::MapKey;
pub use print::{fmt_builder, fmt_structure, fmt_union};
pub use read::{read_structure, read_variant};
pub use scalars::Unit;
pub use write::{missing_required, StructureWriter};

use crate::schema::Shape;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer, ShapeSerializer};
use aws_smithy_schema::Schema;
use std::any::Any;
use std::fmt;

/// The text of an enum member that a service left out although it is required.
pub const NO_VALUE: &str = "no value was set";

/// A value that a member can hold: every Rust type that stands in a generated structure.
///
/// Implemented here for all of them; generated types join through [`Reflect`].
pub trait Field: Any + Send + Sync {
    /// Whether there is something to send: false for `None` only.
    fn is_set(&self) -> bool {
        true
    }

    /// Writes the value as the member (or list element, or map value) that `schema` describes.
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError>;

    /// Replaces the value by what stands in the document. `null` leaves it as it is, or empties it.
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError>;

    /// Gives an unset structure the values of error correction; tells whether it did.
    ///
    /// Only structures need this: every other required member is not optional in Rust, so that it
    /// has its [`Initial`] value from the beginning. `depth` counts the structures around it.
    fn correct(&mut self, _depth: usize) -> bool {
        false
    }

    /// Equality of two members; values of different types are never equal.
    fn equals(&self, other: &dyn Field) -> bool;

    /// The value as `Debug` prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// For downcasts to the member's own type.
    fn as_any(&self) -> &dyn Any;

    /// For downcasts to the member's own type.
    fn as_any_mut(&mut self) -> &mut dyn Any;
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

    /// The field that is no member.
    fn extra(&self) -> Option<&dyn Field> {
        self.field(self.shape().members().len())
    }

    /// The same for writing into it.
    fn extra_mut(&mut self) -> Option<&mut dyn Field> {
        self.field_mut(self.shape().members().len())
    }
}

/// Compares two structures of one type field by field.
pub fn equal_structures(left: &dyn Structure, right: &dyn Structure) -> bool {
    let mut index = 0;
    while let (Some(a), Some(b)) = (left.field(index), right.field(index)) {
        if !a.equals(b) {
            return false;
        }
        index += 1;
    }
    true
}

/// Compares two union values: the same variant with an equal value.
pub fn equal_unions<U: Union>(left: &U, right: &U) -> bool {
    match (left.variant(), right.variant()) {
        (Variant::Known(i, a), Variant::Known(j, b)) => i == j && a.equals(b),
        (Variant::Unknown(a), Variant::Unknown(b)) => a == b,
        _ => false,
    }
}
