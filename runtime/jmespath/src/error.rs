//! Errors of parsing and evaluating an expression.

use std::fmt;

/// Kinds of errors, as in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not a valid expression.
    Syntax,
    /// There is no function with that name.
    UnknownFunction,
    /// A function has a wrong number of arguments.
    InvalidArity,
    /// A function has an argument of a wrong type.
    InvalidType,
    /// A value is invalid, such as a slice with step 0.
    InvalidValue,
    /// The expression or the data exceeds the nesting limit of this crate.
    TooDeep,
}

/// Error of parsing or evaluating an expression.
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

    /// Returns the kind of the error.
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
