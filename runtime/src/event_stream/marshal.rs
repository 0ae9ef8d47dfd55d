//! Conversion of events into messages; see the Amazon Event Stream specification of Smithy.

use crate::error::ErrorPart;
use crate::protocol::callbacks::Parts;
use crate::reflect::{write_root, Field, PartWriter, Structure, Variant, View};
use crate::schema::Shape;
use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::Schema;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;

/// `:content-type` of a blob payload.
pub(super) const BLOB: &str = "application/octet-stream";

/// `:content-type` of a string payload.
pub(super) const TEXT: &str = "text/plain";

fn text(name: &'static str, value: impl Into<String>) -> Header {
    Header::new(name, HeaderValue::String(value.into().into()))
}

/// Creates the message of an event, which is a variant of the union of events.
pub(super) fn event_message(
    shape: &Shape,
    event: Variant<'_>,
    protocol: &SharedClientProtocol,
) -> Result<Message, FrameError> {
    let (index, value) = match event {
        Variant::Known(index, value) => (index, value),
        Variant::Unknown(name) => {
            return Err(FrameError::marshalling(format!(
            "`{}` holds its unknown event `{name}`, whose value was not kept and cannot be sent",
            shape.name()
        )))
        }
    };
    let member = shape.members().get(index).ok_or_else(|| {
        FrameError::marshalling(format!("`{}` has no member {index}", shape.name()))
    })?;
    let headers = vec![
        text(":message-type", "event"),
        text(":event-type", member.wire_name()),
    ];
    match value.view() {
        View::Structure(value) => message(headers, value, protocol),
        // An event without a structure (`smithy.api#Unit`) has only headers.
        _ => Ok(Message::new_from_parts(headers, Bytes::new())),
    }
}

/// Creates the message of an error that ends the stream. `shape` is the union that has the error as a member.
pub(super) fn error_message(
    shape: &Shape,
    error: ErrorPart<'_>,
    protocol: &SharedClientProtocol,
) -> Result<Message, FrameError> {
    let meta = error.meta();
    match error {
        ErrorPart::Modelled(error) => {
            let target = error.shape().schema().shape_id().shape_name();
            let mut members = shape.members().iter();
            let member = members.find(|member| member.target() == Some(target));
            let name = member.map_or(target, |member| member.wire_name());
            let headers = vec![
                text(":message-type", "exception"),
                text(":exception-type", name),
            ];
            message(headers, error, protocol)
        }
        ErrorPart::Unhandled { source, .. } => {
            let message = meta.message().map(str::to_owned);
            let headers = vec![
                text(":message-type", "error"),
                text(":error-code", meta.code().unwrap_or("InternalError")),
                text(
                    ":error-message",
                    message.unwrap_or_else(|| source.to_string()),
                ),
            ];
            Ok(Message::new_from_parts(headers, Bytes::new()))
        }
    }
}

/// Creates the message with the members of an input other than the stream.
pub(super) fn initial_request(protocol: &SharedClientProtocol, payload: Vec<u8>) -> Message {
    let mut headers = vec![
        text(":message-type", "event"),
        text(":event-type", "initial-request"),
    ];
    headers.extend(
        protocol
            .event_stream_media_type()
            .map(|media_type| text(":content-type", media_type)),
    );
    Message::new_from_parts(headers, payload)
}

/// Creates a message with the header members and the payload of a structure.
fn message(
    mut headers: Vec<Header>,
    value: &dyn Structure,
    protocol: &SharedClientProtocol,
) -> Result<Message, FrameError> {
    let payload = payload(value, protocol)?;
    let bytes = payload.map(|(media_type, bytes)| {
        headers.extend(media_type.map(|media_type| text(":content-type", media_type)));
        bytes
    });
    for (index, member) in value.shape().schema().members().iter().enumerate() {
        if member.event_header().is_none() {
            continue;
        }
        if let Some(header) = value.field(index).and_then(|field| header(field.view())) {
            headers.push(Header::new(name(member).to_owned(), header));
        }
    }
    Ok(Message::new_from_parts(headers, bytes.unwrap_or_default()))
}

pub(super) fn name<'a>(member: &'a Schema<'_>) -> &'a str {
    member.member_name().unwrap_or_default()
}

fn header(value: View<'_>) -> Option<HeaderValue> {
    Some(match value {
        View::Some(value) => return header(value.view()),
        View::Bool(value) => HeaderValue::Bool(value),
        View::I8(value) => HeaderValue::Byte(value),
        View::I16(value) => HeaderValue::Int16(value),
        View::I32(value) => HeaderValue::Int32(value),
        View::I64(value) => HeaderValue::Int64(value),
        View::Blob(value) => HeaderValue::ByteArray(value.clone().into_bytes()),
        View::Text(value) | View::Enum(value, _) => HeaderValue::String(value.to_owned().into()),
        View::DateTime(value) => HeaderValue::Timestamp(*value),
        // Not set. A header cannot have any other type.
        _ => return None,
    })
}

/// Returns media type and bytes of the payload of an event; `None` where all its members are headers.
fn payload<'a>(
    value: &dyn Structure,
    protocol: &'a SharedClientProtocol,
) -> Result<Option<(Option<&'a str>, Bytes)>, FrameError> {
    let members = value.shape().schema().members();
    if let Some(index) = members.iter().position(|m| m.event_payload().is_some()) {
        let field = value.field(index).map(Field::view);
        return explicit(field.unwrap_or(View::None), members[index], protocol).map(Some);
    }
    let unbound = |member: &Schema<'_>| member.event_header().is_none();
    if !members.is_empty() && !members.iter().any(|member| unbound(member)) {
        return Ok(None);
    }
    let part = PartWriter {
        value,
        keep: unbound,
    };
    let bytes = document(protocol, &|out| {
        out.write_struct(value.shape().schema(), &part)
    })?;
    Ok(Some((protocol.event_stream_media_type(), bytes)))
}

/// Returns the payload in a member with `smithy.api#eventPayload`.
fn explicit<'a>(
    value: View<'_>,
    member: &Schema<'_>,
    protocol: &'a SharedClientProtocol,
) -> Result<(Option<&'a str>, Bytes), FrameError> {
    Ok(match value {
        View::Some(value) => return explicit(value.view(), member, protocol),
        View::Blob(value) => (Some(BLOB), value.clone().into_bytes()),
        View::Text(value) | View::Enum(value, _) => (Some(TEXT), value.to_owned().into()),
        View::None => {
            let media_type = match member.shape_type() {
                aws_smithy_schema::ShapeType::Blob => Some(BLOB),
                aws_smithy_schema::ShapeType::String => Some(TEXT),
                _ => protocol.event_stream_media_type(),
            };
            (media_type, Bytes::new())
        }
        value => (
            protocol.event_stream_media_type(),
            document(protocol, &|out| write_root(value, out))?,
        ),
    })
}

/// Returns a document in the format of the protocol.
fn document(protocol: &SharedClientProtocol, write: Parts<'_>) -> Result<Bytes, FrameError> {
    let codec = protocol.payload_codec().ok_or_else(|| {
        FrameError::marshalling(format!(
            "{} cannot write the payload of an event",
            protocol.protocol_id().as_str()
        ))
    })?;
    let mut out = codec.create_serializer();
    write(&mut *out).map_err(|error| FrameError::marshalling(error.to_string()))?;
    Ok(out.finish_boxed().into())
}
