//! Traits of models, and which of them have no row in the table of `docs/changes.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use farrier_test_data::models::read;
use serde_json::Value;

/// The file with the table.
pub(crate) const TABLE: &str = "docs/changes.md";

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the ids of the traits in all models below the folders.
pub(crate) fn traits_below(folders: &[PathBuf]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = folders.to_vec();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("readable");
            open.extend(entries.map(|entry| entry.expect("readable").path()));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            collect(&read(&path), &mut names);
        }
    }
    names
}

/// Collects the ids of all traits, wherever they are.
fn collect(node: &Value, names: &mut BTreeSet<String>) {
    match node {
        Value::Object(entries) => {
            for (key, value) in entries {
                if let ("traits", Some(traits)) = (key.as_str(), value.as_object()) {
                    let ids = traits.keys().filter(|id| id.contains('#'));
                    names.extend(ids.cloned());
                } else {
                    collect(value, names);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// Returns the traits of Smithy and AWS that have no row.
pub(crate) fn without_row(names: &BTreeSet<String>) -> Vec<&String> {
    let table = fs::read_to_string(root().join(TABLE)).expect("readable");
    let is_ours = |name: &&String| name.starts_with("smithy.") || name.starts_with("aws.");
    let is_defined = |name: &&String| !name.starts_with("aws.protocoltests");
    let has_row = |name: &str| table.contains(&format!("\n| `{name}` | "));
    names
        .iter()
        .filter(is_ours)
        .filter(is_defined)
        .filter(|name| !has_row(name))
        .collect()
}
