//! Official crates, and our replacements for them: generated from the pinned botocore, with the same names and
//! versions.

use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::io_reason;
use farrier_codegen::{generate, load_manifest, Options};

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
pub(crate) fn models(data: &Path, services: &[Service]) -> Result<Vec<PathBuf>, String> {
    let all = farrier_cli::botocore::services(data)?;
    let model = |service: &Service| {
        let mut found = all.iter().filter(|(key, _)| *key == service.key);
        let (_, folder) = found
            .next()
            .ok_or_else(|| format!("botocore has no model of `{}`", service.key))?;
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
) -> Result<PathBuf, String> {
    let path = folder.join("farrier.toml");
    put(&path, &farrier_manifest(services, models)?)?;
    let manifest = load_manifest(&path).map_err(|problems| problems.to_string())?;
    generate(&manifest, &Options::default(), &|_| ())
        .map_err(|problems| format!("the crates were not generated\n{problems}"))?;
    Ok(path)
}

/// Creates a manifest for the generator with the versions of the official crates, so that ours can replace them.
fn farrier_manifest(services: &[Service], models: &[PathBuf]) -> Result<String, String> {
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
    toml::to_string(&manifest).map_err(|error| error.to_string())
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

/// Copies the lock file of another workspace, so that both use the same versions. An existing copy is kept as cargo
/// changed it, so that dependencies are not resolved again.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn seed_lock(folder: &Path, original: &Path) -> Result<(), String> {
    let lock = read(original)?;
    let kept = folder.join("Cargo.lock.original");
    if !folder.join("Cargo.lock").is_file() || read(&kept).ok().as_ref() != Some(&lock) {
        put(&folder.join("Cargo.lock"), &lock)?;
        put(&kept, &lock)?;
    }
    Ok(())
}

/// Reads a file.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {}", path.display(), io_reason(&error)))
}

/// Writes a file only if its content differs, because cargo compares modification times.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {}", path.display(), io_reason(&error)))
}
