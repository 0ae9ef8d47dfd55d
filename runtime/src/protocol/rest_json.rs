//! The protocols restJson1 and simpleRestJson.

use super::error_details::ErrorDetails;
use super::headers::BoundOutput;
use super::http::{Deserializer, Http, HttpProtocol};
use super::json::{self, Dialect, Json};
#[cfg(feature = "simple-rest-json")]
use super::simple_payload::{self, Payload};
use super::upstream_fixes::bound_request;
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::HttpBindingProtocol;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;

const JSON: &str = "application/json";

/// `aws.protocols#restJson1` or `alloy#simpleRestJson` with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RestJson(HttpBindingProtocol<Json>, Dialect);

pub(super) fn rest_json_1() -> Http<RestJson> {
    let id = shape_id!("aws.protocols", "restJson1");
    let codec = Json::of(&id);
    Http(RestJson(
        HttpBindingProtocol::new(id, codec, JSON),
        Dialect::RestJson,
    ))
}

/// `alloy#simpleRestJson`, in which all bodies are JSON, also those of texts and blobs.
#[cfg(feature = "simple-rest-json")]
pub(super) fn simple_rest_json() -> Http<RestJson> {
    let id = shape_id!("alloy", "simpleRestJson");
    let codec = Json::of(&id);
    Http(RestJson(
        HttpBindingProtocol::new(id, codec, JSON),
        Dialect::Simple,
    ))
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
            let bind =
                |input: &dyn SerializableStruct| self.0.serialize_request(input, schema, path, cfg);
            match self.1 {
                #[cfg(feature = "simple-rest-json")]
                Dialect::Simple => simple_payload::request(input, schema, bind),
                _ => bind(input),
            }
        })
    }

    fn output<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        let inner = self.0.deserialize_response(response, schema, cfg)?;
        let inner = match self.1 {
            #[cfg(feature = "simple-rest-json")]
            Dialect::Simple => Payload::around(inner, response),
            _ => inner,
        };
        Ok(BoundOutput::around(inner, response, schema))
    }

    fn error<'a>(&self, response: &'a Response, cfg: &'a ConfigBag) -> Deserializer<'a> {
        let inner = self.0.deserialize_error_response(response, cfg)?;
        let inner = match self.1 {
            #[cfg(feature = "simple-rest-json")]
            Dialect::Simple => Payload::around(inner, response),
            _ => inner,
        };
        Ok(BoundOutput::around_error(inner, response))
    }

    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails {
        match self.1 {
            #[cfg(feature = "simple-rest-json")]
            Dialect::Simple => json::simple_details(body, headers),
            _ => json::details(body, headers),
        }
    }

    fn events(&self) -> Option<(&dyn DynCodec, &str)> {
        Some((self.0.codec(), JSON))
    }
}
