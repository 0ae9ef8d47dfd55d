//! A method's changes in short: the members that are new, changed or removed.

use super::page::parts;
use super::tree::{Method, Node, State};

/// A member that changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangedMember {
    pub(super) state: State,
    /// `Request`, `Response` or `Errors`.
    pub(super) part: &'static str,
    /// The names of the members on the way to it, and its own.
    pub(super) names: Vec<String>,
}

impl ChangedMember {
    /// Returns the way to the member: `city.name`.
    pub(super) fn path(&self) -> String {
        self.names.join(".")
    }
}

/// Returns the changes of a method, in the order of its page. What is inside of a new or removed member is
/// not listed.
pub(super) fn changes(method: &Method) -> Vec<ChangedMember> {
    let mut found = Vec::new();
    for (part, nodes) in parts(method) {
        add(part, nodes, &mut Vec::new(), &mut found);
    }
    found
}

fn add(
    part: &'static str,
    nodes: &[Node],
    names: &mut Vec<String>,
    found: &mut Vec<ChangedMember>,
) {
    for node in nodes {
        names.push(node.name.clone());
        if node.state != State::Same {
            found.push(ChangedMember {
                state: node.state,
                part,
                names: names.clone(),
            });
        }
        if matches!(node.state, State::Same | State::Changed) {
            add(part, &node.children, names, found);
        }
        names.pop();
    }
}
