//! The diagnostic of a customization that matches nothing.

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::settings::{self, Setting};

/// Returns the diagnostic of a customization that matches nothing.
pub(super) fn unmatched(setting: &Setting, what: String, known: &[&str]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(format!("a customization matches nothing: {what}"))
        .at(setting.place.clone());
    diagnostic.help = match setting.place.file.as_deref() {
        Some(settings::BUILT_IN_NAME) => Some(
            "set `built-in = false` under the service's customizations in farrier.toml and list there what applies to the model"
                .to_owned(),
        ),
        _ => did_you_mean(&setting.value, known),
    };
    diagnostic
}

/// Reports a customization of the manifest that matches nothing. One of the generator's own is ignored.
pub(super) fn unmatched_in_manifest(
    setting: &Setting,
    what: String,
    known: &[&str],
    diagnostics: &mut Diagnostics,
) {
    if setting.place.file.as_deref() != Some(settings::BUILT_IN_NAME) {
        diagnostics.push(unmatched(setting, what, known));
    }
}
