//! The forms that trait values have.

use std::ops::RangeInclusive;

use super::cursor::At;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{Node, Number, ShapeId};

/// Returns an annotation: an empty object. `null` and `true`, which Smithy's own loader accepts, mean
/// the same.
pub(super) fn present(at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    match at.node {
        Node::Object(_) | Node::Null | Node::Bool(true) => true,
        _ => {
            at.wrong_form("an object (the trait has no value)", diagnostics);
            false
        }
    }
}

pub(super) fn text(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    at.text(diagnostics).map(str::to_owned)
}

pub(super) fn texts(at: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let items = at.items(diagnostics);
    items
        .iter()
        .filter_map(|item| text(item, diagnostics))
        .collect()
}

pub(super) fn truth(at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let value = at.node.as_bool();
    if value.is_none() {
        at.wrong_form("a boolean", diagnostics);
    }
    value.unwrap_or_default()
}

/// Absolute shape ids.
pub(super) fn ids(at: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut found = Vec::new();
    for item in at.items(diagnostics) {
        match text(&item, diagnostics) {
            Some(id) if ShapeId::parse(&id).is_some() => found.push(id),
            Some(id) => item.error(format!("`{id}` is not an absolute shape id"), diagnostics),
            None => {}
        }
    }
    found
}

/// Returns a status of three digits, as Smithy's `http` trait allows it.
pub(super) fn status(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<u16> {
    let code = at.node.as_number().and_then(Number::as_i64);
    let status = code.filter(|code| STATUSES.contains(code));
    let status = status.and_then(|code| u16::try_from(code).ok());
    if status.is_none() {
        at.wrong_form("an HTTP status (100 to 999)", diagnostics);
    }
    status
}

/// Returns the status of an error. Smithy allows any whole number; one that no response has is ignored.
pub(super) fn error_status(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<u16> {
    let code = at.node.as_number().and_then(Number::as_i64);
    match code.filter(|code| !STATUSES.contains(code)) {
        Some(code) => {
            let what = format!("`{code}` is not an HTTP status (100 to 999) and has no effect");
            diagnostics.push(Diagnostic::warning(what).at(at.place()));
            None
        }
        None => status(at, diagnostics),
    }
}

/// The statuses of three digits.
const STATUSES: RangeInclusive<i64> = 100..=999;

pub(super) fn size(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<u64> {
    let number = at.node.as_number().and_then(Number::as_i64);
    let size = number.and_then(|number| u64::try_from(number).ok());
    if size.is_none() {
        at.wrong_form("a whole number from 0", diagnostics);
    }
    size
}

/// Returns a bound of a range.
pub(super) fn number(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Number> {
    let number = at.node.as_number().cloned();
    if number.is_none() {
        at.wrong_form("a number", diagnostics);
    }
    number
}

/// Returns an optional key of an object, read by `form`.
pub(super) fn key<'a, T>(
    at: &At<'a>,
    key: &str,
    diagnostics: &mut Diagnostics,
    form: impl Fn(&At<'a>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    form(&at.get(key)?, diagnostics)
}

/// Returns a required key of an object, read by `form`.
pub(super) fn required<'a, T>(
    at: &At<'a>,
    name: &str,
    diagnostics: &mut Diagnostics,
    form: impl Fn(&At<'a>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    if at.object(diagnostics) && at.get(name).is_none() {
        at.error(
            format!("expected an object with the key `{name}`"),
            diagnostics,
        );
    }
    key(at, name, diagnostics, form)
}
