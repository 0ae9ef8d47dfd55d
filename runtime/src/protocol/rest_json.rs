//! restJson1.

use super::forward::forward_protocol;
use super::json::{Json, Names};
use super::mend::{complete_payload, has_codec_payload, BoundInput, PayloadInput};
use aws_smithy_json::codec::JsonCodecSettings;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::{Codec, DynCodec};
use aws_smithy_schema::http_protocol::{http_error_deserializer, http_output_deserializer};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// `aws.protocols#restJson1` with the mends of [`super::mend`].
#[derive(Debug)]
pub(super) struct RestJson {
    inner: AwsRestJsonProtocol,
    codec: Json,
}

impl RestJson {
    pub(super) fn new() -> Self {
        let inner = AwsRestJsonProtocol::new();
        let id = ClientProtocolInner::protocol_id(&inner).clone();
        let codec = Json::new(JsonCodecSettings::builder().protocol_id(id), Names::Json);
        Self { inner, codec }
    }
}

fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

impl ClientProtocolInner for RestJson {
    forward_protocol!();

    fn protocol_id(&self) -> &ShapeId<'static> {
        ClientProtocolInner::protocol_id(&self.inner)
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
        let inner = &self.inner;
        let mut request =
            ClientProtocolInner::serialize_request(inner, input, schema, endpoint, cfg)?;
        complete_payload(&mut request, schema, "{}", cfg);
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = Codec::create_deserializer(&self.codec, body(response));
        Ok(http_output_deserializer(body, response, schema, cfg))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = Codec::create_deserializer(&self.codec, body(response));
        Ok(http_error_deserializer(body, response, cfg))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        ClientProtocolInner::parse_error_metadata(&self.inner, response, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        Some(&self.codec)
    }

    fn event_stream_media_type(&self) -> Option<&str> {
        ClientProtocolInner::event_stream_media_type(&self.inner)
    }

    fn parse_event_stream_error_metadata(
        &self,
        payload: &[u8],
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        ClientProtocolInner::parse_event_stream_error_metadata(&self.inner, payload)
    }
}
