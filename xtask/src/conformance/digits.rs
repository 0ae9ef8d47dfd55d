//! Restores digits that the test data has lost.
//!
//! Tests tagged `arbitrary-precision` have numbers that an `f64` cannot represent. Some of their parameters were
//! converted to `f64` when the models were written as JSON: `0.1` instead of the `0.100000000000000000000001` in the
//! body. The body has all digits, so rounded parameters are replaced with its numbers.

use farrier_conformance::json::Json;

/// Tag of such tests.
const TAG: &str = "arbitrary-precision";

/// Returns the test with restored digits, and the number of restored parameters.
pub(super) fn restored(test: &Json) -> (Json, usize) {
    let tags = test.get("tags").map_or(&[][..], Json::items);
    let body = test.get("body").and_then(Json::text);
    let body = body.and_then(|body| Json::parse(body).ok());
    let Some(body) = body.filter(|_| tags.iter().any(|tag| tag.text() == Some(TAG))) else {
        return (test.clone(), 0);
    };
    let mut count = 0;
    let entries = test.entries().iter().map(|(key, value)| {
        let value = match key.as_str() {
            "params" => Json::Object(members(value, &body, &mut count)),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    let restored = Json::Object(entries.collect());
    (restored, count)
}

fn members(params: &Json, body: &Json, count: &mut usize) -> Vec<(String, Json)> {
    let member = |(name, value): &(String, Json)| {
        let whole = body.get(name).and_then(|other| lost(value, other));
        *count += usize::from(whole.is_some());
        let value = whole.map_or_else(|| value.clone(), |digits| Json::Number(digits.to_owned()));
        (name.clone(), value)
    };
    params.entries().iter().map(member).collect()
}

/// Returns the number in the body, if the parameter is its `f64` value.
fn lost<'a>(param: &Json, body: &'a Json) -> Option<&'a str> {
    let own = param.digits()?;
    let whole = body.digits().or_else(|| body.text())?;
    let (rounded, exact): (f64, f64) = (own.parse().ok()?, whole.parse().ok()?);
    (own != whole && rounded == exact).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::{restored, Json};

    fn params(test: &str) -> (String, usize) {
        let (test, count) = restored(&Json::parse(test).expect("JSON"));
        (test.get("params").expect("params").to_string(), count)
    }

    #[test]
    fn rounded_numbers_get_the_digits_of_the_body() {
        let test = r#"{"tags": ["arbitrary-precision"], "params": {"a": 0.1, "b": 2},
            "body": "{\"a\": \"0.100000000000000000000001\", \"b\": 3}"}"#;
        let expected = r#"{"a":0.100000000000000000000001,"b":2}"#;
        assert_eq!(params(test), (expected.to_owned(), 1));
    }

    #[test]
    fn other_tests_stay_as_they_are() {
        let test = r#"{"params": {"a": 0.1}, "body": "{\"a\": 0.100000000000000000000001}"}"#;
        assert_eq!(params(test), (r#"{"a":0.1}"#.to_owned(), 0));
    }
}
