//! Official crates, and our replacements for them: generated from the pinned botocore, with the same names and
//! versions.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, Context as _, Result};
use farrier_codegen::{generate, load_manifest, Options};

use crate::files::put;
use crate::paths;

/// A service and its official crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// Key of the service in botocore.
    pub(crate) key: String,
    /// Package of the official crate.
    pub(crate) package: String,
    /// Version of the official crate.
    pub(crate) version: String,
}

/// Returns the folder of each service's newest model.
///
/// # Errors
/// A service that botocore does not have.
pub(crate) fn models(data: &Path, services: &[Service]) -> Result<Vec<PathBuf>> {
    let all = farrier_cli::botocore::services(data)?;
    let model = |service: &Service| {
        let mut found = all.iter().filter(|(key, _)| *key == service.key);
        let (_, folder) = found
            .next()
            .with_context(|| format!("botocore has no model of `{}`", service.key))?;
        Ok(folder.clone())
    };
    services.iter().map(model).collect()
}

/// Generates the crates into `crates/` below a folder. Returns the manifest.
///
/// # Errors
/// Diagnostics of the models, or a file that cannot be written.
pub(crate) fn generate_into(
    folder: &Path,
    services: &[Service],
    models: &[PathBuf],
) -> Result<PathBuf> {
    let path = folder.join("farrier.toml");
    put(&path, &farrier_manifest(services, models)?)?;
    let manifest = load_manifest(&path).map_err(|problems| anyhow!("{problems}"))?;
    generate(&manifest, &Options::default(), &|_| ())
        .map_err(|problems| anyhow!("the crates were not generated\n{problems}"))?;
    Ok(path)
}

/// Creates a manifest for the generator with the versions of the official crates, so that ours can replace them.
fn farrier_manifest(services: &[Service], models: &[PathBuf]) -> Result<String> {
    let table = |entries: Vec<(&str, toml::Value)>| {
        let entries = entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        toml::Value::Table(entries.collect())
    };
    let path = |path: &Path| toml::Value::String(path.display().to_string());
    let mut all = toml::Table::new();
    for (service, model) in services.iter().zip(models) {
        let entry = table(vec![
            ("model", path(model)),
            ("package", service.package.clone().into()),
            ("version", service.version.clone().into()),
        ]);
        all.insert(service.key.clone(), entry);
    }
    let runtime = paths::root().join("runtime");
    let manifest = table(vec![
        ("runtime", table(vec![("path", path(&runtime))])),
        ("output", table(vec![("dir", "crates".into())])),
        ("services", all.into()),
    ]);
    Ok(toml::to_string(&manifest)?)
}

/// Returns `[patch.crates-io]` of a manifest: the packages and the folders of their crates below a folder.
pub(crate) fn patches(services: &[Service], crates: &Path) -> toml::Table {
    let mut all = toml::Table::new();
    for service in services {
        let mut place = toml::Table::new();
        let path = crates.join(&service.key).display().to_string();
        place.insert("path".to_owned(), path.into());
        all.insert(service.package.clone(), place.into());
    }
    let mut patch = toml::Table::new();
    patch.insert("crates-io".to_owned(), all.into());
    patch
}
