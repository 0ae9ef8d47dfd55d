//! Definitions of shapes.

use super::inline::target;
use super::{kind, values, Writer};
use crate::graph::{Node, ShapeId};

const DEFAULT: &str = "smithy.api#default";
const ENUM_VALUE: &str = "smithy.api#enumValue";

impl Writer<'_, '_> {
    /// Writes a shape, or traits that are applied to one.
    pub(super) fn statement(&mut self, id: &ShapeId, shape: &Node) {
        match kind(shape) {
            "apply" => self.apply(id, shape),
            kind => {
                self.traits(shape, &[], 0);
                self.text.push_str(&format!("{kind} {}", id.name));
                self.mixins(shape);
                self.body(id, kind, shape);
                self.text.push('\n');
            }
        }
    }

    fn apply(&mut self, id: &ShapeId, shape: &Node) {
        let traits = shape.get("traits").and_then(Node::as_object);
        let target = id.to_string();
        let target = self.names.short(&target);
        self.text.push_str(&format!("apply {target} "));
        match traits.unwrap_or_default() {
            [(id, value)] => self.one_trait(id, value, 0),
            traits => {
                self.text.push_str("{\n");
                for (id, value) in traits {
                    self.indent(1);
                    self.one_trait(id, value, 1);
                    self.text.push('\n');
                }
                self.text.push('}');
            }
        }
        self.text.push('\n');
    }

    fn mixins(&mut self, shape: &Node) {
        let mixins = shape.get("mixins").and_then(Node::as_array);
        if let Some(mixins) = mixins.filter(|all| !all.is_empty()) {
            self.text.push_str(" with ");
            self.ids(mixins, 0);
        }
    }

    /// Writes ids in brackets: in one line if they are short.
    fn ids(&mut self, references: &[Node], depth: usize) {
        let ids = references
            .iter()
            .filter_map(|one| one.get("target")?.as_str());
        let ids: Vec<&str> = ids.map(|id| self.names.short(id)).collect();
        let line = ids.join(", ");
        if line.len() <= 80 {
            self.text.push_str(&format!("[{line}]"));
            return;
        }
        self.text.push_str("[\n");
        for id in ids {
            self.indent(depth + 1);
            self.text.push_str(id);
            self.text.push('\n');
        }
        self.indent(depth);
        self.text.push(']');
    }

    fn body(&mut self, id: &ShapeId, kind: &str, shape: &Node) {
        match kind {
            "structure" | "union" | "enum" | "intEnum" => {
                let members = shape.get("members").and_then(Node::as_object);
                self.members(members.unwrap_or_default(), kind, 0);
            }
            "list" | "map" => {
                let names = ["member", "key", "value"].into_iter();
                let members = names.filter_map(|name| Some((name, shape.get(name)?)));
                self.block(members, kind, 0);
            }
            "operation" => self.operation(shape),
            "service" | "resource" => self.properties(shape),
            _ => {}
        }
        debug_assert!(id.member.is_none());
    }

    fn members(&mut self, members: &[(String, Node)], kind: &str, depth: usize) {
        let members = members.iter().map(|(name, member)| (name.as_str(), member));
        self.block(members, kind, depth);
    }

    /// Writes members in braces. Those with traits stand apart.
    fn block<'m>(
        &mut self,
        members: impl Iterator<Item = (&'m str, &'m Node)>,
        kind: &str,
        depth: usize,
    ) {
        self.text.push_str(" {");
        let (mut is_first, mut was_apart) = (true, false);
        for (name, member) in members {
            let is_apart = member.get("traits").is_some();
            self.text.push('\n');
            if !is_first && (is_apart || was_apart) {
                self.text.push('\n');
            }
            (is_first, was_apart) = (false, is_apart);
            self.member(name, member, kind, depth + 1);
        }
        if !is_first {
            self.text.push('\n');
            self.indent(depth);
        }
        self.text.push('}');
    }

    fn member(&mut self, name: &str, member: &Node, kind: &str, depth: usize) {
        let assigned = match kind {
            "structure" => Some(DEFAULT),
            "enum" | "intEnum" => Some(ENUM_VALUE),
            _ => None,
        };
        let value = assigned.and_then(|id| member.get("traits")?.get(id));
        self.traits(member, &[assigned.unwrap_or_default()], depth);
        self.indent(depth);
        self.text.push_str(name);
        if !matches!(kind, "enum" | "intEnum") {
            let target = member.get("target").and_then(Node::as_str);
            self.text.push_str(": ");
            self.text
                .push_str(self.names.short(target.unwrap_or_default()));
        }
        let is_own_name = kind == "enum" && value.and_then(Node::as_str) == Some(name);
        if let Some(value) = value.filter(|_| !is_own_name) {
            self.text.push_str(" = ");
            values::write(&mut self.text, value, depth);
        }
    }

    fn operation(&mut self, shape: &Node) {
        self.text.push_str(" {\n");
        for key in ["input", "output"] {
            let Some(id) = target(shape, key) else {
                continue;
            };
            self.indent(1);
            match self
                .shapes
                .get(id)
                .filter(|_| self.inlined.has(id))
                .copied()
            {
                Some(structure) => {
                    self.text.push_str(&format!("{key} :="));
                    self.inline(structure, key);
                }
                None => {
                    let id = self.names.short(id);
                    self.text.push_str(&format!("{key}: {id}"));
                }
            }
            self.text.push('\n');
        }
        if let Some(errors) = shape.get("errors").and_then(Node::as_array) {
            self.indent(1);
            self.text.push_str("errors: ");
            self.ids(errors, 1);
            self.text.push('\n');
        }
        self.text.push('}');
    }

    /// Writes a structure in its operation.
    fn inline(&mut self, structure: &Node, key: &str) {
        let own = format!("smithy.api#{key}");
        let traits = structure.get("traits").and_then(Node::as_object);
        let has_others = traits.is_some_and(|traits| traits.len() > 1);
        if has_others {
            self.text.push('\n');
            self.traits(structure, &[&own], 2);
            self.indent(2);
        }
        let start = self.text.len();
        self.mixins(structure);
        let members = structure.get("members").and_then(Node::as_object);
        self.members(
            members.unwrap_or_default(),
            "structure",
            if has_others { 2 } else { 1 },
        );
        if has_others && self.text[start..].starts_with(' ') {
            self.text.remove(start);
        }
    }

    /// Writes the properties of a service or a resource.
    fn properties(&mut self, shape: &Node) {
        self.text.push_str(" {\n");
        for (key, value) in shape.as_object().unwrap_or_default() {
            if matches!(key.as_str(), "type" | "traits" | "mixins") {
                continue;
            }
            self.indent(1);
            self.text.push_str(key);
            self.text.push_str(": ");
            match value {
                Node::Array(references) => self.ids(references, 1),
                Node::Object(entries) if matches!(key.as_str(), "identifiers" | "properties") => {
                    self.named_ids(entries);
                }
                Node::Object(_) if key != "rename" => {
                    let id = target(shape, key).unwrap_or_default();
                    self.text.push_str(self.names.short(id));
                }
                value => values::write(&mut self.text, value, 1),
            }
            self.text.push('\n');
        }
        self.text.push('}');
    }

    fn named_ids(&mut self, entries: &[(String, Node)]) {
        self.text.push_str("{\n");
        for (name, reference) in entries {
            let id = reference.get("target").and_then(Node::as_str);
            let id = self.names.short(id.unwrap_or_default());
            self.indent(2);
            self.key(name);
            self.text.push_str(&format!(": {id}\n"));
        }
        self.indent(1);
        self.text.push('}');
    }
}
