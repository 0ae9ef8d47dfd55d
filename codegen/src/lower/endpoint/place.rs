//! Places in the endpoint rules.

use super::super::Context;
use crate::diag::Place;

/// Returns a place in the rule set.
pub(super) fn of(ctx: &Context<'_>, pointer: &str) -> Place {
    let service = &ctx.prepared.service;
    let place = Place::shape(&service.id);
    match &service.endpoint_rule_set_file {
        Some(file) => Place {
            file: Some(file.clone()),
            ..place.pointer(pointer)
        },
        None => {
            let shape = place.pointer.clone().unwrap_or_default();
            let rules = "/traits/smithy.rules#endpointRuleSet";
            place.pointer(format!("{shape}{rules}{pointer}"))
        }
    }
}
