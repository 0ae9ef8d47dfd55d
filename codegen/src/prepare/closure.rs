//! The shapes that the operations reach, by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Operation, Usage};
use crate::model::{Kind, Model, ShapeId, ShapeIx};
use crate::reach::reached;

/// Where each reached shape is reached from.
pub(super) fn usage(model: &Model, operations: &[Operation]) -> BTreeMap<ShapeIx, Usage> {
    let mut usage = BTreeMap::new();
    let inputs = operations.iter().map(|operation| operation.input);
    walk(model, inputs, &mut usage, |usage| &mut usage.input);
    let outputs = operations.iter().map(|operation| operation.output);
    walk(model, outputs, &mut usage, |usage| &mut usage.output);
    let errors = operations
        .iter()
        .flat_map(|operation| operation.errors.iter().copied());
    walk(model, errors, &mut usage, |usage| &mut usage.error);
    usage
}

fn walk(
    model: &Model,
    roots: impl Iterator<Item = ShapeIx>,
    usage: &mut BTreeMap<ShapeIx, Usage>,
    flag: impl Fn(&mut Usage) -> &mut bool,
) {
    let targets = |ix: &ShapeIx| {
        let shape = model.shape(*ix);
        // Members of enums target the unit type, which means nothing.
        let is_enum = matches!(shape.kind, Kind::Enum(_) | Kind::IntEnum(_));
        let members = shape.members().into_iter().filter(move |_| !is_enum);
        members.map(|member| member.target)
    };
    for ix in reached(roots, targets) {
        *flag(usage.entry(ix).or_default()) = true;
    }
}

/// New names of reached shapes.
pub(super) fn renamed(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    rename: Vec<(ShapeId, String)>,
) -> BTreeMap<ShapeIx, String> {
    (rename.into_iter())
        .filter_map(|(id, name)| Some((model.find(&id)?, name)))
        .filter(|(ix, _)| usage.contains_key(ix))
        .collect()
}

/// The reached shapes that get a type of their own.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) structures: Vec<ShapeIx>,
    pub(super) unions: Vec<ShapeIx>,
    pub(super) enums: Vec<ShapeIx>,
    pub(super) int_enums: Vec<ShapeIx>,
    pub(super) errors: Vec<ShapeIx>,
}

/// Sorts the reached shapes into [`Lists`], each sorted by name.
pub(super) fn by_kind(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    operations: &[Operation],
    renamed: &BTreeMap<ShapeIx, String>,
) -> Lists {
    let synthetic: BTreeSet<ShapeIx> = (operations.iter())
        .flat_map(|operation| [operation.input, operation.output])
        .collect();
    let mut all: Vec<ShapeIx> = usage.keys().copied().collect();
    all.sort_by_key(|ix| {
        let id = &model.shape(*ix).id;
        (renamed.get(ix).unwrap_or(&id.name), id)
    });
    let mut lists = Lists::default();
    for ix in all {
        let shape = model.shape(ix);
        match &shape.kind {
            Kind::Structure(_) if synthetic.contains(&ix) || model.is_unit(ix) => {}
            Kind::Structure(_) if shape.is_error() => lists.errors.push(ix),
            Kind::Structure(_) => lists.structures.push(ix),
            Kind::Union(_) => lists.unions.push(ix),
            Kind::Enum(_) => lists.enums.push(ix),
            Kind::IntEnum(_) => lists.int_enums.push(ix),
            _ => {}
        }
    }
    lists
}
