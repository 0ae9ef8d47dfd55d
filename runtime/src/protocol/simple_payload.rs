//! Texts and blobs that are the whole body, in `alloy#simpleRestJson`: they are JSON. Streams are not.

use super::http::body;
use super::json::{Dialect, Reader};
use super::uniform::{forward_read, forward_reads, forward_writes};
use crate::protocol::callbacks::{Members, Parts};
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document};
use farrier_json::write_string;

/// Creates a request with `bind`, the official binding, which writes the payload of a text or blob as it is.
pub(super) fn request(
    input: &dyn SerializableStruct,
    schema: &Schema<'_>,
    bind: impl FnOnce(&dyn SerializableStruct) -> Result<Request, SerdeError>,
) -> Result<Request, SerdeError> {
    let mut members = schema.members().iter();
    if !members.any(|member| is_text(member)) {
        return bind(input);
    }
    let mut request = bind(&Input(input))?;
    let is_set = request.body().content_length() != Some(0);
    let headers = request.headers_mut();
    if is_set && headers.get("Content-Type").is_none() {
        headers.insert("Content-Type", "application/json");
    }
    Ok(request)
}

/// Returns whether the member is a payload that the official binding takes for text or bytes.
fn is_text(member: &Schema<'_>) -> bool {
    let is_plain = matches!(member.shape_type(), ShapeType::Blob | ShapeType::String);
    member.http_payload().is_some() && is_plain && !member.streaming()
}

/// Wraps an input so that the payload is the text of a JSON document.
struct Input<'a>(&'a dyn SerializableStruct);

impl SerializableStruct for Input<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut Texts(out))
    }
}

struct Texts<'a>(&'a mut dyn ShapeSerializer);

fn quoted(text: &str) -> Vec<u8> {
    let mut json = Vec::new();
    write_string(text, &mut json);
    json
}

impl ShapeSerializer for Texts<'_> {
    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Result<(), SerdeError> {
        if is_text(schema) {
            return self.0.write_blob(schema, Blob::new(quoted(value)));
        }
        self.0.write_string(schema, value)
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> Result<(), SerdeError> {
        if is_text(schema) {
            let text = quoted(&base64::encode(value));
            return self.0.write_blob(schema, Blob::new(text));
        }
        self.0.write_blob(schema, value)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.0.write_null(schema)
    }

    forward_writes! {
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_timestamp(&DateTime),
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
        write_map(Parts<'_>),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_document(&Document),
    }
}

/// Deserializer of a structure that reads such a payload from the body, and the other members with `inner`.
pub(super) struct Payload<'a> {
    inner: Box<dyn ShapeDeserializer + 'a>,
    body: &'a [u8],
}

impl<'a> Payload<'a> {
    pub(super) fn around(
        inner: Box<dyn ShapeDeserializer + 'a>,
        response: &'a Response,
    ) -> Box<dyn ShapeDeserializer + 'a> {
        let body = body(response);
        Box::new(Self { inner, body })
    }
}

impl ShapeDeserializer for Payload<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, read: Members<'_>) -> Result<(), SerdeError> {
        let body = self.body;
        self.inner.read_struct(schema, &mut |member, value| {
            if !is_text(member) {
                return read(member, value);
            }
            if body.is_empty() {
                return Ok(());
            }
            let mut reader = Reader::new(body, Dialect::Simple);
            read(member, &mut reader)?;
            reader.end()
        })
    }

    forward_reads!();
}
