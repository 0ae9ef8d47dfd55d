//! Wrappers around serializers and deserializers that change some methods: the other methods.

/// Methods of a `ShapeSerializer` that hand a simple value on to the wrapped one in `self.0`.
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

/// Methods of a `ClientProtocolInner` that are those of the protocol in `self.inner`.
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

pub(super) use forward_protocol;
pub(super) use forward_writes;
