//! Implementations of [`Field`] for the simple types of Smithy: numbers, strings, blobs, timestamps, documents.

use super::read::read_text;
use super::{Field, Initial, ReadError, Source, View};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
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
            fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
                if let Some((schema, from)) = from.document() {
                    *self = from.$read(schema)?;
                }
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
scalar!(Blob, Blob::new(Vec::new()), read_blob, |v| View::Blob(v));
scalar!(Document, Document::Null, read_document, |v| View::Document(
    v
));

impl Field for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        if let Some(text) = read_text(from)? {
            *self = text;
        }
        Ok(())
    }
}

impl Initial for String {
    fn initial() -> Self {
        Self::new()
    }
}

impl Field for DateTime {
    fn view(&self) -> View<'_> {
        View::DateTime(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        if let Some((schema, from)) = from.document() {
            *self = as_written(from.read_timestamp(schema)?);
        }
        Ok(())
    }
}

impl Initial for DateTime {
    fn initial() -> Self {
        Self::from_secs(0)
    }
}

/// Returns the timestamp that a service sent, where a codec read it through a float.
///
/// The official codecs read fractional epoch seconds as `f64`, so that `946845296.123` becomes a time
/// 94 nanoseconds earlier (`DateTime::from_secs_f64`). When a time is exactly the result of such a conversion
/// of a number of microseconds, this returns that number. Test: `RpcV2JsonResponseDateTimeWithFractionalSeconds`.
pub(crate) fn as_written(read: DateTime) -> DateTime {
    const MICROS: i64 = 1_000_000;
    /// From this number on, floats cannot represent every integer.
    const EXACT: i64 = 1 << 53;
    if read.subsec_nanos().is_multiple_of(1000) {
        return read;
    }
    let micros = i64::from((read.subsec_nanos() + 500) / 1000);
    let total = read.secs().checked_mul(MICROS);
    let Some(total) = total
        .map(|all| all + micros)
        .filter(|all| all.abs() < EXACT)
    else {
        return read;
    };
    let seconds = total as f64 / MICROS as f64;
    if DateTime::from_secs_f64(seconds) != read {
        return read;
    }
    let nanos = u32::try_from(total.rem_euclid(MICROS) * 1000).unwrap_or_default();
    DateTime::from_secs_and_nanos(total.div_euclid(MICROS), nanos)
}

/// The extra field of error structures. It is not a member of the model and is never serialized.
impl Field for ErrorMetadata {
    fn view(&self) -> View<'_> {
        View::Meta(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        from.exchange(self)
    }
}

impl Initial for ErrorMetadata {
    fn initial() -> Self {
        Self::default()
    }
}

/// A stream takes the rest of a response after everything else has been read.
impl Field for ByteStream {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        from.exchange(self)
    }
}

impl Initial for ByteStream {
    fn initial() -> Self {
        Self::default()
    }
}

/// Value of a union member without a value (`smithy.api#Unit`), serialized as an empty structure.
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
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        match from.document() {
            Some((_, from)) => Ok(from.read_struct(&UNIT, &mut |_, _| Ok(()))?),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_that_were_written() {
        for micros in [
            946_845_296_123_000_i64,
            1_700_000_000_000_001,
            1,
            -1_500_001,
            -250_000,
        ] {
            let written = DateTime::from_secs_and_nanos(
                micros.div_euclid(1_000_000),
                u32::try_from(micros.rem_euclid(1_000_000) * 1000).expect("less than a second"),
            );
            let read = DateTime::from_secs_f64(micros as f64 / 1e6);
            assert_eq!(as_written(read), written);
            assert_eq!(as_written(written), written);
        }
        let fine = DateTime::from_secs_and_nanos(946_845_296, 123_456_789);
        assert_eq!(as_written(fine), fine);
        let last = DateTime::from_secs_and_nanos(i64::MAX, 999_999_999);
        assert_eq!(as_written(last), last);
    }
}
