//! CBOR into values, by their schemas.
//!
//! Items are those of the official decoder, and what is let pass is what the official deserializer lets
//! pass (`aws-smithy-cbor/src/codec/deserializer.rs`), but that a structure of which nothing is left is
//! not one without members, and that a number may be an integer where a float is expected.

use super::super::members;
use crate::schema::unknown_member;
use aws_smithy_cbor::decode::DeserializeError;
use aws_smithy_cbor::Decoder;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;

/// How many maps and arrays may be inside of each other, as in the official codecs.
const LEVELS: u32 = 128;

const NULL: u8 = 0xF6;
const BREAK: u8 = 0xFF;

/// Reads a CBOR document from its beginning.
#[derive(Debug)]
pub(in super::super) struct Reader<'a> {
    decoder: Decoder<'a>,
    bytes: &'a [u8],
    depth: u32,
}

fn invalid(error: DeserializeError) -> SerdeError {
    SerdeError::invalid_input(error.to_string())
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            decoder: Decoder::new(bytes),
            bytes,
            depth: 0,
        }
    }

    /// The first byte of the next item.
    fn head(&self) -> Option<u8> {
        self.bytes.get(self.decoder.position()).copied()
    }

    fn enter(&mut self) -> Result<(), SerdeError> {
        if self.depth == LEVELS {
            return Err(SerdeError::custom("maximum nesting depth exceeded"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Whether another element comes, of as many as are `left`, or up to a break.
    fn next(&mut self, left: &mut Option<u64>) -> Result<bool, SerdeError> {
        let is_there = match left {
            Some(0) => false,
            Some(count) => {
                *count -= 1;
                true
            }
            None if self.head() == Some(BREAK) => {
                self.decoder.skip().map_err(invalid)?;
                false
            }
            None => true,
        };
        if !is_there {
            self.depth -= 1;
        }
        Ok(is_there)
    }

    /// A text. Short ones, as nearly all are, are found without the decoder.
    fn text(&mut self) -> Result<Cow<'a, str>, SerdeError> {
        let at = self.decoder.position();
        let (start, length) = match self.bytes.get(at..) {
            Some([head @ 0x60..=0x77, ..]) => (at + 1, usize::from(head - 0x60)),
            Some([0x78, length, ..]) => (at + 2, usize::from(*length)),
            _ => return self.decoder.str().map_err(invalid),
        };
        let Some(bytes) = self.bytes.get(start..start + length) else {
            return self.decoder.str().map_err(invalid);
        };
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|error| SerdeError::invalid_input(error.to_string()))?;
        self.decoder.set_position(start + length);
        Ok(Cow::Borrowed(text))
    }
}

macro_rules! items {
    ($($method:ident -> $type:ty: $item:ident),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.decoder.$item().map_err(invalid)
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
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.enter()?;
        let mut left = self.decoder.map().map_err(invalid)?;
        let mut next = 0;
        while self.next(&mut left)? {
            let name = self.text()?;
            if self.is_null() {
                self.decoder.skip().map_err(invalid)?;
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
                self.decoder.skip().map_err(invalid)?;
            }
        }
        Ok(())
    }

    fn read_list(
        &mut self,
        _: &Schema<'_>,
        each: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.decoder.list().map_err(invalid)?;
        while self.next(&mut left)? {
            each(self)?;
        }
        Ok(())
    }

    fn read_map(
        &mut self,
        _: &Schema<'_>,
        each: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.enter()?;
        let mut left = self.decoder.map().map_err(invalid)?;
        while self.next(&mut left)? {
            let key = self.text()?.into_owned();
            each(key, self)?;
        }
        Ok(())
    }

    items! {
        read_boolean -> bool: boolean,
        read_byte -> i8: byte,
        read_short -> i16: short,
        read_integer -> i32: integer,
        read_long -> i64: long,
        read_big_integer -> BigInteger: big_integer,
        read_big_decimal -> BigDecimal: big_decimal,
        read_blob -> Blob: blob,
        read_timestamp -> DateTime: timestamp,
    }

    fn read_float(&mut self, schema: &Schema<'_>) -> Result<f32, SerdeError> {
        self.read_double(schema).map(|value| value as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        // The first of three bits tells integers.
        match self.head() {
            Some(0..0x40) => self.decoder.long().map(|value| value as f64),
            _ => self.decoder.double(),
        }
        .map_err(invalid)
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.text().map(Cow::into_owned)
    }

    /// The protocol has no documents.
    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        Err(SerdeError::unsupported("documents in CBOR"))
    }

    fn is_null(&self) -> bool {
        self.head() == Some(NULL)
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.decoder.null().map_err(invalid)
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.decoder.skip().map_err(invalid)
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
