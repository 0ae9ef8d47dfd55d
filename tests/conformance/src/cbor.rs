//! CBOR bodies by decoded values: lengths may be definite or not, floats of any width.

use ciborium::Value;

use crate::Findings;

/// Compares the bytes of two CBOR bodies.
pub(crate) fn compare(expected: &[u8], actual: &[u8], findings: &mut Findings) {
    let expected = match read(expected) {
        Ok(expected) => expected,
        Err(error) => return findings.add(format!("the expected body is no CBOR: {error}")),
    };
    match read(actual) {
        Ok(actual) => differences("body", &expected, &actual, findings),
        Err(error) => findings.add(format!("the body is no CBOR: {error}: {actual:02x?}")),
    }
}

/// One value, with nothing after it.
fn read(mut bytes: &[u8]) -> Result<Value, String> {
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    let value = ciborium::from_reader(&mut bytes).map_err(|error| error.to_string())?;
    match bytes.len() {
        0 => Ok(value),
        more => Err(format!("{more} bytes follow the value")),
    }
}

fn differences(path: &str, expected: &Value, actual: &Value, findings: &mut Findings) {
    match (expected, actual) {
        (Value::Map(left), Value::Map(right)) => {
            let find = |map: &[(Value, Value)], key: &Value| {
                let entry = map.iter().find(|(other, _)| other == key);
                entry.map(|(_, value)| value.clone())
            };
            for (key, value) in left {
                match find(right, key) {
                    Some(other) => differences(&at(path, key), value, &other, findings),
                    None => findings.add(format!("{} is missing", at(path, key))),
                }
            }
            for (key, value) in right {
                if find(left, key).is_none() {
                    let place = at(path, key);
                    findings.add(format!("{place} should not be there: {value:?}"));
                }
            }
            if left.len() == right.len() {
                return;
            }
            let known = right.iter().all(|(key, _)| find(left, key).is_some());
            if known && right.len() > left.len() {
                findings.add(format!("{path}: a key stands twice: {right:?}"));
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (position, (left, right)) in left.iter().zip(right).enumerate() {
                differences(&format!("{path}[{position}]"), left, right, findings);
            }
        }
        (Value::Tag(left, inner), Value::Tag(right, other)) if left == right => {
            numbers(path, inner, other, findings);
        }
        (Value::Float(left), Value::Float(right)) if left.is_nan() && right.is_nan() => {}
        _ if expected == actual => {}
        _ => findings.add(format!("{path}: expected {expected:?}, found {actual:?}")),
    }
}

/// The number inside of a tag (a timestamp) may be whole in either form.
fn numbers(path: &str, expected: &Value, actual: &Value, findings: &mut Findings) {
    let float = |value: &Value| match value {
        Value::Float(value) => Some(*value),
        // Timestamps of tests are far below what a float holds exactly.
        Value::Integer(value) => i32::try_from(*value).ok().map(f64::from),
        _ => None,
    };
    match (float(expected), float(actual)) {
        (Some(left), Some(right)) if left == right => {}
        _ => differences(path, expected, actual, findings),
    }
}

fn at(path: &str, key: &Value) -> String {
    match key {
        Value::Text(key) => format!("{path}.{key}"),
        key => format!("{path}.{key:?}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::Findings;
    use ciborium::{cbor, Value};

    fn found(expected: &Value, actual: &Value) -> usize {
        let bytes = |value: &Value| {
            let mut bytes = Vec::new();
            ciborium::into_writer(value, &mut bytes).expect("a vector takes all");
            bytes
        };
        let mut findings = Findings::default();
        super::compare(&bytes(expected), &bytes(actual), &mut findings);
        findings.len()
    }

    #[test]
    fn order_and_lengths_do_not_count() {
        let mut findings = Findings::default();
        // {"a": 1, "b": NaN}, definite; then indefinite, the other way round, with a wider NaN.
        let left = b"\xa2\x61a\x01\x61b\xf9\x7e\x00";
        let right = b"\xbf\x61b\xfb\x7f\xf8\0\0\0\0\0\0\x61a\x01\xff";
        super::compare(left, right, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn whole_seconds_may_be_floats() {
        let tagged = |value: Value| Value::Tag(1, Box::new(value));
        assert_eq!(found(&tagged(Value::from(7)), &tagged(Value::from(7.0))), 0);
        assert_eq!(found(&tagged(Value::from(7)), &tagged(Value::from(7.5))), 1);
        assert_eq!(found(&tagged(Value::from(7)), &Value::from(7)), 1);
    }

    #[test]
    fn every_difference_counts() {
        let map = |entries: &[(&str, i32)]| {
            let entry = |(key, value): &(&str, i32)| (Value::from(*key), Value::from(*value));
            Value::Map(entries.iter().map(entry).collect())
        };
        for (expected, actual) in [
            (map(&[("a", 1)]), map(&[("a", 2)])),
            (map(&[("a", 1)]), map(&[])),
            (map(&[]), map(&[("a", 1)])),
            (map(&[("a", 1)]), map(&[("a", 1), ("a", 1)])),
            (Value::from(1), Value::from(1.0)),
            (Value::from("a"), Value::Bytes(b"a".to_vec())),
            (Value::Null, Value::from(false)),
            (cbor!([1, 2]).expect("valid"), cbor!([2]).expect("valid")),
        ] {
            assert_eq!(found(&expected, &actual), 1, "{expected:?} and {actual:?}");
        }
    }

    #[test]
    fn bytes_after_the_value_count() {
        let mut findings = Findings::default();
        super::compare(b"\xa0", b"\xa0\xa0", &mut findings);
        super::compare(b"\xa0", b"", &mut findings);
        assert_eq!(findings.len(), 2);
    }
}
