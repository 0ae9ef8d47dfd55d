//! Mixins: members, traits and bindings that a shape takes over from others.

use std::collections::HashMap;

use super::apply::override_by;
use super::raw::{RawMember, RawShape, RawShapes, RawTraits};
use crate::diag::Diagnostics;
use crate::model::ShapeId;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Open,
    Done,
}

/// Flattens the mixins of every shape. Missing mixins, shapes that are none, and cycles are reported.
pub(super) fn flatten(shapes: &mut RawShapes<'_>, diagnostics: &mut Diagnostics) {
    let mut progress = HashMap::new();
    for position in 0..shapes.list.len() {
        visit(shapes, position, &mut progress, diagnostics);
    }
}

/// Flattens what the shape at `position` depends on, then the shape. An explicit stack, since a
/// hostile chain of mixins could be as long as the document.
fn visit(
    shapes: &mut RawShapes<'_>,
    position: usize,
    progress: &mut HashMap<usize, Progress>,
    diagnostics: &mut Diagnostics,
) {
    let mut stack = vec![position];
    while let Some(&top) = stack.last() {
        if progress.get(&top) == Some(&Progress::Done) {
            stack.pop();
            continue;
        }
        let first_visit = progress.insert(top, Progress::Open).is_none();
        let needed: Vec<usize> = (shapes.list[top].mixins.iter())
            .filter_map(|mixin| shapes.by_id.get(&mixin.id).copied())
            .filter(|needed| progress.get(needed) != Some(&Progress::Done))
            .collect();
        if needed.is_empty() {
            take_over(shapes, top, diagnostics);
        } else if first_visit && !needed.iter().any(|one| progress.contains_key(one)) {
            stack.extend(needed);
            continue;
        } else {
            let what = "the shape's mixins lead back to the shape itself";
            shapes.list[top].at.error(what, diagnostics);
        }
        progress.insert(top, Progress::Done);
        stack.pop();
    }
}

fn take_over(shapes: &mut RawShapes<'_>, position: usize, diagnostics: &mut Diagnostics) {
    let mut gained = Gained::default();
    for mixin in &shapes.list[position].mixins {
        let Some(source) = shapes.by_id.get(&mixin.id).map(|at| &shapes.list[*at]) else {
            let what = format!("the mixin `{}` does not exist", mixin.id);
            mixin.at.error(what, diagnostics);
            continue;
        };
        if !source.has_trait("mixin") {
            let what = format!("`{}` is used as a mixin but has no mixin trait", mixin.id);
            mixin.at.error(what, diagnostics);
            continue;
        }
        gained.add(source);
    }
    if !shapes.list[position].mixins.is_empty() {
        gained.give(&mut shapes.list[position]);
    }
}

/// What the mixins of one shape bring, in their order.
#[derive(Default)]
struct Gained<'a> {
    traits: RawTraits<'a>,
    members: Vec<RawMember<'a>>,
    properties: Vec<(&'static str, Vec<super::raw::Reference<'a>>)>,
}

impl<'a> Gained<'a> {
    fn add(&mut self, source: &RawShape<'a>) {
        let local = local_traits(source);
        let inherited: RawTraits<'a> = (source.traits.iter())
            .filter(|(id, _)| !local.contains(&id.to_string()))
            .cloned()
            .collect();
        override_by(&mut self.traits, &inherited);
        for member in &source.members {
            join(&mut self.members, member);
        }
        for (key, references) in &source.properties {
            self.properties.push((key, references.clone()));
        }
    }

    fn give(mut self, shape: &mut RawShape<'a>) {
        override_by(&mut self.traits, &shape.traits);
        shape.traits = self.traits;
        for member in &shape.members {
            join(&mut self.members, member);
        }
        for member in &mut self.members {
            member.at = member.at.clone().of(shape.id.with_member(&member.name));
        }
        shape.members = self.members;
        for (key, references) in self.properties.into_iter().rev() {
            let own = shape.properties.entry(key).or_default();
            let mut all = references;
            all.retain(|one| !own.iter().any(|other| other.id == one.id));
            all.append(own);
            *own = all;
        }
    }
}

/// Adds a member, or lets it refine the one of the same name.
fn join<'a>(members: &mut Vec<RawMember<'a>>, member: &RawMember<'a>) {
    match members.iter_mut().find(|one| one.name == member.name) {
        None => members.push(member.clone()),
        Some(there) => {
            override_by(&mut there.traits, &member.traits);
            if member.target.is_some() {
                there.target = member.target.clone();
            }
            there.at = member.at.clone();
        }
    }
}

/// Ids of the traits that a mixin keeps to itself.
fn local_traits(source: &RawShape<'_>) -> Vec<String> {
    let mut local = vec!["smithy.api#mixin".to_owned()];
    for (id, at) in &source.traits {
        if id.to_string() == local[0] {
            let listed = at.get("localTraits");
            let items = listed.as_ref().and_then(|list| list.node.as_array());
            local.extend(items.unwrap_or_default().iter().filter_map(|item| {
                let id = ShapeId::parse(item.as_str()?)?;
                Some(id.to_string())
            }));
        }
    }
    local
}
