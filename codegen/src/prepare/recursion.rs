//! Types that would contain themselves: which members need indirection.
//!
//! Lists and maps keep their content elsewhere, so only loops through members of structures and unions
//! matter. Of each such loop the member with the smallest id is boxed, the shortest loop first, until no
//! loop is left: the same place on every run.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::types::Usage;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, MemberRef, Model, ShapeIx};

/// The members to box. A loop through lists and maps alone has no type at all and is reported.
pub(super) fn boxed(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<MemberRef> {
    let mut direct = Graph::new(model, usage, |kind| {
        matches!(kind, Kind::Structure(_) | Kind::Union(_))
    });
    let mut boxed = BTreeSet::new();
    while let Some(loop_) = direct.shortest_loop() {
        let Some(member) = loop_
            .into_iter()
            .min_by_key(|member| model.member_id(*member))
        else {
            break;
        };
        direct.cut(member);
        boxed.insert(member);
    }
    let mut endless = Graph::new(model, usage, |kind| {
        matches!(kind, Kind::List(_) | Kind::Map { .. })
    });
    while let Some(loop_) = endless.shortest_loop() {
        for member in loop_ {
            let id = model.member_id(member);
            let what = "a list or map contains itself, with no structure in between";
            diagnostics.push(Diagnostic::error(what).at(Place::shape(&id)));
            endless.cut(member);
        }
    }
    boxed
}

/// Shapes and the members that lead from one to the next, in order of ids.
struct Graph {
    edges: BTreeMap<ShapeIx, Vec<(MemberRef, ShapeIx)>>,
    /// Shapes that may lie on a loop, in order of ids.
    starts: Vec<ShapeIx>,
}

impl Graph {
    fn new(model: &Model, usage: &BTreeMap<ShapeIx, Usage>, holds: impl Fn(&Kind) -> bool) -> Self {
        let inside = |ix: &ShapeIx| holds(&model.shape(*ix).kind);
        let mut edges = BTreeMap::new();
        for container in usage.keys().copied().filter(inside) {
            let members = model.members(container).into_iter().enumerate();
            let out: Vec<_> = members
                .filter(|(_, member)| inside(&member.target))
                .map(|(position, member)| {
                    (
                        MemberRef {
                            container,
                            position,
                        },
                        member.target,
                    )
                })
                .collect();
            edges.insert(container, out);
        }
        let mut starts: Vec<ShapeIx> = edges.keys().copied().collect();
        starts.sort_by_key(|ix| &model.shape(*ix).id);
        let mut graph = Self { edges, starts };
        graph.prune();
        graph
    }

    /// Drops shapes that lie on no loop for want of a way in or out.
    fn prune(&mut self) {
        self.drop_dead_ends();
        let mut reversed = self.reversed();
        std::mem::swap(&mut self.edges, &mut reversed);
        self.drop_dead_ends();
        let kept: BTreeSet<ShapeIx> = self.edges.keys().copied().collect();
        self.edges = reversed;
        self.keep(&kept);
    }

    /// Drops shapes that have no way out, and those that have none without them.
    fn drop_dead_ends(&mut self) {
        let sources = self.reversed();
        let mut ways: HashMap<ShapeIx, usize> = self
            .edges
            .iter()
            .map(|(ix, out)| (*ix, out.len()))
            .collect();
        let mut open: Vec<ShapeIx> = ways
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(ix, _)| *ix)
            .collect();
        while let Some(dead) = open.pop() {
            ways.remove(&dead);
            for (_, source) in sources.get(&dead).into_iter().flatten() {
                if let Some(count) = ways.get_mut(source) {
                    *count -= 1;
                    if *count == 0 {
                        open.push(*source);
                    }
                }
            }
        }
        self.keep(&ways.into_keys().collect());
    }

    fn reversed(&self) -> BTreeMap<ShapeIx, Vec<(MemberRef, ShapeIx)>> {
        let mut reversed: BTreeMap<ShapeIx, Vec<(MemberRef, ShapeIx)>> =
            self.edges.keys().map(|ix| (*ix, Vec::new())).collect();
        for (source, out) in &self.edges {
            for (member, target) in out {
                reversed
                    .entry(*target)
                    .or_default()
                    .push((*member, *source));
            }
        }
        reversed
    }

    fn keep(&mut self, kept: &BTreeSet<ShapeIx>) {
        self.edges.retain(|ix, _| kept.contains(ix));
        for out in self.edges.values_mut() {
            out.retain(|(_, target)| kept.contains(target));
        }
        self.starts.retain(|ix| kept.contains(ix));
    }

    fn cut(&mut self, member: MemberRef) {
        if let Some(out) = self.edges.get_mut(&member.container) {
            out.retain(|(other, _)| *other != member);
        }
        self.prune();
    }

    /// The members of the shortest loop; of equally short ones that of the first start.
    fn shortest_loop(&self) -> Option<Vec<MemberRef>> {
        let loops = self
            .starts
            .iter()
            .filter_map(|start| self.loop_from(*start));
        loops.min_by_key(Vec::len)
    }

    /// The shortest way from `start` back to itself.
    fn loop_from(&self, start: ShapeIx) -> Option<Vec<MemberRef>> {
        let mut came: HashMap<ShapeIx, (MemberRef, ShapeIx)> = HashMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            for (member, target) in self.edges.get(&at).into_iter().flatten() {
                if *target == start {
                    return Some(way_back(start, at, *member, &came));
                }
                if !came.contains_key(target) {
                    came.insert(*target, (*member, at));
                    open.push_back(*target);
                }
            }
        }
        None
    }
}

fn way_back(
    start: ShapeIx,
    from: ShapeIx,
    last: MemberRef,
    came: &HashMap<ShapeIx, (MemberRef, ShapeIx)>,
) -> Vec<MemberRef> {
    let mut members = vec![last];
    let mut at = from;
    while let (true, Some((member, previous))) = (at != start, came.get(&at)) {
        members.push(*member);
        at = *previous;
    }
    members
}
