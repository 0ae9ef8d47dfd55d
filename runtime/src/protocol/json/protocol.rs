//! awsJson 1.0 and 1.1.

use super::super::forward::forward_protocol;
use super::{Json, Names};
use aws_smithy_json::codec::JsonCodecSettings;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::{Codec, DynCodec};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// `aws.protocols#awsJson1_0` or `aws.protocols#awsJson1_1`: the official protocol, whose responses are
/// read here.
#[derive(Debug)]
pub(in super::super) struct AwsJson {
    inner: AwsJsonRpcProtocol,
    codec: Json,
}

impl AwsJson {
    pub(in super::super) fn v1_0() -> Self {
        Self::new(AwsJsonRpcProtocol::aws_json_1_0())
    }

    pub(in super::super) fn v1_1() -> Self {
        Self::new(AwsJsonRpcProtocol::aws_json_1_1())
    }

    fn new(inner: AwsJsonRpcProtocol) -> Self {
        let id = ClientProtocolInner::protocol_id(&inner).clone();
        let settings = JsonCodecSettings::builder().protocol_id(id);
        let codec = Json::new(settings, Names::Member);
        Self { inner, codec }
    }
}

impl ClientProtocolInner for AwsJson {
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
        ClientProtocolInner::serialize_request(&self.inner, input, schema, endpoint, cfg)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        _schema: &Schema<'_>,
        _cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let body = response.body().bytes().unwrap_or_default();
        Ok(Box::new(Codec::create_deserializer(&self.codec, body)))
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
