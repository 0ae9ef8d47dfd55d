//! Shapes and the members that lead from one to the next.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Kind, MemberRef, Model, ShapeIx};
use crate::prepare::types::Usage;

/// A member that leads to a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) member: MemberRef,
    pub(super) target: usize,
}

/// Nodes in the order of their shapes' ids; edges in the order of the members.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) edges: Vec<Vec<Edge>>,
}

impl Graph {
    pub(super) fn new(
        model: &Model,
        usage: &BTreeMap<ShapeIx, Usage>,
        holds: impl Fn(&Kind) -> bool,
    ) -> Self {
        let mut nodes: Vec<ShapeIx> = usage.keys().copied().collect();
        nodes.retain(|ix| holds(&model.shape(*ix).kind));
        nodes.sort_by_key(|ix| &model.shape(*ix).id);
        let places: HashMap<ShapeIx, usize> = nodes
            .iter()
            .enumerate()
            .map(|(place, ix)| (*ix, place))
            .collect();
        let edges = nodes.iter().map(|&container| {
            let members = model.members(container).into_iter().enumerate();
            let edges = members.filter_map(|(position, member)| {
                Some(Edge {
                    member: MemberRef {
                        container,
                        position,
                    },
                    target: *places.get(&member.target)?,
                })
            });
            edges.collect()
        });
        Self {
            edges: edges.collect(),
        }
    }

    /// Returns the parts in which each node can be reached from each other, but for those without a loop.
    /// Their nodes keep their order.
    pub(super) fn components(&self) -> Vec<Self> {
        let of = self.component_of();
        let mut nodes: Vec<Vec<usize>> = vec![Vec::new(); self.edges.len()];
        for (node, component) in of.iter().enumerate() {
            nodes[*component].push(node);
        }
        let is_loop = |nodes: &Vec<usize>| match nodes.as_slice() {
            [one] => self.edges[*one].iter().any(|edge| edge.target == *one),
            nodes => !nodes.is_empty(),
        };
        let parts = nodes.into_iter().filter(is_loop);
        parts.map(|nodes| self.part(&nodes, &of)).collect()
    }

    fn part(&self, nodes: &[usize], of: &[usize]) -> Self {
        let places: HashMap<usize, usize> = nodes
            .iter()
            .enumerate()
            .map(|(place, node)| (*node, place))
            .collect();
        let edges = nodes.iter().map(|node| {
            let inside = self.edges[*node]
                .iter()
                .filter(|edge| of[edge.target] == of[*node]);
            inside
                .filter_map(|edge| {
                    Some(Edge {
                        target: *places.get(&edge.target)?,
                        ..*edge
                    })
                })
                .collect()
        });
        Self {
            edges: edges.collect(),
        }
    }

    /// Returns the component of each node, by Tarjan's algorithm; without recursion, since chains can
    /// be long.
    fn component_of(&self) -> Vec<usize> {
        const NEW: usize = usize::MAX;
        let count = self.edges.len();
        let (mut number, mut lowest) = (vec![NEW; count], vec![0; count]);
        let (mut component, mut components) = (vec![NEW; count], 0);
        let (mut open, mut next_number) = (Vec::new(), 0);
        for start in 0..count {
            if number[start] != NEW {
                continue;
            }
            // A node, and how many of its edges have been followed.
            let mut path = vec![(start, 0)];
            while let Some((node, followed)) = path.last_mut() {
                let node = *node;
                if *followed == 0 {
                    number[node] = next_number;
                    lowest[node] = next_number;
                    next_number += 1;
                    open.push(node);
                }
                if let Some(edge) = self.edges[node].get(*followed) {
                    *followed += 1;
                    if number[edge.target] == NEW {
                        path.push((edge.target, 0));
                    } else if component[edge.target] == NEW {
                        lowest[node] = lowest[node].min(number[edge.target]);
                    }
                    continue;
                }
                path.pop();
                if let Some((around, _)) = path.last() {
                    lowest[*around] = lowest[*around].min(lowest[node]);
                }
                if lowest[node] == number[node] {
                    while let Some(member) = open.pop() {
                        component[member] = components;
                        if member == node {
                            break;
                        }
                    }
                    components += 1;
                }
            }
        }
        component
    }
}
