//! Metadata: values of a model as a whole, from all its files.

use std::collections::HashMap;

use super::cursor::At;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::Node;

/// The values of each key, in the order of the files. More than one only if they are lists.
#[derive(Default)]
pub(super) struct Metadata<'a> {
    list: Vec<(&'a str, Vec<At<'a>>)>,
    /// Position in `list` by key.
    by_key: HashMap<&'a str, usize>,
}

/// Adds the metadata of a document. Lists of the same key are joined, other values must be the same.
pub(super) fn read<'a>(at: &At<'a>, all: &mut Metadata<'a>, diagnostics: &mut Diagnostics) {
    at.object(diagnostics);
    for (key, value) in at.entries() {
        let position = *all.by_key.entry(key).or_insert(all.list.len());
        let Some((_, values)) = all.list.get_mut(position) else {
            all.list.push((key, vec![value]));
            continue;
        };
        let is_list = |node: &Node| node.as_array().is_some();
        if values.iter().all(|other| is_list(other.node)) && is_list(value.node) {
            values.push(value);
        } else if values.iter().any(|other| other.node != value.node) {
            let what = format!("the metadata `{key}` is already set to a different value");
            diagnostics.push(Diagnostic::error(what).at(value.place()));
        }
    }
}

/// Returns each key with each of its values.
pub(super) fn entries<'a, 'm>(
    all: &'m Metadata<'a>,
) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a, 'm> {
    let entries = all.list.iter();
    entries.flat_map(|(key, values)| values.iter().map(|value| (*key, value.node)))
}

/// Returns the values.
pub(super) fn values(all: &Metadata<'_>) -> Vec<(String, Node)> {
    let values = all.list.iter().map(|(key, values)| {
        let node = match values.as_slice() {
            [only] => only.node.clone(),
            lists => Node::Array(
                (lists.iter())
                    .filter_map(|list| list.node.as_array())
                    .flatten()
                    .cloned()
                    .collect(),
            ),
        };
        ((*key).to_owned(), node)
    });
    values.collect()
}
