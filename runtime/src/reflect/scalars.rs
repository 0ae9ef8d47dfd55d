//! The simple types of Smithy: numbers, text, bytes, times, documents.

use super::{Field, Initial, View};
use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
use aws_smithy_schema::{Schema, ShapeId, ShapeType};
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

macro_rules! scalar {
    ($type:ty, $initial:expr, $read:ident, |$value:ident| $view:expr) => {
        impl Field for $type {
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }
            fn read(
                &mut self,
                schema: &Schema<'_>,
                from: &mut dyn ShapeDeserializer,
            ) -> Result<(), SerdeError> {
                *self = from.$read(schema)?;
                Ok(())
            }
        }

        impl Initial for $type {
            fn initial() -> Self {
                $initial
            }
        }
    };
}

scalar!(bool, false, read_boolean, |v| View::Bool(*v));
scalar!(i8, 0, read_byte, |v| View::I8(*v));
scalar!(i16, 0, read_short, |v| View::I16(*v));
scalar!(i32, 0, read_integer, |v| View::I32(*v));
scalar!(i64, 0, read_long, |v| View::I64(*v));
scalar!(f32, 0.0, read_float, |v| View::F32(*v));
scalar!(f64, 0.0, read_double, |v| View::F64(*v));
scalar!(BigInteger, BigInteger::default(), read_big_integer, |v| {
    View::BigInteger(v)
});
scalar!(BigDecimal, BigDecimal::default(), read_big_decimal, |v| {
    View::BigDecimal(v)
});
scalar!(String, String::new(), read_string, |v| View::Text(v));
scalar!(Blob, Blob::new(Vec::new()), read_blob, |v| View::Blob(v));
scalar!(DateTime, DateTime::from_secs(0), read_timestamp, |v| {
    View::DateTime(v)
});
scalar!(Document, Document::Null, read_document, |v| View::Document(
    v
));

/// Not a member of any model: the extra field of error structures, which never goes on the wire.
impl Field for ErrorMetadata {
    fn view(&self) -> View<'_> {
        View::Meta(self)
    }
    fn read(&mut self, _: &Schema<'_>, _: &mut dyn ShapeDeserializer) -> Result<(), SerdeError> {
        Ok(())
    }
}

impl Initial for ErrorMetadata {
    fn initial() -> Self {
        Self::default()
    }
}

/// A stream is what remains of a response when everything else was read.
impl Field for ByteStream {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, _: &Schema<'_>, from: &mut dyn ShapeDeserializer) -> Result<(), SerdeError> {
        from.skip_value()
    }
}

impl Initial for ByteStream {
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
    fn view(&self) -> View<'_> {
        View::Unit
    }
    fn read(
        &mut self,
        _schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        from.read_struct(&UNIT, &mut |_, _| Ok(()))
    }
}
