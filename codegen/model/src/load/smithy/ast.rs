//! The definitions of a model as one document of the JSON AST, version 2.0.
//!
//! Mixins stay mixins. What several files and `apply` statements say of a shape is in one place, but for members that
//! mixins bring.

use std::collections::HashMap;

use super::kinds::RawKind;
use super::metadata;
use super::raw::{Applied, RawMember, RawShape, RawShapes, RawTraits, Reference};
use super::{prelude, Version};
use crate::graph::{Model, Node, ShapeId};

/// Definitions on the way into a document.
pub(super) struct Snapshot {
    document: Node,
    /// Positions of the definitions of version 1.0 among the shapes.
    old: Vec<(usize, ShapeId)>,
}

type Entries = Vec<(String, Node)>;

/// Returns the definitions before mixins are resolved; `late` are traits of members that mixins bring.
pub(super) fn snapshot(shapes: &RawShapes<'_>, late: &[Applied<'_>]) -> Snapshot {
    let mut document = vec![entry("smithy", text("2.0"))];
    let metadata = metadata::values(&shapes.metadata);
    if !metadata.is_empty() {
        document.push(entry("metadata", Node::Object(metadata)));
    }
    let (mut all, mut old, mut applied) = (Vec::new(), Vec::new(), Vec::new());
    for raw in &shapes.list {
        if prelude::is_prelude(&raw.id) || raw.kind == RawKind::Unknown {
            continue;
        }
        if raw.version == Version::V1 {
            old.push((all.len(), raw.id.clone()));
        }
        all.push((raw.id.to_string(), shape(raw)));
        let elided = raw.members.iter().filter(|member| member.target.is_none());
        applied.extend(elided.map(|member| (raw.id.with_member(&member.name), &member.traits)));
    }
    applied.extend(late.iter().map(|one| (one.target.clone(), &one.traits)));
    let mut positions: HashMap<String, usize> = HashMap::new();
    for (target, traits) in applied {
        let id = target.to_string();
        let position = *positions.entry(id.clone()).or_insert(all.len());
        if position == all.len() {
            all.push((id, Node::Object(vec![entry("type", text("apply"))])));
        }
        if let Some((_, Node::Object(entries))) = all.get_mut(position) {
            add_traits(entries, self::traits(traits));
        }
    }
    all.retain(|(_, shape)| {
        let is_apply = shape.get("type").and_then(Node::as_str) == Some("apply");
        !is_apply || shape.get("traits").is_some()
    });
    if !all.is_empty() {
        document.push(entry("shapes", Node::Object(all)));
    }
    Snapshot {
        document: Node::Object(document),
        old,
    }
}

impl Snapshot {
    /// Returns the document, with the defaults that definitions of version 1.0 have without saying so.
    pub(super) fn document(mut self, model: &Model) -> Node {
        let Node::Object(entries) = &mut self.document else {
            return self.document;
        };
        let shapes = entries.iter_mut().find(|(key, _)| key == "shapes");
        if let Some((_, Node::Object(shapes))) = shapes {
            for (position, id) in self.old {
                if let Some((_, shape)) = shapes.get_mut(position) {
                    upgrade(shape, &id, model);
                }
            }
        }
        self.document
    }
}

/// Adds the defaults of a definition of version 1.0.
fn upgrade(shape: &mut Node, id: &ShapeId, model: &Model) -> Option<()> {
    let known = model.shape(model.find(id)?);
    if let Some(default) = &known.traits.default {
        set_default(shape, default);
    }
    let Node::Object(entries) = shape else {
        return None;
    };
    let members = entries.iter_mut().find(|(key, _)| key == "members");
    if let Some((_, Node::Object(members))) = members {
        for (name, member) in members {
            let default = known.member(name)?.traits.default.as_ref();
            if let Some(default) = default {
                set_default(member, default);
            }
        }
    }
    Some(())
}

fn set_default(owner: &mut Node, default: &Node) {
    const ID: &str = "smithy.api#default";
    let has_one = owner.get("traits").is_some_and(|all| all.get(ID).is_some());
    if let Node::Object(entries) = owner {
        if !has_one {
            add_traits(entries, vec![(ID.to_owned(), default.clone())]);
        }
    }
}

fn shape(raw: &RawShape<'_>) -> Node {
    let kind = match raw.kind {
        RawKind::Set => RawKind::List,
        kind => kind,
    };
    let mut entries = vec![entry("type", text(kind.name()))];
    if !raw.mixins.is_empty() {
        let mixins = raw.mixins.iter().map(reference);
        entries.push(entry("mixins", Node::Array(mixins.collect())));
    }
    let members = raw.members.iter().filter_map(member);
    if kind.has_named_members() {
        let members: Entries = members.collect();
        if !members.is_empty() || raw.mixins.is_empty() {
            entries.push(entry("members", Node::Object(members)));
        }
    } else {
        entries.extend(members);
    }
    for key in ["version", "identifiers", "properties", "rename"] {
        if let Some(at) = raw.at.get(key) {
            entries.push(entry(key, at.node.clone()));
        }
    }
    let single = kind.single_references().iter();
    for (key, is_list) in single
        .map(|key| (key, false))
        .chain(kind.reference_lists().iter().map(|key| (key, true)))
    {
        let references = raw.properties.get(key).map(Vec::as_slice);
        let mut nodes = references.unwrap_or_default().iter().map(reference);
        let value = if is_list {
            Some(Node::Array(nodes.collect())).filter(|all| *all != Node::Array(Vec::new()))
        } else {
            nodes.next()
        };
        entries.extend(value.map(|value| entry(key, value)));
    }
    let mut found = traits(&raw.traits);
    let unique = "smithy.api#uniqueItems";
    if raw.kind == RawKind::Set && !found.iter().any(|(id, _)| id == unique) {
        found.push(entry(unique, Node::Object(Vec::new())));
    }
    add_traits(&mut entries, found);
    Node::Object(entries)
}

fn member(raw: &RawMember<'_>) -> Option<(String, Node)> {
    let mut entries = vec![entry("target", text(&raw.target.as_ref()?.id.to_string()))];
    add_traits(&mut entries, traits(&raw.traits));
    Some((raw.name.clone(), Node::Object(entries)))
}

fn reference(reference: &Reference<'_>) -> Node {
    Node::Object(vec![entry("target", text(&reference.id.to_string()))])
}

/// Traits by id. Lists of one trait are joined; the traits that only version 1.0 has are left out.
fn traits(raw: &RawTraits<'_>) -> Entries {
    let mut found: Entries = Vec::new();
    let mut positions = HashMap::new();
    for (id, at) in raw {
        if prelude::is_prelude(id) && id.name == "box" {
            continue;
        }
        let position = *positions.entry(id).or_insert(found.len());
        match found.get_mut(position) {
            None => found.push((id.to_string(), at.node.clone())),
            Some((_, Node::Array(items))) => {
                items.extend(at.node.as_array().unwrap_or_default().iter().cloned());
            }
            Some(_) => {}
        }
    }
    found
}

fn add_traits(entries: &mut Entries, more: Entries) {
    if more.is_empty() {
        return;
    }
    match entries.iter_mut().find(|(key, _)| key == "traits") {
        Some((_, Node::Object(traits))) => {
            traits.retain(|(id, _)| !more.iter().any(|(other, _)| other == id));
            traits.extend(more);
        }
        _ => entries.push(entry("traits", Node::Object(more))),
    }
}

fn entry(key: &str, value: Node) -> (String, Node) {
    (key.to_owned(), value)
}

fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}
