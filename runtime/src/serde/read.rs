//! Deserialization into values.

use super::read_aggregates::{
    List, Map, NoMembers, Optional, StructureVisitor, Text, UnionVisitor,
};
use super::{document, scalars, Named};
use crate::reflect::{Field, Initial, ViewMut};
use serde_core::de::{DeserializeSeed, IgnoredAny};
use serde_core::{Deserialize, Deserializer};

/// Deserializes a value of any type that a member of a model can have; see the module documentation.
///
/// # Errors
///
/// Returns the errors of the deserializer, and errors for missing required members and for unions that do not have
/// exactly one member.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Field + Initial,
    D: Deserializer<'de>,
{
    let mut value = T::initial();
    Seed(&mut value).deserialize(deserializer)?;
    Ok(value)
}

/// Deserializes into a value that has its initial value.
pub(super) struct Seed<'a>(pub(super) &'a mut dyn Field);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.0.view_mut() {
            // The null of a document is a value, because absent values are left out of text formats.
            ViewMut::Optional(value) if value.is_document() && from.is_human_readable() => {
                return Seed(value.make()).deserialize(from);
            }
            ViewMut::Optional(value) => {
                let has_null = from.is_human_readable();
                return from.deserialize_option(Optional { value, has_null });
            }
            ViewMut::Bool(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::I8(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::I16(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::I32(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::I64(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::F32(value) => *value = scalars::read_f32(from)?,
            ViewMut::F64(value) => *value = scalars::read_f64(from)?,
            ViewMut::BigInteger(value) => *value = scalars::read_big_integer(from)?,
            ViewMut::BigDecimal(value) => *value = scalars::read_big_decimal(from)?,
            ViewMut::Text(value) => *value = Deserialize::deserialize(from)?,
            ViewMut::Enum(value) => return from.deserialize_str(Text(value)),
            ViewMut::Blob(value) => *value = scalars::read_blob(from)?,
            ViewMut::DateTime(value) => *value = scalars::read_time(from)?,
            ViewMut::Document(value) => *value = document::read(from)?,
            ViewMut::Structure(value) => {
                let (shape, named) = (value.shape(), Named::of(value));
                let visitor = StructureVisitor { value, named };
                return from.deserialize_struct(shape.name(), &named.names, visitor);
            }
            ViewMut::Union(value) => return from.deserialize_map(UnionVisitor(value)),
            ViewMut::List(value) => return from.deserialize_seq(List(value)),
            ViewMut::Map(value) => return from.deserialize_map(Map(value)),
            ViewMut::Unit => return from.deserialize_map(NoMembers),
            ViewMut::Nothing => {
                IgnoredAny::deserialize(from)?;
            }
        }
        Ok(())
    }
}
