//! Types that would be too large: values of structures lie within each other, so that a few that hold each two
//! of the next are larger than any memory.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, MemberRef, Model, ShapeIx};
use crate::prepare::types::Usage;

/// The most simple values that a structure has in itself and in the structures within it: one that takes a few
/// hundred KB. The largest of AWS has a tenth of that.
const MOST_WITHIN: usize = 10_000;

/// Structures of so many values stay if they are.
const SMALL: usize = 64;

/// Boxes the members of structures that are too large, as far as these are structures.
pub(super) fn box_large(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    boxed: &mut BTreeSet<MemberRef>,
) {
    let mut values: BTreeMap<ShapeIx, usize> = BTreeMap::new();
    for start in usage.keys() {
        let mut open = vec![(*start, false)];
        while let Some((ix, parts_are_known)) = open.pop() {
            let parts = parts(model, ix);
            if parts_are_known {
                let within = within(model, ix, &parts, &values, boxed);
                values.insert(ix, within);
            } else if !values.contains_key(&ix) && !parts.is_empty() {
                // Loops are already cut: a type that contains itself is boxed.
                values.insert(ix, 1);
                open.push((ix, true));
                let direct = parts
                    .into_iter()
                    .filter(|(member, _)| !boxed.contains(member));
                open.extend(direct.map(|(_, target)| (target, false)));
            }
        }
    }
}

/// Returns the members of a structure or union, with their targets.
fn parts(model: &Model, container: ShapeIx) -> Vec<(MemberRef, ShapeIx)> {
    match model.shape(container).kind {
        Kind::Structure(_) | Kind::Union(_) => {}
        _ => return Vec::new(),
    }
    let members = model.members(container).into_iter().enumerate();
    let members = members.map(|(position, member)| {
        let member_ref = MemberRef {
            container,
            position,
        };
        (member_ref, member.target)
    });
    members.collect()
}

/// How many values a shape has within it, once its large members are boxed if need be.
fn within(
    model: &Model,
    ix: ShapeIx,
    parts: &[(MemberRef, ShapeIx)],
    values: &BTreeMap<ShapeIx, usize>,
    boxed: &mut BTreeSet<MemberRef>,
) -> usize {
    let of = |boxed: &BTreeSet<MemberRef>, (member, target): &(MemberRef, ShapeIx)| {
        if boxed.contains(member) {
            1
        } else {
            values.get(target).copied().unwrap_or(1)
        }
    };
    if matches!(model.shape(ix).kind, Kind::Union(_)) {
        let largest = parts.iter().map(|part| of(boxed, part)).max();
        return largest.unwrap_or(1);
    }
    let sum = |boxed: &BTreeSet<MemberRef>| {
        let all = parts.iter().map(|part| of(boxed, part));
        all.fold(0, usize::saturating_add)
    };
    if sum(boxed) > MOST_WITHIN {
        let large = parts.iter().filter(|part| of(boxed, part) > SMALL);
        let large: Vec<MemberRef> = large.map(|(member, _)| *member).collect();
        boxed.extend(large);
    }
    sum(boxed)
}
