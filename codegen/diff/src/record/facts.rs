//! Facts as a line holds them: `required`, `name=City`, `type="list<string>"`.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::line::Malformed;
use farrier_model::visible::is_unseen;

/// A statement about an item, with a value if it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// Any text.
    pub value: Option<String>,
}

/// The facts of a line, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<Fact>);

impl Fact {
    /// Returns a fact without a value.
    pub fn flag(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: None,
        }
    }

    /// Returns a fact with a value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: Some(value.into()),
        }
    }
}

impl Facts {
    /// Returns the value of the fact with that name: empty if it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let fact = self.0.iter().find(|fact| fact.name == name)?;
        Some(fact.value.as_deref().unwrap_or_default())
    }

    /// Returns whether the fact exists.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text(&self.name).fmt(f)?;
        match &self.value {
            Some(value) => write!(f, "={}", Text(value)),
            None => Ok(()),
        }
    }
}

impl Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fact) in self.0.iter().enumerate() {
            let gap = if position > 0 { " " } else { "" };
            write!(f, "{gap}{fact}")?;
        }
        Ok(())
    }
}

impl FromStr for Facts {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut facts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (name, behind) = name(rest).ok_or(Malformed)?;
            let (value, behind) = match behind.strip_prefix('=') {
                Some(behind) => {
                    let (value, behind) = value(behind).ok_or(Malformed)?;
                    (Some(value), behind)
                }
                None => (None, behind),
            };
            facts.push(Fact { name, value });
            rest = match behind.strip_prefix(' ') {
                Some("") => return Err(Malformed),
                Some(rest) => rest,
                None if behind.is_empty() => behind,
                None => return Err(Malformed),
            };
        }
        Ok(Self(facts))
    }
}

/// Parses a name, and returns the rest of the text.
fn name(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        return unquoted(text);
    }
    let (name, rest) = text.split_at(text.find([' ', '=']).unwrap_or(text.len()));
    (!name.is_empty()).then(|| (name.to_owned(), rest))
}

/// Parses a value, and returns the rest of the text.
fn value(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        return unquoted(text);
    }
    let (word, rest) = text.split_at(text.find(' ').unwrap_or(text.len()));
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
    fn facts_are_names_with_or_without_values() {
        let facts = Facts(vec![
            Fact::new("name", "Get"),
            Fact::new("http", "GET /a b 200"),
            Fact::flag("required"),
            Fact::new("xmlName", "a\"b\\\u{202e}\n"),
            Fact::new("none", ""),
            Fact::new("param.a b=c", "d"),
        ]);
        let text = facts.to_string();
        assert_eq!(
            text,
            r#"name=Get http="GET /a b 200" required xmlName="a\"b\\\u{202e}\n" none="" "param.a b=c"=d"#
        );
        assert_eq!(text.parse(), Ok(facts));
    }

    #[test]
    fn what_are_no_facts_is_told() {
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
            assert_eq!(text.parse::<Facts>(), Err(Malformed), "{text}");
        }
    }
}
