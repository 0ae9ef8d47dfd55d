//! JSON into values, by their schemas.
//!
//! What is read, and what is let pass, is what the official deserializer reads and lets pass
//! (`aws-smithy-json/src/codec/deserializer.rs`), but for whole numbers with a fraction of zero.

use super::super::members;
use super::scan::{invalid, mismatch, Scan};
use super::Dialect;
use crate::schema::unknown_member;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

/// Reads a JSON document from its beginning to its end.
#[derive(Debug)]
pub(in super::super) struct Reader<'a> {
    scan: Scan<'a>,
    dialect: Dialect,
}

fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, SerdeError> {
    (text.parse()).map_err(|error: T::Err| SerdeError::invalid_input(error.to_string()))
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a [u8], dialect: Dialect) -> Self {
        Self {
            scan: Scan::new(document),
            dialect,
        }
    }

    fn integer<T: TryFrom<i64>>(&mut self) -> Result<T, SerdeError> {
        let text = self.scan.number()?;
        let value = match text.contains(['.', 'e', 'E']) {
            false => parse(text)?,
            true => whole(parse(text)?)?,
        };
        T::try_from(value).or_else(|_| invalid("value out of range"))
    }

    fn float(&mut self) -> Result<f64, SerdeError> {
        self.scan.blank();
        if self.scan.peek() != Some(b'"') {
            return parse(self.scan.number()?);
        }
        match self.scan.string()?.as_ref() {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => mismatch("only `Infinity`, `-Infinity` and `NaN` can be numbers as strings"),
        }
    }

    /// A number of any precision, as a number or as a string.
    fn precise<T: FromStr<Err: Display>>(&mut self) -> Result<T, SerdeError> {
        self.scan.blank();
        match self.scan.peek() {
            Some(b'"') => parse(&self.scan.string()?),
            Some(b'-' | b'0'..=b'9') => parse(self.scan.number()?),
            _ => mismatch("expected number or string"),
        }
    }

    fn document(&mut self) -> Result<Document, SerdeError> {
        self.scan.blank();
        Ok(match self.scan.peek() {
            Some(b'"') => Document::String(self.scan.string()?.into_owned()),
            Some(b'{') => {
                self.scan.enter(b'{', "expected object")?;
                let mut entries = HashMap::new();
                while self.scan.next(entries.is_empty(), b'}')? {
                    let key = self.scan.key()?.into_owned();
                    entries.insert(key, self.document()?);
                }
                Document::Object(entries)
            }
            Some(b'[') => {
                self.scan.enter(b'[', "expected array")?;
                let mut items = Vec::new();
                while self.scan.next(items.is_empty(), b']')? {
                    items.push(self.document()?);
                }
                Document::Array(items)
            }
            Some(b'-' | b'0'..=b'9') => Document::Number(number(self.scan.number()?)?),
            _ if self.scan.eat(b"null") => Document::Null,
            _ if self.scan.eat(b"true") => Document::Bool(true),
            _ if self.scan.eat(b"false") => Document::Bool(false),
            _ => return invalid("unexpected token in document"),
        })
    }
}

/// A number that has a fraction or an exponent, and is a whole number all the same.
fn whole(number: f64) -> Result<i64, SerdeError> {
    /// From here on floats leave whole numbers out.
    const EXACT: f64 = (1_i64 << 53) as f64;
    match number.fract() == 0.0 && number.abs() <= EXACT {
        true => Ok(number as i64),
        false => mismatch("expected integer, found floating-point number"),
    }
}

/// A whole number where it is one that fits.
fn number(text: &str) -> Result<Number, SerdeError> {
    let is_float = text.contains(['.', 'e', 'E']);
    match (text.parse(), text.parse()) {
        (Ok(number), _) if !is_float => Ok(Number::PosInt(number)),
        (_, Ok(number)) if !is_float => Ok(Number::NegInt(number)),
        _ => parse(text).map(Number::Float),
    }
}

/// Seconds since 1970, with or without a fraction.
fn seconds(text: &str) -> Result<DateTime, SerdeError> {
    if text.contains(['e', 'E']) {
        return parse(text).map(DateTime::from_secs_f64);
    }
    DateTime::from_str(text, Format::EpochSeconds)
        .map_err(|error| SerdeError::invalid_input(error.to_string()))
}

macro_rules! integers {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.integer()
        }
    )*};
}

impl ShapeDeserializer for Reader<'_> {
    /// Nothing at all is a structure without members.
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        each: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        if self.scan.is_empty() {
            return Ok(());
        }
        self.scan.enter(b'{', "expected object")?;
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
        self.scan.enter(b'[', "expected array")?;
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
        self.scan.enter(b'{', "expected object")?;
        let mut is_first = true;
        while self.scan.next(is_first, b'}')? {
            is_first = false;
            let key = self.scan.key()?;
            each(key.into_owned(), self)?;
        }
        Ok(())
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        self.scan.blank();
        match self.scan.eat(b"true") {
            true => Ok(true),
            false if self.scan.eat(b"false") => Ok(false),
            false => mismatch("expected boolean"),
        }
    }

    integers! {
        read_byte -> i8,
        read_short -> i16,
        read_integer -> i32,
        read_long -> i64,
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Result<f32, SerdeError> {
        self.float().map(|value| value as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        self.float()
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        self.precise()
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        self.precise()
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.scan.string().map(|text| text.into_owned())
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        match base64::decode(self.scan.string()?.as_ref()) {
            Ok(bytes) => Ok(Blob::new(bytes)),
            Err(error) => invalid(&format!("invalid base64: {error}")),
        }
    }

    /// Numbers are seconds and texts in the member's format, whatever else that format is.
    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        self.scan.blank();
        if self.scan.peek() != Some(b'"') {
            return seconds(self.scan.number()?);
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
        DateTime::from_str(&self.scan.string()?, format)
            .map_err(|error| SerdeError::custom(format!("invalid timestamp string: {error}")))
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        self.document()
    }

    fn is_null(&self) -> bool {
        self.scan.is_null()
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.scan.blank();
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
