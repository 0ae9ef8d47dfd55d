//! RPC v2 CBOR: requests of the official protocol, and our deserializer for responses.

use super::super::forward::forward_protocol;
use super::errors::{error_metadata, event_error_metadata};
use super::Cbor;
use aws_smithy_cbor::protocol::RpcV2CborProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::{Codec, DynCodec};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// `smithy.protocols#rpcv2Cbor`. All members of a response are in its body.
#[derive(Debug)]
pub(in super::super) struct CborRpc {
    inner: RpcV2CborProtocol,
    codec: Cbor,
}

impl CborRpc {
    pub(in super::super) fn new() -> Self {
        Self {
            inner: RpcV2CborProtocol::new(),
            codec: Cbor::default(),
        }
    }
}

impl ClientProtocolInner for CborRpc {
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
        _cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        error_metadata(response)
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
        event_error_metadata(payload)
    }
}
