//! A JSON value of our own, so that no stage after `load` depends on a JSON parser.

use std::fmt;

use crate::visible::is_unseen;

/// A JSON value as a trait carries it. Objects keep the source's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, kept as decimal text.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object; keys are unique.
    Object(Vec<(String, Node)>),
}

/// A JSON number as text: 64-bit integers exactly, all else as the shortest text that reads back as
/// the same 64-bit float (`1.0` keeps its fraction).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// From JSON's text of a number; no digit is lost. Fractions are spelled as Rust spells the float
    /// that equals them, where one does.
    pub fn parse(text: &str) -> Option<Self> {
        let decimal = decimal(text)?;
        let is_whole = !text.contains(['.', 'e', 'E']);
        let float = text.parse().ok().filter(|float: &f64| float.is_finite());
        let short = float.map(|float| format!("{float:?}"));
        let same = |short: &String| self::decimal(short).as_ref() == Some(&decimal);
        match short.filter(same) {
            Some(short) if !is_whole => Some(Self(short)),
            _ => Some(Self(text.to_owned())),
        }
    }

    /// From a signed integer.
    pub fn from_i64(value: i64) -> Self {
        Self(value.to_string())
    }

    /// Returns the decimal text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the value as an integer; `None` for fractions (other than `.0`) and what 64 bits
    /// cannot hold.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.strip_suffix(".0").unwrap_or(&self.0).parse().ok()
    }

    /// Returns the value as a float.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }
}

/// Sign, digits without zeros at either end, and the power of ten behind them.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if whole.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let kept = digits.trim_end_matches('0');
    let behind = i64::try_from(digits.len() - kept.len()).ok()?;
    let places = i64::try_from(fraction.len()).ok()?;
    let power = exponent.parse::<i64>().ok()?.checked_add(behind)?;
    let kept = kept.trim_start_matches('0').to_owned();
    let power = power.checked_sub(places).filter(|_| !kept.is_empty());
    Some((is_negative, kept, power.unwrap_or_default()))
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Node {
    /// Returns the type of the value, for messages: `an object`, `a string`, ...
    pub fn form(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// Returns the value under `key`, when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let (_, value) = self.as_object()?.iter().find(|(k, _)| k == key)?;
        Some(value)
    }

    /// Returns the text, when this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the truth value, when this is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number, when this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the items, when this is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the entries in source order, when this is an object.
    pub fn as_object(&self) -> Option<&[(String, Node)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }
}

/// Compact JSON text: no spaces, keys in source order, characters beyond ASCII as they are unless they cannot
/// be seen.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::String(text) => quoted(f, text),
            Self::Array(items) => separated(f, ['[', ']'], items, |f, item| write!(f, "{item}")),
            Self::Object(entries) => separated(f, ['{', '}'], entries, |f, (key, value)| {
                quoted(f, key)?;
                write!(f, ":{value}")
            }),
        }
    }
}

fn separated<T>(
    f: &mut fmt::Formatter<'_>,
    [open, close]: [char; 2],
    items: &[T],
    mut each: impl FnMut(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    write!(f, "{open}")?;
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            f.write_str(",")?;
        }
        each(f, item)?;
    }
    write!(f, "{close}")
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if is_unseen(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(f, "\\u{unit:04x}")?;
                }
            }
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for text in [
            "0",
            "-5",
            "9223372036854775808",
            "0.100000000000000000000001",
            "-123456789012345678901234567890",
            "1e400",
            "0.5",
            "1.0",
        ] {
            assert_eq!(Number::parse(text).map(|n| n.0).as_deref(), Some(text));
        }
    }

    #[test]
    fn fractions_are_spelled_alike() {
        for (text, short) in [
            ("1e3", "1000.0"),
            ("0.50", "0.5"),
            ("1E-2", "0.01"),
            ("-0.0", "-0.0"),
        ] {
            assert_eq!(Number::parse(text).map(|n| n.0).as_deref(), Some(short));
        }
        assert_eq!(Number::parse("1e3").and_then(|n| n.as_i64()), Some(1000));
    }

    #[test]
    fn texts_escape_what_cannot_be_seen() {
        let text = Node::String("a\"\u{202e}\u{e0041}\né".to_owned()).to_string();
        assert_eq!(text, r#""a\"\u202e\udb40\udc41\né""#);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "a", "1e", "1e99999999999999999999", "."] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }
}
