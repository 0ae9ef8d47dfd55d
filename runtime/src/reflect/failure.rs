//! Errors of reading a document, with the path to the value.

use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, ShapeType};
use farrier_json::quoted;
use std::fmt;

/// Error of a value that could not be read: its path in the document, and the reason.
///
/// Displays as `benefits[3].amount: expected a number, found "x"`.
pub struct ReadError(Box<Inner>);

struct Inner {
    /// Path to the value, innermost step first.
    path: Vec<Step>,
    header: Option<String>,
    reason: SerdeError,
    /// Whether the reason may contain a part of the value.
    is_secret: bool,
}

/// A step of a path, from a value to one inside it.
enum Step {
    Member(String),
    Item(usize),
    Entry(String),
}

impl ReadError {
    /// Adds a member of a structure or union to the path.
    #[cold]
    pub(super) fn in_member(mut self, member: &Schema<'_>) -> Self {
        let inner = &mut self.0;
        inner.is_secret |= member.sensitive().is_some();
        if let Some(header) = member.http_header() {
            inner.header = Some(header.value().to_owned());
            // An error of the official header reader contains the `Debug` text of its own error.
            let expected = expected(member.shape_type(), member.member());
            inner.reason = SerdeError::type_mismatch(format!("expected {expected}"));
        }
        let name = member.member_name().unwrap_or_default();
        inner.path.push(Step::Member(name.to_owned()));
        self
    }

    /// Adds an element of a list to the path.
    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push(Step::Item(index));
        self
    }

    /// Adds the key of a map entry to the path.
    #[cold]
    pub(super) fn in_entry(mut self, key: &str) -> Self {
        self.0.path.push(Step::Entry(key.to_owned()));
        self
    }

    /// Adds the text of the header that could not be read.
    #[cold]
    pub(crate) fn with_header_text(mut self, headers: &Headers) -> Self {
        let inner = &mut self.0;
        if let (Some(header), SerdeError::TypeMismatch { message, .. }) =
            (&inner.header, &inner.reason)
        {
            let values = headers.get_all_bytes(header).map(String::from_utf8_lossy);
            let text = quoted(&values.collect::<Vec<_>>().join(", "));
            inner.reason = SerdeError::type_mismatch(format!("{message}, found {text}"));
        }
        self
    }

    /// Returns whether the document itself could not be read, and not a value inside it.
    pub(crate) fn is_of_document(&self) -> bool {
        self.0.path.is_empty()
    }

    /// Marks the value as secret, so that the reason is not shown.
    #[cold]
    pub(super) fn in_secret(mut self, is_secret: bool) -> Self {
        self.0.is_secret |= is_secret;
        self
    }
}

impl From<SerdeError> for ReadError {
    #[cold]
    fn from(reason: SerdeError) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            header: None,
            reason,
            is_secret: false,
        }))
    }
}

/// Replaces a reason that may contain a part of a secret.
const SECRET: &str = "the value cannot be read; it is not shown, as it is `@sensitive`";

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        for (index, step) in inner.path.iter().rev().enumerate() {
            match step {
                Step::Member(name) if index == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
                // The key can be the secret as well as the value.
                Step::Entry(_) if inner.is_secret => f.write_str("[…]")?,
                Step::Entry(key) => write!(f, "[{}]", quoted(key))?,
            }
        }
        if let Some(header) = &inner.header {
            write!(f, " (header `{header}`)")?;
        }
        if !inner.path.is_empty() {
            f.write_str(": ")?;
        }
        if inner.is_secret {
            return f.write_str(SECRET);
        }
        write_reason(&inner.reason, f)
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReadError").field(&self.to_string()).finish()
    }
}

impl std::error::Error for ReadError {}

/// Writes the reason without the name of its kind.
fn write_reason(reason: &SerdeError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match reason {
        SerdeError::TypeMismatch { message, .. }
        | SerdeError::InvalidInput { message, .. }
        | SerdeError::UnsupportedOperation { message, .. }
        | SerdeError::Custom { message, .. } => f.write_str(message),
        other => fmt::Display::fmt(other, f),
    }
}

/// Returns the description of the value that a header must have.
fn expected(kind: ShapeType, element: Option<&Schema<'_>>) -> String {
    let one = match kind {
        ShapeType::Boolean => "a boolean",
        ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long => "an integer",
        ShapeType::Float | ShapeType::Double => "a number",
        ShapeType::BigInteger | ShapeType::BigDecimal => "a number",
        ShapeType::Timestamp => "a time",
        ShapeType::List => {
            let element = element.map_or(ShapeType::String, Schema::shape_type);
            return format!(
                "a list, each element of which is {}",
                expected(element, None)
            );
        }
        _ => "text",
    };
    one.to_owned()
}

/// Carries the error of a value past the codec that reads around it, because the codec's errors have no path.
#[derive(Default)]
pub(super) struct Passed(Option<ReadError>);

impl Passed {
    /// Stores the error and makes the codec stop.
    #[cold]
    pub(super) fn keep(&mut self, error: ReadError) -> Result<(), SerdeError> {
        self.0 = Some(error);
        Err(SerdeError::custom("a value cannot be read"))
    }

    /// Returns the stored error, which is why the codec failed, or else the error of the codec.
    #[inline]
    pub(super) fn end(self, read: Result<(), SerdeError>) -> Result<(), ReadError> {
        match read {
            Ok(()) => Ok(()),
            Err(error) => Err(self.0.unwrap_or_else(|| error.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_not_shown_where_values_are_not() {
        let read = || ReadError::from(SerdeError::custom("why")).in_entry("key");
        assert_eq!(read().to_string(), "[\"key\"]: why");
        let secret = read().in_item(2).in_secret(true);
        assert_eq!(secret.to_string(), format!("[2][…]: {SECRET}"));
    }
}
