//! Deserialization of CBOR by schema.
//!
//! The official decoder reads the items. The reader accepts what the official schema deserializer accepts
//! (`aws-smithy-cbor/src/codec/deserializer.rs`), with three exceptions. An empty input is not a structure without
//! members, and the document must end after its value, as in the official crates that are not schema-based. An integer
//! is accepted where a float is expected. `undefined` means `null`.

use super::super::members;
use super::super::read_errors;
use super::super::values::{deeper, epoch_seconds};
use super::items::{self, Item};
use crate::protocol::callbacks::{Entries, Items, Members};
use crate::schema::unknown_member;
use aws_smithy_cbor::decode::DeserializeError;
use aws_smithy_cbor::Decoder;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;

const NULL: u8 = 0xF6;
/// Simple value `undefined`, which JavaScript encoders write for members that are not set.
const UNDEFINED: u8 = 0xF7;
const BREAK: u8 = 0xFF;

/// Deserializer of a CBOR document.
#[derive(Debug)]
pub(in super::super) struct Reader<'a> {
    decoder: Decoder<'a>,
    bytes: &'a [u8],
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            decoder: Decoder::new(bytes),
            bytes,
            depth: 0,
        }
    }

    /// Returns the first byte of the next item.
    fn head(&self) -> Option<u8> {
        self.bytes.get(self.decoder.position()).copied()
    }

    fn enter(&mut self) -> Result<(), SerdeError> {
        self.depth = deeper(self.depth)?;
        Ok(())
    }

    /// Returns whether there is another element, in a collection of known length or up to a break.
    fn next(&mut self, left: &mut Option<u64>) -> Result<bool, SerdeError> {
        let is_there = match left {
            Some(0) => false,
            Some(count) => {
                *count -= 1;
                true
            }
            None if self.head() == Some(BREAK) => {
                self.skip_value()?;
                false
            }
            None => true,
        };
        if !is_there {
            self.leave()?;
        }
        Ok(is_there)
    }

    fn leave(&mut self) -> Result<(), SerdeError> {
        self.depth -= 1;
        if self.depth == 0 && self.decoder.position() != self.bytes.len() {
            return Err(SerdeError::invalid_input(
                "data after the end of the document",
            ));
        }
        Ok(())
    }

    /// Reads an item with the decoder.
    #[inline]
    fn item<T>(
        &mut self,
        expected: &str,
        read: impl FnOnce(&mut Decoder<'a>) -> Result<T, DeserializeError>,
    ) -> Result<T, SerdeError> {
        let start = self.decoder.position();
        match read(&mut self.decoder) {
            Ok(value) => Ok(value),
            Err(_) => Err(self.mismatch(expected, start)),
        }
    }

    /// Returns the error of an item that is incomplete or of another type than expected.
    #[cold]
    fn mismatch(&self, expected: &str, at: usize) -> SerdeError {
        read_errors::mismatch(expected, Item::at(self.bytes, at))
    }

    /// Calls `each` with the members of the document whose values are strings.
    pub(super) fn each_text(&mut self, each: &mut dyn FnMut(&str, &str)) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.item("a map", Decoder::map)?;
        while self.next(&mut left)? {
            let key = self.text()?;
            match self.head() {
                Some(0x60..=0x7F) => each(&key, &self.text()?),
                _ => self.skip_value()?,
            }
        }
        Ok(())
    }

    /// Reads a timestamp. A fractional one is rounded to milliseconds, as in the official crates.
    fn timestamp(&mut self) -> Result<DateTime, SerdeError> {
        const EXPECTED: &str = "a timestamp in seconds since 1970";
        let start = self.decoder.position();
        let Some(tagged) = items::tagged(self.bytes, start, items::EPOCH_SECONDS) else {
            return Err(self.mismatch(EXPECTED, start));
        };
        self.decoder.set_position(tagged);
        if !matches!(self.head(), Some(0xF9..=0xFB)) {
            return self.item(EXPECTED, Decoder::long).map(DateTime::from_secs);
        }
        let seconds = self.item(EXPECTED, Decoder::double)?;
        let time = epoch_seconds(seconds);
        let mut time = time.ok_or_else(|| self.mismatch(EXPECTED, tagged))?;
        time.set_subsec_nanos(time.subsec_nanos() / 1_000_000 * 1_000_000);
        Ok(time)
    }

    /// Rejects bignums of more than 4 KiB, because their conversion into digits takes quadratic time.
    fn check_bignum(&self, expected: &str) -> Result<(), SerdeError> {
        const LONGEST: u64 = 4 << 10;
        let start = self.decoder.position();
        let length = items::bignum_length(self.bytes, start);
        if length.is_some_and(|length| length > LONGEST) {
            return Err(self.mismatch(expected, start));
        }
        Ok(())
    }

    /// Reads a string. Short ones, which most are, are read without the decoder.
    fn text(&mut self) -> Result<Cow<'a, str>, SerdeError> {
        let at = self.decoder.position();
        let (start, length) = match self.bytes.get(at..) {
            Some([head @ 0x60..=0x77, ..]) => (at + 1, usize::from(head - 0x60)),
            Some([0x78, length, ..]) => (at + 2, usize::from(*length)),
            _ => return self.item("a string", Decoder::str),
        };
        let Some(bytes) = self.bytes.get(start..start + length) else {
            return self.item("a string", Decoder::str);
        };
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|error| SerdeError::invalid_input(error.to_string()))?;
        self.decoder.set_position(start + length);
        Ok(Cow::Borrowed(text))
    }
}

macro_rules! items {
    ($($method:ident -> $type:ty: $item:ident, $expected:literal;)*) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.item($expected, Decoder::$item)
        }
    )*};
}

impl ShapeDeserializer for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.item("a map", Decoder::map)?;
        let mut next = 0;
        while self.next(&mut left)? {
            let name = self.text()?;
            if self.is_null() {
                self.skip_value()?;
                continue;
            }
            let is_it = |member: &Schema<'_>| member.member_name() == Some(&name);
            let start = self.decoder.position();
            match members::position(schema, &mut next, is_it) {
                Some(position) => each(schema.members()[position], self)?,
                None if name == "__type" => {}
                None => each(&unknown_member(&name), self)?,
            }
            if self.decoder.position() == start {
                self.skip_value()?;
            }
        }
        Ok(())
    }

    fn read_list(&mut self, _: &Schema<'_>, each: Items<'_>) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.item("a list", Decoder::list)?;
        while self.next(&mut left)? {
            each(self)?;
        }
        Ok(())
    }

    fn read_map(&mut self, _: &Schema<'_>, each: Entries<'_>) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.item("a map", Decoder::map)?;
        while self.next(&mut left)? {
            let key = self.text()?.into_owned();
            each(key, self)?;
        }
        Ok(())
    }

    items! {
        read_boolean -> bool: boolean, "a boolean";
        read_byte -> i8: byte, "an integer of 8 bits";
        read_short -> i16: short, "an integer of 16 bits";
        read_integer -> i32: integer, "an integer of 32 bits";
        read_long -> i64: long, "an integer of 64 bits";
        read_blob -> Blob: blob, "bytes";
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        const EXPECTED: &str = "a whole number";
        self.check_bignum(EXPECTED)?;
        self.item(EXPECTED, Decoder::big_integer)
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        const EXPECTED: &str = "a decimal fraction";
        self.check_bignum(EXPECTED)?;
        self.item(EXPECTED, Decoder::big_decimal)
    }

    fn read_timestamp(&mut self, _: &Schema<'_>) -> Result<DateTime, SerdeError> {
        self.timestamp()
    }

    fn read_float(&mut self, schema: &Schema<'_>) -> Result<f32, SerdeError> {
        self.read_double(schema).map(|value| value as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        // The first three bits of an integer distinguish it.
        match self.head() {
            Some(0..0x40) => self
                .item("a number", Decoder::long)
                .map(|value| value as f64),
            _ => self.item("a number", Decoder::double),
        }
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.text().map(Cow::into_owned)
    }

    /// Returns an error, because the protocol does not support documents.
    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        Err(SerdeError::unsupported("documents in CBOR"))
    }

    fn is_null(&self) -> bool {
        matches!(self.head(), Some(NULL | UNDEFINED))
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.skip_value()
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.item("a value", Decoder::skip)
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
