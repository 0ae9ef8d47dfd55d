//! Partner Central Revenue Measurement: 18 operations.

mod attribution_allocations;
mod attributions;
mod share_allocations;
mod shares;
mod tags;

use farrier_tests::case::Case;

pub(crate) use super::super::sdk::revenue as sdk;

/// A case for each operation.
pub fn cases() -> Vec<Case<sdk::Client>> {
    [
        shares::cases(),
        share_allocations::cases(),
        attributions::cases(),
        attribution_allocations::cases(),
        tags::cases(),
    ]
    .concat()
}
