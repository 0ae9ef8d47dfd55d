//! Enums that differ only in their namespaces: one of them replaces all. Smithy allows them, and one Rust
//! type is all that they need.

use std::collections::{BTreeMap, HashMap};

use super::types::Usage;
use crate::model::{Kind, Model, Node, ShapeId, ShapeIx};

/// Lets every member that targets such an enum target the first by id. Tells whether there was any.
pub(super) fn merge(
    model: &mut Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    rename: &[(ShapeId, String)],
) -> bool {
    let merged = duplicates(model, usage, rename);
    if merged.is_empty() {
        return false;
    }
    for &ix in usage.keys() {
        for member in model.shape_mut(ix).members_mut() {
            if let Some(first) = merged.get(&member.target) {
                member.target = *first;
            }
        }
    }
    true
}

/// Returns the enums that are the same as one before them, with that one.
fn duplicates(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    rename: &[(ShapeId, String)],
) -> HashMap<ShapeIx, ShapeIx> {
    let renamed: HashMap<&ShapeId, &str> = rename
        .iter()
        .map(|(id, name)| (id, name.as_str()))
        .collect();
    let is_enum = |ix: &ShapeIx| matches!(model.shape(*ix).kind, Kind::Enum(_));
    let mut enums: Vec<ShapeIx> = usage.keys().copied().filter(is_enum).collect();
    enums.sort_by_key(|ix| &model.shape(*ix).id);
    let mut first: HashMap<&str, ShapeIx> = HashMap::new();
    let mut merged = HashMap::new();
    for ix in enums {
        let id = &model.shape(ix).id;
        let name = renamed.get(id).copied().unwrap_or(&id.name);
        let known = *first.entry(name).or_insert(ix);
        if known != ix && values(model, known) == values(model, ix) {
            merged.insert(ix, known);
        }
    }
    merged
}

/// Names and values, and those without a name.
fn values(model: &Model, ix: ShapeIx) -> (Vec<(&str, Option<&Node>)>, &[String]) {
    let shape = model.shape(ix);
    let named = shape.members().into_iter();
    let named = named.map(|member| (member.name.as_str(), member.traits.enum_value.as_ref()));
    (named.collect(), &shape.traits.unnamed_enum)
}
