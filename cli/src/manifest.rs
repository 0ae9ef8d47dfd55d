//! The manifest: where it is, and entries for it.

use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load_manifest;
use farrier_codegen::settings::{parse_manifest, Manifest, MANIFEST_NAME};
use toml_edit::{value, Array, DocumentMut, Table};

use crate::files::slashed;
use crate::problem::Reported;

/// Loads the manifest that was named, or the nearest one from the current folder upwards.
pub(crate) fn find(named: Option<&Path>) -> Result<Manifest> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => nearest()?,
    };
    load_manifest(&path).map_err(Reported::error)
}

pub(crate) fn nearest() -> Result<PathBuf> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let found = here
        .ancestors()
        .position(|folder| folder.join(MANIFEST_NAME).is_file());
    match found {
        // A relative path reads better in messages.
        Some(up) => Ok("../"
            .repeat(up)
            .parse::<PathBuf>()
            .unwrap_or_default()
            .join(MANIFEST_NAME)),
        None => bail!(
            "no {MANIFEST_NAME} in {} or above\n  help: `farrier init` writes one; --manifest PATH names another",
            here.display(),
        ),
    }
}

/// Returns a manifest with one service that has nothing but a model: a path or several.
pub(crate) fn manifest_of(model: toml::Value, problems: &mut Diagnostics) -> Manifest {
    let mut service = toml::Table::new();
    service.insert("model".to_owned(), model);
    let mut services = toml::Table::new();
    services.insert("model".to_owned(), service.into());
    let mut runtime = toml::Table::new();
    runtime.insert("version".to_owned(), "0".into());
    let mut manifest = toml::Table::new();
    manifest.insert("runtime".to_owned(), runtime.into());
    manifest.insert("services".to_owned(), services.into());
    parse_manifest(Path::new(MANIFEST_NAME), &manifest.to_string(), problems)
}

/// Returns a word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=:@%".contains(c);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A service for the manifest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) model: PathBuf,
    /// Its shape id, if the model has several services.
    pub(crate) service: Option<String>,
    /// The package, if it is not the usual one.
    pub(crate) package: Option<String>,
    /// The operations to generate; all if there are none.
    pub(crate) operations: Vec<String>,
}

/// Returns a manifest's text with these services; existing entries stay unchanged.
///
/// # Errors
/// Text that is not TOML, a key that is there already.
pub(crate) fn edit(text: &str, entries: &[Entry]) -> Result<String> {
    let mut document: DocumentMut = text
        .parse()
        .with_context(|| format!("{MANIFEST_NAME} is not valid TOML"))?;
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let services = document.entry("services").or_insert(implicit.into());
    let services = services
        .as_table_mut()
        .with_context(|| format!("`services` of {MANIFEST_NAME} is not a table"))?;
    for entry in entries {
        if services.contains_key(&entry.key) {
            bail!(
                "{MANIFEST_NAME} has a service `{}` already\n  help: --key gives another name",
                entry.key
            );
        }
        services.insert(&entry.key, table(entry).into());
    }
    Ok(document.to_string())
}

fn table(entry: &Entry) -> Table {
    let mut table = Table::new();
    table["model"] = value(slashed(&entry.model));
    if let Some(service) = &entry.service {
        table["service"] = value(service.as_str());
    }
    if let Some(package) = &entry.package {
        table["package"] = value(package.as_str());
    }
    if !entry.operations.is_empty() {
        let names: Array = entry.operations.iter().map(String::as_str).collect();
        table["operations"] = value(names);
    }
    table.decor_mut().set_prefix("\n");
    table
}
