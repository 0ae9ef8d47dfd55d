//! RPC protocols with the whole input and output in a JSON body.

use super::super::forward::forward_protocol;
use super::errors::{error_metadata, event_error_metadata};
use super::{Dialect, Json};
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

/// An RPC protocol with JSON bodies.
#[derive(Debug)]
pub(in super::super) struct JsonRpc {
    inner: HttpRpcProtocol<Json>,
}

impl JsonRpc {
    fn new(id: ShapeId<'static>, dialect: Dialect, media_type: &'static str) -> Self {
        Self {
            inner: HttpRpcProtocol::new(id, Json(dialect), media_type),
        }
    }

    /// `aws.protocols#awsJson1_0`.
    pub(in super::super) fn aws_json_1_0() -> Self {
        let id = shape_id!("aws.protocols", "awsJson1_0");
        Self::new(id, Dialect::AwsJson, "application/x-amz-json-1.0")
    }

    /// `aws.protocols#awsJson1_1`.
    pub(in super::super) fn aws_json_1_1() -> Self {
        let id = shape_id!("aws.protocols", "awsJson1_1");
        Self::new(id, Dialect::AwsJson, "application/x-amz-json-1.1")
    }

    /// `smithy.protocols#rpcv2Json`.
    pub(in super::super) fn rpc_v2() -> Self {
        let id = shape_id!("smithy.protocols", "rpcv2Json");
        Self::new(id, Dialect::RpcV2, JSON)
    }
}

/// Returns the names of the service and operation, which route a request.
fn names(cfg: &ConfigBag) -> Result<(&str, &str), SerdeError> {
    let service = cfg.load::<ServiceShapeName>();
    let service = service.ok_or_else(|| SerdeError::custom("the service has no name"))?;
    let operation = cfg.load::<Metadata>();
    let operation = operation.ok_or_else(|| SerdeError::custom("the operation has no name"))?;
    Ok((service.as_str(), operation.name()))
}

impl ClientProtocolInner for JsonRpc {
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
        let (service, operation) = names(cfg)?;
        let inner = &self.inner;
        if inner.codec().0 == Dialect::AwsJson {
            let mut request = inner.serialize_request(input, schema, "/", cfg)?;
            let target = format!("{service}.{operation}");
            request.headers_mut().insert("X-Amz-Target", target);
            return Ok(request);
        }
        let route = format!("/service/{service}/operation/{operation}");
        let mut request = inner.serialize_request(input, schema, &route, cfg)?;
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
