//! Traits before shapes and members.

use super::{values, Writer};
use crate::graph::Node;
use crate::visible::is_unseen;

const DOCUMENTATION: &str = "smithy.api#documentation";

impl Writer<'_, '_> {
    /// Writes documentation and traits, each in a line of its own, but for `left_out`.
    pub(super) fn traits(&mut self, owner: &Node, left_out: &[&str], depth: usize) {
        let traits = owner.get("traits").and_then(Node::as_object);
        let traits = traits.unwrap_or_default();
        let comment = traits
            .iter()
            .find(|(id, value)| id == DOCUMENTATION && is_comment(value));
        if let Some((_, Node::String(text))) = comment {
            for line in text.split('\n') {
                self.indent(depth);
                self.text.push_str("///");
                if !line.is_empty() {
                    self.text.push(' ');
                    self.text.push_str(line);
                }
                self.text.push('\n');
            }
        }
        for (id, value) in traits {
            let is_written = id == DOCUMENTATION && is_comment(value);
            if !is_written && !left_out.contains(&id.as_str()) {
                self.indent(depth);
                self.one_trait(id, value, depth);
                self.text.push('\n');
            }
        }
    }

    /// Writes `@id`, `@id(value)` or `@id(key: value)`.
    pub(super) fn one_trait(&mut self, id: &str, value: &Node, depth: usize) {
        self.text.push('@');
        self.text.push_str(self.names.short(id));
        if self.names.annotation(id).as_ref() == Some(value) {
            return;
        }
        self.text.push('(');
        match value {
            Node::Object(entries) if entries.is_empty() => self.text.push_str("{}"),
            Node::Object(entries) if values::fits(value) => {
                values::line_of_entries(&mut self.text, entries);
            }
            Node::Object(entries) => {
                self.text.push('\n');
                values::entries(&mut self.text, entries, depth + 1);
                self.indent(depth);
            }
            other => values::write(&mut self.text, other, depth),
        }
        self.text.push(')');
    }
}

/// Returns whether a text can stand in comments.
fn is_comment(value: &Node) -> bool {
    let text = value.as_str();
    text.is_some_and(|text| {
        text.chars()
            .all(|c| c == '\n' || c == '\t' || !is_unseen(c))
    })
}
