//! Configuration of a run: `xtask/e2e.toml`, and the features of the program with the scripts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{bail, Context as _, Result};
use serde::Deserialize;

use crate::expectations::{Expectation, Expectations};
use crate::files::read;
use crate::official::Service;

/// Path of the table, from the repository's root.
pub(super) const TABLE: &str = "xtask/e2e.toml";

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
    pub(super) differences: Expectations<Accepted>,
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
    /// Name of the step. A `*` at its end stands for any text.
    pub(super) step: String,
    /// The reason.
    pub(super) reason: String,
}

impl Accepted {
    /// Returns whether the entry is for this step, whose name has a number if it is repeated.
    pub(super) fn is_for(&self, service: &str, step: &str) -> bool {
        let numbered = format!("{} (", self.step);
        let start = self.step.strip_suffix('*').unwrap_or(&numbered);
        self.service == service && (step == self.step || step.starts_with(start))
    }
}

impl Expectation for Accepted {
    fn name(&self) -> String {
        format!("{} {}", self.service, self.step)
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}

impl Table {
    /// Checks that the services of the table have scripts.
    ///
    /// # Errors
    /// A service without a script.
    pub(super) fn check(&self, services: &[Service]) -> Result<()> {
        let named = self.differences.iter().map(|entry| &entry.service);
        for key in named.chain(self.heavy.keys()) {
            if !services.iter().any(|service| service.key == *key) {
                bail!("{TABLE}: there is no script for `{key}`");
            }
        }
        Ok(())
    }
}

/// Returns the services of the program with the scripts. They are its features, each of which enables one official
/// crate in one exact version first.
///
/// # Errors
/// A manifest that cannot be read or has another form.
pub(super) fn services(manifest: &Path) -> Result<Vec<Service>> {
    features(&read(manifest)?).with_context(|| manifest.display().to_string())
}

fn features(text: &str) -> Result<Vec<Service>> {
    #[derive(Deserialize)]
    struct Manifest {
        features: BTreeMap<String, Vec<String>>,
        dependencies: BTreeMap<String, toml::Value>,
    }
    let manifest: Manifest = toml::from_str(text)?;
    let mut services = Vec::new();
    for (key, enables) in manifest.features {
        // The others are what the script needs.
        let package = enables.first().and_then(|first| first.strip_prefix("dep:"));
        let package =
            package.with_context(|| format!("the feature `{key}` does not begin with `dep:`"))?;
        let version = (manifest.dependencies.get(package))
            .and_then(|dependency| dependency.get("version")?.as_str()?.strip_prefix('='))
            .with_context(|| format!("`{package}` has no exact version (\"=1.2.3\")"))?;
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
pub(super) fn chosen(services: &[Service], names: &[String]) -> Result<Vec<Service>> {
    for name in names {
        if !services.iter().any(|service| service.key == *name) {
            let keys: Vec<_> = services
                .iter()
                .map(|service| service.key.as_str())
                .collect();
            bail!(
                "there is no script for `{name}`; there is one for {}",
                keys.join(", ")
            );
        }
    }
    let chosen = |service: &&Service| names.is_empty() || names.contains(&service.key);
    Ok(services.iter().filter(chosen).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::{chosen, features, Service, Table};

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
        assert_eq!(features(MANIFEST).expect("valid"), [mail()]);
        let loose = MANIFEST.replace("=1.2.3", "1.2.3");
        assert_eq!(
            features(&loose).expect_err("no version").to_string(),
            "`sdk-mail` has no exact version (\"=1.2.3\")"
        );
        let more = MANIFEST.replace("\"dep:sdk-mail\"", "\"dep:sdk-mail\", \"dep:other\"");
        assert_eq!(features(&more).expect("valid"), [mail()]);
        let first = MANIFEST.replace("\"dep:sdk-mail\"", "\"x\", \"dep:sdk-mail\"");
        assert!(features(&first).is_err());
    }

    #[test]
    fn unknown_names_are_refused() {
        assert_eq!(chosen(&[mail()], &[]).expect("all"), [mail()]);
        let error = chosen(&[mail()], &["male".to_owned()]).expect_err("unknown");
        assert_eq!(
            error.to_string(),
            "there is no script for `male`; there is one for mail"
        );
    }

    #[test]
    fn differences_need_reasons_and_a_script() {
        let table = |rest: &str| {
            let text = format!("[moto]\nversion = \"1\"\n[[difference]]\nstep = \"s\"\n{rest}");
            let table: Table = toml::from_str(&text)?;
            table.check(&[mail()])
        };
        assert!(table("service = \"mail\"\nreason = \"r\"\n").is_ok());
        assert!(table("service = \"mail\"\nreason = \" \"\n").is_err());
        assert!(table("service = \"post\"\nreason = \"r\"\n").is_err());
    }
}
