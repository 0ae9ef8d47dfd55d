//! Form bodies: pairs, in any order but for those of one key.

use std::collections::BTreeMap;

use crate::Findings;

/// Compares two form bodies.
pub(crate) fn compare(expected: &str, actual: &str, findings: &mut Findings) {
    let (expected, actual) = (pairs(expected), pairs(actual));
    for (key, values) in &expected {
        match actual.get(key) {
            None => findings.add(format!("form: `{key}` is missing, expected {values:?}")),
            Some(found) if found != values => {
                findings.add(format!(
                    "form: `{key}`: expected {values:?}, found {found:?}"
                ));
            }
            Some(_) => {}
        }
    }
    for (key, values) in &actual {
        if !expected.contains_key(key) {
            findings.add(format!("form: `{key}` should not be there: {values:?}"));
        }
    }
}

/// Tests break long forms into lines.
fn pairs(text: &str) -> BTreeMap<String, Vec<String>> {
    let text: String = text.split(['\r', '\n']).map(str::trim).collect();
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(text.as_bytes()) {
        let values = pairs.entry(key.into_owned()).or_default();
        values.push(value.into_owned());
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::Findings;

    fn found(expected: &str, actual: &str) -> usize {
        let mut findings = Findings::default();
        super::compare(expected, actual, &mut findings);
        findings.len()
    }

    #[test]
    fn order_and_encoding_do_not_count() {
        assert_eq!(found("a=1&\nb=x%2Fy z", "b=x%2fy+z&a=1"), 0);
    }

    #[test]
    fn every_difference_counts() {
        for (expected, actual, count) in [
            ("a=1", "a=2", 1),
            ("a=1", "", 1),
            ("a=1", "a=1&b=", 1),
            ("a=1&a=2", "a=2&a=1", 1),
            ("a=1", "A=1", 2),
        ] {
            assert_eq!(found(expected, actual), count, "{expected} and {actual}");
        }
    }
}
