//! Endpoint parameters that nothing sets any more once operations are left out.

use std::collections::{BTreeSet, HashSet};

use super::select::Selected;
use crate::model::{Kind, Model, ShapeIx};

/// Parameters that left-out operations set, and neither one that is kept nor a setting of the client.
pub(super) fn params(model: &Model, service: ShapeIx, selected: &Selected) -> BTreeSet<String> {
    let mut unset: BTreeSet<String> = set_by(model, &selected.left_out);
    for name in set_by(model, &selected.kept) {
        unset.remove(&name);
    }
    if let Kind::Service(service) = &model.shape(service).kind {
        let settings = service.traits.client_context_params.iter();
        let settings: HashSet<&str> = settings.map(|setting| setting.name.as_str()).collect();
        unset.retain(|name| !settings.contains(name.as_str()));
    }
    unset
}

fn set_by(model: &Model, operations: &[ShapeIx]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for ix in operations {
        let Kind::Operation(operation) = &model.shape(*ix).kind else {
            continue;
        };
        let traits = &operation.traits;
        let fixed = traits.static_context_params.iter().map(|(name, _)| name);
        let paths = traits.operation_context_params.iter().map(|(name, _)| name);
        let members = model.members(operation.input).into_iter();
        let members = members.filter_map(|member| member.traits.context_param.as_ref());
        names.extend(fixed.chain(paths).chain(members).cloned());
    }
    names
}
