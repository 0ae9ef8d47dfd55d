//! Which operations have the same errors.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use crate::ir::Name;
use crate::model::ShapeIx;
use crate::prepare::Prepared;

/// The operations' names by their errors.
pub(super) type ByErrors = BTreeMap<BTreeSet<ShapeIx>, BTreeSet<Name>>;

/// Returns the operations' names by their errors, whose order does not matter.
pub(super) fn by_errors(prepared: &Prepared, names: &Names) -> ByErrors {
    let mut sets = ByErrors::new();
    for operation in &prepared.operations {
        let errors = operation.errors.iter().copied().collect();
        let name = names.operation(operation).name;
        sets.entry(errors).or_default().insert(name);
    }
    sets
}
