//! Smithy RPC v2, with CBOR or JSON.

use super::cbor::CborRpc;
use super::forward::forward_protocol;
use super::json::JsonRpc;
use super::upstream_fixes::{is_unit, without_body};
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// RPC v2 with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RpcV2<P> {
    inner: P,
}

impl RpcV2<CborRpc> {
    pub(super) fn cbor() -> Self {
        Self {
            inner: CborRpc::new(),
        }
    }
}

impl RpcV2<JsonRpc> {
    pub(super) fn json() -> Self {
        Self {
            inner: JsonRpc::rpc_v2(),
        }
    }
}

impl<P> ClientProtocolInner for RpcV2<P>
where
    P: ClientProtocolInner<Request = Request, Response = Response>,
{
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
        let mut request = self.inner.serialize_request(input, schema, endpoint, cfg)?;
        if is_unit(schema) {
            without_body(&mut request);
        }
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        self.inner.deserialize_response(response, schema, cfg)
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        self.inner.deserialize_error_response(response, cfg)
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        self.inner.parse_error_metadata(response, cfg)
    }

    fn payload_codec(&self) -> Option<&dyn DynCodec> {
        self.inner.payload_codec()
    }

    fn event_stream_media_type(&self) -> Option<&str> {
        self.inner.event_stream_media_type()
    }

    fn parse_event_stream_error_metadata(
        &self,
        payload: &[u8],
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        self.inner.parse_event_stream_error_metadata(payload)
    }
}
