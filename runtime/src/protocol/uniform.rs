//! Macros for serializers and deserializers that treat values of all simple types alike.

/// Calls a macro with the methods of a `ShapeSerializer` for booleans, numbers of fixed size, blobs and timestamps.
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

/// Defines methods of a `ShapeSerializer` that forward a value to the wrapped serializer in `self.0`.
macro_rules! forward_writes {
    ($($method:ident($type:ty)),* $(,)?) => {$(
        fn $method(
            &mut self,
            schema: &aws_smithy_schema::Schema<'_>,
            value: $type,
        ) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            self.0.$method(schema, value)
        }
    )*};
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

/// Defines the methods of a `ShapeDeserializer` but `read_struct`: they forward to the deserializer in `self.inner`.
macro_rules! forward_reads {
    () => {
        fn read_list(
            &mut self,
            schema: &aws_smithy_schema::Schema<'_>,
            item: crate::protocol::callbacks::Items<'_>,
        ) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            self.inner.read_list(schema, item)
        }

        fn read_map(
            &mut self,
            schema: &aws_smithy_schema::Schema<'_>,
            entry: crate::protocol::callbacks::Entries<'_>,
        ) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            self.inner.read_map(schema, entry)
        }

        fn is_null(&self) -> bool {
            self.inner.is_null()
        }

        fn read_null(&mut self) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            self.inner.read_null()
        }

        fn skip_value(&mut self) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            self.inner.skip_value()
        }

        fn container_size(&self) -> Option<usize> {
            self.inner.container_size()
        }

        $crate::protocol::uniform::simple_reads!(forward_read);
    };
}

/// Defines methods of a `ShapeDeserializer` that forward to the deserializer in `self.inner`.
macro_rules! forward_read {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(
            &mut self,
            schema: &aws_smithy_schema::Schema<'_>,
        ) -> Result<$type, aws_smithy_schema::serde::SerdeError> {
            self.inner.$method(schema)
        }
    )*};
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

pub(super) use forward_read;
pub(super) use forward_reads;
pub(super) use forward_writes;
pub(super) use refuse;
pub(super) use scalar_writes;
pub(super) use simple_reads;
