//! Mixins: members, traits and bindings that a shape takes over from others.
//!
//! The flattened mixin is passed on to the shapes that use it, and copied only if several do: a chain of
//! mixins costs as much as its shapes, not as much as all combinations.

use std::collections::{HashMap, HashSet};

use super::kinds::RawKind;
use super::merged::{Conflict, Merged};
use super::raw::{Applied, RawShapes};
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::ShapeId;
use crate::load::limits::MOST_MIXED_IN;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    New,
    Open,
    Done,
}

/// Flattens the mixins of every shape that something but mixins refers to; `late` are traits for members that
/// mixins bring. Missing mixins, shapes that are none, and cycles are reported.
pub(super) fn flatten<'a>(
    shapes: &mut RawShapes<'a>,
    late: &[Applied<'a>],
    diagnostics: &mut Diagnostics,
) {
    if shapes.list.iter().all(|shape| shape.mixins.is_empty()) {
        return;
    }
    let mut flattener = Flattener {
        progress: vec![Progress::New; shapes.list.len()],
        is_mixin: (shapes.list.iter())
            .map(|shape| shape.has_trait("mixin"))
            .collect(),
        is_kept: kept(shapes, late),
        uses: uses(shapes),
        ready: HashMap::new(),
        copied: 0,
        shapes,
        diagnostics,
    };
    for position in 0..flattener.progress.len() {
        flattener.visit(position);
    }
    if flattener.copied > MOST_MIXED_IN {
        let what = format!("mixins add more than {MOST_MIXED_IN} members to the model's shapes");
        let help = "use fewer mixins with many members";
        diagnostics.push(Diagnostic::error(what).help(help));
    }
}

/// How often each shape is used as a mixin.
fn uses(shapes: &RawShapes<'_>) -> Vec<usize> {
    let mut uses = vec![0; shapes.list.len()];
    for mixin in shapes.list.iter().flat_map(|shape| &shape.mixins) {
        if let Some(position) = shapes.by_id.get(&mixin.id) {
            uses[*position] += 1;
        }
    }
    uses
}

/// Which shapes are more than mixins: they are none, something targets them, traits are applied to members that they
/// take over, or the targets of their members are in mixins.
fn kept(shapes: &RawShapes<'_>, late: &[Applied<'_>]) -> Vec<bool> {
    let targets = shapes.list.iter().flat_map(|shape| {
        let members = shape.members.iter().filter_map(|one| one.target.as_ref());
        members.chain(shape.properties.values().flatten())
    });
    let mut referred: HashSet<ShapeId> = targets.map(|target| target.id.clone()).collect();
    referred.extend(late.iter().map(|one| ShapeId {
        member: None,
        ..one.target.clone()
    }));
    let is_kept = |shape: &super::raw::RawShape<'_>| {
        let lacks_target = shape.members.iter().any(|one| one.target.is_none());
        !shape.has_trait("mixin") || lacks_target || referred.contains(&shape.id)
    };
    shapes.list.iter().map(is_kept).collect()
}

struct Flattener<'s, 'a, 'd> {
    shapes: &'s mut RawShapes<'a>,
    progress: Vec<Progress>,
    is_mixin: Vec<bool>,
    is_kept: Vec<bool>,
    /// How many shapes are still to use a shape as mixin.
    uses: Vec<usize>,
    /// The parts that mixins pass on.
    ready: HashMap<usize, Merged<'a>>,
    /// Members that were copied so far.
    copied: usize,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Flattener<'_, 'a, '_> {
    /// Flattens the dependencies of the shape at `position`, then the shape. An explicit stack,
    /// since a hostile chain of mixins could be as long as the document.
    fn visit(&mut self, position: usize) {
        let mut stack = vec![position];
        while let Some(&top) = stack.last() {
            if self.progress[top] == Progress::Done {
                stack.pop();
                continue;
            }
            let first_visit = self.progress[top] == Progress::New;
            self.progress[top] = Progress::Open;
            let shape = &self.shapes.list[top];
            let needed: Vec<usize> = (shape.mixins.iter())
                .filter_map(|mixin| self.shapes.by_id.get(&mixin.id).copied())
                .filter(|needed| self.progress[*needed] != Progress::Done)
                .collect();
            let is_open = |one: &usize| self.progress[*one] == Progress::Open;
            if needed.is_empty() {
                self.take_over(top);
            } else if first_visit && !needed.iter().any(is_open) {
                stack.extend(needed);
                continue;
            } else {
                let what = "the shape's mixins form a cycle";
                self.shapes.list[top].at.error(what, self.diagnostics);
            }
            self.progress[top] = Progress::Done;
            stack.pop();
        }
    }

    fn take_over(&mut self, position: usize) {
        let is_mixin = self.is_mixin[position] && self.uses[position] > 0;
        if self.shapes.list[position].mixins.is_empty() && !is_mixin {
            return;
        }
        let mut merged = Merged::default();
        for source in self.sources(position) {
            merged.add(self.handed_on(source));
        }
        merged.add(Merged::own(&self.shapes.list[position]));
        self.report(merged.conflicts(), position);
        if self.copied > MOST_MIXED_IN {
            return;
        }
        if self.is_kept[position] && !self.shapes.list[position].mixins.is_empty() {
            let whole = if is_mixin {
                self.copied += merged.len();
                merged.clone()
            } else {
                std::mem::take(&mut merged)
            };
            whole.give(&mut self.shapes.list[position]);
        }
        if is_mixin {
            merged.drop_local(&self.shapes.list[position]);
            self.ready.insert(position, merged);
        }
    }

    fn report(&mut self, conflicts: Vec<Conflict<'a>>, position: usize) {
        let id = &self.shapes.list[position].id;
        for Conflict { name, at, targets } in conflicts {
            let [first, second] = targets;
            let what = format!(
                "the member `{name}` has another target than the one of that name in a mixin before: `{second}`, not \
                 `{first}`"
            );
            at.of(id.with_member(&name)).error(what, self.diagnostics);
        }
    }

    /// Returns the mixins of a shape, in their order.
    fn sources(&mut self, position: usize) -> Vec<usize> {
        let mut sources = Vec::new();
        let kind = self.shapes.list[position].kind;
        for mixin in &self.shapes.list[position].mixins {
            let what = match self.shapes.by_id.get(&mixin.id) {
                Some(&source) if self.is_mixin[source] => {
                    sources.push(source);
                    let other = self.shapes.list[source].kind;
                    if kind == other || kind == RawKind::Unknown || other == RawKind::Unknown {
                        continue;
                    }
                    let (id, kind, other) = (&mixin.id, kind.name(), other.name());
                    format!("a {kind} cannot have the mixin `{id}`, which is of type {other}")
                }
                Some(_) => format!(
                    "`{}` is used as a mixin, but does not have the trait `mixin`",
                    mixin.id
                ),
                None => format!("the mixin `{}` does not exist", mixin.id),
            };
            mixin.at.error(what, self.diagnostics);
        }
        sources
    }

    /// Returns the parts of a mixin; the last user gets them without a copy.
    fn handed_on(&mut self, source: usize) -> Merged<'a> {
        self.uses[source] -= 1;
        if self.uses[source] == 0 {
            return self.ready.remove(&source).unwrap_or_default();
        }
        let Some(ready) = self.ready.get(&source) else {
            return Merged::default();
        };
        self.copied = self.copied.saturating_add(ready.len());
        if self.copied > MOST_MIXED_IN {
            Merged::default()
        } else {
            ready.clone()
        }
    }
}
