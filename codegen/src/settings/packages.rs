//! Package names that are made of models: those of a manifest's own are checked with it.

use std::collections::BTreeMap;

use super::check::{check_package, same_package};
use super::manifest::ServiceSettings;
use crate::diag::{Diagnostic, Diagnostics};

/// Reports a name, derived from a model, that is not a valid package name.
pub fn check_made_package(
    settings: &ServiceSettings,
    package: &str,
    diagnostics: &mut Diagnostics,
) {
    if let Err(reason) = check_package(package) {
        let what =
            format!("the package name `{package}`, derived from the model's sdkId, {reason}");
        diagnostics.push(
            Diagnostic::error(what)
                .at(settings.place.clone())
                .help("set `package` in the service's table"),
        );
    }
}

/// Two services of the same package.
#[derive(Clone, Debug)]
pub struct PackageClash {
    /// Their positions.
    pub services: [usize; 2],
    /// Its diagnostic.
    pub problem: Diagnostic,
}

/// Returns the clashes between packages that are known; each is of the first service of that package and a
/// later one.
pub fn package_clashes(packages: &[(&ServiceSettings, Option<&str>)]) -> Vec<PackageClash> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (position, (settings, package)) in packages.iter().enumerate() {
        let Some(package) = package else {
            continue;
        };
        let first = *seen.entry(same_package(package)).or_insert(position);
        if first == position {
            continue;
        }
        let what = format!(
            "services `{}` and `{}` have the same package name `{package}`",
            packages[first].0.key, settings.key,
        );
        let problem = Diagnostic::error(what)
            .at(settings.place.clone())
            .help("set `package` in one of the services' tables");
        clashes.push(PackageClash {
            services: [first, position],
            problem,
        });
    }
    clashes
}
