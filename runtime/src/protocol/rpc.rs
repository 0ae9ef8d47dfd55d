//! RPC protocols with the whole input and output in the body: awsJson 1.0 and 1.1, RPC v2 CBOR and JSON.

#[cfg(feature = "cbor")]
use super::cbor::{self, Cbor};
use super::error_details::ErrorDetails;
use super::http::{Deserializer, Http, HttpProtocol};
use super::json::{self, Json};
use super::upstream_fixes::{is_unit, without_body};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::codec::{Codec, DynCodec};
use aws_smithy_schema::http_protocol::HttpRpcProtocol;
use aws_smithy_schema::protocol::{ClientProtocolInner, ServiceShapeName};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt::Debug;

#[cfg(feature = "cbor")]
const CBOR: &str = "application/cbor";
const JSON: &str = "application/json";

/// An RPC protocol whose bodies are in the format of the codec.
#[derive(Debug)]
pub(super) struct Rpc<C> {
    inner: HttpRpcProtocol<C>,
    route: Route,
    /// Media type of the format.
    media_type: &'static str,
    details: fn(&[u8], &Headers) -> ErrorDetails,
}

/// The part of a request that names service and operation.
#[derive(Debug)]
enum Route {
    /// The header `X-Amz-Target`.
    Header,
    /// The path. The header `smithy-protocol` has this value.
    Path(&'static str),
}

/// `aws.protocols#awsJson1_0`.
pub(super) fn aws_json_1_0() -> Http<Rpc<Json>> {
    let id = shape_id!("aws.protocols", "awsJson1_0");
    aws_json(id, "application/x-amz-json-1.0")
}

/// `aws.protocols#awsJson1_1`.
pub(super) fn aws_json_1_1() -> Http<Rpc<Json>> {
    let id = shape_id!("aws.protocols", "awsJson1_1");
    aws_json(id, "application/x-amz-json-1.1")
}

fn aws_json(id: ShapeId<'static>, content_type: &'static str) -> Http<Rpc<Json>> {
    Http(Rpc {
        inner: json_protocol(id, content_type),
        route: Route::Header,
        media_type: JSON,
        details: json::details,
    })
}

fn json_protocol(id: ShapeId<'static>, content_type: &'static str) -> HttpRpcProtocol<Json> {
    let codec = Json::of(&id);
    HttpRpcProtocol::new(id, codec, content_type)
}

/// `smithy.protocols#rpcv2Json`.
pub(super) fn rpc_v2_json() -> Http<Rpc<Json>> {
    let id = shape_id!("smithy.protocols", "rpcv2Json");
    Http(Rpc {
        inner: json_protocol(id, JSON),
        route: Route::Path("rpc-v2-json"),
        media_type: JSON,
        details: json::details,
    })
}

/// `smithy.protocols#rpcv2Cbor`.
#[cfg(feature = "cbor")]
pub(super) fn rpc_v2_cbor() -> Http<Rpc<Cbor>> {
    let id = shape_id!("smithy.protocols", "rpcv2Cbor");
    Http(Rpc {
        inner: HttpRpcProtocol::new(id, Cbor::default(), CBOR),
        route: Route::Path("rpc-v2-cbor"),
        media_type: CBOR,
        details: cbor::details,
    })
}

/// Returns the names of the service and operation.
fn names(cfg: &ConfigBag) -> Result<(&str, &str), SerdeError> {
    let service = cfg.load::<ServiceShapeName>();
    let service = service.ok_or_else(|| SerdeError::custom("the service has no name"))?;
    let operation = cfg.load::<Metadata>();
    let operation = operation.ok_or_else(|| SerdeError::custom("the operation has no name"))?;
    Ok((service.as_str(), operation.name()))
}

impl<C> HttpProtocol for Rpc<C>
where
    C: Codec + Debug + Send + Sync + 'static,
    for<'a> C::Deserializer<'a>: ShapeDeserializer,
{
    fn id(&self) -> &ShapeId<'static> {
        self.inner.protocol_id()
    }

    fn request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        _path: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let (service, operation) = names(cfg)?;
        let path = match self.route {
            Route::Header => "/".to_owned(),
            Route::Path(_) => format!("/service/{service}/operation/{operation}"),
        };
        let mut request = self.inner.serialize_request(input, schema, &path, cfg)?;
        let headers = request.headers_mut();
        match self.route {
            Route::Header => {
                headers.insert("X-Amz-Target", format!("{service}.{operation}"));
            }
            Route::Path(protocol) => {
                headers.insert("smithy-protocol", protocol.to_owned());
                headers.insert("accept", self.media_type.to_owned());
                if is_unit(schema) {
                    without_body(&mut request);
                }
            }
        }
        Ok(request)
    }

    fn output<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        self.inner.deserialize_response(response, schema, cfg)
    }

    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails {
        (self.details)(body, headers)
    }

    fn events(&self) -> Option<(&dyn DynCodec, &str)> {
        Some((self.inner.codec(), self.media_type))
    }
}
