//! What errors of readers say: `expected a number, found "x"`.

use aws_smithy_schema::serde::SerdeError;
use std::fmt::Display;

/// The error of a value that is something else.
#[cold]
pub(super) fn mismatch(expected: &str, found: impl Display) -> SerdeError {
    SerdeError::type_mismatch(format!("expected {expected}, found {found}"))
}

/// The beginning of a text, in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}

/// The beginning of a text as one word, whatever it has in it.
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

/// What stands where a document has ended.
pub(super) const END: &str = "the end of the document";
