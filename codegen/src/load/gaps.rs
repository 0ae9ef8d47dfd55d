//! What files of facts beside a model say of its operations, by their names.

use crate::diag::{did_you_mean, Diagnostic};
use crate::model::{Kind, Model, ShapeIx};

use super::cursor::At;

/// The operations of that name: more than one only where namespaces tell them apart.
pub(super) fn operations(model: &Model, name: &str) -> Vec<ShapeIx> {
    let shapes = model
        .shapes()
        .filter(|(_, shape)| matches!(shape.kind, Kind::Operation(_)) && shape.id.name == name);
    shapes.map(|(ix, _)| ix).collect()
}

/// What is said of an entry for an operation that the model does not have; `is` tells what it is there.
pub(super) fn not_there(
    model: &Model,
    name: &str,
    is: &str,
    at: &At<'_>,
    unknown: fn(String) -> Diagnostic,
) -> Diagnostic {
    let all = model.shapes().map(|(_, shape)| shape);
    let names: Vec<&str> = (all.filter(|shape| matches!(shape.kind, Kind::Operation(_))))
        .map(|shape| shape.id.name.as_str())
        .collect();
    let what = format!("`{name}` is {is} here, but the model has no such operation");
    let mut diagnostic = unknown(what).at(at.place());
    diagnostic.help = did_you_mean(name, &names);
    diagnostic
}
