//! Which operations the client has.

use std::collections::BTreeMap;

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::model::{Kind, Model, ShapeIx};
use crate::settings::ServiceSettings;

/// The operations of the service and of its resources, down to the selected ones, sorted by name.
pub(super) fn operations(
    model: &Model,
    service: ShapeIx,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Vec<ShapeIx> {
    let all: BTreeMap<&str, ShapeIx> = (bound(model, service).into_iter())
        .map(|ix| (model.shape(ix).id.name.as_str(), ix))
        .collect();
    let Some(selected) = &settings.operations else {
        return all.into_values().collect();
    };
    let mut kept = BTreeMap::new();
    for setting in selected {
        match all.get_key_value(setting.value.as_str()) {
            Some((name, ix)) => {
                kept.insert(*name, *ix);
            }
            None => {
                let what = format!("the service has no operation `{}`", setting.value);
                let mut diagnostic = Diagnostic::error(what).at(setting.place.clone());
                let names: Vec<&str> = all.keys().copied().collect();
                diagnostic.help = did_you_mean(&setting.value, &names);
                diagnostics.push(diagnostic);
            }
        }
    }
    kept.into_values().collect()
}

/// Every operation bound to the service, directly or through resources.
pub(super) fn bound(model: &Model, service: ShapeIx) -> Vec<ShapeIx> {
    let Kind::Service(service) = &model.shape(service).kind else {
        return Vec::new();
    };
    let mut operations = service.operations.clone();
    let mut seen = Vec::new();
    let mut open = service.resources.clone();
    while let Some(ix) = open.pop() {
        if seen.contains(&ix) {
            continue;
        }
        seen.push(ix);
        if let Kind::Resource(resource) = &model.shape(ix).kind {
            operations.extend(&resource.operations);
            open.extend(&resource.resources);
        }
    }
    operations
}
