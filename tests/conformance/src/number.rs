//! Decimal numbers by value, whatever their size.

/// Whether two JSON numbers are the same number: `1.50e1` is `15`.
pub(crate) fn same(left: &str, right: &str) -> bool {
    match (parts(left), parts(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

/// The one spelling of a number that all others have in common: `15e-1` for `1.5` and `1.50`. Text that is no
/// number stays.
pub fn canonical(text: &str) -> String {
    match parts(text) {
        Some((_, digits, _)) if digits.is_empty() => "0".to_owned(),
        Some((negative, digits, exponent)) => {
            let sign = if negative { "-" } else { "" };
            format!("{sign}{digits}e{exponent}")
        }
        None => text.to_owned(),
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
    let exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let exponent = exponent.checked_add(dropped)?;
    match kept.trim_start_matches('0') {
        "" => Some((false, String::new(), 0)),
        kept => Some((negative, kept.to_owned(), exponent)),
    }
}

#[cfg(test)]
mod tests {
    use super::{canonical, same};

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
    fn numbers_have_one_canonical_spelling() {
        let fraction = canonical("0.00000476837158203125");
        assert_eq!(fraction, canonical("4.76837158203125e-06"));
        assert_eq!(fraction, "476837158203125e-20");
        assert_eq!(canonical("-0.0"), "0");
        assert_eq!(canonical("-1.50"), "-15e-1");
        for text in ["NaN", "", "1e99999999999999999999"] {
            assert_eq!(canonical(text), text);
        }
        // The power of ten is as large as one can be.
        let large = "10e9223372036854775807";
        assert_eq!(canonical(large), large);
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
