//! Macros for serializers and deserializers that treat values of all simple types alike.

/// Calls a macro with the methods of a `ShapeSerializer` for booleans, numbers of fixed size, blobs and timestamps.
#[cfg(feature = "rest")]
macro_rules! scalar_writes {
    ($each:ident) => {
        $each! {
            write_boolean(bool),
            write_byte(i8),
            write_short(i16),
            write_integer(i32),
            write_long(i64),
            write_float(f32),
            write_double(f64),
            write_blob(aws_smithy_types::Blob),
            write_timestamp(&aws_smithy_types::DateTime),
        }
    };
}

/// Calls a macro with the methods of a `ShapeDeserializer` for all types except structures, lists and maps. The macro
/// takes the tokens in braces first.
macro_rules! simple_reads {
    ($each:ident $({ $($first:tt)* })?) => {
        $each! {
            $($($first)*)?
            read_boolean -> bool,
            read_byte -> i8,
            read_short -> i16,
            read_integer -> i32,
            read_long -> i64,
            read_float -> f32,
            read_double -> f64,
            read_big_integer -> aws_smithy_types::BigInteger,
            read_big_decimal -> aws_smithy_types::BigDecimal,
            read_string -> String,
            read_blob -> aws_smithy_types::Blob,
            read_timestamp -> aws_smithy_types::DateTime,
            read_document -> aws_smithy_types::Document,
        }
    };
}

/// Defines a method of a `ShapeDeserializer` that returns an error, because the value is no structure, list or map.
macro_rules! refuse {
    ($method:ident($parts:ty), $what:literal) => {
        fn $method(
            &mut self,
            _: &aws_smithy_schema::Schema<'_>,
            _: $parts,
        ) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            Err(aws_smithy_schema::serde::SerdeError::type_mismatch($what))
        }
    };
}

/// Defines methods of a `ShapeDeserializer` whose value is never null, and need not be read.
macro_rules! plain_value {
    () => {
        fn is_null(&self) -> bool {
            false
        }

        fn skip_value(&mut self) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            Ok(())
        }

        fn container_size(&self) -> Option<usize> {
            None
        }
    };
}

pub(crate) use plain_value;
pub(super) use refuse;
#[cfg(feature = "rest")]
pub(super) use scalar_writes;
pub(super) use simple_reads;
