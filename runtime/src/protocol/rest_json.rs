//! The protocol restJson1.

use super::forward::forward_protocol;
use super::headers::BoundOutput;
use super::json::{error_metadata, event_error_metadata, Dialect, Json};
use super::upstream_fixes::{complete_payload, has_codec_payload, BoundInput, PayloadInput};
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::HttpBindingProtocol;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

const JSON: &str = "application/json";

/// `aws.protocols#restJson1` with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RestJson {
    inner: HttpBindingProtocol<Json>,
}

impl RestJson {
    pub(super) fn new() -> Self {
        let id = shape_id!("aws.protocols", "restJson1");
        Self {
            inner: HttpBindingProtocol::new(id, Json(Dialect::RestJson), JSON),
        }
    }
}

impl ClientProtocolInner for RestJson {
    forward_protocol!();

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.inner.protocol_id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let bound = BoundInput(input);
        let payload = PayloadInput(&bound);
        let input: &dyn SerializableStruct = if has_codec_payload(schema) {
            &payload
        } else {
            &bound
        };
        let mut request = self.inner.serialize_request(input, schema, endpoint, cfg)?;
        complete_payload(&mut request, schema, "{}", cfg);
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let inner = self.inner.deserialize_response(response, schema, cfg)?;
        Ok(BoundOutput::around(inner, response, schema))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let inner = self.inner.deserialize_error_response(response, cfg)?;
        Ok(BoundOutput::around_error(inner, response))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        error_metadata(response)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.inner.payload_codec()
    }

    fn event_stream_media_type(&self) -> Option<&str> {
        Some(JSON)
    }

    fn parse_event_stream_error_metadata(
        &self,
        payload: &[u8],
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        event_error_metadata(payload)
    }
}
