//! Rules that hold in every protocol: how deep a document may be, how floats that are not numbers are called, and how
//! times are formatted.

use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;

/// Maximum nesting depth of structures, lists, maps and unions in a document, as in the official codecs.
const LEVELS: u32 = 128;

/// Returns the depth inside of a value at `depth`, unless it is too deep.
#[inline]
pub(super) fn deeper(depth: u32) -> Result<u32, SerdeError> {
    if depth < LEVELS {
        Ok(depth + 1)
    } else {
        Err(SerdeError::custom("maximum nesting depth exceeded"))
    }
}

/// Texts for floats that JSON and XML cannot represent as numbers.
pub(crate) const NAN: &str = "NaN";
pub(crate) const INFINITY: &str = "Infinity";
pub(crate) const NEGATIVE_INFINITY: &str = "-Infinity";

/// Returns the float with such a text.
pub(crate) fn special_float(text: &str) -> Option<f32> {
    match text {
        NAN => Some(f32::NAN),
        INFINITY => Some(f32::INFINITY),
        NEGATIVE_INFINITY => Some(f32::NEG_INFINITY),
        _ => None,
    }
}

/// Returns the format that a time of the schema is written in: that of its trait, else `default`.
pub(super) fn time_format(schema: &Schema<'_>, default: Format) -> Result<Format, SerdeError> {
    match schema.timestamp_format().map(|format| format.format()) {
        None => Ok(default),
        Some(TimestampFormat::DateTime) => Ok(Format::DateTime),
        Some(TimestampFormat::EpochSeconds) => Ok(Format::EpochSeconds),
        Some(TimestampFormat::HttpDate) => Ok(Format::HttpDate),
        Some(other) => Err(SerdeError::unsupported(format!(
            "unsupported timestamp format {other:?}"
        ))),
    }
}

/// Returns the format that a time of the schema is read in: the same, but times may have an offset.
pub(super) fn time_format_to_read(
    schema: &Schema<'_>,
    default: Format,
) -> Result<Format, SerdeError> {
    Ok(match time_format(schema, default)? {
        Format::DateTime => Format::DateTimeWithOffset,
        other => other,
    })
}
