//! Conversion of traits of the schema text into traits of the aws-smithy schemas.

use super::line::Traits;
use aws_smithy_schema::traits::{HttpTrait, TimestampFormat};
use aws_smithy_schema::{PayloadHint, Schema, ShapeType};

/// Adds the traits of a line to the schema of a structure or union.
pub(super) fn of_shape(schema: Schema<'static>, traits: Traits) -> Schema<'static> {
    let schema = with_namespace(schema, traits);
    traits
        .iter()
        .fold(schema, |schema, (name, value)| match name {
            "original" => schema.with_original_name(value),
            "sensitive" => schema.with_sensitive(),
            "xmlName" => schema.with_xml_name(value),
            "s3UnwrappedXmlOutput" => schema.with_xml_unwrapped_output(),
            "http" => with_http(schema, value),
            _ => schema,
        })
}

/// Adds traits to the schema of a member, of the element of a list, or of the key or value of a map.
pub(super) fn of_member(schema: Schema<'static>, traits: Traits) -> Schema<'static> {
    let schema = with_namespace(schema, traits);
    traits
        .iter()
        .fold(schema, |schema, (name, value)| match name {
            "sensitive" => schema.with_sensitive(),
            "jsonName" => schema.with_json_name(value),
            "mediaType" => schema.with_media_type(value),
            "timestampFormat" => schema.with_timestamp_format(match value {
                "date-time" => TimestampFormat::DateTime,
                "http-date" => TimestampFormat::HttpDate,
                _ => TimestampFormat::EpochSeconds,
            }),
            "xmlName" => schema.with_xml_name(value),
            "xmlAttribute" => schema.with_xml_attribute(),
            "xmlFlattened" => schema.with_xml_flattened(),
            "httpHeader" => schema.with_http_header(value),
            "httpPrefixHeaders" => schema.with_http_prefix_headers(value),
            "httpQuery" => schema.with_http_query(value),
            "httpQueryParams" => schema.with_http_query_params(),
            "httpLabel" => schema.with_http_label(),
            "httpPayload" => schema.with_http_payload(),
            "httpResponseCode" => schema.with_http_response_code(),
            "hostLabel" => schema.with_host_label(),
            "streaming" => schema.with_streaming(),
            "eventHeader" => schema.with_event_header(),
            "eventPayload" => schema.with_event_payload(),
            // Only the runtime uses the other traits, not the codecs.
            _ => schema,
        })
}

fn with_namespace(schema: Schema<'static>, traits: Traits) -> Schema<'static> {
    match traits.get("xmlNamespace") {
        Some(uri) => schema.with_xml_namespace(uri, traits.get("xmlNamespacePrefix")),
        None => schema,
    }
}

/// Adds the HTTP binding (`METHOD URI CODE`), and whether members are in the body.
fn with_http(schema: Schema<'static>, value: &'static str) -> Schema<'static> {
    let (method, rest) = value.split_once(' ').unwrap_or((value, "/"));
    let (uri, code) = rest.rsplit_once(' ').unwrap_or((rest, ""));
    let http = HttpTrait::new(method, uri, code.parse().ok());
    let in_body = schema.members().iter().any(|member| is_in_body(member));
    let payload = schema
        .members()
        .iter()
        .find(|member| member.http_payload().is_some());
    // A document too: it is the whole body, not a member of the body.
    let is_framed = payload.is_some_and(|member| is_in_body(member));
    let schema = schema.with_http(http).with_payload_hint(if is_framed {
        PayloadHint::StructPayload
    } else {
        PayloadHint::NoStructPayload
    });
    if in_body {
        schema
    } else {
        schema.with_no_body_members()
    }
}

/// Returns whether a codec writes the member: it has no HTTP binding, or it is a payload other than a string or
/// blob.
fn is_in_body(member: &Schema<'_>) -> bool {
    let is_plain = matches!(member.shape_type(), ShapeType::String | ShapeType::Blob);
    let is_bound = member.http_header().is_some()
        || member.http_prefix_headers().is_some()
        || member.http_query().is_some()
        || member.http_query_params().is_some()
        || member.http_label().is_some()
        || (member.http_payload().is_some() && is_plain);
    !is_bound
}
