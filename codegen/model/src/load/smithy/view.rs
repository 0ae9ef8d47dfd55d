//! The definitions of a model, as validators see them.

use std::rc::Rc;

use super::raw::{RawShape, RawShapes, RawTraits};
use super::Version;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{Node, ShapeId};
use crate::load::prelude;
use crate::validate::{events, suppressions, Shape, Type, View};

/// Smithy's event of what its loader objects to.
const MODEL: &str = "Model";

/// Adds the events of Smithy's validators. Problems of the loader become Smithy's event `Model`, unless they have an
/// id.
pub(super) fn validate(shapes: &RawShapes<'_>, diagnostics: &mut Diagnostics) {
    let null = Node::Null;
    let view = view(shapes, &null);
    let suppressions = suppressions::of(&view);
    let mut found = events(&view);
    found.retain(|event| !suppressions.cover(event));
    diagnostics.set_suppressions(suppressions);
    for event in &mut found {
        locate(shapes, event);
    }
    diagnostics.name_events(MODEL, &found);
    diagnostics.extend(found);
}

/// Gives an event the place of its shape in the document.
fn locate(shapes: &RawShapes<'_>, event: &mut Diagnostic) {
    let id = event.place.shape.as_deref().and_then(ShapeId::parse);
    let Some(id) = id else {
        return;
    };
    let owner = ShapeId {
        member: None,
        ..id.clone()
    };
    let Some(shape) = shapes.by_id.get(&owner).map(|at| &shapes.list[*at]) else {
        return;
    };
    let member = id.member.as_ref().and_then(|name| {
        let mut members = shape.members.iter();
        members.find(|member| member.name == *name)
    });
    let at = member.map_or(&shape.at, |member| &member.at);
    event.place = crate::diag::Place {
        shape: event.place.shape.take(),
        ..at.place()
    };
}

fn view<'a>(shapes: &RawShapes<'a>, null: &'a Node) -> View<'a> {
    let mut view = View::default();
    view.metadata = super::metadata::entries(&shapes.metadata).collect();
    for shape in prelude::shapes().into_iter().chain(shapes.of_packages()) {
        let ty = Type::from_name(shape.kind.type_name()).unwrap_or(Type::Document);
        let mut shape = empty(shape.id.to_string(), ty, null);
        shape.own = false;
        view.add(shape);
    }
    for raw in &shapes.list {
        let id = raw.id.to_string();
        let Some(ty) = Type::from_name(raw.kind.name()).filter(|_| view.find(&id).is_none()) else {
            continue;
        };
        let mut shape = empty(id, ty, raw.at.node);
        shape.v2 = raw.version == Version::V2;
        shape.own = !prelude::is_prelude(&raw.id);
        shape.traits = traits(&mut view, &raw.traits);
        let (own, v2) = (shape.own, shape.v2);
        let container = view.add(shape);
        for member in &raw.members {
            let id = raw.id.with_member(&member.name).to_string();
            let mut shape = empty(id, Type::Member, member.at.node);
            shape.container = Some(container);
            shape.traits = traits(&mut view, &member.traits);
            (shape.own, shape.v2) = (own, v2);
            view.add(shape);
        }
    }
    for raw in &shapes.list {
        link(&mut view, raw);
    }
    view.link_back();
    view
}

fn empty(id: String, ty: Type, node: &Node) -> Shape<'_> {
    Shape {
        id,
        ty,
        container: None,
        members: Vec::new(),
        target: None,
        traits: Vec::new(),
        links: Vec::new(),
        node,
        v2: true,
        own: true,
    }
}

fn traits<'a>(view: &mut View<'a>, raw: &RawTraits<'a>) -> Vec<(Rc<str>, &'a Node)> {
    let traits = raw.iter();
    traits
        .map(|(id, at)| (view.trait_id(id.to_string()), at.node))
        .collect()
}

fn link(view: &mut View<'_>, raw: &RawShape<'_>) {
    let Some(ix) = view.find(&raw.id.to_string()) else {
        return;
    };
    for member in &raw.members {
        let of = view.find(&raw.id.with_member(&member.name).to_string());
        let target = member.target.as_ref();
        let target = target.and_then(|target| view.find(&target.id.to_string()));
        if let Some(of) = of {
            view.shapes[of].target = target;
        }
    }
    for (key, references) in &raw.properties {
        for reference in references {
            if let Some(to) = view.find(&reference.id.to_string()) {
                view.shapes[ix].links.push((relationship(key), to));
            }
        }
    }
    for mixin in &raw.mixins {
        if let Some(to) = view.find(&mixin.id.to_string()) {
            view.shapes[ix].links.push(("mixin", to));
        }
    }
}

/// Returns Smithy's name of the relationship that a property makes.
fn relationship(key: &'static str) -> &'static str {
    match key {
        "errors" => "error",
        "operations" => "operation",
        "collectionOperations" => "collectionOperation",
        "resources" => "resource",
        "identifiers" => "identifier",
        "properties" => "property",
        other => other,
    }
}
