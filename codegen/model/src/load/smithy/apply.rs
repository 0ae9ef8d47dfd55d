//! `apply` statements: traits that are defined apart from their shape.

use std::collections::HashMap;

use super::cursor::At;
use super::raw::{Applied, RawShapes, RawTraits};
use crate::diag::Diagnostics;
use crate::graph::{Node, ShapeId};

/// Brings applied traits to shapes and to members that the shapes define themselves; gives back those
/// for members that a mixin may still bring.
pub(super) fn to_own_members<'a>(
    shapes: &mut RawShapes<'a>,
    applied: Vec<Applied<'a>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Applied<'a>> {
    let mut late = Vec::new();
    let mut members = MemberIndex::default();
    for one in applied {
        match members.traits_of(shapes, &one.target) {
            Some(traits) => merge(traits, &one.traits, diagnostics),
            None if one.target.member.is_some() => late.push(one),
            None => unknown(&one, diagnostics),
        }
    }
    late
}

/// Brings applied traits to members that mixins brought.
pub(super) fn to_mixed_in<'a>(
    shapes: &mut RawShapes<'a>,
    late: Vec<Applied<'a>>,
    diagnostics: &mut Diagnostics,
) {
    let mut members = MemberIndex::default();
    for one in late {
        match members.traits_of(shapes, &one.target) {
            Some(traits) => override_by(traits, &one.traits),
            None => unknown(&one, diagnostics),
        }
    }
}

fn unknown(one: &Applied<'_>, diagnostics: &mut Diagnostics) {
    // Models may only restate prelude shapes, not extend them.
    let known = super::prelude::is_prelude(&one.target) || one.traits.is_empty();
    if !known {
        let what = format!(
            "traits are applied to `{}`, which does not exist",
            one.target
        );
        one.at.error(what, diagnostics);
    }
}

/// The positions of members by name, of the shapes that something is applied to.
#[derive(Default)]
struct MemberIndex(HashMap<usize, HashMap<String, usize>>);

impl MemberIndex {
    fn traits_of<'s, 'a>(
        &mut self,
        shapes: &'s mut RawShapes<'a>,
        target: &ShapeId,
    ) -> Option<&'s mut RawTraits<'a>> {
        let owner = ShapeId {
            member: None,
            ..target.clone()
        };
        let position = *shapes.by_id.get(&owner)?;
        let shape = shapes.list.get_mut(position)?;
        let Some(name) = &target.member else {
            return Some(&mut shape.traits);
        };
        let members = self.0.entry(position).or_insert_with(|| {
            let members = shape.members.iter().enumerate();
            members.map(|(at, one)| (one.name.clone(), at)).collect()
        });
        let member = shape.members.get_mut(*members.get(name)?)?;
        Some(&mut member.traits)
    }
}

/// Adds traits; one that is there already must have the same value. Two lists are both kept, for the
/// trait reader to join.
fn merge<'a>(traits: &mut RawTraits<'a>, more: &RawTraits<'a>, diagnostics: &mut Diagnostics) {
    for (id, at) in more {
        let conflict = |(other, there): &&(ShapeId, At<'_>)| {
            other == id && there.node != at.node && !both_lists(there.node, at.node)
        };
        if traits.iter().any(|one| conflict(&one)) {
            at.error(
                format!("the trait `{id}` is already set to a different value"),
                diagnostics,
            );
        } else if !traits
            .iter()
            .any(|(other, there)| other == id && there.node == at.node)
        {
            traits.push((id.clone(), at.clone()));
        }
    }
}

fn both_lists(a: &Node, b: &Node) -> bool {
    a.as_array().is_some() && b.as_array().is_some()
}

/// Adds traits; those that are there already give way.
pub(super) fn override_by<'a>(traits: &mut RawTraits<'a>, more: &RawTraits<'a>) {
    traits.retain(|(id, _)| !more.iter().any(|(other, _)| other == id));
    traits.extend(more.iter().cloned());
}
