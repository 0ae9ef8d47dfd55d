//! JSON values with their positions, as they are built.

use std::collections::HashMap;

use crate::graph::Node;
use crate::load::cursor::Spans;

/// A value with the positions of its parts.
pub(super) struct Built {
    pub(super) node: Node,
    pub(super) spans: Spans,
}

impl Built {
    pub(super) fn leaf(at: usize, node: Node) -> Self {
        Self {
            node,
            spans: Spans::leaf(at),
        }
    }

    pub(super) fn array(at: usize, items: Vec<Self>) -> Self {
        let (mut nodes, mut kids) = (Vec::new(), Vec::new());
        for item in items {
            nodes.push(item.node);
            kids.push(item.spans);
        }
        Self {
            node: Node::Array(nodes),
            spans: Spans { at, kids },
        }
    }

    /// The same value at another position.
    pub(super) fn at(mut self, at: usize) -> Self {
        self.spans.at = at;
        self
    }
}

/// The entries of an object.
pub(super) struct Entries {
    entries: Vec<(String, Node)>,
    spans: Spans,
}

impl Entries {
    pub(super) fn new(at: usize) -> Self {
        Self {
            entries: Vec::new(),
            spans: Spans::leaf(at),
        }
    }

    pub(super) fn add(&mut self, key: &str, value: Built) {
        self.entries.push((key.to_owned(), value.node));
        self.spans.kids.push(value.spans);
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|(name, _)| name == key)
    }

    /// Returns the positions of all keys.
    pub(super) fn positions(&self) -> HashMap<String, usize> {
        let keys = self.entries.iter().enumerate();
        keys.map(|(position, (key, _))| (key.clone(), position))
            .collect()
    }

    pub(super) fn get_mut(&mut self, position: usize) -> Option<(&mut Node, &mut Spans)> {
        let (_, node) = self.entries.get_mut(position)?;
        Some((node, self.spans.kids.get_mut(position)?))
    }

    pub(super) fn build(self) -> Built {
        Built {
            node: Node::Object(self.entries),
            spans: self.spans,
        }
    }
}
