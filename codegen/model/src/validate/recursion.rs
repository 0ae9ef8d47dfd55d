//! `ShapeRecursion`: shapes that no value can have, because each would hold another one.

use std::collections::HashSet;

use super::kinds::Type;
use super::report::Report;
use super::view::{Ix, View};

/// Reports lists and maps that contain themselves directly, and structures that require themselves.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for ix in 0..view.shapes.len() {
        if view.shapes[ix].own && is_endless(view, ix) {
            let what = "the list or map contains itself, with no structure or union in between";
            report.error("ShapeRecursion", ix, what);
        }
    }
    required(report);
}

fn content(view: &View<'_>, ix: Ix) -> Option<Ix> {
    let ty = view.ty(ix);
    let is_collection = ty.is_list() || ty == Type::Map;
    // Of a map the second.
    let member = view.members(ix).last().filter(|_| is_collection)?;
    let to = view.target(*member);
    (to != *member).then_some(to)
}

fn is_endless(view: &View<'_>, from: Ix) -> bool {
    let mut at = content(view, from);
    let mut steps = 0;
    while let Some(ix) = at {
        if ix == from {
            return true;
        }
        steps += 1;
        // In a loop that the start is not part of, or deeper than anything that is generated.
        if steps > MOST_STEPS {
            return false;
        }
        at = content(view, ix);
    }
    false
}

/// How many lists and maps in each other are followed.
const MOST_STEPS: usize = 1_000;

/// Structures whose required members lead back to them. What is left when all others are taken out, one after
/// another, has no value.
fn required(report: &mut Report<'_, '_>) {
    let view = report.view;
    let needs = |ix: Ix| -> Vec<Ix> {
        if view.ty(ix) != Type::Structure {
            return Vec::new();
        }
        let members = view.members(ix).iter();
        let required = members.filter(|member| view.has(**member, "smithy.api#required"));
        let targets = required.map(|member| view.target(*member));
        targets
            .filter(|to| view.ty(*to) == Type::Structure)
            .collect()
    };
    let mut missing: Vec<usize> = (0..view.shapes.len()).map(|ix| needs(ix).len()).collect();
    let mut users: Vec<Vec<Ix>> = vec![Vec::new(); view.shapes.len()];
    for ix in 0..view.shapes.len() {
        for to in needs(ix) {
            users[to].push(ix);
        }
    }
    let mut open: Vec<Ix> = (0..missing.len()).filter(|ix| missing[*ix] == 0).collect();
    while let Some(ix) = open.pop() {
        for user in &users[ix] {
            missing[*user] -= 1;
            if missing[*user] == 0 {
                open.push(*user);
            }
        }
    }
    let is_left = |ix: &Ix| missing[*ix] > 0;
    for ix in (0..missing.len()).filter(is_left) {
        // What only leads to a loop is not at fault.
        let (mut open, mut seen) = (needs(ix), HashSet::new());
        let mut returns = false;
        while let Some(to) = open.pop().filter(|_| !returns) {
            returns = to == ix;
            if is_left(&to) && seen.insert(to) {
                open.extend(needs(to));
            }
        }
        if !returns {
            continue;
        }
        let what = "the structure has no value: its required members lead back to it";
        report.error("ShapeRecursion", ix, what);
    }
}
