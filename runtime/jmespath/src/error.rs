//! What can be wrong with an expression or with what it meets.

use std::fmt;

/// The kinds of errors that the specification knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not an expression.
    Syntax,
    /// No function has that name.
    UnknownFunction,
    /// A function does not take that number of arguments.
    InvalidArity,
    /// A function does not take arguments of that type.
    InvalidType,
    /// A value makes no sense, as the step 0 of a slice.
    InvalidValue,
    /// The expression or the data is nested deeper than this crate follows.
    TooDeep,
}

/// An error of reading or evaluating an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    pub(super) fn syntax(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Syntax, message)
    }

    pub(super) fn too_deep() -> Self {
        Self::new(ErrorKind::TooDeep, "nested too deep")
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
