//! Deserialization of JSON by schema.
//!
//! The reader accepts what the official deserializer accepts (`aws-smithy-json/src/codec/deserializer.rs`), and in
//! addition integers with a fraction of zero.

use super::super::members;
use super::super::read_errors::{mismatch, plain, quoted};
use super::number;
use super::scan::Scan;
use super::Dialect;
use crate::schema::unknown_member;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

/// Deserializer of a JSON document.
#[derive(Debug)]
pub(in super::super) struct Reader<'a> {
    scan: Scan<'a>,
    dialect: Dialect,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a [u8], dialect: Dialect) -> Self {
        Self {
            scan: Scan::new(document),
            dialect,
        }
    }

    fn integer<T: FromStr>(&mut self, expected: &str) -> Result<T, SerdeError> {
        let text = self.scan.number(expected)?;
        let value = number::whole(text).and_then(|whole| whole.parse().ok());
        value.ok_or_else(|| mismatch(expected, plain(text)))
    }

    fn float(&mut self) -> Result<f64, SerdeError> {
        const EXPECTED: &str = "a number";
        self.scan.skip_whitespace();
        if self.scan.peek() != Some(b'"') {
            return number::float(self.scan.number(EXPECTED)?);
        }
        match self.scan.string()?.as_ref() {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            other => Err(mismatch(EXPECTED, quoted(other))),
        }
    }

    /// Reads the text of a number of arbitrary precision, which is a number or a string.
    fn precise(&mut self, expected: &str) -> Result<Cow<'a, str>, SerdeError> {
        self.scan.skip_whitespace();
        match self.scan.peek() {
            Some(b'"') => self.scan.string(),
            _ => self.scan.number(expected).map(Cow::Borrowed),
        }
    }

    fn document(&mut self) -> Result<Document, SerdeError> {
        self.scan.skip_whitespace();
        Ok(match self.scan.peek() {
            Some(b'"') => Document::String(self.scan.string()?.into_owned()),
            Some(b'{') => {
                self.scan.enter(b'{', "an object")?;
                let mut entries = HashMap::new();
                while self.scan.next(entries.is_empty(), b'}')? {
                    let key = self.scan.key()?.into_owned();
                    entries.insert(key, self.document()?);
                }
                Document::Object(entries)
            }
            Some(b'[') => {
                self.scan.enter(b'[', "a list")?;
                let mut items = Vec::new();
                while self.scan.next(items.is_empty(), b']')? {
                    items.push(self.document()?);
                }
                Document::Array(items)
            }
            Some(b'-' | b'0'..=b'9') => {
                Document::Number(number::document(self.scan.number("a number")?)?)
            }
            _ if self.scan.eat(b"null") => Document::Null,
            _ if self.scan.eat(b"true") => Document::Bool(true),
            _ if self.scan.eat(b"false") => Document::Bool(false),
            _ => return Err(self.scan.mismatch("a JSON value")),
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
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        each: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        if self.scan.is_empty() {
            return Ok(());
        }
        self.scan.enter(b'{', "an object")?;
        let (mut is_first, mut next) = (true, 0);
        while self.scan.next(is_first, b'}')? {
            is_first = false;
            let name = self.scan.key()?;
            let is_it = |member: &Schema<'_>| self.dialect.name(member) == Some(&name);
            let member = members::position(schema, &mut next, is_it);
            let member = member.map(|position| schema.members()[position]);
            let is_value = member.is_some_and(|member| member.shape_type() == ShapeType::Document);
            if !is_value && self.scan.is_null() {
                self.scan.eat(b"null");
                continue;
            }
            let start = self.scan.at();
            match member {
                Some(member) => each(member, self)?,
                None if name == "__type" => {}
                None => each(&unknown_member(&name), self)?,
            }
            if self.scan.at() == start {
                self.scan.skip()?;
            }
        }
        Ok(())
    }

    fn read_list(
        &mut self,
        _: &Schema<'_>,
        each: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.scan.enter(b'[', "a list")?;
        let mut is_first = true;
        while self.scan.next(is_first, b']')? {
            is_first = false;
            each(self)?;
        }
        Ok(())
    }

    fn read_map(
        &mut self,
        _: &Schema<'_>,
        each: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.scan.enter(b'{', "an object")?;
        let mut is_first = true;
        while self.scan.next(is_first, b'}')? {
            is_first = false;
            let key = self.scan.key()?;
            each(key.into_owned(), self)?;
        }
        Ok(())
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        self.scan.skip_whitespace();
        match self.scan.eat(b"true") {
            true => Ok(true),
            false if self.scan.eat(b"false") => Ok(false),
            false => Err(self.scan.mismatch("a boolean")),
        }
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
        let text = self.scan.string()?;
        let bytes = base64::decode(text.as_ref());
        bytes
            .map(Blob::new)
            .map_err(|_| mismatch("bytes as Base64", quoted(&text)))
    }

    /// Reads a timestamp. Numbers are seconds and strings are in the format of the member, whatever that format is.
    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        self.scan.skip_whitespace();
        if self.scan.peek() != Some(b'"') {
            return number::seconds(self.scan.number("a time")?);
        }
        let format = match schema.timestamp_format().map(|format| format.format()) {
            None | Some(TimestampFormat::DateTime) => Format::DateTimeWithOffset,
            Some(TimestampFormat::HttpDate) => Format::HttpDate,
            Some(TimestampFormat::EpochSeconds) => Format::EpochSeconds,
            Some(other) => {
                return Err(SerdeError::unsupported(format!(
                    "unsupported timestamp format {other:?}"
                )))
            }
        };
        let text = self.scan.string()?;
        DateTime::from_str(&text, format).map_err(|_| mismatch("a time", quoted(&text)))
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        self.document()
    }

    fn is_null(&self) -> bool {
        self.scan.is_null()
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.scan.skip_whitespace();
        if self.scan.is_null() {
            self.scan.eat(b"null");
        }
        Ok(())
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.scan.skip()
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
