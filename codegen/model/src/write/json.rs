//! Values as JSON with indentation.

use crate::graph::Node;

const INDENT: &str = "    ";

/// Returns the JSON text of a value, with a line break at its end.
pub fn text(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node, 0);
    text.push('\n');
    text
}

fn write(text: &mut String, node: &Node, depth: usize) {
    match node {
        Node::Array(items) if !items.is_empty() => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                begin_line(text, position, depth + 1);
                write(text, item, depth + 1);
            }
            end(text, depth, ']');
        }
        Node::Object(entries) if !entries.is_empty() => {
            text.push('{');
            for (position, (key, value)) in entries.iter().enumerate() {
                begin_line(text, position, depth + 1);
                text.push_str(&Node::String(key.clone()).to_string());
                text.push_str(": ");
                write(text, value, depth + 1);
            }
            end(text, depth, '}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn begin_line(text: &mut String, position: usize, depth: usize) {
    text.push_str(if position == 0 { "\n" } else { ",\n" });
    text.push_str(&INDENT.repeat(depth));
}

fn end(text: &mut String, depth: usize, sign: char) {
    text.push('\n');
    text.push_str(&INDENT.repeat(depth));
    text.push(sign);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_stay_in_their_line() {
        let node = Node::Object(vec![
            (
                "a".to_owned(),
                Node::Array(vec![Node::Null, Node::Array(Vec::new())]),
            ),
            ("b\"".to_owned(), Node::Object(Vec::new())),
        ]);
        let expected = "{\n    \"a\": [\n        null,\n        []\n    ],\n    \"b\\\"\": {}\n}\n";
        assert_eq!(text(&node), expected);
    }
}
