//! Deserializers into values.

use super::read_aggregates::{
    List, Map, NoMembers, Optional, StructureVisitor, Text, UnionVisitor,
};
use super::{document, scalars, Named};
use crate::reflect::{Field, Initial, Place};
use aws_smithy_types::Document;
use serde_core::de::{DeserializeSeed, IgnoredAny};
use serde_core::{Deserialize, Deserializer};

/// Reads a value of a type that a member of a model can have; see the module.
///
/// # Errors
///
/// Those of the deserializer, for members that have to be there and are not, and for unions that have
/// not exactly one member.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Field + Initial,
    D: Deserializer<'de>,
{
    let mut value = T::initial();
    Seed(&mut value).deserialize(deserializer)?;
    Ok(value)
}

/// Reads into a value that has its initial value.
pub(super) struct Seed<'a>(pub(super) &'a mut dyn Field);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if from.is_human_readable() {
            // A document's null is a value: what is not there is left out of texts.
            if let Some(slot) = self.0.downcast_mut::<Option<Document>>() {
                *slot = Some(document::read(from)?);
                return Ok(());
            }
        }
        match self.0.place() {
            Place::Optional(value) => return from.deserialize_option(Optional(value)),
            Place::Bool(value) => *value = Deserialize::deserialize(from)?,
            Place::I8(value) => *value = Deserialize::deserialize(from)?,
            Place::I16(value) => *value = Deserialize::deserialize(from)?,
            Place::I32(value) => *value = Deserialize::deserialize(from)?,
            Place::I64(value) => *value = Deserialize::deserialize(from)?,
            Place::F32(value) => *value = scalars::read_f32(from)?,
            Place::F64(value) => *value = scalars::read_f64(from)?,
            Place::BigInteger(value) => *value = scalars::read_big_integer(from)?,
            Place::BigDecimal(value) => *value = scalars::read_big_decimal(from)?,
            Place::Text(value) => *value = Deserialize::deserialize(from)?,
            Place::Enum(value) => return from.deserialize_str(Text(value)),
            Place::Blob(value) => *value = scalars::read_blob(from)?,
            Place::DateTime(value) => *value = scalars::read_time(from)?,
            Place::Document(value) => *value = document::read(from)?,
            Place::Structure(value) => {
                let (shape, named) = (value.shape(), Named::of(value));
                let visitor = StructureVisitor { value, named };
                return from.deserialize_struct(shape.name(), &named.names, visitor);
            }
            Place::Union(value) => return from.deserialize_map(UnionVisitor(value)),
            Place::List(value) => return from.deserialize_seq(List(value)),
            Place::Map(value) => return from.deserialize_map(Map(value)),
            Place::Unit => return from.deserialize_map(NoMembers),
            Place::Nothing => {
                IgnoredAny::deserialize(from)?;
            }
        }
        Ok(())
    }
}
