//! Reports models that a client cannot be generated for, instead of generating it wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Operation, Prepared};
use super::{bindings, context, host_prefix};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Node, ShapeId, ShapeIx};

/// Reports unsupported and invalid parts of the model.
pub(super) fn validate(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for operation in &prepared.operations {
        let id = &prepared.model.shape(operation.shape).id;
        operation_features(prepared, id, operation, diagnostics);
    }
    bindings::check(prepared, diagnostics);
    host_prefix::check(prepared, diagnostics);
    context::check(prepared, diagnostics);
    for &ix in prepared.usage.keys() {
        units(prepared, ix, diagnostics);
        match &prepared.model.shape(ix).kind {
            Kind::Enum(members) => enum_values(prepared, ix, members, diagnostics),
            Kind::IntEnum(members) => enum_values(prepared, ix, members, diagnostics),
            _ => {}
        }
    }
    names(prepared, diagnostics);
}

fn operation_features(
    prepared: &Prepared,
    id: &ShapeId,
    operation: &Operation,
    diagnostics: &mut Diagnostics,
) {
    let traits = &operation.traits;
    if traits.discovered_endpoint == Some(true) {
        if let Some(what) = undiscoverable(prepared) {
            diagnostics.push(leave_out(Diagnostic::error(what).at(Place::shape(id))));
        }
    }
    for (side, ix) in [("input", operation.input), ("output", operation.output)] {
        if prepared.model.shape(ix).is_error() {
            let what = format!("the {side} of the operation is an error structure");
            let help = "use a structure without the trait `error`";
            diagnostics.push(Diagnostic::error(what).at(Place::shape(id)).help(help));
        }
    }
}

/// Why the client cannot discover an endpoint, if it cannot.
fn undiscoverable(prepared: &Prepared) -> Option<String> {
    let Some(discovery) = &prepared.service.endpoint_discovery else {
        let what = "the operation requires endpoint discovery, but the service does not have the trait `clientEndpointDiscovery`";
        return Some(what.to_owned());
    };
    match prepared.discovery_operation() {
        Some(_) => None,
        None => Some(format!(
            "the operation requires endpoint discovery, but the client does not have the operation `{}`, which discovers endpoints",
            discovery.operation
        )),
    }
}

/// Adds advice about an operation that cannot be generated.
pub(super) fn leave_out(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("exclude the operation: list the others under `operations` in farrier.toml")
}

/// Returns the id of a member in the source: that of the original where the container is synthetic.
pub(super) fn origin(prepared: &Prepared, member: MemberRef) -> ShapeId {
    let id = prepared.model.member_id(member);
    match (prepared.origin(member.container), &id.member) {
        (Some(origin), Some(name)) => origin.with_member(name),
        _ => id,
    }
}

fn enum_values(
    prepared: &Prepared,
    ix: ShapeIx,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) {
    let shape = prepared.model.shape(ix);
    let mut seen = BTreeSet::new();
    for member in members {
        let place = Place::shape(&shape.id.with_member(&member.name));
        let value = match (&shape.kind, &member.traits.enum_value) {
            (Kind::Enum(_), Some(Node::String(text))) => text.clone(),
            (Kind::IntEnum(_), Some(Node::Number(number))) => number.to_string(),
            (kind, _) => {
                let form = match kind {
                    Kind::Enum(_) => "a string",
                    _ => "a whole number",
                };
                let what = format!("expected {form} as the value of the enum's member");
                diagnostics.push(Diagnostic::error(what).at(place));
                continue;
            }
        };
        if !seen.insert(value.clone()) {
            let what = format!("the enum has the value `{value}` twice");
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    }
}

/// `smithy.api#Unit` is not a value: only unions have members without one.
fn units(prepared: &Prepared, container: ShapeIx, diagnostics: &mut Diagnostics) {
    let shape = prepared.model.shape(container);
    if !matches!(
        shape.kind,
        Kind::Structure(_) | Kind::List(_) | Kind::Map { .. }
    ) {
        return;
    }
    for (position, member) in shape.members().into_iter().enumerate() {
        if prepared.model.is_unit(member.target) {
            let what =
                "the member targets `smithy.api#Unit`, which only members of unions may target";
            let member = MemberRef {
                container,
                position,
            };
            let place = Place::shape(&origin(prepared, member));
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    }
}

/// Two shapes with a type of their own cannot share a name: nothing but their namespaces differs. Int enums have
/// no type.
fn names(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    let lists = [
        &prepared.structures,
        &prepared.unions,
        &prepared.enums,
        &prepared.errors,
    ];
    let mut seen: BTreeMap<&str, ShapeIx> = BTreeMap::new();
    for &ix in lists.into_iter().flatten() {
        if let Some(first) = seen.insert(prepared.name(ix), ix) {
            let (first, second) = (
                &prepared.model.shape(first).id,
                &prepared.model.shape(ix).id,
            );
            let what = format!("`{first}` and `{second}` have the same name in this service");
            let help = "rename one of them with `rename` on the service";
            diagnostics.push(Diagnostic::error(what).at(Place::shape(second)).help(help));
        }
    }
}
