//! Errors by status, for `alloy#simpleRestJson`: a response need not name its error.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{errors, Context};
use crate::ir::ErrorStatus;
use crate::model::{ErrorFault, ProtocolKind, ShapeIx};
use crate::prepare::Operation;

/// Returns the errors by their statuses. The first entry that has the status of a response applies.
///
/// An error without `httpError` applies to the remaining statuses of its fault: 4xx for client errors, 5xx for server
/// errors. Several errors with one status are ambiguous.
pub(super) fn of(ctx: &Context<'_>, operation: &Operation) -> Vec<ErrorStatus> {
    let mut protocols = ctx.prepared.service.protocols.iter();
    if !protocols.any(|protocol| protocol.kind == ProtocolKind::SimpleRestJson) {
        return Vec::new();
    }
    let mut own: BTreeMap<u16, Vec<ShapeIx>> = BTreeMap::new();
    let mut others: BTreeMap<u16, Vec<ShapeIx>> = BTreeMap::new();
    for &error in &operation.errors {
        let traits = &ctx.model().shape(error).traits;
        match (traits.http_error, traits.error) {
            (Some(status), _) => own.entry(status).or_default().push(error),
            (None, Some(ErrorFault::Server)) => others.entry(500).or_default().push(error),
            (None, _) => others.entry(400).or_default().push(error),
        }
    }
    let own = own
        .into_iter()
        .map(|(status, errors)| (status..=status, errors));
    let others = others
        .into_iter()
        .map(|(first, errors)| (first..=first + 99, errors));
    own.chain(others)
        .map(|(statuses, errors)| status(ctx, &statuses, &errors))
        .collect()
}

fn status(ctx: &Context<'_>, statuses: &RangeInclusive<u16>, errors: &[ShapeIx]) -> ErrorStatus {
    let code = match errors {
        [one] => Some(errors::code(ctx, *one).to_owned()),
        _ => None,
    };
    ErrorStatus {
        first: *statuses.start(),
        last: *statuses.end(),
        code,
    }
}
