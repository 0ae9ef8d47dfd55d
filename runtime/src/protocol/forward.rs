//! Macros for serializers and deserializers that wrap others, as the REST protocols do.

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

pub(super) use forward_read;
pub(super) use forward_reads;
pub(super) use forward_writes;
