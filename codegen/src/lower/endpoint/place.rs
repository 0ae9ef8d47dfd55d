//! Places in the endpoint rules.

use super::super::Context;
use crate::diag::Place;

/// Returns a place in the rules.
pub(super) fn of(ctx: &Context<'_>, pointer: &str) -> Place {
    let service = &ctx.prepared.service;
    match &service.endpoint_rules {
        Some(rules) => rules.place(&service.id, pointer),
        None => Place::shape(&service.id),
    }
}
