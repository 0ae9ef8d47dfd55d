//! Errors of a document.

use std::fmt;

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not valid JSON.
    Syntax,
    /// A value has another type than expected.
    Type,
    /// Arrays and objects are nested too deeply.
    TooDeep,
}

/// Error of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    at: usize,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>, at: usize) -> Self {
        Self {
            kind,
            message: message.into(),
            at,
        }
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns the position in the document, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }
}

/// Displays the message without the position.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Returns the beginning of a text in quotes, for an error message.
pub fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}

/// Returns the beginning of a text without quotes and with its special characters escaped, for an error message.
pub fn plain(text: &str) -> String {
    shortened(text).escape_debug().to_string()
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
