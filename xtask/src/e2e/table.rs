//! Configuration of a run: `xtask/e2e.toml`, and the features of the program with the scripts.

use std::collections::BTreeMap;
use std::path::Path;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

use crate::official::Service;

/// Content of `xtask/e2e.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// The server.
    pub(super) moto: Moto,
    /// Services whose official crates are built only on request, with the cost of building them.
    #[serde(default)]
    pub(super) heavy: BTreeMap<String, String>,
    /// Accepted differences.
    #[serde(default, rename = "difference")]
    pub(super) differences: Vec<Accepted>,
}

/// Release of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moto {
    /// Version on PyPI.
    pub(super) version: String,
}

/// An accepted difference, with the reason.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    /// The service's key.
    pub(super) service: String,
    /// Name of the step.
    pub(super) step: String,
    /// The reason.
    pub(super) reason: String,
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read or is invalid, or that accepts a difference without a reason or twice.
pub(super) fn read(path: &Path, services: &[Service]) -> Result<Table, String> {
    parse(&text(path)?, services).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(text: &str, services: &[Service]) -> Result<Table, String> {
    let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut seen = Vec::new();
    for entry in &table.differences {
        let name = (&entry.service, &entry.step);
        if entry.reason.trim().is_empty() {
            return Err(format!("{}: {} needs a reason", entry.service, entry.step));
        }
        if seen.contains(&name) {
            return Err(format!("{}: {} is listed twice", name.0, name.1));
        }
        seen.push(name);
    }
    let named = table.differences.iter().map(|entry| &entry.service);
    for key in named.chain(table.heavy.keys()) {
        if !services.iter().any(|service| service.key == *key) {
            return Err(format!("there is no script for `{key}`"));
        }
    }
    Ok(table)
}

/// Returns the services of the program with the scripts. They are its features, each of which enables one official
/// crate in one exact version.
///
/// # Errors
/// A manifest that cannot be read or has another form.
pub(super) fn services(manifest: &Path) -> Result<Vec<Service>, String> {
    features(&text(manifest)?).map_err(|error| format!("{}: {error}", manifest.display()))
}

fn features(text: &str) -> Result<Vec<Service>, String> {
    #[derive(Deserialize)]
    struct Manifest {
        features: BTreeMap<String, Vec<String>>,
        dependencies: BTreeMap<String, toml::Value>,
    }
    let manifest: Manifest = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut services = Vec::new();
    for (key, enables) in manifest.features {
        let package = match enables.as_slice() {
            [one] => one.strip_prefix("dep:"),
            _ => None,
        };
        let package = package.ok_or(format!("the feature `{key}` is not one `dep:` alone"))?;
        let version = (manifest.dependencies.get(package))
            .and_then(|dependency| dependency.get("version")?.as_str()?.strip_prefix('='))
            .ok_or(format!("`{package}` has no exact version (\"=1.2.3\")"))?;
        services.push(Service {
            key,
            package: package.to_owned(),
            version: version.to_owned(),
        });
    }
    Ok(services)
}

/// Returns the named services, in the order of the manifest; all if no name is given.
///
/// # Errors
/// A name that is not a service.
pub(super) fn chosen(services: &[Service], names: &[String]) -> Result<Vec<Service>, String> {
    for name in names {
        if !services.iter().any(|service| service.key == *name) {
            let keys: Vec<_> = services
                .iter()
                .map(|service| service.key.as_str())
                .collect();
            return Err(format!(
                "there is no script for `{name}`; there is one for {}",
                keys.join(", ")
            ));
        }
    }
    let chosen = |service: &&Service| names.is_empty() || names.contains(&service.key);
    Ok(services.iter().filter(chosen).cloned().collect())
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {}", path.display(), io_reason(&error)))
}

#[cfg(test)]
mod tests {
    use super::{chosen, features, parse, Service};

    const MANIFEST: &str = "[features]\nmail = [\"dep:sdk-mail\"]\n\
        [dependencies]\nother = \"1\"\nsdk-mail = { version = \"=1.2.3\", optional = true }\n";

    fn mail() -> Service {
        Service {
            key: "mail".to_owned(),
            package: "sdk-mail".to_owned(),
            version: "1.2.3".to_owned(),
        }
    }

    #[test]
    fn features_are_services() {
        assert_eq!(features(MANIFEST), Ok(vec![mail()]));
        let loose = MANIFEST.replace("=1.2.3", "1.2.3");
        assert_eq!(
            features(&loose),
            Err("`sdk-mail` has no exact version (\"=1.2.3\")".to_owned())
        );
        let more = MANIFEST.replace("\"dep:sdk-mail\"", "\"dep:sdk-mail\", \"x\"");
        assert!(features(&more).is_err());
    }

    #[test]
    fn unknown_names_are_refused() {
        assert_eq!(chosen(&[mail()], &[]), Ok(vec![mail()]));
        assert_eq!(
            chosen(&[mail()], &["male".to_owned()]),
            Err("there is no script for `male`; there is one for mail".to_owned())
        );
    }

    #[test]
    fn differences_need_reasons_and_a_script() {
        let table = |rest: &str| {
            let text = format!("[moto]\nversion = \"1\"\n[[difference]]\nstep = \"s\"\n{rest}");
            parse(&text, &[mail()])
        };
        assert!(table("service = \"mail\"\nreason = \"r\"\n").is_ok());
        assert!(table("service = \"mail\"\nreason = \" \"\n").is_err());
        assert!(table("service = \"post\"\nreason = \"r\"\n").is_err());
    }
}
