//! A line: a kind, a path, and facts of the item.
//!
//! ```text
//! field types::City.name: Option<String>
//! call get_city(GetCityInput) -> GetCityOutput
//! service "Weather Now" version=2024-01-01
//! ```

use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::{unquoted, Quoted};
use super::Kind;
use farrier_model::visible::{cut, escaped};

/// One item, or the part of one file about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<V = String> {
    /// Its kind.
    pub kind: Kind,
    /// Which one: unique among those of a kind.
    pub path: String,
    /// Its facts.
    pub value: V,
    /// Whether it is marked `#[deprecated]`.
    pub deprecated: bool,
}

impl Line {
    /// Returns a line of text, in which invisible characters are escaped.
    pub fn new(kind: Kind, path: impl Into<String>, value: impl AsRef<str>) -> Self {
        Self::with(kind, path, escaped(value.as_ref()).into_owned())
    }
}

impl<V> Line<V> {
    /// Returns a line of that item.
    pub fn with(kind: Kind, path: impl Into<String>, value: V) -> Self {
        Self {
            kind,
            path: path.into(),
            value,
            deprecated: false,
        }
    }

    /// Returns the line, marked as that of a deprecated item or not.
    pub fn deprecated(mut self, deprecated: bool) -> Self {
        self.deprecated = deprecated;
        self
    }
}

/// The value of a line: the facts of its item.
pub trait Value: Display + Sized {
    /// Parses the value of an item of that kind.
    ///
    /// # Errors
    /// The text is malformed.
    fn read(kind: Kind, text: &str) -> Result<Self, Malformed>;
}

/// Any text, without invisible characters.
impl Value for String {
    fn read(_: Kind, text: &str) -> Result<Self, Malformed> {
        Ok(text.to_owned())
    }
}

const DEPRECATED: &str = "#[deprecated] ";

/// Stands for a blank in paths of older records, which have no quotes.
const BLANK: char = '\u{a0}';

impl<V: Display> Display for Line<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.deprecated {
            f.write_str(DEPRECATED)?;
        }
        write!(f, "{} ", self.kind.word())?;
        if is_plain(&self.path) {
            f.write_str(&self.path)?;
        } else {
            Quoted(&self.path).fmt(f)?;
        }
        f.write_str(&behind(&self.value))
    }
}

/// Returns a value as it follows the name of its item.
pub(crate) fn behind(value: &impl Display) -> String {
    let value = value.to_string();
    if value.is_empty() || is_joined(&value) {
        value
    } else {
        format!(" {value}")
    }
}

/// Returns whether a path needs no quotes.
fn is_plain(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.:/#<>".contains(c);
    !path.is_empty() && path.chars().all(is_plain) && !path.ends_with(':')
}

/// Returns whether a value follows its path without a blank.
fn is_joined(value: &str) -> bool {
    value.starts_with('(') || value.starts_with(": ")
}

impl<V: Value> FromStr for Line<V> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let line = line(text).ok_or(Malformed)?;
        Ok(Self {
            value: V::read(line.kind, &line.value)?,
            kind: line.kind,
            path: line.path,
            deprecated: line.deprecated,
        })
    }
}

fn line(text: &str) -> Option<Line> {
    let (deprecated, text) = match text.strip_prefix(DEPRECATED) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (kind, rest) = text.split_once(' ')?;
    let (path, value) = match unquoted(rest) {
        Some(found) => found,
        None => plain(rest)?,
    };
    let value = match value.strip_prefix(' ') {
        Some(value) if !is_joined(value) && !value.is_empty() => value,
        None if value.is_empty() || is_joined(value) => value,
        _ => return None,
    };
    Some(Line {
        kind: kind.parse().ok()?,
        path,
        value: value.to_owned(),
        deprecated,
    })
}

/// A path without quotes ends at a blank, a bracket, or a colon before a blank.
fn plain(text: &str) -> Option<(String, &str)> {
    let end = text.find([' ', '(']).unwrap_or(text.len());
    let path = text[..end].strip_suffix(':').unwrap_or(&text[..end]);
    let value = &text[path.len()..];
    let path = path.replace(BLANK, " ");
    (!path.is_empty() && !path.starts_with('"')).then_some((path, value))
}

/// Text that is not a valid line or value of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed text")]
pub struct Malformed;

/// A malformed line of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: malformed line: `{}`", escaped(&cut(text)))]
pub struct ParseError {
    /// Name of the file in the folder.
    pub file: &'static str,
    /// Counted from one.
    pub line: usize,
    /// The line.
    pub text: String,
}

/// Returns the meaningful lines of a file with their numbers, without the header's comment and empty lines.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter(|(_, text)| !text.is_empty() && !text.starts_with("# "))
}

/// Parses a line of a file.
pub(super) fn parse<V: Value>(
    file: &'static str,
    line: usize,
    text: &str,
) -> Result<Line<V>, ParseError> {
    text.parse().map_err(|Malformed| ParseError {
        file,
        line,
        text: text.to_owned(),
    })
}

/// Parses the lines of a file whose values are of one type.
pub(super) fn read<V: Value>(file: &'static str, text: &str) -> Result<Vec<Line<V>>, ParseError> {
    let all = lines(text).map(|(number, text)| parse(file, number, text));
    all.collect()
}

/// Lines as a text.
pub fn text<V: Display>(lines: &[Line<V>]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_back_as_they_were_written() {
        let lines = [
            Line::new(Kind::Field, "types::City.name", ": Option<String>"),
            Line::new(Kind::Call, "get_city", "(GetCityInput) -> GetCityOutput"),
            Line::new(Kind::Variant, "types::Sky::Clear", "= \"0/8 (clear)\""),
            Line::new(Kind::Variant, "types::Value::Text", "(String)").deprecated(true),
            Line::new(Kind::Struct, "types::City", ": Eq + Hash [out]"),
            Line::new(Kind::Struct, "types::Place", ""),
            Line::new(Kind::Service, "Weather Now", "version=\"1\""),
        ];
        let text = text(&lines);
        let read: Result<Vec<Line>, _> = read("api.txt", &text);
        assert_eq!(read, Ok(lines.to_vec()), "{text}");
    }

    #[test]
    fn paths_are_any_text() {
        for path in [
            "",
            "y: z",
            "length(@)",
            "a\nb",
            "a:",
            "\"",
            "\\",
            "\u{202e}a",
            "\u{a0}",
            "# ",
        ] {
            for value in ["", "a", " a", ":", ": a", "(", "(a) -> b", "=", "\u{2028}"] {
                let line = Line::new(Kind::Service, path, value);
                let text = line.to_string();
                assert!(
                    !text.chars().any(farrier_model::visible::is_unseen),
                    "{text:?}"
                );
                assert_eq!(text.parse(), Ok(line), "{text}");
            }
        }
    }

    #[test]
    fn blanks_of_older_records_are_read() {
        let line = "service Weather\u{a0}Now version=1".parse();
        assert_eq!(
            line,
            Ok(Line::new(Kind::Service, "Weather Now", "version=1"))
        );
    }

    #[test]
    fn a_malformed_line_is_named() {
        let text = "# header\n\nstruct types::City\nstrict types::City\n";
        let error = read::<String>("api.txt", text).expect_err("no kind of line");
        assert_eq!(
            error.to_string(),
            "api.txt:4: malformed line: `strict types::City`"
        );
    }
}
