//! Members of requests bound to headers and to the query string.
//!
//! Source: `aws-smithy-schema/src/schema/http_protocol/binding.rs`.

use super::super::uniform::{forward_writes, scalar_writes};
use crate::protocol::callbacks::Parts;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Document};

/// Wraps an input so that the official binding serializes it correctly.
///
/// - Prefix headers are written first, whatever the position of their member. In the official binding the header
///   written last wins. In the spec a header bound to a member wins (`HttpEmptyPrefixHeadersRequestClient`, whose
///   members happen to be in that order).
/// - Map entries without a value (`sparse`) are left out with their keys. The official collector of entries would
///   take the next key as the value.
/// - Numbers of arbitrary precision in lists become strings, the form in which the official collector of elements
///   keeps them.
pub(super) struct BoundInput<'a>(pub(super) &'a dyn SerializableStruct);

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

/// Forwards only prefix headers.
struct PrefixHeaders<'a>(&'a mut dyn ShapeSerializer);

/// Forwards all other members.
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

    scalar_writes!(forward_writes);

    forward_writes! {
        write_string(&str),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_document(&Document),
    }
}

/// Forwards the elements of a list.
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

    scalar_writes!(forward_writes);

    forward_writes! {
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
        write_map(Parts<'_>),
        write_string(&str),
        write_document(&Document),
    }
}

/// Forwards the entries of a map of strings or of lists of strings. Holds the key of the next value.
struct Entries<'a>(&'a mut dyn ShapeSerializer, Option<String>);

/// Defines methods that ignore values of types without a binding.
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

    scalar_writes!(ignored);

    ignored! {
        write_struct(&dyn SerializableStruct),
        write_map(Parts<'_>),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
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

    scalar_writes!(ignored);

    ignored! {
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_string(&str),
        write_document(&Document),
        write_null(),
    }
}
