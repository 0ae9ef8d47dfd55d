//! What texts of values, and limits of documents, have in common in all protocols.

use super::read_errors::{mismatch, quoted};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{base64, Blob, DateTime};

/// Maximum nesting depth of a document, as in the official codecs.
pub(super) const LEVELS: usize = 128;

/// Returns the nesting depth inside a structure, list or map at the given depth.
///
/// # Errors
///
/// Returns an error when it exceeds [`LEVELS`].
#[cfg(any(feature = "cbor", feature = "xml"))]
pub(super) fn deeper(depth: usize) -> Result<usize, SerdeError> {
    if depth < LEVELS {
        Ok(depth + 1)
    } else {
        Err(SerdeError::custom(format!(
            "nested deeper than {LEVELS} levels"
        )))
    }
}

const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";

/// Parses the text of a float that is not finite. The texts are case-sensitive.
pub(crate) fn special_float(text: &str) -> Option<f64> {
    match text {
        NAN => Some(f64::NAN),
        INFINITY => Some(f64::INFINITY),
        NEGATIVE_INFINITY => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Returns the text of a float that is not finite.
#[cfg(feature = "serde")]
pub(crate) fn special_text(value: f64) -> Option<&'static str> {
    if value.is_finite() {
        None
    } else if value.is_nan() {
        Some(NAN)
    } else if value > 0.0 {
        Some(INFINITY)
    } else {
        Some(NEGATIVE_INFINITY)
    }
}

/// Returns the format of a timestamp. Timestamps that are read may have an offset; none is written.
pub(super) fn timestamp_format(schema: &Schema<'_>, default: Format) -> Format {
    match schema.timestamp_format().map(|format| format.format()) {
        Some(TimestampFormat::EpochSeconds) => Format::EpochSeconds,
        Some(TimestampFormat::DateTime) => Format::DateTimeWithOffset,
        Some(TimestampFormat::HttpDate) => Format::HttpDate,
        _ => default,
    }
}

/// Parses the text of a timestamp.
pub(super) fn timestamp(text: &str, format: Format) -> Result<DateTime, SerdeError> {
    DateTime::from_str(text, format).map_err(|_| mismatch("a time", quoted(text)))
}

/// Converts epoch seconds into a timestamp; `None` for infinity, NaN and values that are out of range.
pub(crate) fn epoch_seconds(seconds: f64) -> Option<DateTime> {
    /// 2^63, the first number that does not fit in 64 bits.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    (seconds.abs() < BEYOND).then(|| DateTime::from_secs_f64(seconds))
}

/// Decodes Base64.
pub(super) fn blob(text: &str) -> Result<Blob, SerdeError> {
    let bytes = base64::decode(text).map(Blob::new);
    bytes.map_err(|_| mismatch("bytes as Base64", quoted(text)))
}
