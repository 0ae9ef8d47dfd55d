//! Values whose type is known only after reading.

use serde_core::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_core::Deserializer;
use std::fmt;

/// Key of the map in which serde_json passes numbers as text, with its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// A value that is not a list or structure.
#[derive(Debug)]
pub(super) enum Any {
    Integer(i128),
    Float(f64),
    /// A number as text: one with more than 64 bits, or one from serde_json with its feature `arbitrary_precision`.
    Number(String),
    Text(String),
    /// A timestamp of a binary format: seconds and nanoseconds.
    Pair(i64, u32),
    Bool(bool),
    Nothing,
}

impl Any {
    /// Returns the error of a value of another type.
    pub(super) fn unexpected<E: Error>(&self, wanted: &'static str) -> E {
        let found = match self {
            Self::Integer(value) => {
                return E::custom(format_args!("invalid type: `{value}`, expected {wanted}"))
            }
            Self::Float(value) => Unexpected::Float(*value),
            Self::Number(text) => return unexpected(text, wanted),
            Self::Text(text) => return unexpected(text, wanted),
            Self::Pair(..) => Unexpected::Seq,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Nothing => Unexpected::Unit,
        };
        E::invalid_type(found, &wanted)
    }
}

/// Returns the error of a text that is not valid.
pub(super) fn unexpected<E: Error>(text: &str, wanted: &'static str) -> E {
    E::invalid_value(Unexpected::Str(text), &wanted)
}

/// Reads a value of any type; `wanted` describes the expected value for errors.
pub(super) fn read<'de, D: Deserializer<'de>>(
    from: D,
    wanted: &'static str,
) -> Result<Any, D::Error> {
    from.deserialize_any(AnyVisitor { wanted })
}

struct AnyVisitor {
    wanted: &'static str,
}

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wanted)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Any, E> {
        Ok(Any::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Any, E> {
        Ok(Any::Integer(value.into()))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Any, E> {
        Ok(Any::Integer(value.into()))
    }
    fn visit_i128<E: Error>(self, value: i128) -> Result<Any, E> {
        Ok(Any::Integer(value))
    }
    fn visit_u128<E: Error>(self, value: u128) -> Result<Any, E> {
        Ok(Any::Number(value.to_string()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Any, E> {
        Ok(Any::Float(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Any, E> {
        Ok(Any::Text(value.to_owned()))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Any, E> {
        Ok(Any::Text(value))
    }
    fn visit_unit<E: Error>(self) -> Result<Any, E> {
        Ok(Any::Nothing)
    }
    fn visit_none<E: Error>(self) -> Result<Any, E> {
        Ok(Any::Nothing)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Any, D::Error> {
        from.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
        match (seq.next_element()?, seq.next_element()?) {
            (Some(first), Some(second)) => Ok(Any::Pair(first, second)),
            _ => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == NUMBER => Ok(Any::Number(map.next_value()?)),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// Returns whether the key means that a map of one entry is a number.
pub(super) fn is_number(key: &str) -> bool {
    key == NUMBER
}
