//! The protocol restXml.

use super::forward::forward_protocol;
use super::headers::BoundOutput;
use super::upstream_fixes::{complete_payload, has_codec_payload, BoundInput, PayloadInput};
use super::xml::{self, Names, Root, Xml};
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::http_protocol::{http_error_deserializer, http_output_deserializer};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;

/// `aws.protocols#restXml` with the fixes of [`super::upstream_fixes`].
#[derive(Debug)]
pub(super) struct RestXml {
    inner: AwsRestXmlProtocol,
    codec: Xml,
}

impl RestXml {
    pub(super) fn new() -> Self {
        Self {
            inner: AwsRestXmlProtocol::new(),
            codec: Xml::new(),
        }
    }

    /// Creates the protocol for `noErrorWrapping`. Errors are read with or without a wrapper in any case; only the
    /// official part stores the setting.
    pub(super) fn no_error_wrapping() -> Self {
        Self {
            inner: AwsRestXmlProtocol::new().with_no_error_wrapping(true),
            codec: Xml::new(),
        }
    }
}

fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

impl ClientProtocolInner for RestXml {
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
        complete_payload(&mut request, schema, "", cfg);
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let mut members = schema.members().iter();
        let payload = members.find(|member| member.http_payload().is_some());
        let name = payload
            .and_then(|member| member.xml_name())
            .map(|name| name.value().to_owned());
        let body = Root::new(body(response)).named_by(Names::Model(name));
        let inner = http_output_deserializer(body, response, schema, cfg);
        Ok(BoundOutput::around(inner, response, schema))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        let error = xml::read_error(body(response));
        let inner = http_error_deserializer(error, response, cfg);
        Ok(BoundOutput::around_error(inner, response))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        xml::error_metadata(body(response), response.headers())
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
