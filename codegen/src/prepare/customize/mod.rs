//! Customizations of the service: the generator's own and those of the manifest, applied to the model.

mod amend;
mod check;
mod merge;
mod retype;
mod unmatched;

use crate::diag::Diagnostics;
use crate::model::{Kind, Model, ShapeIx};
use crate::settings::{self, Customizations, ServiceSettings};

/// Changes the model according to the customizations of the service, and returns them.
pub(super) fn apply(
    model: &mut Model,
    service: ShapeIx,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Customizations {
    let all = collected(model, service, settings, diagnostics);
    check::check(model, service, &all, diagnostics);
    retype::apply(model, &all, diagnostics);
    amend::apply(model, &all, diagnostics);
    all
}

/// Returns the customizations of the manifest and, unless it refuses them, the generator's own.
fn collected(
    model: &Model,
    service: ShapeIx,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Customizations {
    let own = settings.customizations.clone();
    let sdk_id = match &model.shape(service).kind {
        Kind::Service(service) => service.traits.aws.as_ref().map(|aws| aws.sdk_id.as_str()),
        _ => None,
    };
    let sdk_id = sdk_id.filter(|_| own.built_in);
    let built_in = sdk_id.and_then(|sdk_id| settings::built_in(sdk_id, diagnostics));
    merge::merged(own, built_in.unwrap_or_default())
}
