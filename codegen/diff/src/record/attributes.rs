//! The grammar of facts in a line: names, with values where they have some. `required`, `name=City`,
//! `type="list<string>"`.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::line::Malformed;
use farrier_model::visible::is_unseen;

/// A name, with a value if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Any text.
    pub(super) value: Option<String>,
}

/// The attributes of a line, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes(pub(super) Vec<Attribute>);

impl Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text(&self.name).fmt(f)?;
        match &self.value {
            Some(value) => write!(f, "={}", Text(value)),
            None => Ok(()),
        }
    }
}

impl Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(&self.0, " ", f)
    }
}

/// Writes items with a text between them.
pub(super) fn joined<T: Display>(
    items: &[T],
    between: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (position, item) in items.iter().enumerate() {
        let gap = if position > 0 { between } else { "" };
        write!(f, "{gap}{item}")?;
    }
    Ok(())
}

impl FromStr for Attributes {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut attributes = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (attribute, behind) = attribute(rest, &[' ']).ok_or(Malformed)?;
            attributes.push(attribute);
            rest = match behind.strip_prefix(' ') {
                Some("") => return Err(Malformed),
                Some(rest) => rest,
                None if behind.is_empty() => behind,
                None => return Err(Malformed),
            };
        }
        Ok(Self(attributes))
    }
}

/// Parses an attribute, which one of `ends` follows, and returns the rest of the text.
pub(super) fn attribute<'a>(text: &'a str, ends: &[char]) -> Option<(Attribute, &'a str)> {
    let (name, rest) = word(text, |c| c == '=' || ends.contains(&c))?;
    let (value, rest) = match rest.strip_prefix('=') {
        Some(rest) => {
            let (value, rest) = word(rest, |c| ends.contains(&c))?;
            (Some(value), rest)
        }
        None => (None, rest),
    };
    Some((Attribute { name, value }, rest))
}

/// Parses a text that is a word, or in quotes, and returns the rest.
fn word(text: &str, is_end: impl Fn(char) -> bool) -> Option<(String, &str)> {
    if text.starts_with('"') {
        return unquoted(text);
    }
    let (word, rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    (!word.is_empty()).then(|| (word.to_owned(), rest))
}

/// A text that is a word, or in quotes.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.:/#$".contains(c);
        if !self.0.is_empty() && self.0.chars().all(is_plain) {
            return f.write_str(self.0);
        }
        Quoted(self.0).fmt(f)
    }
}

/// A text in quotes, with nothing in it that cannot be seen.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if is_unseen(c) => write!(f, "{}", c.escape_default())?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// Parses the quoted text at the start of `text`, and returns the rest.
pub(super) fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut found = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let mut chars = rest.chars();
        match chars.next()? {
            '"' => return Some((found, chars.as_str())),
            '\\' => {
                let (c, behind) = unescaped(chars.as_str())?;
                found.push(c);
                rest = behind;
            }
            c => {
                found.push(c);
                rest = chars.as_str();
            }
        }
    }
}

/// Parses the character after a backslash, and returns the rest.
fn unescaped(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let c = match chars.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'u' => {
            let (digits, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
            let code = u32::from_str_radix(digits, 16).ok()?;
            return Some((char::from_u32(code)?, rest));
        }
        c @ ('"' | '\\' | '\'') => c,
        _ => return None,
    };
    Some((c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_names_with_or_without_values() {
        let attribute = |name: &str, value: Option<&str>| Attribute {
            name: name.to_owned(),
            value: value.map(str::to_owned),
        };
        let attributes = Attributes(vec![
            attribute("name", Some("Get")),
            attribute("http", Some("GET /a b 200")),
            attribute("required", None),
            attribute("xmlName", Some("a\"b\\\u{202e}\n")),
            attribute("none", Some("")),
            attribute("param.a b=c", Some("d")),
        ]);
        let text = attributes.to_string();
        assert_eq!(
            text,
            r#"name=Get http="GET /a b 200" required xmlName="a\"b\\\u{202e}\n" none="" "param.a b=c"=d"#
        );
        assert_eq!(text.parse(), Ok(attributes));
    }

    #[test]
    fn malformed_attributes_are_refused() {
        for text in [
            " a",
            "a  b",
            "a ",
            "=b",
            "a=",
            "a=\"b",
            "a=\"b\"c",
            "a=\"\\x\"",
        ] {
            assert_eq!(text.parse::<Attributes>(), Err(Malformed), "{text}");
        }
    }
}
