//! Shape definitions as they stand in the document: ids checked, references not yet followed.

use std::collections::{BTreeMap, HashMap};

use super::cursor::At;
use super::kinds::RawKind;
use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::model::ShapeId;

/// All definitions of a document.
pub(super) struct RawShapes<'a> {
    /// In document order.
    pub(super) list: Vec<RawShape<'a>>,
    /// Position in `list` by id.
    pub(super) by_id: HashMap<ShapeId, usize>,
    /// `apply` statements.
    pub(super) applied: Vec<Applied<'a>>,
}

/// One shape definition.
pub(super) struct RawShape<'a> {
    pub(super) id: ShapeId,
    pub(super) kind: RawKind,
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

/// Reads every definition under `shapes`.
pub(super) fn read<'a>(root: &At<'a>, diagnostics: &mut Diagnostics) -> RawShapes<'a> {
    let mut shapes = RawShapes {
        list: Vec::new(),
        by_id: HashMap::new(),
        applied: Vec::new(),
    };
    let Some(all) = root.get("shapes") else {
        return shapes;
    };
    if !all.object(diagnostics) {
        return shapes;
    }
    for (key, at) in all.entries() {
        definition(&mut shapes, key, at, diagnostics);
    }
    shapes
}

fn definition<'a>(
    shapes: &mut RawShapes<'a>,
    key: &str,
    at: At<'a>,
    diagnostics: &mut Diagnostics,
) {
    let Some(id) = ShapeId::parse(key) else {
        let what = format!("`{key}` is not an absolute shape id");
        let help = "ids look like `com.example#Name`: letters, digits and underscores";
        diagnostics.push(Diagnostic::error(what).at(at.place()).help(help));
        return;
    };
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
        let what = "a member cannot be defined on its own; only `apply` names one here";
        at.error(what, diagnostics);
        return;
    }
    let Some(kind) = RawKind::from_name(text) else {
        let mut diagnostic =
            Diagnostic::error(format!("unknown shape type `{text}`")).at(name.place());
        diagnostic.help = did_you_mean(text, &RawKind::names());
        diagnostics.push(diagnostic);
        // The id exists all the same: who targets it is not told that it does not.
        add(shapes, RawShape::empty(id, RawKind::Unknown, at));
        return;
    };
    add(shapes, shape(id, kind, at, diagnostics));
}

fn add<'a>(shapes: &mut RawShapes<'a>, shape: RawShape<'a>) {
    shapes.by_id.insert(shape.id.clone(), shapes.list.len());
    shapes.list.push(shape);
}

fn shape<'a>(
    id: ShapeId,
    kind: RawKind,
    at: At<'a>,
    diagnostics: &mut Diagnostics,
) -> RawShape<'a> {
    at.known_keys(&kind.keys(), diagnostics);
    let mut shape = RawShape::empty(id, kind, at);
    let at = shape.at.clone();
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
    fn empty(id: ShapeId, kind: RawKind, at: At<'a>) -> Self {
        Self {
            id,
            kind,
            at,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            properties: BTreeMap::new(),
        }
    }

    /// Whether the shape carries the prelude trait `name`.
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
    if !crate::model::is_identifier(name) {
        let what = format!("`{name}` is no member name");
        let help = "member names hold letters, digits and underscores, and no digit comes first";
        diagnostics.push(Diagnostic::error(what).at(at.place()).help(help));
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
