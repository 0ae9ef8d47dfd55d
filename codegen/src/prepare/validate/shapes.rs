//! Shapes that no type can be made of.

use std::collections::{BTreeMap, BTreeSet};

use super::report::place;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, Node, ShapeIx};
use crate::prepare::types::Prepared;

/// Reports invalid values of enums, members without a value, and names that occur twice.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
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
            let place = place(prepared, container, position);
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
