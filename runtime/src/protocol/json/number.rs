//! Conversion of JSON numbers.

use super::super::read_errors::{mismatch, plain};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{DateTime, Number};
use std::borrow::Cow;

/// Returns the digits of an integer of any length. The text may have a fraction of zero or an exponent: `1.0`, `1e30`.
pub(super) fn whole(text: &str) -> Option<Cow<'_, str>> {
    /// Maximum number of zeros from an exponent, so that a few bytes cannot create very long numbers.
    const LONGEST: usize = 1_000;
    if !text.contains(['.', 'e', 'E']) {
        return Some(Cow::Borrowed(text));
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, before) = match before.strip_prefix('-') {
        Some(before) => ("-", before),
        None => ("", before),
    };
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !are_digits(before) || !are_digits(behind) {
        return None;
    }
    let behind = behind.trim_end_matches('0');
    let digits = format!("{before}{behind}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(Cow::Borrowed("0"));
    }
    let exponent: i64 = exponent.parse().ok()?;
    let shift = exponent.checked_sub(i64::try_from(behind.len()).ok()?)?;
    let whole = match usize::try_from(shift) {
        Ok(zeros) if zeros <= LONGEST => format!("{digits}{}", "0".repeat(zeros)),
        Ok(_) => return None,
        // A fraction, unless all digits in it are zeros.
        Err(_) => {
            let in_fraction = usize::try_from(shift.unsigned_abs()).ok()?;
            let at = digits.len().checked_sub(in_fraction)?;
            let (whole, fraction) = digits.split_at(at);
            if whole.is_empty() || fraction.bytes().any(|byte| byte != b'0') {
                return None;
            }
            whole.to_owned()
        }
    };
    Some(Cow::Owned(format!("{sign}{whole}")))
}

/// Parses a float. A number that is too large is an error, as in the official crates.
pub(super) fn float(text: &str) -> Result<f64, SerdeError> {
    let value = text.parse().ok().filter(|value: &f64| value.is_finite());
    value.ok_or_else(|| mismatch("a number of 64 bits", plain(text)))
}

/// Parses a number as an integer if it fits in one, else as a float.
pub(super) fn document(text: &str) -> Result<Number, SerdeError> {
    let is_float = text.contains(['.', 'e', 'E']);
    match (text.parse(), text.parse()) {
        (Ok(number), _) if !is_float => Ok(Number::PosInt(number)),
        (_, Ok(number)) if !is_float => Ok(Number::NegInt(number)),
        _ => float(text).map(Number::Float),
    }
}

/// Parses epoch seconds, with or without a fraction.
pub(super) fn seconds(text: &str) -> Result<DateTime, SerdeError> {
    let time = if text.contains(['e', 'E']) {
        (text.parse().ok()).and_then(super::super::values::epoch_seconds)
    } else {
        DateTime::from_str(up_to_nanoseconds(text), Format::EpochSeconds).ok()
    };
    time.ok_or_else(|| mismatch("a timestamp in seconds since 1970", plain(text)))
}

/// The number without the digits that no time has; services that print floating point numbers send them.
fn up_to_nanoseconds(text: &str) -> &str {
    let beyond = text.find('.').map(|point| point + 1 + 9);
    match beyond.and_then(|at| text.split_at_checked(at)) {
        Some((shown, rest)) if rest.bytes().all(|byte| byte.is_ascii_digit()) => shown,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{seconds, whole};

    #[test]
    fn seconds_have_any_number_of_digits() {
        for (text, expected) in [
            ("1.5", Some((1, 500_000_000))),
            ("1.123456789", Some((1, 123_456_789))),
            ("1.12345678949", Some((1, 123_456_789))),
            ("0.30000000000000004", Some((0, 300_000_000))),
            ("1700000000.9999999999", Some((1_700_000_000, 999_999_999))),
            ("1.5000000000", Some((1, 500_000_000))),
            ("1.123456789x", None),
            ("1.1.1234567890", None),
        ] {
            let time = seconds(text)
                .ok()
                .map(|time| (time.secs(), time.subsec_nanos()));
            assert_eq!(time, expected, "{text}");
        }
    }

    #[test]
    fn whole_numbers_keep_all_digits() {
        let cases = [
            ("12", Some("12")),
            ("1.0", Some("1")),
            ("-1.50e1", Some("-15")),
            ("1e30", Some("1000000000000000000000000000000")),
            ("9007199254740993.0", Some("9007199254740993")),
            ("1200e-2", Some("12")),
            ("0.0e5", Some("0")),
            ("-0.0", Some("0")),
            ("0.012e3", Some("12")),
            ("1e-1", None),
            ("1.5", None),
            ("0.5e-9", None),
            ("1e99999", None),
            ("1e99999999999999999999", None),
            ("1.", Some("1")),
            (".5", None),
            ("1.2.3", None),
            ("1e", None),
        ];
        for (text, expected) in cases {
            assert_eq!(whole(text).as_deref(), expected, "{text}");
        }
    }
}
