//! The services to compare, from the manifest of the generator.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail, Context as _, Result};
use farrier_codegen::settings::{load_manifest, ServiceSettings, MANIFEST_NAME};
use serde::Deserialize;

use crate::files::{read, At as _};

/// A service, and the official crate that it must equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Key of the service in the manifest.
    pub key: String,
    /// Name of both packages, the official one and ours.
    pub package: String,
    /// Version of the official crate.
    pub version: String,
}

/// Returns the given manifest, or the nearest one in the current folder or its parents.
///
/// # Errors
/// There is no manifest.
pub fn find(named: Option<&Path>) -> Result<PathBuf> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let here = std::env::current_dir().at(Path::new("."))?;
    let mut folders = here.ancestors();
    let found = folders.find(|folder| folder.join(MANIFEST_NAME).is_file());
    found
        .map(|folder| folder.join(MANIFEST_NAME))
        .with_context(|| {
            let here = here.display();
            format!("there is no {MANIFEST_NAME} in {here} or above it")
        })
}

/// Returns the services of a manifest, or only the chosen ones.
///
/// # Errors
/// A manifest that the generator would reject, or a chosen service that it does not have.
pub fn services(file: &Path, chosen: &[String]) -> Result<Vec<Service>> {
    let manifest = load_manifest(file).map_err(|problems| {
        let text = problems.to_string();
        anyhow!("{}", text.trim_start_matches("error: ").trim_end())
    })?;
    let known = manifest.services.iter().map(|service| service.key.as_str());
    let known: Vec<&str> = known.collect();
    if let Some(name) = chosen.iter().find(|name| !known.contains(&name.as_str())) {
        let known = known.join(", ");
        bail!(
            "there is no service `{name}` in {} ({known})",
            file.display()
        );
    }
    let wanted = manifest
        .services
        .iter()
        .filter(|service| chosen.is_empty() || chosen.contains(&service.key));
    wanted
        .map(|service| {
            Ok(Service {
                key: service.key.clone(),
                package: package(&manifest.root, service)?,
                version: service.version.clone(),
            })
        })
        .collect()
}

/// Returns the name of the package: as set, else as generated.
fn package(root: &Path, service: &ServiceSettings) -> Result<String> {
    #[derive(Deserialize)]
    struct Cargo {
        package: Package,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
    }
    if let Some(name) = &service.package {
        return Ok(name.clone());
    }
    let file = root.join(&service.output).join("Cargo.toml");
    let text = read(&file).with_context(|| {
        let key = &service.key;
        format!("run `cargo xtask codegen --service {key}` first")
    })?;
    let cargo: Cargo = toml::from_str(&text).at(&file)?;
    Ok(cargo.package.name)
}
