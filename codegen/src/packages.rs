//! Package names that are made of models: those of a manifest's own are checked with it.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::settings::{check_package, same_package, ServiceSettings};
use crate::Outcome;

/// Reports a name that is no package's.
pub(crate) fn check(settings: &ServiceSettings, package: &str, diagnostics: &mut Diagnostics) {
    if let Err(reason) = check_package(package) {
        let what = format!("the package name `{package}`, made of the model's sdkId, {reason}");
        diagnostics.push(
            Diagnostic::error(what)
                .at(settings.place.clone())
                .help("set `package` in the service's table"),
        );
    }
}

/// Reports names that clash, also where the crate of one of the services is not made.
pub(crate) fn distinct(outcomes: &mut [Outcome<'_>]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for position in 0..outcomes.len() {
        let Some(package) = &outcomes[position].package else {
            continue;
        };
        let first = *seen.entry(same_package(package)).or_insert(position);
        if first == position {
            continue;
        }
        let what = format!(
            "services `{}` and `{}` make the same package `{package}`",
            outcomes[first].settings.key, outcomes[position].settings.key,
        );
        let problem = Diagnostic::error(what)
            .at(outcomes[position].settings.place.clone())
            .help("set `package` in one of the services' tables");
        outcomes[position].problems.push(problem);
        for position in [first, position] {
            outcomes[position].has_clash = true;
        }
    }
}
