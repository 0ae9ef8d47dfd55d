//! Which values are set where a diagram ends, whichever way leads there.
//!
//! A condition on a value that is not set does not hold. A result with such a value would be an error of each call that
//! ends there, so it is found when the diagram is parsed.

use super::ast::{Condition, Expr, Piece};
use super::diagram::{Next, Nodes};
use super::error::RuleSetError;
use super::functions::Function;

/// Maximum product of nodes and slots. That of S3 has a product of about 20,000.
const MOST: usize = 1 << 28;

/// A set of slots.
#[derive(Clone)]
pub(super) struct SetSlots(Vec<u64>);

impl SetSlots {
    fn new(slots: &[usize], of: usize) -> Self {
        let mut set = Self(vec![0; of.div_ceil(64)]);
        set.add(slots);
        set
    }

    fn add(&mut self, slots: &[usize]) {
        for slot in slots {
            self.0[slot / 64] |= 1 << (slot % 64);
        }
    }

    fn keep(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    pub(super) fn has(&self, slot: usize) -> bool {
        self.0[slot / 64] & 1 << (slot % 64) != 0
    }
}

/// Returns the slots that are set at each result. `None` for results that nothing leads to. `given` are set at the root.
pub(super) fn at_results(
    nodes: &Nodes,
    conditions: &[Condition],
    results: usize,
    given: &[usize],
    slots: usize,
) -> Result<Vec<Option<SetSlots>>, RuleSetError> {
    if nodes.all.len().saturating_mul(slots) > MOST {
        let what = format!("too large: {} nodes and {slots} values", nodes.all.len());
        return Err(RuleSetError::new(what));
    }
    let mut proved = Vec::with_capacity(conditions.len());
    for condition in conditions {
        proved.push(self::proved(condition));
    }
    let mut reached = Reached {
        nodes: vec![[None, None]; nodes.all.len()],
        results: vec![None; results],
    };
    reached.add(nodes.root, SetSlots::new(given, slots));
    for at in nodes.sorted()? {
        let node = nodes.all[at];
        let [plain, complement] = std::mem::take(&mut reached.nodes[at]);
        let ways = [
            (plain, [node.high, node.low]),
            (complement, [node.low, node.high]),
        ];
        for (set, [holds, fails]) in ways {
            let Some(set) = set else { continue };
            let mut more = set.clone();
            more.add(&proved[node.condition]);
            reached.add(holds, more);
            reached.add(fails, set);
        }
    }
    Ok(reached.results)
}

/// The slots that are set on all ways to a node or result, of those ways that have been followed.
struct Reached {
    /// By references to the node, and by complements of such.
    nodes: Vec<[Option<SetSlots>; 2]>,
    results: Vec<Option<SetSlots>>,
}

impl Reached {
    fn add(&mut self, next: Next, set: SetSlots) {
        let known = match next {
            Next::NoMatch => return,
            Next::Result(at) => &mut self.results[at],
            Next::Node(at) => &mut self.nodes[at][0],
            Next::Complement(at) => &mut self.nodes[at][1],
        };
        match known {
            Some(known) => known.keep(&set),
            None => *known = Some(set),
        }
    }
}

/// Returns the slots that have a value if the condition holds.
fn proved(condition: &Condition) -> Vec<usize> {
    let mut slots = Vec::new();
    if let Some(slot) = condition.assign {
        slots.push(slot);
    }
    let mut open = Vec::new();
    match &condition.expr {
        Expr::Call(Function::IsSet, args) => open.extend(args),
        other => open.push(other),
    }
    while let Some(expr) = open.pop() {
        match expr {
            Expr::Bool(_) | Expr::Int(_) | Expr::Text(_) => {}
            Expr::Slot(slot) => slots.push(*slot),
            Expr::GetAttr(base, _) => open.push(base),
            // Have a value without their arguments.
            Expr::Call(Function::IsSet | Function::Coalesce, _) => {}
            Expr::Call(Function::IfThenElse, args) => open.extend(&args[..1]),
            Expr::Array(items) | Expr::Call(_, items) => open.extend(items),
            Expr::Template(pieces) => {
                for piece in pieces {
                    if let Piece::Value(value) = piece {
                        open.push(value);
                    }
                }
            }
        }
    }
    slots
}
