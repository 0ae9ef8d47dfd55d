//! Members of requests that REST protocols bind to headers and to the query string.
//!
//! `aws-smithy-schema/src/schema/http_protocol/binding.rs`

use super::super::forward::forward_writes;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

type Parts<'a> = &'a dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

/// An input as the official binding gets it right.
///
/// - Prefix headers come first, wherever their member stands: the official binding lets the last one
///   win, and the spec a header that a member names (`HttpEmptyPrefixHeadersRequestClient`, whose
///   members happen to stand in that order).
/// - Entries without a value (`@sparse`) are left out, with their keys: the official collector of
///   entries takes the next key for the value.
/// - Numbers of any size in lists become text, as which the official collector of elements keeps
///   them.
pub(in super::super) struct BoundInput<'a>(pub(in super::super) &'a dyn SerializableStruct);

impl SerializableStruct for BoundInput<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        let members = self.0.schema().members();
        if members.iter().any(|member| is_prefix(member)) {
            self.0.serialize_members(&mut PrefixHeaders(out))?;
        }
        self.0.serialize_members(&mut Others(out))
    }
}

fn is_prefix(member: &Schema<'_>) -> bool {
    member.http_prefix_headers().is_some()
}

/// Hands on the prefix headers alone.
struct PrefixHeaders<'a>(&'a mut dyn ShapeSerializer);

/// Hands on all other members.
struct Others<'a>(&'a mut dyn ShapeSerializer);

impl ShapeSerializer for Others<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.0.write_struct(schema, value)
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        if schema.http_header().is_none() && schema.http_query().is_none() {
            return self.0.write_list(schema, elements);
        }
        self.0
            .write_list(schema, &|out| elements(&mut Elements(out)))
    }

    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        if is_prefix(schema) {
            return Ok(());
        }
        if schema.http_query_params().is_none() {
            return self.0.write_map(schema, entries);
        }
        self.0
            .write_map(schema, &|out| entries(&mut Entries(out, None)))
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.0.write_null(schema)
    }

    forward_writes! {
        write_string(&str),
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

/// The elements of a list.
struct Elements<'a>(&'a mut dyn ShapeSerializer);

impl ShapeSerializer for Elements<'_> {
    fn write_big_integer(
        &mut self,
        schema: &Schema<'_>,
        value: &BigInteger,
    ) -> Result<(), SerdeError> {
        self.0.write_string(schema, value.as_ref())
    }

    fn write_big_decimal(
        &mut self,
        schema: &Schema<'_>,
        value: &BigDecimal,
    ) -> Result<(), SerdeError> {
        self.0.write_string(schema, value.as_ref())
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.0.write_null(schema)
    }

    forward_writes! {
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
        write_map(Parts<'_>),
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_string(&str),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

/// The entries of a map of strings or of lists of strings, and the key whose value comes next.
struct Entries<'a>(&'a mut dyn ShapeSerializer, Option<String>);

/// Methods for values that such places cannot hold.
macro_rules! ignored {
    ($($method:ident($($type:ty)?)),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_> $(, _: $type)?) -> Result<(), SerdeError> {
            Ok(())
        }
    )*};
}

impl ShapeSerializer for Entries<'_> {
    fn write_string(&mut self, schema: &Schema<'_>, text: &str) -> Result<(), SerdeError> {
        let Some(key) = self.1.take() else {
            self.1 = Some(text.to_owned());
            return Ok(());
        };
        self.0.write_string(schema, &key)?;
        self.0.write_string(schema, text)
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        let key = self.1.take().unwrap_or_default();
        self.0.write_string(schema, &key)?;
        self.0.write_list(schema, elements)
    }

    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        self.1 = None;
        Ok(())
    }

    ignored! {
        write_struct(&dyn SerializableStruct),
        write_map(Parts<'_>),
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

impl ShapeSerializer for PrefixHeaders<'_> {
    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        if !is_prefix(schema) {
            return Ok(());
        }
        self.0
            .write_map(schema, &|out| entries(&mut Entries(out, None)))
    }

    ignored! {
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
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
        write_timestamp(&DateTime),
        write_document(&Document),
        write_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
    use aws_smithy_schema::codec::Codec;
    use aws_smithy_schema::{ShapeId, ShapeType};

    #[test]
    fn an_empty_label_is_refused() {
        let member = || {
            let id = ShapeId::from_parts("a#B$bucket", "a", "B");
            Schema::new_member(id, ShapeType::String, "bucket", 0)
        };
        let label = member().with_http_label();
        let codec = JsonCodec::new(JsonCodecSettings::default());
        let mut json = codec.create_serializer();
        let mut out = Others(&mut json);
        let refused = out.write_string(&label, "").expect_err("an empty label");
        assert!(refused.to_string().contains("`bucket`"), "{refused}");
        assert!(out.write_string(&member(), "").is_ok());
    }
}
