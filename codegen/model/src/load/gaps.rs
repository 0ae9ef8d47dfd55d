//! Facts about operations in files next to a model, by name.

use std::collections::HashMap;

use crate::diag::{did_you_mean, Diagnostic};
use crate::graph::{Kind, Model, ShapeIx};

use super::cursor::At;
use super::limits::MOST_ADVICE;

/// The operations of a model by name.
pub(super) struct Operations {
    by_name: HashMap<String, Vec<ShapeIx>>,
    /// The number of unknown names that were reported with similar names.
    advised: usize,
}

impl Operations {
    pub(super) fn of(model: &Model) -> Self {
        let mut by_name: HashMap<String, Vec<ShapeIx>> = HashMap::new();
        for (ix, shape) in model.shapes() {
            if matches!(shape.kind, Kind::Operation(_)) {
                by_name.entry(shape.id.name.clone()).or_default().push(ix);
            }
        }
        Self {
            by_name,
            advised: 0,
        }
    }

    /// Returns the operations of that name: more than one only if their namespaces differ.
    pub(super) fn named(&self, name: &str) -> &[ShapeIx] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Returns the diagnostic of an entry for an unknown operation; `is` describes the entry.
    pub(super) fn not_there(
        &mut self,
        name: &str,
        is: &str,
        at: &At<'_>,
        unknown: fn(String) -> Diagnostic,
    ) -> Diagnostic {
        let what = format!("`{name}` is {is} here, but the model has no such operation");
        let mut diagnostic = unknown(what).at(at.place());
        self.advised += 1;
        if self.advised <= MOST_ADVICE {
            let mut names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
            names.sort_unstable();
            diagnostic.help = did_you_mean(name, &names);
        }
        diagnostic
    }
}
