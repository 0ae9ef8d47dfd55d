//! Types that would contain themselves: which members need indirection.
//!
//! Lists and maps keep their content elsewhere, so only loops through members of structures and unions
//! matter. Of each such loop the member with the smallest id is boxed, the shortest loop first, until no
//! loop is left: the same place on every run. Values that would be too large without a loop are boxed as
//! well.

mod graph;
mod loops;
mod size;

use std::collections::{BTreeMap, BTreeSet};

use super::types::Usage;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, MemberRef, Model, ShapeIx};
use graph::Graph;
use loops::Cutter;

/// Returns the members to box. A loop through lists and maps alone has no type at all and is
/// reported.
pub(super) fn boxed(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<MemberRef> {
    let direct = Graph::new(model, usage, |kind| {
        matches!(kind, Kind::Structure(_) | Kind::Union(_))
    });
    let mut cutter = Cutter::new(model);
    for component in direct.components() {
        cutter.cut(component);
    }
    let mut boxed = cutter.boxed;
    size::box_large(model, usage, &mut boxed);
    let endless = Graph::new(model, usage, |kind| {
        matches!(kind, Kind::List(_) | Kind::Map { .. })
    });
    // Of a list one member leads on, of a map one that counts: a component is a loop, and all of it is at fault.
    for component in endless.components() {
        for edge in component.edges.iter().flatten() {
            let id = model.member_id(edge.member);
            let what = "a list or map contains itself, with no structure in between";
            diagnostics.push(Diagnostic::error(what).at(Place::shape(&id)));
        }
    }
    boxed
}
