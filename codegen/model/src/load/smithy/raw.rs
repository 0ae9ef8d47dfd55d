//! Shape definitions as in the document: ids are checked, references are not yet resolved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cursor::At;
use super::kinds::RawKind;
use super::Version;
use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::graph::{Node, Shape, ShapeId, UNIT_SHAPE};
use crate::load::{limits, packages};

/// All definitions of a model's documents.
#[derive(Default)]
pub(super) struct RawShapes<'a> {
    /// In the order of the documents.
    pub(super) list: Vec<RawShape<'a>>,
    /// Position in `list` by id.
    pub(super) by_id: HashMap<ShapeId, usize>,
    /// `apply` statements.
    pub(super) applied: Vec<Applied<'a>>,
    pub(super) metadata: super::metadata::Metadata<'a>,
}

impl RawShapes<'_> {
    /// Returns the shapes of known packages that members target.
    pub(super) fn of_packages(&self) -> Vec<Shape> {
        let members = self.list.iter().flat_map(|shape| &shape.members);
        let targets = members.filter_map(|member| member.target.as_ref());
        let targets = targets.map(|target| &target.id);
        let ids: BTreeSet<&ShapeId> = targets.filter(|id| !self.by_id.contains_key(*id)).collect();
        ids.into_iter().filter_map(packages::shape).collect()
    }
}

/// One shape definition.
pub(super) struct RawShape<'a> {
    pub(super) id: ShapeId,
    pub(super) kind: RawKind,
    /// Of the document that defines it.
    pub(super) version: Version,
    pub(super) at: At<'a>,
    pub(super) traits: RawTraits<'a>,
    pub(super) members: Vec<RawMember<'a>>,
    pub(super) mixins: Vec<Reference<'a>>,
    /// References by property name (`input`, `errors`, `operations`, ...).
    pub(super) properties: BTreeMap<&'static str, Vec<Reference<'a>>>,
}

/// One member definition.
#[derive(Clone)]
pub(super) struct RawMember<'a> {
    pub(super) name: String,
    pub(super) target: Option<Reference<'a>>,
    pub(super) at: At<'a>,
    pub(super) traits: RawTraits<'a>,
}

/// A `{"target": "ns#Shape"}` object.
#[derive(Clone)]
pub(super) struct Reference<'a> {
    pub(super) id: ShapeId,
    pub(super) at: At<'a>,
}

/// Trait values by absolute id, in document order.
pub(super) type RawTraits<'a> = Vec<(ShapeId, At<'a>)>;

/// Traits that an `apply` statement brings to a shape or member.
pub(super) struct Applied<'a> {
    pub(super) target: ShapeId,
    pub(super) at: At<'a>,
    pub(super) traits: RawTraits<'a>,
}

/// Adds every definition under a document's `shapes`.
pub(super) fn read<'a>(
    root: &At<'a>,
    version: Version,
    shapes: &mut RawShapes<'a>,
    diagnostics: &mut Diagnostics,
) {
    let Some(all) = root.get("shapes") else {
        return;
    };
    if all.object(diagnostics) {
        for (key, at) in all.entries() {
            definition(shapes, key, version, at, diagnostics);
        }
    }
}

fn definition<'a>(
    shapes: &mut RawShapes<'a>,
    key: &str,
    version: Version,
    at: At<'a>,
    diagnostics: &mut Diagnostics,
) {
    let Some(id) = ShapeId::parse(key) else {
        let what = format!("`{key}` is not an absolute shape id");
        let help = "write ids as `com.example#Name`, with letters, digits and underscores";
        diagnostics.push(Diagnostic::error(what).at(at.place()).help(help));
        return;
    };
    // First without the shape, which is the name that may be too long.
    if !limits::is_short(&id.name, &at, diagnostics)
        || !limits::is_short(&id.namespace, &at, diagnostics)
    {
        return;
    }
    let at = at.of(id.clone());
    if !at.object(diagnostics) {
        return;
    }
    let Some(name) = at.get("type") else {
        at.error("the shape has no `type`", diagnostics);
        return;
    };
    let Some(text) = name.text(diagnostics) else {
        return;
    };
    if text == "apply" {
        at.known_keys(&["type", "traits"], diagnostics);
        let traits = traits(&at, diagnostics);
        let target = id;
        shapes.applied.push(Applied { target, at, traits });
        return;
    }
    if id.member.is_some() {
        let what = "a member cannot be defined here; only `apply` may use a member's id";
        at.error(what, diagnostics);
        return;
    }
    let Some(kind) = RawKind::from_name(text) else {
        let mut diagnostic =
            Diagnostic::error(format!("unknown shape type `{text}`")).at(name.place());
        diagnostic.help = did_you_mean(text, &RawKind::names());
        diagnostics.push(diagnostic);
        // The id still exists, so that references to it are not reported.
        let unknown = RawShape::empty(id, RawKind::Unknown, version, at);
        add(shapes, unknown, diagnostics);
        return;
    };
    let empty = RawShape::empty(id, kind, version, at);
    let shape = shape(empty, diagnostics);
    add(shapes, shape, diagnostics);
}

/// Adds a definition. A second one, of another document, must be the same but for traits, which the
/// first one gains.
fn add<'a>(shapes: &mut RawShapes<'a>, shape: RawShape<'a>, diagnostics: &mut Diagnostics) {
    let Some(&first) = shapes.by_id.get(&shape.id) else {
        shapes.by_id.insert(shape.id.clone(), shapes.list.len());
        shapes.list.push(shape);
        return;
    };
    let first = &shapes.list[first];
    if first.version != shape.version || !same_but_for_traits(first.at.node, shape.at.node) {
        let place = first.at.place();
        let file = place.file.unwrap_or_default();
        let line = place.line.map(|(line, _)| format!(":{line}"));
        let line = line.unwrap_or_default();
        let what = format!("the shape is already defined differently in `{file}{line}`");
        shape.at.error(what, diagnostics);
        return;
    }
    let own = Applied {
        target: shape.id,
        at: shape.at,
        traits: shape.traits,
    };
    let members = shape.members.into_iter().map(|member| Applied {
        target: own.target.with_member(&member.name),
        at: member.at,
        traits: member.traits,
    });
    let members: Vec<_> = members.collect();
    shapes.applied.push(own);
    shapes.applied.extend(members);
}

/// Returns whether two definitions differ at most in traits of the shape and its members.
fn same_but_for_traits(a: &Node, b: &Node) -> bool {
    same_entries(a, b, |key, a, b| match key {
        "members" => same_members(a, b),
        "member" | "key" | "value" => same_entries(a, b, |_, a, b| a == b),
        _ => a == b,
    })
}

/// [`same_but_for_traits`] of the members of structures and the like, one of which can be called `traits`.
fn same_members(a: &Node, b: &Node) -> bool {
    let (Some(entries), Some(others)) = (a.as_object(), b.as_object()) else {
        return a == b;
    };
    let same = |other: &Node, one: &Node| same_entries(one, other, |_, a, b| a == b);
    let by_name: HashMap<&str, &Node> = others
        .iter()
        .map(|(name, one)| (name.as_str(), one))
        .collect();
    let fits = |(name, one): &(String, Node)| {
        by_name
            .get(name.as_str())
            .is_some_and(|other| same(other, one))
    };
    entries.len() == others.len() && entries.iter().all(fits)
}

/// Returns whether a property is the same as none: it is empty, or names the empty structure.
fn says_nothing(value: &Node) -> bool {
    match value {
        Node::Object(entries) => match entries.as_slice() {
            [] => true,
            [(key, Node::String(target))] => key == "target" && target == UNIT_SHAPE,
            _ => false,
        },
        Node::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Whether two objects have the same keys with the same values, `traits` aside.
fn same_entries(a: &Node, b: &Node, same: impl Fn(&str, &Node, &Node) -> bool) -> bool {
    let (Some(entries), Some(others)) = (a.as_object(), b.as_object()) else {
        return a == b;
    };
    let counts = |(key, value): &&(String, Node)| key != "traits" && !says_nothing(value);
    let fits =
        |(key, value): &(String, Node)| b.get(key).is_some_and(|other| same(key, value, other));
    let count = entries.iter().filter(counts).count();
    count == others.iter().filter(counts).count() && entries.iter().filter(counts).all(fits)
}

/// Reads the parts of a definition.
fn shape<'a>(mut shape: RawShape<'a>, diagnostics: &mut Diagnostics) -> RawShape<'a> {
    let (kind, at) = (shape.kind, shape.at.clone());
    at.known_keys(&kind.keys(), diagnostics);
    shape.traits = traits(&at, diagnostics);
    shape.mixins = references(&at, "mixins", diagnostics);
    shape.members = members(&shape, diagnostics);
    for key in kind.single_references() {
        if let Some(value) = at.get(key) {
            shape
                .properties
                .insert(key, reference(value, diagnostics).into_iter().collect());
        }
    }
    for key in kind.reference_lists() {
        shape
            .properties
            .insert(key, references(&at, key, diagnostics));
    }
    for key in kind.reference_maps() {
        shape
            .properties
            .insert(key, reference_map(&at, key, diagnostics));
    }
    shape
}

impl<'a> RawShape<'a> {
    fn empty(id: ShapeId, kind: RawKind, version: Version, at: At<'a>) -> Self {
        Self {
            id,
            kind,
            version,
            at,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            properties: BTreeMap::new(),
        }
    }

    /// Returns whether the shape carries the prelude trait `name`.
    pub(super) fn has_trait(&self, name: &str) -> bool {
        let is_it = |id: &ShapeId| id.namespace == "smithy.api" && id.name == name;
        self.traits.iter().any(|(id, _)| is_it(id))
    }
}

fn members<'a>(shape: &RawShape<'a>, diagnostics: &mut Diagnostics) -> Vec<RawMember<'a>> {
    let mut found = Vec::new();
    for name in shape.kind.fixed_members() {
        if let Some(at) = shape.at.get(name) {
            found.extend(member(shape, name, at, diagnostics));
        }
    }
    if shape.kind.has_named_members() {
        if let Some(all) = shape.at.get("members") {
            all.object(diagnostics);
            for (name, at) in all.entries() {
                found.extend(member(shape, name, at, diagnostics));
            }
        }
    }
    found
}

fn member<'a>(
    shape: &RawShape<'a>,
    name: &str,
    at: At<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<RawMember<'a>> {
    if !crate::graph::is_identifier(name) {
        let what = format!("`{name}` is not a valid member name");
        let help =
            "member names consist of letters, digits and underscores and do not start with a digit";
        diagnostics.push(Diagnostic::error(what).at(at.place()).help(help));
        return None;
    }
    if !limits::is_short(name, &at, diagnostics) {
        return None;
    }
    let at = at.of(shape.id.with_member(name));
    if !at.object(diagnostics) {
        return None;
    }
    at.known_keys(&["target", "traits"], diagnostics);
    Some(RawMember {
        name: name.to_owned(),
        target: match at.get("target") {
            Some(target) => Some(id_of(target, diagnostics)?),
            None => None,
        },
        traits: traits(&at, diagnostics),
        at,
    })
}

fn traits<'a>(owner: &At<'a>, diagnostics: &mut Diagnostics) -> RawTraits<'a> {
    let Some(all) = owner.get("traits") else {
        return Vec::new();
    };
    all.object(diagnostics);
    let mut found = Vec::new();
    for (key, value) in all.entries() {
        match ShapeId::parse(key) {
            Some(id) => found.push((id, value)),
            None => value.error(
                format!("the trait `{key}` is not an absolute shape id"),
                diagnostics,
            ),
        }
    }
    found
}

fn references<'a>(owner: &At<'a>, key: &str, diagnostics: &mut Diagnostics) -> Vec<Reference<'a>> {
    let items = owner.get(key).map(|list| list.items(diagnostics));
    (items.unwrap_or_default().into_iter())
        .filter_map(|item| reference(item, diagnostics))
        .collect()
}

fn reference_map<'a>(
    owner: &At<'a>,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Reference<'a>> {
    let Some(map) = owner.get(key) else {
        return Vec::new();
    };
    map.object(diagnostics);
    map.entries()
        .filter_map(|(_, value)| reference(value, diagnostics))
        .collect()
}

fn reference<'a>(at: At<'a>, diagnostics: &mut Diagnostics) -> Option<Reference<'a>> {
    if !at.object(diagnostics) {
        return None;
    }
    match at.get("target") {
        Some(target) => id_of(target, diagnostics),
        None => {
            at.error("the reference has no `target`", diagnostics);
            None
        }
    }
}

fn id_of<'a>(at: At<'a>, diagnostics: &mut Diagnostics) -> Option<Reference<'a>> {
    let text = at.text(diagnostics)?;
    let id = ShapeId::parse(text);
    if id.is_none() {
        at.error(format!("`{text}` is not an absolute shape id"), diagnostics);
    }
    Some(Reference { id: id?, at })
}
