//! Serialization of blobs, timestamps and numbers.

use super::any::{self, Any};
use crate::protocol::{special_float, special_text};
use crate::reflect::as_written;
use aws_smithy_types::date_time::{DateTimeFormatError, Format};
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime};
use serde_core::de::{Error, SeqAccess, Visitor};
use serde_core::ser::SerializeTuple;
use serde_core::{ser, Deserialize, Deserializer, Serializer};
use std::fmt;

pub(super) fn write_f32<S: Serializer>(value: f32, out: S) -> Result<S::Ok, S::Error> {
    match special_text(value.into()).filter(|_| out.is_human_readable()) {
        Some(text) => out.serialize_str(text),
        None => out.serialize_f32(value),
    }
}

pub(super) fn write_f64<S: Serializer>(value: f64, out: S) -> Result<S::Ok, S::Error> {
    match special_text(value).filter(|_| out.is_human_readable()) {
        Some(text) => out.serialize_str(text),
        None => out.serialize_f64(value),
    }
}

pub(super) fn write_blob<S: Serializer>(value: &Blob, out: S) -> Result<S::Ok, S::Error> {
    if out.is_human_readable() {
        out.serialize_str(&base64::encode(value))
    } else {
        out.serialize_bytes(value.as_ref())
    }
}

pub(super) fn write_time<S: Serializer>(value: &DateTime, out: S) -> Result<S::Ok, S::Error> {
    if out.is_human_readable() {
        let text = rfc_3339(value).map_err(|error| {
            ser::Error::custom(format_args!(
                "the time {} s after the epoch cannot be written as RFC 3339: {error}",
                value.secs()
            ))
        })?;
        return out.serialize_str(&text);
    }
    let mut out = out.serialize_tuple(2)?;
    out.serialize_element(&value.secs())?;
    out.serialize_element(&value.subsec_nanos())?;
    out.end()
}

/// Formats a timestamp with all its nanoseconds, unlike the official format.
fn rfc_3339(value: &DateTime) -> Result<String, DateTimeFormatError> {
    let mut text = DateTime::from_secs(value.secs()).fmt(Format::DateTime)?;
    if value.subsec_nanos() > 0 && text.ends_with('Z') {
        let fraction = format!(".{:09}", value.subsec_nanos());
        text.pop();
        text.push_str(fraction.trim_end_matches('0'));
        text.push('Z');
    }
    Ok(text)
}

pub(super) fn read_f32<'de, D: Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    if from.is_human_readable() {
        // The shortest text of an `f32` is parsed to the same `f32`.
        Ok(read_f64(from)? as f32)
    } else {
        f32::deserialize(from)
    }
}

pub(super) fn read_f64<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    const WANTED: &str = "a number, `NaN`, `Infinity` or `-Infinity`";
    if !from.is_human_readable() {
        return f64::deserialize(from);
    }
    match any::read(from, WANTED)? {
        Any::Integer(value) => Ok(value as f64),
        Any::Float(value) => Ok(value),
        Any::Text(text) => special_float(&text).ok_or_else(|| any::unexpected(&text, WANTED)),
        Any::Number(text) => text.parse().map_err(|_| any::unexpected(&text, WANTED)),
        other => Err(other.unexpected(WANTED)),
    }
}

pub(super) fn read_big_integer<'de, D: Deserializer<'de>>(from: D) -> Result<BigInteger, D::Error> {
    const WANTED: &str = "an integer of any size, as text or number";
    let text = read_big(from, WANTED)?;
    text.parse().map_err(|_| any::unexpected(&text, WANTED))
}

pub(super) fn read_big_decimal<'de, D: Deserializer<'de>>(from: D) -> Result<BigDecimal, D::Error> {
    const WANTED: &str = "a number of any size, as text or number";
    let text = read_big(from, WANTED)?;
    text.parse().map_err(|_| any::unexpected(&text, WANTED))
}

fn read_big<'de, D: Deserializer<'de>>(from: D, wanted: &'static str) -> Result<String, D::Error> {
    if !from.is_human_readable() {
        return String::deserialize(from);
    }
    match any::read(from, wanted)? {
        Any::Text(text) | Any::Number(text) => Ok(text),
        Any::Integer(value) => Ok(value.to_string()),
        Any::Float(value) => Ok(value.to_string()),
        other => Err(other.unexpected(wanted)),
    }
}

pub(super) fn read_time<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
    const WANTED: &str = "a time as RFC 3339 or epoch seconds";
    if !from.is_human_readable() {
        let (secs, nanos) = <(i64, u32)>::deserialize(from)?;
        return time(secs, nanos);
    }
    match any::read(from, WANTED)? {
        Any::Text(text) => DateTime::from_str(&text, Format::DateTimeWithOffset)
            .map_err(|_| any::unexpected(&text, WANTED)),
        Any::Integer(secs) => match i64::try_from(secs) {
            Ok(secs) => Ok(DateTime::from_secs(secs)),
            Err(_) => Err(any::unexpected(&secs.to_string(), WANTED)),
        },
        Any::Float(secs) => seconds(secs).ok_or_else(|| Any::Float(secs).unexpected(WANTED)),
        Any::Number(text) => match text.parse() {
            Ok(secs) => Ok(DateTime::from_secs(secs)),
            Err(_) => text
                .parse()
                .ok()
                .and_then(seconds)
                .ok_or_else(|| any::unexpected(&text, WANTED)),
        },
        Any::Pair(secs, nanos) => time(secs, nanos),
        other => Err(other.unexpected(WANTED)),
    }
}

/// Converts fractional epoch seconds, unless they are out of range.
fn seconds(value: f64) -> Option<DateTime> {
    /// Above this number, a float cannot represent every second.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.abs() < EXACT).then(|| as_written(DateTime::from_secs_f64(value)))
}

fn time<E: Error>(secs: i64, nanos: u32) -> Result<DateTime, E> {
    if nanos < 1_000_000_000 {
        Ok(DateTime::from_secs_and_nanos(secs, nanos))
    } else {
        Err(E::custom(format_args!(
            "a second has no {nanos} nanoseconds"
        )))
    }
}

pub(super) fn read_blob<'de, D: Deserializer<'de>>(from: D) -> Result<Blob, D::Error> {
    if from.is_human_readable() {
        from.deserialize_str(Bytes)
    } else {
        from.deserialize_byte_buf(Bytes)
    }
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes as Base64")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Blob, E> {
        let bytes = base64::decode(text).map_err(|_| any::unexpected(text, "bytes as Base64"))?;
        Ok(Blob::new(bytes))
    }
    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }
    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }
    /// Reads bytes from formats that represent them as a sequence.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Blob, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        Ok(Blob::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_core::de::IntoDeserializer;

    /// Reads what a text format hands over.
    fn read(text: &str) -> Result<DateTime, serde_core::de::value::Error> {
        read_time(text.into_deserializer())
    }

    proptest! {
        #[test]
        fn times_are_read_as_they_were_written(
            secs in prop_oneof![any::<i64>(), -70_000_000_000..260_000_000_000_i64],
            nanos in prop_oneof![Just(0), Just(1), 0..1_000_000_000_u32],
        ) {
            let time = DateTime::from_secs_and_nanos(secs, nanos);
            if let Ok(text) = rfc_3339(&time) {
                prop_assert_eq!(read(&text), Ok(time), "{}", text);
            }
        }
    }

    #[test]
    fn the_first_and_last_years_of_the_text_form() {
        let first = DateTime::from_secs(-62_135_596_800);
        let last = DateTime::from_secs_and_nanos(253_402_300_799, 999_999_999);
        assert_eq!(
            rfc_3339(&first).ok().as_deref(),
            Some("0001-01-01T00:00:00Z")
        );
        assert_eq!(
            rfc_3339(&last).ok().as_deref(),
            Some("9999-12-31T23:59:59.999999999Z")
        );
        for time in [first, last] {
            let text = rfc_3339(&time).expect("a text");
            assert_eq!(read(&text), Ok(time));
        }
        for secs in [-62_135_596_801, 253_402_300_800] {
            assert!(rfc_3339(&DateTime::from_secs(secs)).is_err(), "{secs}");
        }
    }
}
