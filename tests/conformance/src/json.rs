//! JSON with every number as its text, so that no digit is lost.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The digits as they stand in the text.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object in the order of the text; keys are unique.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// Text that is no JSON, or in which an object has a key twice.
    pub fn parse(text: &str) -> Result<Self, String> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Self::from_raw(raw.get()).map_err(|error| error.to_string())
    }

    /// The parser hands out text, a level at a time: what it would make of numbers are floats.
    fn from_raw(text: &str) -> Result<Self, serde_json::Error> {
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let Entries(entries) = serde_json::from_str(text)?;
                let read = |(key, raw): (String, &RawValue)| Ok((key, Self::from_raw(raw.get())?));
                Self::Object(entries.into_iter().map(read).collect::<Result<_, _>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                let items = items.into_iter().map(|raw| Self::from_raw(raw.get()));
                Self::Array(items.collect::<Result<_, _>>()?)
            }
            Some(b'"') => Self::String(serde_json::from_str(text)?),
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'n') => Self::Null,
            _ => Self::Number(text.to_owned()),
        })
    }

    /// The value under `key`, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        let (_, value) = self.entries().iter().find(|(name, _)| name == key)?;
        Some(value)
    }

    /// The entries of an object; none of anything else.
    pub fn entries(&self) -> &[(String, Json)] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The items of an array; none of anything else.
    pub fn items(&self) -> &[Json] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The digits of a number.
    pub fn digits(&self) -> Option<&str> {
        match self {
            Self::Number(digits) => Some(digits),
            _ => None,
        }
    }
}

/// The text, with every digit.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::Array(items) => {
                let items: Vec<String> = items.iter().map(Self::to_string).collect();
                write!(f, "[{}]", items.join(","))
            }
            Self::Object(entries) => {
                let entry = |(key, value): &(String, Self)| format!("{}:{value}", quoted(key));
                let entries: Vec<String> = entries.iter().map(entry).collect();
                write!(f, "{{{}}}", entries.join(","))
            }
        }
    }
}

/// An object's entries, each value still a text.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Entries<'de>, A::Error> {
        let mut entries: Vec<(String, &RawValue)> = Vec::new();
        while let Some((key, value)) = access.next_entry()? {
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom(format!("the key `{key}` stands twice")));
            }
            entries.push((key, value));
        }
        Ok(Entries(entries))
    }
}

/// Compares two texts by meaning and says where they differ.
pub(crate) fn compare(expected: &str, actual: &str, findings: &mut crate::Findings) {
    let expected = match Json::parse(expected) {
        Ok(expected) => expected,
        Err(error) => return findings.add(format!("the expected body is no JSON: {error}")),
    };
    match Json::parse(actual) {
        Ok(actual) => differences("body", &expected, &actual, findings),
        Err(error) => findings.add(format!("the body is no JSON: {error}: {actual:?}")),
    }
}

fn differences(path: &str, expected: &Json, actual: &Json, findings: &mut crate::Findings) {
    match (expected, actual) {
        (Json::Object(left), Json::Object(right)) => {
            for (key, value) in left {
                match actual.get(key) {
                    Some(other) => differences(&format!("{path}.{key}"), value, other, findings),
                    None => findings.add(format!("{path}.{key} is missing")),
                }
            }
            for (key, value) in right {
                if expected.get(key).is_none() {
                    findings.add(format!("{path}.{key} should not be there: {value:?}"));
                }
            }
        }
        (Json::Array(left), Json::Array(right)) if left.len() == right.len() => {
            for (position, (left, right)) in left.iter().zip(right).enumerate() {
                differences(&format!("{path}[{position}]"), left, right, findings);
            }
        }
        (Json::Number(left), Json::Number(right)) if crate::number::same(left, right) => {}
        _ if expected == actual => {}
        _ => findings.add(format!("{path}: expected {expected:?}, found {actual:?}")),
    }
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
    fn order_space_and_spelling_of_numbers_do_not_count() {
        assert_eq!(
            found(r#"{"a":1.50,"b":[1e2]}"#, r#"{ "b": [100], "a": 1.5 }"#),
            0
        );
    }

    #[test]
    fn every_difference_counts() {
        let pairs = [
            (r#"{"a":1}"#, r#"{"a":2}"#),
            (r#"{"a":1}"#, r#"{"a":"1"}"#),
            (r#"{"a":1}"#, "{}"),
            ("{}", r#"{"a":null}"#),
            ("[1,2]", "[1,3]"),
            ("[1]", "[1,1]"),
            ("true", "false"),
            ("9223372036854775808", "9223372036854775809"),
            ("0.100000000000000000000001", "0.1"),
            ("{}", ""),
            ("{}", "nonsense"),
        ];
        for (expected, actual) in pairs {
            assert_eq!(found(expected, actual), 1, "{expected} and {actual}");
        }
    }

    #[test]
    fn text_is_kept() {
        let text = r#"{"a":[1.50,true,null,"\"\n"],"b":-9223372036854775809}"#;
        let value = super::Json::parse(text).expect("valid");
        assert_eq!(value.to_string(), text);
    }

    #[test]
    fn a_key_that_stands_twice_is_no_object() {
        assert_eq!(found(r#"{"a":1}"#, r#"{"a":1,"a":1}"#), 1);
    }
}
