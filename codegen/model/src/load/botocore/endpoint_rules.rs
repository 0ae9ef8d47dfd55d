//! `endpoint-rule-set-1.json`: the value of the `endpointRuleSet` trait as it is.

use std::collections::HashMap;

use crate::diag::Diagnostics;
use crate::graph::{Kind, Model, ServiceTraits, ShapeIx};
use crate::load::cursor::At;

/// Gives the service its rule set.
pub(super) fn attach(
    model: &mut Model,
    _operations: &HashMap<&str, ShapeIx>,
    root: &At<'_>,
    _diagnostics: &mut Diagnostics,
) {
    if let Some(traits) = traits(model) {
        traits.endpoint_rule_set = Some(root.node.clone());
    }
}

/// Notes which file the rule set is from: problems are in there.
pub(super) fn name_file(model: &mut Model, file: &str) {
    if let Some(traits) = traits(model) {
        traits.endpoint_rule_set_file = Some(file.to_owned());
    }
}

fn traits(model: &mut Model) -> Option<&mut ServiceTraits> {
    let mut shapes = model.shapes();
    let (ix, _) = shapes.find(|(_, shape)| matches!(shape.kind, Kind::Service(_)))?;
    drop(shapes);
    match &mut model.shape_mut(ix).kind {
        Kind::Service(service) => Some(&mut service.traits),
        _ => None,
    }
}
