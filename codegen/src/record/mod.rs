//! What a crate is, in lines: its API, what it puts on the wire, and what its documentation says. A crate
//! carries the three as files of its folder `record`, so that a change can be judged without a compiler
//! and reviewed a file at a time.
//!
//! ```text
//! call get_city(GetCityInput) -> GetCityOutput
//! field operation::get_city::GetCityInput.name: Option<String>
//! ```
//!
//! A line has a kind, a path and what is said of the item. Paths are those of Rust, without the crate's name.
//! The files say of one path each what is theirs to say: the type of a field stands in `api.txt`, its name
//! on the wire in `wire.txt`, its summary in `docs.txt`.

mod api;
mod docs;
mod endpoint;
mod reach;
mod schema;
mod wire;

use std::fmt::{self, Display};

use crate::ir::Crate;

pub use api::outline;

/// The folder of the record in a crate.
pub const FOLDER: &str = "record";

/// The files of that folder: API, wire, documentation.
pub const FILES: [&str; 3] = ["api.txt", "wire.txt", "docs.txt"];

/// The most bytes that one of them is read of.
pub const MOST_BYTES: u64 = 1 << 30;

/// A crate's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Public items, as the crate's modules have them.
    pub api: Vec<Line>,
    /// Facts of requests and responses.
    pub wire: Vec<Line>,
    /// A digest and the summary of each documentation.
    pub docs: Vec<Line>,
}

/// One item, or what one of the files says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// Which one: unique among those of a kind.
    pub path: String,
    /// What is said of it.
    pub value: String,
    /// Whether it is marked `#[deprecated]`.
    pub deprecated: bool,
}

/// Declares the kinds of lines with their words.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What a line is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word in the text.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

kinds! {
    /// The package: name and version.
    Package = "crate",
    /// A cargo feature.
    Feature = "feature",
    /// The service as such.
    Service = "service",
    /// A setting of `Config` that the service brings.
    Setting = "config",
    /// A parameter of endpoint resolution.
    Param = "param",
    /// A method of the client that makes a call.
    Call = "call",
    /// A paginator of an operation.
    Pages = "pages",
    /// A waiter of the client.
    Waiter = "waiter",
    /// A structure.
    Struct = "struct",
    /// An error structure.
    Error = "error",
    /// A member of a structure or an error.
    Field = "field",
    /// An enum whose values are texts.
    Enum = "enum",
    /// A union.
    Union = "union",
    /// The error enum of an operation or an event stream.
    Errors = "errors",
    /// A value of an enum, an alternative of a union, an error of a set.
    Variant = "variant",
    /// Where requests go, by the endpoint rules.
    Endpoint = "endpoint",
    /// What the endpoint rules refuse.
    Refusal = "refusal",
    /// The endpoint rules as a whole.
    Rules = "rules",
}

impl Kind {
    fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

impl Record {
    /// The record of a crate.
    pub fn of(krate: &Crate) -> Self {
        Self {
            api: api::lines(krate),
            wire: wire::lines(krate),
            docs: docs::lines(krate),
        }
    }

    /// Reads the texts of the three files; the header's comment and empty lines are passed over.
    ///
    /// # Errors
    /// A line that is none: the file, the line's number, what is wrong.
    pub fn parse(api: &str, wire: &str, docs: &str) -> Result<Self, ParseError> {
        Ok(Self {
            api: parse(FILES[0], api)?,
            wire: parse(FILES[1], wire)?,
            docs: parse(FILES[2], docs)?,
        })
    }

    /// The files of the folder, by name.
    pub fn files(&self) -> [(&'static str, String); 3] {
        let [api, wire, docs] = FILES;
        [
            (api, text(&self.api)),
            (wire, text(&self.wire)),
            (docs, text(&self.docs)),
        ]
    }

    /// The package's name and version.
    pub fn package(&self) -> (&str, &str) {
        let line = self.api.iter().find(|line| line.kind == Kind::Package);
        line.map_or(("", ""), |line| (line.path.as_str(), line.value.as_str()))
    }

    /// The `sdkId` of the service.
    pub fn service(&self) -> &str {
        let line = self.wire.iter().find(|line| line.kind == Kind::Service);
        line.map_or("", |line| line.path.as_str())
    }
}

/// Lines as a text.
pub(crate) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}

impl Line {
    fn new(kind: Kind, path: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            kind,
            path: path.into(),
            value: value.into(),
            deprecated: false,
        }
    }

    fn deprecated(mut self, deprecated: bool) -> Self {
        self.deprecated = deprecated;
        self
    }

    fn parse(text: &str) -> Option<Self> {
        let (deprecated, text) = match text.strip_prefix(DEPRECATED) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (kind, rest) = text.split_once(' ')?;
        let end = rest.find([' ', '(']).unwrap_or(rest.len());
        let (path, value) = rest.split_at(end);
        // A path ends at a blank, a bracket, or a colon before a blank.
        let (path, colon) = match path.strip_suffix(':') {
            Some(path) => (path, ":"),
            None => (path, ""),
        };
        let line = Self {
            kind: Kind::named(kind)?,
            path: path.replace(BLANK, " "),
            value: format!("{colon}{value}").trim_start().to_owned(),
            deprecated,
        };
        (!line.path.is_empty()).then_some(line)
    }
}

const DEPRECATED: &str = "#[deprecated] ";

/// Stands for a blank in a path: the names of some services have them.
const BLANK: char = '\u{a0}';

impl Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.deprecated {
            f.write_str(DEPRECATED)?;
        }
        let path = self.path.replace(' ', &BLANK.to_string());
        write!(f, "{} {path}", self.kind.word())?;
        match self.value.chars().next() {
            None => Ok(()),
            Some(':' | '(') => f.write_str(&self.value),
            Some(_) => write!(f, " {}", self.value),
        }
    }
}

/// A line of a record that is none.
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
        write!(f, "{file}:{line}: `{text}` is no line of a record")
    }
}

impl std::error::Error for ParseError {}

fn parse(file: &'static str, text: &str) -> Result<Vec<Line>, ParseError> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        lines.push(Line::parse(line).ok_or_else(|| ParseError {
            file,
            line: number,
            text: line.to_owned(),
        })?);
    }
    Ok(lines)
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
        assert_eq!(parse("api.txt", &text), Ok(lines.to_vec()), "{text}");
    }

    #[test]
    fn what_is_no_line_is_named() {
        let error = Record::parse(
            "# header\n\nstruct types::City\nstrict types::City\n",
            "",
            "",
        );
        let error = error.expect_err("no kind of line");
        assert_eq!(
            error.to_string(),
            "api.txt:4: `strict types::City` is no line of a record"
        );
    }
}
