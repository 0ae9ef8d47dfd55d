//! Macros for wrappers that change some methods of a serializer or deserializer and forward the others.

/// Defines methods of a `ShapeSerializer` that forward a simple value to the wrapped serializer in `self.0`.
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

/// Defines methods of a `ClientProtocolInner` that forward to the protocol in `self.inner`.
macro_rules! forward_protocol {
    () => {
        type Request = aws_smithy_runtime_api::http::Request;
        type Response = aws_smithy_runtime_api::http::Response;

        fn update_endpoint(
            &self,
            request: &mut Self::Request,
            endpoint: &aws_smithy_types::endpoint::Endpoint,
            cfg: &aws_smithy_types::config_bag::ConfigBag,
        ) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            aws_smithy_schema::protocol::apply_http_endpoint(request, endpoint, cfg)
        }
    };
}

/// Defines methods of a `ShapeDeserializer` that forward simple values to the deserializer in `self.inner`.
macro_rules! forward_reads {
    () => {
        forward_reads! {
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
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(
            &mut self,
            schema: &aws_smithy_schema::Schema<'_>,
        ) -> Result<$type, aws_smithy_schema::serde::SerdeError> {
            self.inner.$method(schema)
        }
    )*};
}

pub(super) use forward_protocol;
pub(super) use forward_reads;
pub(super) use forward_writes;
