//! Values of type `document`, which serde represents as JSON-like values.

use super::any;
use crate::protocol::special_text;
use aws_smithy_types::{Document, Number};
use serde_core::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::fmt;

/// Serializes a document.
pub(super) struct Writer<'a>(pub(super) &'a Document);

impl Serialize for Writer<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Null => out.serialize_unit(),
            Document::Bool(value) => out.serialize_bool(*value),
            Document::Number(Number::PosInt(value)) => out.serialize_u64(*value),
            Document::Number(Number::NegInt(value)) => out.serialize_i64(*value),
            Document::Number(Number::Float(value)) => {
                match special_text(*value).filter(|_| out.is_human_readable()) {
                    Some(text) => out.serialize_str(text),
                    None => out.serialize_f64(*value),
                }
            }
            Document::String(value) => out.serialize_str(value),
            Document::Array(items) => out.collect_seq(items.iter().map(Writer)),
            Document::Object(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_unstable_by_key(|(key, _)| *key);
                let entries = entries.into_iter();
                out.collect_map(entries.map(|(key, value)| (key, Writer(value))))
            }
        }
    }
}

/// Reads a value of any type.
pub(super) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Document, D::Error> {
    Reader.deserialize(from)
}

/// Visitor of a document, and seed of the values inside it.
struct Reader;

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Document, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document: null, a boolean, number, text, list or map")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Document, E> {
        Ok(Document::Number(match u64::try_from(value) {
            Ok(value) => Number::PosInt(value),
            Err(_) => Number::NegInt(value),
        }))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        Ok(Document::Number(Number::PosInt(value)))
    }
    fn visit_i128<E: Error>(self, value: i128) -> Result<Document, E> {
        Ok(Document::Number(Number::Float(value as f64)))
    }
    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        Ok(Document::Number(Number::Float(value as f64)))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Document, E> {
        Ok(Document::Number(Number::Float(value)))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Document, E> {
        Ok(Document::String(value.to_owned()))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Document, E> {
        Ok(Document::String(value))
    }
    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }
    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Document, D::Error> {
        read(from)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Reader)? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut entries = HashMap::new();
        while let Some(key) = map.next_key::<String>()? {
            if any::is_number(&key) {
                return number(&map.next_value::<String>()?);
            }
            entries.insert(key, map.next_value_seed(Reader)?);
        }
        Ok(Document::Object(entries))
    }
}

/// Parses a number.
fn number<E: Error>(text: &str) -> Result<Document, E> {
    if let Ok(value) = text.parse() {
        return Ok(Document::Number(Number::PosInt(value)));
    }
    if let Ok(value) = text.parse() {
        return Ok(Document::Number(Number::NegInt(value)));
    }
    match text.parse() {
        Ok(value) if f64::is_finite(value) => Ok(Document::Number(Number::Float(value))),
        _ => Err(any::unexpected(text, "a number of 64 bits")),
    }
}
