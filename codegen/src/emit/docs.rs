//! Documentation and deprecation as attributes.

use super::output::Tokens;
use crate::ir::{Deprecation, Docs};
use crate::tokens::{quote, INNER_DOC, OUTER_DOC};

/// `#[doc]` attributes, a line each.
pub(super) fn docs(docs: &Docs) -> Tokens {
    lines(docs.lines.iter().map(String::as_str))
}

/// The same of texts that emitters bring along.
pub(super) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Tokens {
    marked(OUTER_DOC, lines)
}

/// Inner documentation of a module.
pub(super) fn module<'a>(lines: impl IntoIterator<Item = &'a str>) -> Tokens {
    marked(INNER_DOC, lines)
}

fn marked<'a>(mark: char, lines: impl IntoIterator<Item = &'a str>) -> Tokens {
    let mut tokens = Tokens::new();
    for line in lines {
        // A space first, as in handwritten comments: `///` and a line that begins with `/` would else
        // make a plain comment.
        match line {
            "" => tokens.push_doc(mark, &[]),
            line => tokens.push_doc(mark, &[" ", line]),
        }
    }
    tokens
}

/// The first line, which is a summary without constraints.
pub(super) fn summary(docs: &Docs) -> &str {
    docs.lines.first().map_or("", String::as_str)
}

/// `#[deprecated]` where the model says so.
pub(super) fn deprecated(deprecation: &Option<Deprecation>) -> Tokens {
    let Some(Deprecation { note, since }) = deprecation else {
        return Tokens::new();
    };
    let note = note.iter().map(|note| quote!(note = #note));
    let since = since.iter().map(|since| quote!(since = #since));
    let parts: Vec<_> = note.chain(since).collect();
    match parts.as_slice() {
        [] => quote!(#[deprecated]),
        parts => quote!(#[deprecated(#(#parts),*)]),
    }
}
