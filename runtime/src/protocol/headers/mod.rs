//! Members of responses bound to headers, for the cases that the official binding does not read.
//!
//! Services send these cases, and the official binding itself writes some of them.
//! Source: `aws-smithy-schema/src/schema/http_protocol/bound_value.rs`.
//!
//! - Lists of timestamps have a space after each comma, and a quoted string may have one before it.
//! - A header on several lines is one value, joined by commas (RFC 9110, section 5.3). This applies to string members
//!   and to members with prefix headers.

mod list;
mod text;

use super::uniform::{forward_read, forward_reads};
use crate::protocol::callbacks::Members;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use list::{PrefixHeaders, Values};
use text::Text;

/// Deserializer of a structure that reads some members itself and the others with the official binding, `inner`.
pub(super) struct BoundOutput<'a> {
    inner: Box<dyn ShapeDeserializer + 'a>,
    headers: &'a Headers,
}

impl<'a> BoundOutput<'a> {
    /// Wraps `inner`, or returns it unchanged if the structure has no header members.
    pub(super) fn around(
        inner: Box<dyn ShapeDeserializer + 'a>,
        response: &'a Response,
        schema: &Schema<'_>,
    ) -> Box<dyn ShapeDeserializer + 'a> {
        let mut members = schema.members().iter();
        if !members.any(|member| is_ours(member)) {
            return inner;
        }
        Self::around_error(inner, response)
    }

    /// Wraps the deserializer of an error, whose structure is known only when it is read.
    pub(super) fn around_error(
        inner: Box<dyn ShapeDeserializer + 'a>,
        response: &'a Response,
    ) -> Box<dyn ShapeDeserializer + 'a> {
        let headers = response.headers();
        Box::new(Self { inner, headers })
    }
}

fn is_ours(member: &Schema<'_>) -> bool {
    let is_text = matches!(member.shape_type(), ShapeType::List | ShapeType::String);
    member.http_prefix_headers().is_some() || (member.http_header().is_some() && is_text)
}

impl ShapeDeserializer for BoundOutput<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, read: Members<'_>) -> Result<(), SerdeError> {
        let headers = self.headers;
        self.inner.read_struct(schema, &mut |member, value| {
            if let Some(prefix) = member.http_prefix_headers() {
                let prefix = prefix.value();
                return read(member, &mut PrefixHeaders { headers, prefix });
            }
            let Some(header) = member.http_header() else {
                return read(member, value);
            };
            let name = header.value();
            match member.shape_type() {
                ShapeType::List => read(member, &mut Values { headers, name }),
                ShapeType::String if headers.get_all_bytes(name).nth(1).is_some() => {
                    let joined = list::joined(headers, name)?;
                    read(member, &mut Text::new(&joined))
                }
                _ => read(member, value),
            }
        })
    }

    forward_reads!();
}

/// Defines methods of a `ShapeDeserializer` that return an error for unsupported types.
macro_rules! unreadable {
    ($what:literal: $($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(
            &mut self,
            _schema: &aws_smithy_schema::Schema<'_>,
        ) -> Result<$type, aws_smithy_schema::serde::SerdeError> {
            Err(aws_smithy_schema::serde::SerdeError::type_mismatch($what))
        }
    )*};
}

use unreadable;
