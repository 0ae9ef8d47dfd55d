//! Finds the shapes that contain sensitive data, for all shapes at once, by going back from what is
//! marked.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Kind, Member, Model, ShapeIx};
use crate::prepare::Prepared;
use crate::reach::reached;

/// The shapes in use that are secret, or lead to a secret.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    shown: BTreeSet<ShapeIx>,
    held: BTreeSet<ShapeIx>,
}

impl Secrets {
    /// Those of a service.
    pub(super) fn of(prepared: &Prepared) -> Self {
        let model = &prepared.model;
        let all = || prepared.usage.keys().copied();
        let is_collection =
            |ix: &ShapeIx| matches!(model.shape(*ix).kind, Kind::List(_) | Kind::Map { .. });
        let collections = all().filter(is_collection);
        Self {
            shown: back(model, all(), collections),
            held: back(model, all(), all()),
        }
    }

    /// Returns whether a member must be redacted: it, its target or an element of the target is
    /// `@sensitive`.
    pub(super) fn redact(&self, member: &Member) -> bool {
        member.traits.sensitive || self.shown.contains(&member.target)
    }

    /// Returns whether the shape is sensitive or contains something that is.
    pub(super) fn are_held_by(&self, ix: ShapeIx) -> bool {
        self.held.contains(&ix)
    }
}

/// Returns the shapes of `all` that are marked, and the `containers` from which a member that is marked or
/// leads to one of them can be reached.
fn back(
    model: &Model,
    all: impl Iterator<Item = ShapeIx>,
    containers: impl Iterator<Item = ShapeIx>,
) -> BTreeSet<ShapeIx> {
    let mut open: Vec<ShapeIx> = all.filter(|ix| model.shape(*ix).traits.sensitive).collect();
    let mut holders: HashMap<ShapeIx, Vec<ShapeIx>> = HashMap::new();
    for container in containers {
        for member in model.members(container) {
            if member.traits.sensitive {
                open.push(container);
            }
            holders.entry(member.target).or_default().push(container);
        }
    }
    let found = reached(open, |ix| holders.get(ix).cloned().unwrap_or_default());
    found.into_iter().collect()
}
