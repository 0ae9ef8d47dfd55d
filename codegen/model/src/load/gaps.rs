//! What files of facts beside a model say of its operations, by their names.

use std::collections::HashMap;

use crate::diag::{did_you_mean, Diagnostic};
use crate::graph::{Kind, Model, ShapeIx};

use super::cursor::At;
use super::limits::MOST_ADVICE;

/// The operations of a model by name.
pub(super) struct Operations {
    by_name: HashMap<String, Vec<ShapeIx>>,
    /// How many unknown names were told which names are near.
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

    /// The operations of that name: more than one only where namespaces tell them apart.
    pub(super) fn named(&self, name: &str) -> &[ShapeIx] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// What is said of an entry for an operation that the model does not have; `is` tells what it is there.
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
