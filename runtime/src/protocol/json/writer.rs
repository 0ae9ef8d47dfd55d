//! Serialization of JSON by schema.

use super::Dialect;
use crate::protocol::callbacks::Parts;
use crate::schema::{keeps_unknown, JsonForm, Variants};
use aws_smithy_schema::codec::FinishSerializer;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use farrier_json::{is_number, write_string};

/// Initial capacity in bytes. Most documents fit in it, so the buffer does not grow.
const ROOM: usize = 256;

/// The next token to write.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    Root,
    Member,
    Item,
    Key,
    Value,
    /// The value of a variant, without the name of the variant.
    Untagged,
    /// The object of a variant, which begins with the name of the variant under this key.
    Discriminated(&'static str),
    /// A variant with its name in an object of its own, unless it is the one for unknown variants.
    Open,
    /// The same, within that object.
    Opened,
}

/// Serializer of a JSON document.
#[derive(Debug)]
pub(in super::super) struct Writer {
    out: Vec<u8>,
    dialect: Dialect,
    next: Next,
    /// Whether the innermost array or object is still empty.
    is_first: bool,
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
    fn comma(&mut self) {
        if !self.is_first {
            self.out.push(b',');
        }
        self.is_first = false;
    }

    /// Writes the separator, and the key of a member, before a value.
    #[inline]
    fn begin(&mut self, schema: &Schema<'_>) {
        match self.next {
            Next::Member => {
                self.comma();
                self.key(schema);
            }
            Next::Item => self.comma(),
            Next::Value => self.next = Next::Key,
            Next::Open if !keeps_unknown(schema) => {
                self.out.push(b'{');
                self.key(schema);
                self.next = Next::Opened;
            }
            Next::Root | Next::Key => self.out.reserve(ROOM),
            Next::Untagged | Next::Discriminated(_) | Next::Open | Next::Opened => {}
        }
    }

    /// Writes the name of a member.
    #[inline]
    fn key(&mut self, member: &Schema<'_>) {
        if let Some(name) = self.dialect.name(member) {
            write_string(name, &mut self.out);
            self.out.push(b':');
        }
    }

    /// Writes a union whose variants have another form than an object with one member.
    fn variant(
        &mut self,
        schema: &Schema<'_>,
        next: Next,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.begin(schema);
        let outer = (self.next, self.is_first);
        self.next = next;
        value.serialize_members(self)?;
        if self.next == Next::Opened {
            self.out.push(b'}');
        }
        (self.next, self.is_first) = outer;
        Ok(())
    }

    /// Writes the object of a variant.
    fn discriminated(
        &mut self,
        member: &Schema<'_>,
        key: &str,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.nested(member, Next::Member, *b"{}", |out| {
            out.comma();
            write_string(key, &mut out.out);
            out.out.push(b':');
            write_string(out.dialect.name(member).unwrap_or_default(), &mut out.out);
            value.serialize_members(out)
        })
    }

    /// Writes an array or object.
    #[inline]
    fn nested(
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
        if let Next::Discriminated(key) = self.next {
            return self.discriminated(schema, key, value);
        }
        match self.dialect.form(value.schema()) {
            Some(JsonForm {
                variants: Variants::Discriminated(key),
                ..
            }) => self.variant(schema, Next::Discriminated(key), value),
            Some(JsonForm {
                variants: Variants::Untagged,
                ..
            }) => self.variant(schema, Next::Untagged, value),
            Some(JsonForm {
                unknown: Some(_), ..
            }) if value.schema().shape_type() == ShapeType::Union => {
                self.variant(schema, Next::Open, value)
            }
            _ => self.nested(schema, Next::Member, *b"{}", |out| {
                value.serialize_members(out)
            }),
        }
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        self.nested(schema, Next::Item, *b"[]", |out| elements(out))
    }

    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        if self.dialect == Dialect::Simple && self.next == Next::Member && keeps_unknown(schema) {
            // The entries are members of the object that is being written.
            self.next = Next::Key;
            entries(self)?;
            self.next = Next::Member;
            return Ok(());
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
