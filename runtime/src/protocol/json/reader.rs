//! Deserialization of JSON by schema.
//!
//! The reader accepts what the official deserializer accepts (`aws-smithy-json/src/codec/deserializer.rs`), and in
//! addition integers with a fraction of zero.

use super::super::members;
use super::super::read_errors::{mismatch, plain, quoted};
use super::super::values::{blob, special_float, timestamp, timestamp_format};
#[cfg(feature = "simple-rest-json")]
use super::forms::Forms;
use super::number;
use super::{scan, Dialect, Scan};
use crate::protocol::callbacks::{Entries, Items, Members};
use crate::schema::unknown_member;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use farrier_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

/// Deserializer of a JSON document.
#[derive(Debug)]
pub(in super::super) struct Reader<'a> {
    pub(super) scan: Scan<'a>,
    pub(super) dialect: Dialect,
    /// State of [`super::forms`] between values.
    #[cfg(feature = "simple-rest-json")]
    pub(super) forms: Forms,
}

impl<'a> Reader<'a> {
    pub(in super::super) fn new(document: &'a [u8], dialect: Dialect) -> Self {
        Self {
            scan: scan(document),
            dialect,
            #[cfg(feature = "simple-rest-json")]
            forms: Forms::default(),
        }
    }

    /// Checks that nothing follows the value.
    ///
    /// # Errors
    ///
    /// Returns an error when something follows it.
    #[cfg(feature = "simple-rest-json")]
    pub(in super::super) fn end(&mut self) -> Result<(), SerdeError> {
        self.scan.end()
    }

    fn integer<T: FromStr>(&mut self, expected: &str) -> Result<T, SerdeError> {
        let text = self.scan.number(expected)?;
        let value = number::whole(text).and_then(|whole| whole.parse().ok());
        value.ok_or_else(|| mismatch(expected, plain(text)))
    }

    fn float(&mut self) -> Result<f64, SerdeError> {
        const EXPECTED: &str = "a number";
        if self.scan.peek_value() != Some(b'"') {
            return number::float(self.scan.number(EXPECTED)?);
        }
        let text = self.scan.string()?;
        special_float(&text).ok_or_else(|| mismatch(EXPECTED, quoted(&text)))
    }

    /// Reads the text of a number of arbitrary precision, which is a number or a string.
    fn precise(&mut self, expected: &str) -> Result<Cow<'a, str>, SerdeError> {
        match self.scan.peek_value() {
            Some(b'"') => self.scan.string(),
            _ => self.scan.number(expected).map(Cow::Borrowed),
        }
    }

    pub(super) fn document(&mut self) -> Result<Document, SerdeError> {
        Ok(match self.scan.value()? {
            Value::Null => Document::Null,
            Value::Bool(value) => Document::Bool(value),
            Value::Number(text) => Document::Number(number::document(text)?),
            Value::Text(text) => Document::String(text.into_owned()),
            Value::Array => {
                let mut items = Vec::new();
                while self.scan.next_item(items.is_empty())? {
                    items.push(self.document()?);
                }
                Document::Array(items)
            }
            Value::Object => {
                let mut entries = HashMap::new();
                while let Some(key) = self.scan.next_key(entries.is_empty())? {
                    entries.insert(key.into_owned(), self.document()?);
                }
                Document::Object(entries)
            }
        })
    }
}

macro_rules! integers {
    ($($method:ident -> $type:ty: $expected:literal),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.integer($expected)
        }
    )*};
}

impl ShapeDeserializer for Reader<'_> {
    /// Reads a structure. An empty input is a structure without members.
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        #[cfg(feature = "simple-rest-json")]
        {
            if let Some(form) = self.dialect.form(schema) {
                return self.read_form(schema, form, each);
            }
            self.enter_plain();
        }
        if self.scan.is_empty() {
            return Ok(());
        }
        self.scan.object()?;
        let (mut is_first, mut next) = (true, 0);
        while let Some(name) = self.scan.next_key(is_first)? {
            is_first = false;
            let is_it = |member: &Schema<'_>| self.dialect.name(member) == Some(&name);
            let member = members::position(schema, &mut next, is_it);
            let member = member.map(|position| schema.members()[position]);
            let is_value = member.is_some_and(|member| member.shape_type() == ShapeType::Document);
            if !is_value && self.scan.eat_null() {
                continue;
            }
            let start = self.scan.position();
            match member {
                Some(member) => each(member, self)?,
                None if name == "__type" && self.dialect != Dialect::Simple => {}
                None => each(&unknown_member(&name), self)?,
            }
            if self.scan.position() == start {
                self.scan.skip()?;
            }
        }
        Ok(())
    }

    fn read_list(&mut self, _: &Schema<'_>, each: Items<'_>) -> Result<(), SerdeError> {
        self.scan.array()?;
        let mut is_first = true;
        while self.scan.next_item(is_first)? {
            is_first = false;
            each(self)?;
        }
        Ok(())
    }

    fn read_map(&mut self, _: &Schema<'_>, each: Entries<'_>) -> Result<(), SerdeError> {
        self.scan.object()?;
        let mut is_first = true;
        while let Some(key) = self.scan.next_key(is_first)? {
            is_first = false;
            each(key.into_owned(), self)?;
        }
        Ok(())
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        self.scan.boolean()
    }

    integers! {
        read_byte -> i8: "an integer of 8 bits",
        read_short -> i16: "an integer of 16 bits",
        read_integer -> i32: "an integer of 32 bits",
        read_long -> i64: "an integer of 64 bits",
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Result<f32, SerdeError> {
        self.float().map(|value| value as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        self.float()
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        const EXPECTED: &str = "a whole number";
        let text = self.precise(EXPECTED)?;
        let value = number::whole(&text).and_then(|whole| whole.parse().ok());
        value.ok_or_else(|| mismatch(EXPECTED, quoted(&text)))
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        const EXPECTED: &str = "a number";
        let text = self.precise(EXPECTED)?;
        (text.parse()).map_err(|_| mismatch(EXPECTED, quoted(&text)))
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.scan.string().map(|text| text.into_owned())
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        blob(&self.scan.string()?)
    }

    /// Reads a timestamp. Numbers are seconds and strings are in the format of the member, whatever that format is.
    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        if self.scan.peek_value() != Some(b'"') {
            return number::seconds(self.scan.number("a time")?);
        }
        let format = timestamp_format(schema, Format::DateTimeWithOffset);
        timestamp(&self.scan.string()?, format)
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        self.document()
    }

    fn is_null(&self) -> bool {
        self.scan.is_null()
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.scan.eat_null();
        Ok(())
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.scan.skip()
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
