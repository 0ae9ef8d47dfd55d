//! The protocol restJson1.

use super::error_details::ErrorDetails;
use super::headers::BoundOutput;
use super::http::{Deserializer, Http, HttpProtocol};
use super::json::{self, Dialect, Json};
use super::upstream_fixes::bound_request;
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::HttpBindingProtocol;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;

const JSON: &str = "application/json";

/// `aws.protocols#restJson1` with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RestJson(HttpBindingProtocol<Json>);

pub(super) fn rest_json_1() -> Http<RestJson> {
    let id = shape_id!("aws.protocols", "restJson1");
    let codec = Json(Dialect::RestJson);
    Http(RestJson(HttpBindingProtocol::new(id, codec, JSON)))
}

impl HttpProtocol for RestJson {
    fn id(&self) -> &ShapeId<'static> {
        self.0.protocol_id()
    }

    fn request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        path: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        bound_request(input, schema, "{}", cfg, |input| {
            self.0.serialize_request(input, schema, path, cfg)
        })
    }

    fn output<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        let inner = self.0.deserialize_response(response, schema, cfg)?;
        Ok(BoundOutput::around(inner, response, schema))
    }

    fn error<'a>(&self, response: &'a Response, cfg: &'a ConfigBag) -> Deserializer<'a> {
        let inner = self.0.deserialize_error_response(response, cfg)?;
        Ok(BoundOutput::around_error(inner, response))
    }

    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails {
        json::details(body, headers)
    }

    fn events(&self) -> Option<(&dyn DynCodec, &str)> {
        Some((self.0.codec(), JSON))
    }
}
