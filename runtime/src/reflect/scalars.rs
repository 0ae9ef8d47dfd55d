//! The simple types of Smithy: numbers, text, bytes, times, documents.

use super::{Field, Initial};
use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
use aws_smithy_schema::{Schema, ShapeId, ShapeType};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::any::Any;
use std::fmt;

/// The part of [`Field`] that is alike for all simple types.
macro_rules! plain_field_methods {
    () => {
        fn equals(&self, other: &dyn Field) -> bool {
            other.as_any().downcast_ref::<Self>() == Some(self)
        }
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt::Debug::fmt(self, f)
        }
        fn as_any(&self) -> &dyn Any {
            self
        }
        fn as_any_mut(&mut self) -> &mut dyn Any {
            self
        }
    };
}

macro_rules! scalar {
    ($type:ty, $initial:expr, $read:ident, |$value:ident, $schema:ident, $out:ident| $write:expr) => {
        impl Field for $type {
            fn write(
                &self,
                $schema: &Schema<'_>,
                $out: &mut dyn ShapeSerializer,
            ) -> Result<(), SerdeError> {
                let $value = self;
                $write
            }
            fn read(
                &mut self,
                schema: &Schema<'_>,
                from: &mut dyn ShapeDeserializer,
            ) -> Result<(), SerdeError> {
                *self = from.$read(schema)?;
                Ok(())
            }
            plain_field_methods!();
        }

        impl Initial for $type {
            fn initial() -> Self {
                $initial
            }
        }
    };
}

scalar!(bool, false, read_boolean, |v, s, out| out
    .write_boolean(s, *v));
scalar!(i8, 0, read_byte, |v, s, out| out.write_byte(s, *v));
scalar!(i16, 0, read_short, |v, s, out| out.write_short(s, *v));
scalar!(i32, 0, read_integer, |v, s, out| out.write_integer(s, *v));
scalar!(i64, 0, read_long, |v, s, out| out.write_long(s, *v));
scalar!(f32, 0.0, read_float, |v, s, out| out.write_float(s, *v));
scalar!(f64, 0.0, read_double, |v, s, out| out.write_double(s, *v));
scalar!(
    BigInteger,
    BigInteger::default(),
    read_big_integer,
    |v, s, out| out.write_big_integer(s, v)
);
scalar!(
    BigDecimal,
    BigDecimal::default(),
    read_big_decimal,
    |v, s, out| out.write_big_decimal(s, v)
);
scalar!(String, String::new(), read_string, |v, s, out| out
    .write_string(s, v));
scalar!(Blob, Blob::new(Vec::new()), read_blob, |v, s, out| out
    .write_blob(s, v.clone()));
scalar!(
    DateTime,
    DateTime::from_secs(0),
    read_timestamp,
    |v, s, out| out.write_timestamp(s, v)
);
scalar!(Document, Document::Null, read_document, |v, s, out| out
    .write_document(s, v));

/// Not a member of any model: the extra field of error structures, which never goes on the wire.
impl Field for ErrorMetadata {
    fn write(&self, _: &Schema<'_>, _: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        Ok(())
    }
    fn read(&mut self, _: &Schema<'_>, _: &mut dyn ShapeDeserializer) -> Result<(), SerdeError> {
        Ok(())
    }
    plain_field_methods!();
}

impl Initial for ErrorMetadata {
    fn initial() -> Self {
        Self::default()
    }
}

/// The value of a union member that has none (`smithy.api#Unit`): an empty structure on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit;

impl SerializableStruct for Unit {
    fn schema(&self) -> &Schema<'_> {
        &UNIT
    }
    fn serialize_members(&self, _: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        Ok(())
    }
}

static UNIT: Schema<'static> = Schema::new_struct(
    ShapeId::from_parts("smithy.api#Unit", "smithy.api", "Unit"),
    ShapeType::Structure,
    &[],
);

impl Field for Unit {
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        out.write_struct(schema, self)
    }
    fn read(
        &mut self,
        _schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        from.read_struct(&UNIT, &mut |_, _| Ok(()))
    }
    plain_field_methods!();
}
