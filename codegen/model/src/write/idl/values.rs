//! Node values: in one line where they are short.

use crate::graph::{is_identifier, Node};

use super::INDENT;

/// The most characters of a value in one line.
const WIDEST: usize = 80;

/// Writes a value; its further lines are indented by `depth`.
pub(super) fn write(text: &mut String, node: &Node, depth: usize) {
    if fits(node) {
        line(text, node);
        return;
    }
    match node {
        Node::Array(items) => {
            text.push_str("[\n");
            for item in items {
                text.push_str(&INDENT.repeat(depth + 1));
                write(text, item, depth + 1);
                text.push('\n');
            }
            text.push_str(&INDENT.repeat(depth));
            text.push(']');
        }
        Node::Object(all) => {
            text.push_str("{\n");
            entries(text, all, depth + 1);
            text.push_str(&INDENT.repeat(depth));
            text.push('}');
        }
        scalar => line(text, scalar),
    }
}

/// Writes entries, each in a line of its own.
pub(super) fn entries(text: &mut String, entries: &[(String, Node)], depth: usize) {
    for (name, value) in entries {
        text.push_str(&INDENT.repeat(depth));
        key(text, name);
        text.push_str(": ");
        write(text, value, depth);
        text.push('\n');
    }
}

/// Writes a key, in quotes unless it is an identifier.
pub(super) fn key(text: &mut String, name: &str) {
    if is_identifier(name) {
        text.push_str(name);
    } else {
        quoted(text, name);
    }
}

/// Writes a string in quotes.
pub(super) fn quoted(text: &mut String, value: &str) {
    text.push_str(&Node::String(value.to_owned()).to_string());
}

/// Writes a value in one line.
pub(super) fn line(text: &mut String, node: &Node) {
    match node {
        Node::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                text.push_str(if position == 0 { "" } else { ", " });
                line(text, item);
            }
            text.push(']');
        }
        Node::Object(entries) if entries.is_empty() => text.push_str("{}"),
        Node::Object(entries) => {
            text.push_str("{ ");
            line_of_entries(text, entries);
            text.push_str(" }");
        }
        Node::String(value) => quoted(text, value),
        scalar => text.push_str(&scalar.to_string()),
    }
}

/// Writes entries in one line.
pub(super) fn line_of_entries(text: &mut String, entries: &[(String, Node)]) {
    for (position, (name, value)) in entries.iter().enumerate() {
        text.push_str(if position == 0 { "" } else { ", " });
        key(text, name);
        text.push_str(": ");
        line(text, value);
    }
}

/// Returns whether a value is short enough for one line.
pub(super) fn fits(node: &Node) -> bool {
    length(node, WIDEST).is_some()
}

/// Returns how many characters of `most` are left after the value, near enough; `None` if it has more.
fn length(node: &Node, most: usize) -> Option<usize> {
    match node {
        Node::Array(items) => (items.iter()).try_fold(most.checked_sub(2)?, |left, item| {
            length(item, left)?.checked_sub(2)
        }),
        Node::Object(entries) => (entries.iter())
            .try_fold(most.checked_sub(4)?, |left, (key, value)| {
                length(value, left)?.checked_sub(key.len() + 4)
            }),
        Node::String(value) => most.checked_sub(value.len() + 2),
        Node::Number(number) => most.checked_sub(number.as_str().len()),
        Node::Null | Node::Bool(_) => most.checked_sub(5),
    }
}
