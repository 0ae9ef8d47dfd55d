//! Members with `smithy.api#httpPayload` in requests of REST protocols.
//!
//! Source: `aws-smithy-schema/src/schema/http_protocol/binding.rs`.

use super::super::uniform::{forward_writes, scalar_writes};
use super::bound::BoundInput;
use crate::protocol::callbacks::Parts;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_schema::header_omit_settings::SharedHeaderOmitSettings;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{prelude, Schema, ShapeType};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::{BigDecimal, BigInteger, Document};

/// Creates a request with `serialize`, the official binding, and corrects its input and its body. `empty` is the body
/// of a payload structure that is not set.
pub(in super::super) fn bound_request(
    input: &dyn SerializableStruct,
    schema: &Schema<'_>,
    empty: &'static str,
    cfg: &ConfigBag,
    serialize: impl FnOnce(&dyn SerializableStruct) -> Result<Request, SerdeError>,
) -> Result<Request, SerdeError> {
    let bound = BoundInput(input);
    let mut request = if has_codec_payload(schema) {
        serialize(&PayloadInput(&bound))
    } else {
        serialize(&bound)
    }?;
    complete_payload(&mut request, schema, empty, cfg);
    Ok(request)
}

/// Returns the member whose value is the whole body.
fn payload<'a>(input: &'a Schema<'_>) -> Option<&'a Schema<'a>> {
    let mut members = input.members().iter().copied();
    members.find(|member| member.http_payload().is_some())
}

/// Returns whether the codec writes the payload, which is neither a blob nor a string.
fn has_codec_payload(input: &Schema<'_>) -> bool {
    payload(input).is_some_and(|member| !is_raw(member))
}

fn is_raw(member: &Schema<'_>) -> bool {
    matches!(member.shape_type(), ShapeType::Blob | ShapeType::String)
}

/// Wraps an input so that its payload is written without the name of the member.
///
/// The official binding passes the schema of the member to the codec. The codec then writes a name that does not
/// belong there (`"nested":{…}`), or in XML a root element with the name of the member instead of the structure.
/// Tests: `RestJsonHttpPayloadWithStructure`, `HttpPayloadWithStructure`, `DocumentTypeAsPayloadInput`.
struct PayloadInput<'a>(&'a dyn SerializableStruct);

impl SerializableStruct for PayloadInput<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut PayloadMembers(out))
    }
}

struct PayloadMembers<'a>(&'a mut dyn ShapeSerializer);

impl ShapeSerializer for PayloadMembers<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        let payload = schema.http_payload().is_some();
        let schema = if payload { value.schema() } else { schema };
        self.0.write_struct(schema, value)
    }

    fn write_document(&mut self, schema: &Schema<'_>, value: &Document) -> Result<(), SerdeError> {
        let payload = schema.http_payload().is_some();
        let schema = if payload { &prelude::DOCUMENT } else { schema };
        self.0.write_document(schema, value)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.0.write_null(schema)
    }

    scalar_writes!(forward_writes);

    forward_writes! {
        write_list(Parts<'_>),
        write_map(Parts<'_>),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_string(&str),
    }
}

/// Completes the body and `Content-Type` of a request with a payload.
///
/// - For a blob or string, the content type is the `mediaType`, else `application/octet-stream` or `text/plain`,
///   unless the input sets `Content-Type`. Tests: `RestJsonHttpPayloadTraitsWithBlob`,
///   `RestJsonStringPayloadRequest`, `HttpPayloadTraitsWithMediaTypeWithBlob`.
/// - A structure that is not set is written as `empty`: an object in JSON
///   (`RestJsonHttpWithEmptyStructurePayload`), nothing in XML.
/// - A union that is not set has no body and no content type (`RestJsonHttpPayloadWithUnsetUnion`).
fn complete_payload(
    request: &mut Request,
    input: &Schema<'_>,
    empty: &'static str,
    cfg: &ConfigBag,
) {
    let Some(member) = payload(input) else { return };
    let unset = request.body().content_length() == Some(0);
    match member.shape_type() {
        ShapeType::Structure if unset && !empty.is_empty() => {
            *request.body_mut() = SdkBody::from(empty);
            let length = empty.len().to_string();
            request.headers_mut().insert("Content-Length", length);
        }
        ShapeType::Union | ShapeType::Document if unset && !has_type_member(input) => {
            request.headers_mut().remove("Content-Type");
        }
        ShapeType::Blob | ShapeType::String => {
            let omit = cfg.load::<SharedHeaderOmitSettings>();
            let omit = omit.is_some_and(|omit| omit.should_omit_default_content_type());
            let headers = request.headers_mut();
            let streaming = member.streaming();
            if (!unset || streaming) && !omit && headers.get("Content-Type").is_none() {
                headers.insert("Content-Type", media_type(member).to_owned());
            }
        }
        _ => {}
    }
}

/// Returns whether a member sets the content type, which is then kept.
fn has_type_member(input: &Schema<'_>) -> bool {
    let mut headers = (input.members().iter()).filter_map(|member| member.http_header());
    headers.any(|header| header.value().eq_ignore_ascii_case("content-type"))
}

fn media_type<'a>(member: &'a Schema<'_>) -> &'a str {
    match (member.media_type(), member.shape_type()) {
        (Some(media_type), _) => media_type.value(),
        (None, ShapeType::String) => "text/plain",
        (None, _) => "application/octet-stream",
    }
}
