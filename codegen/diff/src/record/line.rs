//! A line: a kind, a path, and facts of the item.
//!
//! ```text
//! field types::City.name: Option<String>
//! call get_city(GetCityInput) -> GetCityOutput
//! service "Weather Now" version=2024-01-01
//! ```

use std::fmt::{self, Display};
use std::str::FromStr;

use super::facts::{unquoted, Quoted};
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

impl Line {
    /// Returns the line with its value read.
    pub(super) fn read<V: FromStr>(self) -> Option<Line<V>> {
        Some(Line {
            value: self.value.parse().ok()?,
            kind: self.kind,
            path: self.path,
            deprecated: self.deprecated,
        })
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
        let value = self.value.to_string();
        match value.as_str() {
            "" => Ok(()),
            value if is_joined(value) => f.write_str(value),
            value => write!(f, " {value}"),
        }
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

impl FromStr for Line {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        line(text).ok_or(Malformed)
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
        kind: Kind::named(kind)?,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// A malformed line of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Name of the file in the folder.
    pub file: &'static str,
    /// Counted from one.
    pub line: usize,
    /// The line.
    pub text: String,
}

impl Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, text } = self;
        write!(
            f,
            "{file}:{line}: malformed line: `{}`",
            escaped(&cut(text))
        )
    }
}

impl std::error::Error for ParseError {}

/// Returns the lines of a file with their numbers; the header's comment and empty lines are
/// ignored.
pub(super) fn lines<'a>(
    file: &'static str,
    text: &'a str,
) -> impl Iterator<Item = Result<(usize, Line), ParseError>> + 'a {
    let numbered = (1..).zip(text.lines());
    let meant = numbered.filter(|(_, text)| !text.is_empty() && !text.starts_with("# "));
    meant.map(move |(number, text)| match text.parse() {
        Ok(line) => Ok((number, line)),
        Err(Malformed) => Err(malformed(file, number, text)),
    })
}

/// Returns the lines of a file whose values are of one type.
pub(super) fn read<V: FromStr>(file: &'static str, text: &str) -> Result<Vec<Line<V>>, ParseError> {
    let typed = |found: Result<(usize, Line), ParseError>| {
        let (number, line) = found?;
        let read = line.clone().read();
        read.ok_or_else(|| malformed(file, number, &line.to_string()))
    };
    lines(file, text).map(typed).collect()
}

pub(super) fn malformed(file: &'static str, line: usize, text: &str) -> ParseError {
    ParseError {
        file,
        line,
        text: text.to_owned(),
    }
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
    fn what_is_malformed_is_named() {
        let text = "# header\n\nstruct types::City\nstrict types::City\n";
        let error = read::<String>("api.txt", text).expect_err("no kind of line");
        assert_eq!(
            error.to_string(),
            "api.txt:4: malformed line: `strict types::City`"
        );
    }
}
