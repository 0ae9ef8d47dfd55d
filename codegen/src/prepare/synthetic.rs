//! One input and one output structure per operation, whatever the model shares or omits.

use std::collections::HashSet;

use super::types::{Operation, ServiceInfo};
use super::{auth, pagination, waiters};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Model, OperationShape, Shape, ShapeId, ShapeIx, Traits};

/// Makes the operations, adding their inputs and outputs to the model.
pub(super) fn operations(
    model: &mut Model,
    service: &ServiceInfo,
    selected: Vec<ShapeIx>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let defaults = model
        .find(&service.id)
        .and_then(|ix| match &model.shape(ix).kind {
            Kind::Service(shape) => Some((shape.errors.clone(), shape.traits.paginated.clone())),
            _ => None,
        });
    let (common_errors, paginated) = defaults.unwrap_or_default();
    let suffix = free_suffix(model);
    let mut found = Vec::new();
    for ix in selected {
        let shape = model.shape(ix);
        let Kind::Operation(operation) = &shape.kind else {
            continue;
        };
        let (id, operation) = (shape.id.clone(), (**operation).clone());
        let pagination =
            pagination::resolve(model, &id, &operation, paginated.as_ref(), diagnostics);
        let waiters = waiters::resolve(&id, &operation, diagnostics);
        let auth = auth::of_operation(
            &id,
            &operation.traits,
            &service.auth_schemes,
            &service.default_auth,
            diagnostics,
        );
        let input = structure(model, (&id, &suffix), operation.input, "Input", diagnostics);
        let output = structure(
            model,
            (&id, &suffix),
            operation.output,
            "Output",
            diagnostics,
        );
        let (Some(input), Some(output)) = (input, output) else {
            continue;
        };
        found.push(Operation {
            shape: ix,
            input,
            input_origin: origin(model, operation.input),
            output,
            output_origin: origin(model, operation.output),
            errors: errors(&operation, &common_errors),
            traits: operation.traits,
            name: id.name,
            pagination,
            waiters,
            auth,
        });
    }
    found
}

fn errors(operation: &OperationShape, common: &[ShapeIx]) -> Vec<ShapeIx> {
    let mut seen = HashSet::new();
    let all = operation.errors.iter().chain(common).copied();
    all.filter(|error| seen.insert(*error)).collect()
}

fn origin(model: &Model, ix: ShapeIx) -> Option<ShapeId> {
    (!model.is_unit(ix)).then(|| model.shape(ix).id.clone())
}

/// Returns the last part of a namespace that no shape of the model has.
fn free_suffix(model: &Model) -> String {
    let namespaces = model.shapes().map(|(_, shape)| &shape.id.namespace);
    let taken: HashSet<&str> = namespaces
        .filter_map(|namespace| Some(namespace.rsplit_once('.')?.1))
        .collect();
    let mut suffix = SUFFIX.to_owned();
    let mut number = 1;
    while taken.contains(suffix.as_str()) {
        number += 1;
        suffix = format!("{SUFFIX}{number}");
    }
    suffix
}

/// The last part of the namespace of inputs and outputs, unless the model has such a one.
const SUFFIX: &str = "synthetic";

/// Returns a copy of the structure at `ix` (empty for `smithy.api#Unit`) in a namespace of its own,
/// where it cannot meet a shape of the model.
fn structure(
    model: &mut Model,
    (operation, namespace): (&ShapeId, &str),
    ix: ShapeIx,
    suffix: &str,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeIx> {
    let original = model.shape(ix);
    let (kind, traits) = if model.is_unit(ix) {
        (Kind::Structure(Vec::new()), Traits::default())
    } else {
        (original.kind.clone(), original.traits.clone())
    };
    let id = ShapeId {
        namespace: format!("{}.{namespace}", operation.namespace),
        name: format!("{}{suffix}", operation.name),
        member: None,
    };
    match model.add(Shape { id, kind, traits }) {
        Ok(ix) => Some(ix),
        Err(shape) => {
            let what = format!(
                "the id `{}` is needed for an operation, but is already in use",
                shape.id
            );
            diagnostics.push(Diagnostic::error(what).at(Place::shape(&shape.id)));
            None
        }
    }
}
