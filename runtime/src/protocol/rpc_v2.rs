//! Smithy RPC v2: CBOR as the official crate has it, and JSON.

use super::cbor::Cbor;
use super::forward::forward_protocol;
use super::json::{Json, Names};
use super::mend::{is_unit, without_body, EpochSeconds};
use super::reading::Reading;
use aws_smithy_cbor::protocol::RpcV2CborProtocol;
use aws_smithy_json::codec::JsonCodecSettings;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::HttpRpcProtocol;
use aws_smithy_schema::protocol::{ClientProtocolInner, ServiceShapeName};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

const JSON: &str = "application/json";

/// RPC v2 with the mends of [`super::mend`].
#[derive(Debug)]
pub(super) struct RpcV2<P> {
    inner: P,
}

impl RpcV2<Reading<RpcV2CborProtocol, Cbor>> {
    pub(super) fn cbor() -> Self {
        let (inner, codec) = (RpcV2CborProtocol::new(), Cbor::default());
        Self {
            inner: Reading { inner, codec },
        }
    }
}

impl RpcV2<RpcV2Json> {
    pub(super) fn json() -> Self {
        Self {
            inner: RpcV2Json::new(),
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

/// `smithy.protocols#rpcv2Json`: the routes of RPC v2 with JSON bodies, in which `@jsonName` and
/// `@timestampFormat` count for nothing and numbers of any precision are strings.
#[derive(Debug)]
pub(super) struct RpcV2Json {
    inner: HttpRpcProtocol<Json>,
    /// Errors look the same in all JSON protocols, and only the protocols can read them.
    errors: AwsRestJsonProtocol,
}

impl RpcV2Json {
    fn new() -> Self {
        let id = shape_id!("smithy.protocols", "rpcv2Json");
        let settings = JsonCodecSettings::builder()
            .use_string_for_arbitrary_precision(true)
            .protocol_id(id.clone());
        let codec = Json::new(settings, Names::Member);
        Self {
            inner: HttpRpcProtocol::new(id, codec, JSON),
            errors: AwsRestJsonProtocol::new(),
        }
    }
}

impl ClientProtocolInner for RpcV2Json {
    forward_protocol!();

    fn protocol_id(&self) -> &ShapeId<'static> {
        self.inner.protocol_id()
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        _endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let service = cfg.load::<ServiceShapeName>();
        let service = service.ok_or_else(|| SerdeError::custom("the service has no name"))?;
        let operation = cfg.load::<Metadata>();
        let operation = operation.ok_or_else(|| SerdeError::custom("the operation has no name"))?;
        let (service, operation) = (service.as_str(), operation.name());
        let route = format!("/service/{service}/operation/{operation}");
        let input = EpochSeconds(input);
        let inner = &self.inner;
        let mut request = inner.serialize_request(&input, schema, &route, cfg)?;
        let headers = request.headers_mut();
        headers.insert("smithy-protocol", "rpc-v2-json");
        headers.insert("accept", JSON);
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

    fn parse_error_metadata(
        &self,
        response: &Response,
        cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        ClientProtocolInner::parse_error_metadata(&self.errors, response, cfg)
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
        ClientProtocolInner::parse_event_stream_error_metadata(&self.errors, payload)
    }
}
