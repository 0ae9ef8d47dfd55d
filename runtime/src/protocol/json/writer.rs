//! Serialization of JSON by schema.

#[cfg(feature = "simple-rest-json")]
use super::variants::Variant;
use super::Dialect;
use crate::protocol::callbacks::Parts;
use aws_smithy_schema::codec::FinishSerializer;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use farrier_json::{is_number, write_string};

/// Initial capacity in bytes. Most documents fit in it, so the buffer does not grow.
const ROOM: usize = 256;

/// The next token to write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    Root,
    Member,
    Item,
    Key,
    Value,
    /// A variant whose form traits of alloy ask for.
    #[cfg(feature = "simple-rest-json")]
    Variant(Variant),
}

/// Serializer of a JSON document.
#[derive(Debug)]
pub(in super::super) struct Writer {
    pub(super) out: Vec<u8>,
    pub(super) dialect: Dialect,
    pub(super) next: Next,
    /// Whether the innermost array or object is still empty.
    pub(super) is_first: bool,
}

impl Writer {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            out: Vec::new(),
            dialect,
            next: Next::Root,
            is_first: true,
        }
    }

    #[inline]
    pub(super) fn comma(&mut self) {
        if !self.is_first {
            self.out.push(b',');
        }
        self.is_first = false;
    }

    /// Writes the separator, and the key of a member, before a value.
    #[inline]
    pub(super) fn begin(&mut self, schema: &Schema<'_>) {
        match self.next {
            Next::Member => {
                self.comma();
                self.key(schema);
            }
            Next::Item => self.comma(),
            Next::Value => self.next = Next::Key,
            Next::Root | Next::Key => self.out.reserve(ROOM),
            #[cfg(feature = "simple-rest-json")]
            Next::Variant(variant) => self.begin_variant(variant, schema),
        }
    }

    /// Writes the name of a member.
    #[inline]
    pub(super) fn key(&mut self, member: &Schema<'_>) {
        if let Some(name) = self.dialect.name(member) {
            write_string(name, &mut self.out);
            self.out.push(b':');
        }
    }

    /// Writes an array or object.
    #[inline]
    pub(super) fn nested(
        &mut self,
        schema: &Schema<'_>,
        next: Next,
        [open, close]: [u8; 2],
        write: impl FnOnce(&mut Self) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.begin(schema);
        self.out.push(open);
        let outer = (self.next, self.is_first);
        (self.next, self.is_first) = (next, true);
        write(self)?;
        (self.next, self.is_first) = outer;
        self.out.push(close);
        Ok(())
    }

    fn plain(&mut self, schema: &Schema<'_>, text: &str) -> Result<(), SerdeError> {
        self.begin(schema);
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn number(
        &mut self,
        schema: &Schema<'_>,
        number: impl Into<Encoder>,
    ) -> Result<(), SerdeError> {
        self.plain(schema, number.into().encode())
    }

    /// Writes a float. Infinity and NaN are strings.
    fn float(
        &mut self,
        schema: &Schema<'_>,
        is_finite: bool,
        value: impl Into<Encoder>,
    ) -> Result<(), SerdeError> {
        if is_finite {
            self.number(schema, value)
        } else {
            self.text(schema, value.into().encode())
        }
    }

    /// Writes a string, which may be a key.
    fn text(&mut self, schema: &Schema<'_>, text: &str) -> Result<(), SerdeError> {
        if self.next == Next::Key {
            self.comma();
            write_string(text, &mut self.out);
            self.out.push(b':');
            self.next = Next::Value;
        } else {
            self.begin(schema);
            write_string(text, &mut self.out);
        }
        Ok(())
    }

    /// Writes a number of arbitrary precision. Its type also allows texts that are not JSON numbers, such as `+1` and
    /// `01`.
    fn precise(&mut self, schema: &Schema<'_>, digits: &str) -> Result<(), SerdeError> {
        if self.dialect.has_precise_texts() {
            self.text(schema, digits)
        } else if is_number(digits) {
            self.plain(schema, digits)
        } else {
            Err(SerdeError::invalid_input(format!(
                "`{digits}` is not written as JSON writes numbers, and cannot be sent"
            )))
        }
    }
}

impl FinishSerializer for Writer {
    fn finish(self) -> Vec<u8> {
        self.out
    }
}

macro_rules! integers {
    ($($method:ident($type:ty)),* $(,)?) => {$(
        fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.number(schema, value)
        }
    )*};
}

impl ShapeSerializer for Writer {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        #[cfg(feature = "simple-rest-json")]
        if let Some(written) = self.write_form(schema, value) {
            return written;
        }
        self.nested(schema, Next::Member, *b"{}", |out| {
            value.serialize_members(out)
        })
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        self.nested(schema, Next::Item, *b"[]", |out| elements(out))
    }

    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        #[cfg(feature = "simple-rest-json")]
        if self.are_members(schema) {
            return self.write_members(entries);
        }
        self.nested(schema, Next::Key, *b"{}", |out| entries(out))
    }

    fn write_boolean(&mut self, schema: &Schema<'_>, value: bool) -> Result<(), SerdeError> {
        self.plain(schema, if value { "true" } else { "false" })
    }

    integers! {
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
    }

    fn write_float(&mut self, schema: &Schema<'_>, value: f32) -> Result<(), SerdeError> {
        self.float(schema, value.is_finite(), value)
    }

    fn write_double(&mut self, schema: &Schema<'_>, value: f64) -> Result<(), SerdeError> {
        self.float(schema, value.is_finite(), value)
    }

    fn write_big_integer(
        &mut self,
        schema: &Schema<'_>,
        value: &BigInteger,
    ) -> Result<(), SerdeError> {
        self.precise(schema, value.as_ref())
    }

    fn write_big_decimal(
        &mut self,
        schema: &Schema<'_>,
        value: &BigDecimal,
    ) -> Result<(), SerdeError> {
        self.precise(schema, value.as_ref())
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Result<(), SerdeError> {
        self.text(schema, value)
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> Result<(), SerdeError> {
        self.text(schema, &base64::encode(value))
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Result<(), SerdeError> {
        let format = self.dialect.date_format(schema);
        let text = (value.fmt(format)).map_err(|error| SerdeError::write_failed(error.to_string()));
        match format {
            Format::EpochSeconds => self.plain(schema, &text?),
            _ => self.text(schema, &text?),
        }
    }

    fn write_document(&mut self, schema: &Schema<'_>, value: &Document) -> Result<(), SerdeError> {
        self.begin(schema);
        document(value, &mut self.out);
        Ok(())
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.plain(schema, "null")
    }
}

fn document(value: &Document, out: &mut Vec<u8>) {
    match value {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Bool(true) => out.extend_from_slice(b"true"),
        Document::Bool(false) => out.extend_from_slice(b"false"),
        Document::Number(number) => {
            let mut digits = match *number {
                Number::PosInt(value) => Encoder::from(value),
                Number::NegInt(value) => Encoder::from(value),
                Number::Float(value) if value.is_finite() => Encoder::from(value),
                Number::Float(value) => return write_string(Encoder::from(value).encode(), out),
            };
            out.extend_from_slice(digits.encode().as_bytes());
        }
        Document::String(text) => write_string(text, out),
        Document::Array(items) => {
            let mut before = b'[';
            for item in items {
                out.push(before);
                document(item, out);
                before = b',';
            }
            out.extend_from_slice(if before == b'[' { b"[]" } else { b"]" });
        }
        Document::Object(entries) => {
            let mut before = b'{';
            for (key, value) in entries {
                out.push(before);
                write_string(key, out);
                out.push(b':');
                document(value, out);
                before = b',';
            }
            out.extend_from_slice(if before == b'{' { b"{}" } else { b"}" });
        }
    }
}
