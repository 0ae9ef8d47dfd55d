//! Operations that a client cannot have.

use super::report::leave_out;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::prepare::types::{Operation, Prepared};

/// Reports what operations require and a client does not do.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for operation in &prepared.operations {
        one(prepared, operation, diagnostics);
    }
}

fn one(prepared: &Prepared, operation: &Operation, diagnostics: &mut Diagnostics) {
    let id = &prepared.model.shape(operation.shape).id;
    let traits = &operation.traits;
    if traits.discovered_endpoint == Some(true) {
        if let Some(what) = undiscoverable(prepared) {
            diagnostics.push(leave_out(Diagnostic::error(what).at(Place::shape(id))));
        }
    }
    for (side, ix) in [("input", operation.input), ("output", operation.output)] {
        if prepared.model.shape(ix).is_error() {
            let what = format!("the {side} of the operation is an error structure");
            let help = "use a structure without the trait `error`";
            diagnostics.push(Diagnostic::error(what).at(Place::shape(id)).help(help));
        }
    }
}

/// Why the client cannot discover an endpoint, if it cannot.
fn undiscoverable(prepared: &Prepared) -> Option<String> {
    let Some(discovery) = &prepared.service.endpoint_discovery else {
        let what = "the operation requires endpoint discovery, but the service does not have the trait `clientEndpointDiscovery`";
        return Some(what.to_owned());
    };
    match prepared.discovery_operation() {
        Some(_) => None,
        None => Some(format!(
            "the operation requires endpoint discovery, but the client does not have the operation `{}`, which discovers endpoints",
            discovery.operation
        )),
    }
}
