//! Decimal numbers by value, whatever their size.

/// Whether two JSON numbers are the same number: `1.50e1` is `15`.
pub(crate) fn same(left: &str, right: &str) -> bool {
    match (parts(left), parts(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

/// Sign, digits without zeros at either end, and the power of ten that they count.
fn parts(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = digits.trim_end_matches('0');
    let dropped = i64::try_from(digits.len() - kept.len()).ok()?;
    let exponent = exponent - i64::try_from(fraction.len()).ok()? + dropped;
    match kept.trim_start_matches('0') {
        "" => Some((false, String::new(), 0)),
        kept => Some((negative, kept.to_owned(), exponent)),
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn spellings_of_one_number_are_the_same() {
        for (left, right) in [
            ("1", "1.0"),
            ("0", "-0.0"),
            ("100", "1e2"),
            ("0.001", "1E-3"),
            ("15", "1.50e+1"),
        ] {
            assert!(same(left, right), "{left} {right}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        for (left, right) in [
            ("1", "-1"),
            ("1", "10"),
            ("0.1", "0.10000000000000000000001"),
            ("9223372036854775808", "9223372036854775807"),
        ] {
            assert!(!same(left, right), "{left} {right}");
        }
    }
}
