//! `endpoint-rule-set-1.json`: the value of the `endpointRuleSet` trait as it is.

use std::collections::HashMap;

use crate::diag::Diagnostics;
use crate::load::cursor::At;
use crate::model::{Kind, Model, ShapeIx};

/// Gives the service its rule set.
pub(super) fn attach(
    model: &mut Model,
    _operations: &HashMap<&str, ShapeIx>,
    root: &At<'_>,
    _diagnostics: &mut Diagnostics,
) {
    let service = model
        .shapes()
        .find(|(_, shape)| matches!(shape.kind, Kind::Service(_)));
    let Some(ix) = service.map(|(ix, _)| ix) else {
        return;
    };
    if let Kind::Service(service) = &mut model.shape_mut(ix).kind {
        service.traits.endpoint_rule_set = Some(root.node.clone());
    }
}
