//! The merged parts of several mixins and a shape: later ones refine earlier ones.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::apply::override_by;
use super::cursor::At;
use super::raw::{RawMember, RawShape, RawTraits, Reference};
use crate::graph::ShapeId;

/// Traits, members and references, in the order in which they came.
#[derive(Clone, Default)]
pub(super) struct Merged<'a> {
    traits: TraitList<'a>,
    members: Vec<RawMember<'a>>,
    /// Position in `members` by name.
    by_name: HashMap<String, usize>,
    properties: BTreeMap<&'static str, Vec<Reference<'a>>>,
    /// Members with another target than the one of the same name before them.
    conflicts: Vec<Conflict<'a>>,
}

/// A member with two targets.
#[derive(Clone)]
pub(super) struct Conflict<'a> {
    pub(super) name: String,
    pub(super) at: At<'a>,
    pub(super) targets: [ShapeId; 2],
}

impl<'a> Merged<'a> {
    /// Returns the parts of the shape itself.
    pub(super) fn own(shape: &RawShape<'a>) -> Self {
        let mut own = Self::default();
        own.traits.override_by(shape.traits.clone());
        for member in &shape.members {
            own.join(member.clone());
        }
        own.properties.clone_from(&shape.properties);
        own
    }

    /// How much there is to copy.
    pub(super) fn len(&self) -> usize {
        let references = self.properties.values().map(Vec::len);
        self.members.len() + references.sum::<usize>() + self.traits.entries.len()
    }

    /// Adds the next part.
    pub(super) fn add(&mut self, later: Self) {
        if self.members.is_empty() {
            (self.members, self.by_name) = (later.members, later.by_name);
        } else {
            later
                .members
                .into_iter()
                .for_each(|member| self.join(member));
        }
        if self.traits.entries.is_empty() {
            self.traits = later.traits
        } else {
            self.traits.override_by(later.traits.into_list())
        }
        for (key, references) in later.properties {
            self.properties.entry(key).or_default().extend(references);
        }
    }

    /// Adds a member, or lets it refine the one of the same name.
    fn join(&mut self, member: RawMember<'a>) {
        let known = self.by_name.get(&member.name);
        let Some(there) = known.and_then(|position| self.members.get_mut(*position)) else {
            self.by_name.insert(member.name.clone(), self.members.len());
            self.members.push(member);
            return;
        };
        if let (Some(first), Some(second)) = (&there.target, &member.target) {
            if first.id != second.id {
                self.conflicts.push(Conflict {
                    name: member.name.clone(),
                    at: member.at.clone(),
                    targets: [first.id.clone(), second.id.clone()],
                });
            }
        }
        override_by(&mut there.traits, &member.traits);
        there.target = member.target.or(there.target.take());
        there.at = member.at;
    }

    /// Returns members with two targets, once.
    pub(super) fn conflicts(&mut self) -> Vec<Conflict<'a>> {
        std::mem::take(&mut self.conflicts)
    }

    /// Makes it the shape's.
    pub(super) fn give(self, shape: &mut RawShape<'a>) {
        shape.traits = self.traits.into_list();
        shape.members = self.members;
        for member in &mut shape.members {
            member.at = member.at.clone().of(shape.id.with_member(&member.name));
        }
        shape.properties = self.properties;
        let single = shape.kind.single_references();
        for (key, references) in &mut shape.properties {
            // What the shape itself says counts, not what a mixin says.
            if single.contains(key) {
                references.drain(..references.len().saturating_sub(1));
            }
            // Of the same references the last stays.
            let mut seen = HashSet::new();
            references.reverse();
            references.retain(|one| seen.insert(one.id.clone()));
            references.reverse();
        }
    }

    /// Takes out the traits that a mixin keeps to itself.
    pub(super) fn drop_local(&mut self, mixin: &RawShape<'a>) {
        for (id, at) in &mixin.traits {
            if *id != mixin_trait() {
                continue;
            }
            let listed = at.get("localTraits");
            let items = listed.as_ref().and_then(|list| list.node.as_array());
            for item in items.unwrap_or_default() {
                if let Some(id) = item.as_str().and_then(ShapeId::parse) {
                    self.traits.remove(&id);
                }
            }
        }
        self.traits.remove(&mixin_trait());
    }
}

fn mixin_trait() -> ShapeId {
    ShapeId {
        namespace: "smithy.api".to_owned(),
        name: "mixin".to_owned(),
        member: None,
    }
}

/// Traits in their order, which are found by id. One can have several values, for the trait reader to join.
#[derive(Clone, Default)]
struct TraitList<'a> {
    entries: Vec<Option<(ShapeId, At<'a>)>>,
    positions: HashMap<ShapeId, Vec<usize>>,
}

impl<'a> TraitList<'a> {
    /// Adds traits; those that are there already give way.
    fn override_by(&mut self, more: RawTraits<'a>) {
        for (id, _) in &more {
            self.remove(id);
        }
        for (id, at) in more {
            let positions = self.positions.entry(id.clone()).or_default();
            positions.push(self.entries.len());
            self.entries.push(Some((id, at)));
        }
    }

    fn remove(&mut self, id: &ShapeId) {
        for position in self.positions.remove(id).unwrap_or_default() {
            self.entries[position] = None;
        }
        // A chain of mixins would leave a gap for each of them.
        while matches!(self.entries.last(), Some(None)) {
            self.entries.pop();
        }
    }

    fn into_list(self) -> RawTraits<'a> {
        self.entries.into_iter().flatten().collect()
    }
}
