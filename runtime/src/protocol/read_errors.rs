//! Error messages of deserializers, such as `expected a number, found "x"`.

use aws_smithy_schema::serde::SerdeError;
use std::fmt::Display;

/// Returns the error of a value of another type.
#[cold]
pub(super) fn mismatch(expected: &str, found: impl Display) -> SerdeError {
    SerdeError::type_mismatch(format!("expected {expected}, found {found}"))
}

/// Returns the beginning of a text, in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}

/// Returns the beginning of a text without quotes, with its special characters escaped.
pub(super) fn plain(text: &str) -> String {
    shortened(text).escape_debug().to_string()
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Description of the end of a document.
pub(super) const END: &str = "the end of the document";
