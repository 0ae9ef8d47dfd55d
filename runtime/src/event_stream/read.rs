//! Reading of messages: headers and payload into the members that they are bound to.

use super::marshal::{name, BLOB, TEXT};
use crate::protocol::callbacks::{plain_value, Entries, Items, Members};
use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::event_stream::{HeaderValue, Message};
use aws_smithy_types::str_bytes::StrBytes;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// Deserializer of the structure of an event or error, and of its members.
#[derive(Debug)]
pub(super) enum EventReader<'a> {
    /// The whole message, and the codec for documents of the protocol.
    Message(&'a Message, &'a dyn DynCodec),
    /// A header, or a payload that is not a document.
    Value(&'a HeaderValue),
}

impl<'a> EventReader<'a> {
    /// Creates the deserializer of a message.
    ///
    /// # Errors
    ///
    /// Returns an error when the protocol cannot read payloads.
    pub(super) fn of(
        message: &'a Message,
        protocol: &'a SharedClientProtocol,
    ) -> Result<Self, FrameError> {
        let codec = protocol.payload_codec().ok_or_else(|| {
            FrameError::unmarshalling(format!(
                "{} cannot read the payload of an event",
                protocol.protocol_id().as_str()
            ))
        })?;
        Ok(Self::Message(message, codec))
    }
}

fn header<'a>(message: &'a Message, name: &str) -> Option<&'a HeaderValue> {
    let mut headers = message.headers().iter();
    let header = headers.find(|header| header.name().as_str() == name);
    header.map(|header| header.value())
}

/// Checks that `:content-type` matches the type of the payload.
fn expect_content_type(message: &Message, expected: &str) -> Result<(), SerdeError> {
    let actual = header(message, ":content-type");
    match actual.map(|value| value.as_string().map(StrBytes::as_str)) {
        Some(Ok(actual)) if actual == expected => Ok(()),
        _ => Err(SerdeError::invalid_input(format!(
            "the payload of the event must be `{expected}`, but its `:content-type` is {actual:?}"
        ))),
    }
}

/// Reads the payload into the member with `smithy.api#eventPayload`.
fn read_payload(
    message: &Message,
    codec: &dyn DynCodec,
    member: &Schema<'_>,
    consumer: Members<'_>,
) -> Result<(), SerdeError> {
    let bytes = message.payload();
    let value = match member.shape_type() {
        ShapeType::Blob => {
            expect_content_type(message, BLOB)?;
            HeaderValue::ByteArray(bytes.clone())
        }
        ShapeType::String => {
            expect_content_type(message, TEXT)?;
            let text = StrBytes::try_from(bytes.clone())
                .map_err(|_| SerdeError::invalid_input("the payload of the event is not UTF-8"))?;
            HeaderValue::String(text)
        }
        // Unset, as with an empty body.
        _ if bytes.is_empty() => return Ok(()),
        _ => return consumer(member, &mut *codec.create_deserializer(bytes)),
    };
    consumer(member, &mut EventReader::Value(&value))
}

/// Reads the members that are not headers from a payload that is the structure itself.
fn read_document(
    message: &Message,
    codec: &dyn DynCodec,
    schema: &Schema<'_>,
    consumer: Members<'_>,
) -> Result<(), SerdeError> {
    if message.payload().is_empty() {
        return Ok(());
    }
    let mut document = codec.create_deserializer(message.payload());
    document.read_struct(schema, &mut |member, from| {
        if member.event_header().is_some() {
            from.skip_value()
        } else {
            consumer(member, from)
        }
    })
}

/// Returns the error of a member that has another type in the message.
fn mismatch<T>(schema: &Schema<'_>) -> Result<T, SerdeError> {
    Err(SerdeError::invalid_input(format!(
        "`{}` has another type in the message than in the model",
        name(schema)
    )))
}

macro_rules! scalars {
    ($($read:ident -> $type:ty $(: $value:pat => $result:expr)?;)*) => {$(
        fn $read(&mut self, schema: &Schema<'_>) -> Result<$type, SerdeError> {
            match self {
                $(Self::Value($value) => Ok($result),)?
                _ => mismatch(schema),
            }
        }
    )*};
}

impl ShapeDeserializer for EventReader<'_> {
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        consumer: Members<'_>,
    ) -> Result<(), SerdeError> {
        let Self::Message(message, codec) = self else {
            return mismatch(schema);
        };
        let members = schema.members();
        match members.iter().find(|m| m.event_payload().is_some()) {
            Some(member) => read_payload(message, *codec, member, consumer)?,
            // If no member is in the payload, it is ignored.
            None if members.iter().all(|m| m.event_header().is_some()) => {}
            None => read_document(message, *codec, schema, consumer)?,
        }
        for member in members.iter().filter(|m| m.event_header().is_some()) {
            if let Some(value) = header(message, name(member)) {
                consumer(member, &mut EventReader::Value(value))?;
            }
        }
        Ok(())
    }

    fn read_list(&mut self, schema: &Schema<'_>, _: Items<'_>) -> Result<(), SerdeError> {
        mismatch(schema)
    }

    fn read_map(&mut self, schema: &Schema<'_>, _: Entries<'_>) -> Result<(), SerdeError> {
        mismatch(schema)
    }

    scalars! {
        read_boolean -> bool: HeaderValue::Bool(value) => *value;
        read_byte -> i8: HeaderValue::Byte(value) => *value;
        read_short -> i16: HeaderValue::Int16(value) => *value;
        read_integer -> i32: HeaderValue::Int32(value) => *value;
        read_long -> i64: HeaderValue::Int64(value) => *value;
        read_string -> String: HeaderValue::String(value) => value.as_str().to_owned();
        read_blob -> Blob: HeaderValue::ByteArray(value) => Blob::from_maybe_shared(value.clone());
        read_timestamp -> DateTime: HeaderValue::Timestamp(value) => *value;
        read_float -> f32;
        read_double -> f64;
        read_big_integer -> BigInteger;
        read_big_decimal -> BigDecimal;
        read_document -> Document;
    }

    plain_value!();
}
