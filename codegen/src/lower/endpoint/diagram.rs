//! Takes conditions with a known outcome out of a diagram (`endpointBdd`), with all that nothing leads to any more.

use std::collections::{BTreeMap, BTreeSet};

use base64::prelude::{Engine as _, BASE64_STANDARD};

use crate::model::{Node, Number};

/// References from here on are results: this one is none, the next one is the first of the list.
const NO_RESULT: i32 = 100_000_000;

/// The first node, to which no reference leads.
const TERMINAL: [i32; 3] = [-1, 1, -1];

/// The parts of a diagram that refer to each other.
pub(super) struct Diagram<'a> {
    conditions: &'a [Node],
    results: &'a [Node],
    /// A condition, and the references for true and false.
    nodes: Vec<[i32; 3]>,
    root: i32,
}

impl<'a> Diagram<'a> {
    /// Reads the parts of a valid diagram. `None` for a rule set.
    pub(super) fn read(document: &'a Node) -> Option<Self> {
        let list = |key: &str| document.get(key).and_then(Node::as_array);
        let bytes = BASE64_STANDARD
            .decode(document.get("nodes")?.as_str()?)
            .ok()?;
        let node = |bytes: &[u8]| {
            let part =
                |at: usize| Some(i32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
            Some([part(0)?, part(4)?, part(8)?])
        };
        let Node::Number(root) = document.get("root")? else {
            return None;
        };
        let root = i32::try_from(root.as_i64()?).ok()?;
        Some(Self {
            conditions: list("conditions")?,
            results: list("results")?,
            nodes: bytes.chunks(12).map(node).collect::<Option<_>>()?,
            root,
        })
    }

    /// Returns the members of the diagram in which the conditions are left out whose outcome is known.
    pub(super) fn without(
        mut self,
        known: impl Fn(&Node) -> Option<bool>,
    ) -> BTreeMap<&'static str, Node> {
        let known: Vec<Option<bool>> = self.conditions.iter().map(known).collect();
        let of = |node: &[i32; 3]| *known.get(usize::try_from(node[0]).ok()?)?;
        // What stands for a reference to a node, and for one to its complement.
        let skipped = |nodes: &[[i32; 3]], mut reference: i32| {
            // A valid diagram has no circles: this is more steps than there can be.
            for _ in 0..=nodes.len() {
                let node = position(reference).and_then(|at| nodes.get(at));
                let Some((node, holds)) = node.and_then(|node| Some((node, of(node)?))) else {
                    break;
                };
                reference = if holds == (reference > 0) {
                    node[1]
                } else {
                    node[2]
                };
            }
            reference
        };
        self.root = skipped(&self.nodes, self.root);
        let all = self.nodes.clone();
        for node in &mut self.nodes {
            *node = [node[0], skipped(&all, node[1]), skipped(&all, node[2])];
        }
        self.root = self.plain(self.root);
        self.reached()
    }

    /// Returns the reference, or that to a node which does the same as a complement: the root must not be one.
    fn plain(&mut self, reference: i32) -> i32 {
        let node = position(reference).filter(|_| reference < 0);
        let Some([condition, high, low]) = node.and_then(|at| self.nodes.get(at).copied()) else {
            return reference;
        };
        self.nodes.push([condition, low, high]);
        i32::try_from(self.nodes.len()).unwrap_or(reference)
    }

    fn reached(&self) -> BTreeMap<&'static str, Node> {
        let (mut nodes, mut results) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![self.root];
        while let Some(reference) = open.pop() {
            let at = position(reference);
            if let Some((at, node)) = at.and_then(|at| Some((at, self.nodes.get(at)?))) {
                if nodes.insert(at) {
                    open.extend(&node[1..]);
                }
            } else if reference > NO_RESULT {
                results.insert(reference);
            }
        }
        let kept = || nodes.iter().filter_map(|at| self.nodes.get(*at));
        let conditions: BTreeSet<i32> = kept().map(|node| node[0]).collect();
        let numbers = Numbers {
            nodes: numbered(&nodes, 2),
            results: numbered(&results, NO_RESULT + 1),
            conditions: numbered(&conditions, 0),
        };
        let mut bytes: Vec<u8> = TERMINAL
            .iter()
            .flat_map(|part| part.to_be_bytes())
            .collect();
        for [condition, high, low] in kept() {
            let condition = numbers
                .conditions
                .get(condition)
                .copied()
                .unwrap_or_default();
            let parts = [condition, numbers.of(*high), numbers.of(*low)];
            bytes.extend(parts.into_iter().flat_map(i32::to_be_bytes));
        }
        let of = |list: &[Node], at: i32| list.get(usize::try_from(at).ok()?).cloned();
        let conditions = conditions.iter().filter_map(|at| of(self.conditions, *at));
        let first = NO_RESULT + 1;
        let results = results
            .iter()
            .filter_map(|at| of(self.results, *at - first));
        let number = |number: i64| Node::Number(Number::from_i64(number));
        BTreeMap::from([
            ("conditions", Node::Array(conditions.collect())),
            ("results", Node::Array(results.collect())),
            ("root", number(i64::from(numbers.of(self.root)))),
            (
                "nodeCount",
                number(i64::try_from(nodes.len() + 1).unwrap_or_default()),
            ),
            ("nodes", Node::String(BASE64_STANDARD.encode(bytes))),
        ])
    }
}

/// The new numbers of what is kept, by the old ones.
struct Numbers {
    /// References by positions.
    nodes: BTreeMap<usize, i32>,
    /// References by references.
    results: BTreeMap<i32, i32>,
    /// Positions by positions.
    conditions: BTreeMap<i32, i32>,
}

impl Numbers {
    fn of(&self, reference: i32) -> i32 {
        let node = position(reference).and_then(|at| self.nodes.get(&at));
        match node.or_else(|| self.results.get(&reference)) {
            Some(new) if reference < 0 => -new,
            Some(new) => *new,
            None => reference,
        }
    }
}

fn numbered<T: Copy + Ord>(all: &BTreeSet<T>, first: i32) -> BTreeMap<T, i32> {
    all.iter().copied().zip(first..).collect()
}

/// Returns the position of the node that a reference leads to.
fn position(reference: i32) -> Option<usize> {
    let number = usize::try_from(reference.unsigned_abs()).ok()?;
    (number > 1 && reference < NO_RESULT).then_some(number - 1)
}
