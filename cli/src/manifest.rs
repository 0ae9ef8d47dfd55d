//! The manifest: where it is, and entries for it.

use std::path::{Path, PathBuf};

use farrier_codegen::load_manifest;
use farrier_codegen::settings::{Manifest, MANIFEST_NAME};
use toml_edit::{value, Array, DocumentMut, Table};

/// Loads the manifest that was named, or the nearest one from the current folder upwards.
pub(crate) fn find(named: Option<&Path>) -> Result<Manifest, String> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => nearest()?,
    };
    load_manifest(&path).map_err(|problems| problems.to_string())
}

pub(crate) fn nearest() -> Result<PathBuf, String> {
    let here = std::env::current_dir()
        .map_err(|error| format!("error: cannot determine the current folder: {error}\n"))?;
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
        None => Err(format!(
            "error: no {MANIFEST_NAME} in {} or above\n  help: `farrier init` writes one; --manifest PATH names another\n",
            here.display(),
        )),
    }
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
pub(crate) fn edit(text: &str, entries: &[Entry]) -> Result<String, String> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error| format!("{MANIFEST_NAME} is not valid TOML: {error}"))?;
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let services = document.entry("services").or_insert(implicit.into());
    let services = services
        .as_table_mut()
        .ok_or_else(|| format!("`services` of {MANIFEST_NAME} is not a table"))?;
    for entry in entries {
        if services.contains_key(&entry.key) {
            return Err(format!(
                "{MANIFEST_NAME} has a service `{}` already\n  help: --key gives another name",
                entry.key
            ));
        }
        services.insert(&entry.key, table(entry).into());
    }
    Ok(document.to_string())
}

fn table(entry: &Entry) -> Table {
    let mut table = Table::new();
    table["model"] = value(entry.model.display().to_string().replace('\\', "/"));
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
