//! `examples-1.json`: examples by operation.

use std::collections::HashMap;

use crate::diag::Diagnostics;
use crate::graph::{Kind, Model, Node, ShapeIx};
use crate::load::cursor::At;

/// Gives operations their examples. Those of operations that are not there have no effect.
pub(super) fn attach(
    model: &mut Model,
    operations: &HashMap<&str, ShapeIx>,
    root: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(all) = root.get("examples") else {
        return;
    };
    all.object(diagnostics);
    for (name, at) in all.entries() {
        let examples: Vec<Node> = at.items(diagnostics).iter().map(example).collect();
        let Some(&ix) = operations.get(name) else {
            continue;
        };
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            operation.traits.examples = Some(Node::Array(examples));
        }
    }
}

/// Returns an example with the keys that Smithy has for it.
fn example(at: &At<'_>) -> Node {
    let keys = [
        ("title", "title"),
        ("description", "documentation"),
        ("input", "input"),
        ("output", "output"),
    ];
    let entries = keys.iter().filter_map(|(key, smithy)| {
        let value = at.node.get(key)?;
        Some(((*smithy).to_owned(), value.clone()))
    });
    Node::Object(entries.collect())
}
