//! Partner Central Benefits: 17 operations.

mod allocations;
mod application_steps;
mod applications;
mod catalog;
mod tags;

use farrier_tests::case::Case;

pub(crate) use super::super::sdk::benefits as sdk;

/// At least one case for each operation.
pub fn cases() -> Vec<Case<sdk::Client>> {
    [
        catalog::cases(),
        applications::cases(),
        application_steps::cases(),
        allocations::cases(),
        tags::cases(),
    ]
    .concat()
}
