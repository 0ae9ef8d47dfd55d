//! The protocol restXml.

use super::error_details::ErrorDetails;
use super::headers::BoundOutput;
use super::http::{body, Deserializer, Http, HttpProtocol};
use super::upstream_fixes::bound_request;
use super::xml::{self, Names, Root, Xml};
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::{http_error_deserializer, http_output_deserializer};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;

/// `aws.protocols#restXml` with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RestXml {
    inner: AwsRestXmlProtocol,
    codec: Xml,
}

/// Creates the protocol. Errors are read with or without a wrapper, so the setting `noErrorWrapping` has no effect.
pub(super) fn rest_xml() -> Http<RestXml> {
    Http(RestXml {
        inner: AwsRestXmlProtocol::new(),
        codec: Xml::new(),
    })
}

impl HttpProtocol for RestXml {
    fn id(&self) -> &ShapeId<'static> {
        ClientProtocolInner::protocol_id(&self.inner)
    }

    fn request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        path: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        bound_request(input, schema, "", cfg, |input| {
            ClientProtocolInner::serialize_request(&self.inner, input, schema, path, cfg)
        })
    }

    fn output<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        let mut members = schema.members().iter();
        let payload = members.find(|member| member.http_payload().is_some());
        let name = payload
            .and_then(|member| member.xml_name())
            .map(|name| name.value().to_owned());
        let body = Root::new(body(response)).named_by(Names::Model(name));
        let inner = http_output_deserializer(body, response, schema, cfg);
        Ok(BoundOutput::around(inner, response, schema))
    }

    fn error<'a>(&self, response: &'a Response, cfg: &'a ConfigBag) -> Deserializer<'a> {
        let inner = http_error_deserializer(xml::read_error(body(response)), response, cfg);
        Ok(BoundOutput::around_error(inner, response))
    }

    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails {
        xml::details(body, headers)
    }

    fn events(&self) -> Option<(&dyn DynCodec, &str)> {
        Some((&self.codec, "application/xml"))
    }
}
