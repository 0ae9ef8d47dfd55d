//! The wrapper that makes a `ClientProtocol` of what differs between the protocols.

use super::error_details::ErrorDetails;
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::protocol::{apply_http_endpoint, ClientProtocolInner};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{prelude, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
use std::fmt::Debug;

/// A deserializer of a response or error, or the reason why the response has none.
pub(super) type Deserializer<'a> = Result<Box<dyn ShapeDeserializer + 'a>, SerdeError>;

/// What a protocol defines.
pub(super) trait HttpProtocol: Debug + Send + Sync {
    /// Returns the shape id of the protocol.
    fn id(&self) -> &ShapeId<'static>;

    /// Creates the request of an operation. `path` is the path where the model has none.
    fn request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        path: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError>;

    /// Returns the deserializer of an output.
    fn output<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a>;

    /// Returns the deserializer of a modelled error. By default an error is where an output is.
    fn error<'a>(&self, response: &'a Response, cfg: &'a ConfigBag) -> Deserializer<'a> {
        self.output(response, &prelude::DOCUMENT, cfg)
    }

    /// Reads the details of an error response, or of an error in an event stream.
    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails;

    /// Returns the codec and the media type of events; `None` if the protocol has no events.
    fn events(&self) -> Option<(&dyn DynCodec, &str)>;
}

/// Returns the body of a response. The body of a stream is empty here.
pub(super) fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

/// Makes a `ClientProtocol` of an [`HttpProtocol`].
#[derive(Debug)]
pub(super) struct Http<P>(pub(super) P);

impl<P: HttpProtocol> ClientProtocolInner for Http<P> {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.0.id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        self.0.request(input, schema, endpoint, cfg)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        self.0.output(response, schema, cfg)
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        self.0.error(response, cfg)
    }

    /// Returns the code and message of an error response.
    ///
    /// # Errors
    ///
    /// Returns an error when neither headers nor body contain details, and the body is not a valid document.
    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        let headers = response.headers();
        self.0.details(body(response), headers).metadata(headers)
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        cfg: &ConfigBag,
    ) -> Result<(), SerdeError> {
        apply_http_endpoint(request, endpoint, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.0.events().map(|(codec, _)| codec)
    }

    fn event_stream_media_type(&self) -> Option<&str> {
        self.0.events().map(|(_, media_type)| media_type)
    }

    fn parse_event_stream_error_metadata(
        &self,
        payload: &[u8],
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        let headers = Headers::new();
        self.0.details(payload, &headers).metadata(&headers)
    }
}
