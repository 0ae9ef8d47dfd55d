//! JSON text to [`Node`]: the only place that knows the parser.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::limits::MOST_VALUES;
use crate::diag::{escape, Diagnostic, Diagnostics, Excerpt, Place};
use crate::graph::{Node, Number};

/// Parses a document. Malformed text is reported with line and column, a key that an object has twice
/// with its JSON pointer.
pub(super) fn parse(bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Node> {
    // Some editors put a byte order mark before UTF-8, which is not valid JSON.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let starts = |byte: &&u8| matches!(byte, b',' | b'[' | b'{');
    if bytes.len() > MOST_VALUES && bytes.iter().filter(starts).count() > MOST_VALUES {
        let what = format!("the file has more than {MOST_VALUES} values");
        diagnostics.push(Diagnostic::error(what).help("use a file with one service"));
        return None;
    }
    match serde_json::from_slice::<Parsed>(bytes) {
        Ok(Parsed(mut document)) => {
            unique_keys(&mut document, &mut String::new(), diagnostics);
            Some(document)
        }
        Err(error) => {
            let (line, column) = (error.line().max(1), error.column().max(1));
            let text = error.to_string();
            let what = match text.split(" at line ").next().unwrap_or_default() {
                "recursion limit exceeded" => {
                    format!("the JSON is nested deeper than {DEEPEST} levels")
                }
                reason => format!("malformed JSON: {reason}"),
            };
            diagnostics.push(Diagnostic::error(what).at(place(bytes, line, column)));
            None
        }
    }
}

/// Returns the place of a line and of the byte that is its column, with the excerpt.
fn place(bytes: &[u8], line: usize, column: usize) -> Place {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').skip(line - 1);
    let text = String::from_utf8_lossy(lines.next().unwrap_or_default());
    let mut place = Place::default().line(line, column);
    let mut at = (column - 1).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    place.excerpt = Some(Excerpt::of(&text, 0, at));
    place
}

/// The levels of arrays and objects that the parser takes, which bounds all recursion over their values.
pub(super) const DEEPEST: usize = 127;

/// The same value in the terms of models.
pub(super) fn node(value: &serde_json::Value) -> Option<Node> {
    let Parsed(node) = Parsed::deserialize(value).ok()?;
    Some(node)
}

/// Keeps the first of several equal keys and reports the others.
fn unique_keys(node: &mut Node, pointer: &mut String, diagnostics: &mut Diagnostics) {
    let length = pointer.len();
    match node {
        Node::Array(items) => {
            for (position, item) in items.iter_mut().enumerate() {
                pointer.push_str(&format!("/{position}"));
                unique_keys(item, pointer, diagnostics);
                pointer.truncate(length);
            }
        }
        Node::Object(entries) => {
            let mut seen = HashSet::new();
            entries.retain_mut(|(key, value)| {
                pointer.push('/');
                pointer.push_str(&escape(key));
                let first = seen.insert(key.clone());
                if first {
                    unique_keys(value, pointer, diagnostics);
                } else {
                    let what = format!("duplicate key `{key}`");
                    let place = Place::default().pointer(pointer.clone());
                    diagnostics.push(Diagnostic::error(what).at(place));
                }
                pointer.truncate(length);
                first
            });
        }
        _ => {}
    }
}

/// A [`Node`] as the parser makes it: objects can hold a key twice.
struct Parsed(Node);

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor).map(Self)
    }
}

struct NodeVisitor;

/// The key under which the parser hands over the text of a number (its feature `arbitrary_precision`),
/// so that none loses digits.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        number(&value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        number(&value.to_string())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(Parsed(item)) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, Parsed(value))) = access.next_entry::<String, _>()? {
            match value {
                Node::String(digits) if key == NUMBER => {
                    return number(&digits);
                }
                value => entries.push((key, value)),
            }
        }
        Ok(Node::Object(entries))
    }
}

fn number<E: Error>(digits: &str) -> Result<Node, E> {
    let number = Number::parse(digits).map(Node::Number);
    number.ok_or_else(|| Error::invalid_value(Unexpected::Str(digits), &"a number"))
}
