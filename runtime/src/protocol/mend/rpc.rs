//! What RPC v2 asks of both of its encodings.

use super::super::forward::forward_writes;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// Whether the operation has no input in the model.
pub(in super::super) fn is_unit(input: &Schema<'_>) -> bool {
    input.shape_id().as_str() == "smithy.api#Unit"
}

/// Takes the body away: an operation without an input sends none, and no `Content-Type`.
///
/// `aws-smithy-schema/src/schema/http_protocol/rpc.rs` writes an empty structure, which is right for
/// an input without members only. Tests: `no_input`, `RpcV2JsonRequestNoInput`.
pub(in super::super) fn without_body(request: &mut Request) {
    *request.body_mut() = SdkBody::empty();
    request.headers_mut().remove("Content-Type");
    request.headers_mut().remove("Content-Length");
}

/// A structure whose timestamps ignore `@timestampFormat`, as RPC v2 JSON wants them to.
///
/// The codec has no setting for it: `aws-smithy-json/src/codec/serializer.rs`. Test:
/// `RpcV2JsonResponseTimestampFormatIgnored` shows the form; the codec reads it as it is.
pub(in super::super) struct EpochSeconds<'a>(pub(in super::super) &'a dyn SerializableStruct);

impl SerializableStruct for EpochSeconds<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut Writer(out))
    }
}

struct Writer<'a>(&'a mut dyn ShapeSerializer);

impl ShapeSerializer for Writer<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.0.write_struct(schema, &EpochSeconds(value))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        elements: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let elements = |out: &mut dyn ShapeSerializer| elements(&mut Writer(out));
        self.0.write_list(schema, &elements)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        entries: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let entries = |out: &mut dyn ShapeSerializer| entries(&mut Writer(out));
        self.0.write_map(schema, &entries)
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Result<(), SerdeError> {
        let (Some(_), Some(name)) = (schema.timestamp_format(), schema.member_name()) else {
            return self.0.write_timestamp(schema, value);
        };
        let index = schema.member_index().unwrap_or_default();
        let id = schema.shape_id().clone();
        let plain = Schema::new_member(id, ShapeType::Timestamp, name, index);
        self.0.write_timestamp(&plain, value)
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
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_string(&str),
        write_blob(Blob),
        write_document(&Document),
    }
}
