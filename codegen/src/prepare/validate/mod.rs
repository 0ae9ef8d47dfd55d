//! Reports models that a client cannot be generated for, instead of generating it wrong.

mod alloy;
mod bindings;
mod context;
mod host_prefix;
mod nesting;
mod operations;
mod placement;
mod renames;
mod report;
mod shapes;
mod streams;
mod uri;

use super::types::Prepared;
use crate::diag::Diagnostics;
use crate::model::Model;
use crate::settings::ServiceSettings;

pub use nesting::MOST_NESTED;

/// Reports renames of shapes that the model does not have.
pub(super) fn check_renames(
    model: &Model,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) {
    renames::check(model, settings, diagnostics);
}

/// Reports unsupported and invalid parts of the model.
pub(super) fn validate(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    operations::check(prepared, diagnostics);
    bindings::check(prepared, diagnostics);
    alloy::check(prepared, diagnostics);
    host_prefix::check(prepared, diagnostics);
    context::check(prepared, diagnostics);
    shapes::check(prepared, diagnostics);
    nesting::check(&prepared.model, &prepared.usage, diagnostics);
    placement::check(prepared, diagnostics);
    streams::check(prepared, diagnostics);
}
