//! The models of the generator's cases, which are patches on one base model.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::workspace;

/// A model of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The name of the case.
    pub name: String,
    /// A model in Smithy's JSON AST.
    pub json: Value,
    /// Whether the generator refuses it.
    pub is_refused: bool,
}

/// Returns the folder of the cases.
pub fn folder() -> PathBuf {
    workspace().join("codegen/tests/cases")
}

/// Returns the models of all cases, sorted by name.
///
/// # Panics
/// When a case cannot be read.
pub fn all() -> Vec<Model> {
    let mut all = Vec::new();
    for (kind, is_refused) in [("patches", false), ("refused", true), ("whole", false)] {
        let entries = fs::read_dir(folder().join(kind)).expect("readable");
        let paths = entries.map(|entry| entry.expect("readable").path());
        for path in paths.filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let json = match kind {
                "patches" => Case::read(&path).new,
                "refused" => patched(&base(), &read(&path)),
                _ => read(&path),
            };
            let name = path.file_stem().expect("a name").to_string_lossy();
            all.push(Model {
                name: name.into_owned(),
                json,
                is_refused,
            });
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// The base model of all cases.
///
/// # Panics
/// When it cannot be read.
pub fn base() -> Value {
    read(&folder().join("base.json"))
}

/// A model before and after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The base model with the patch `before`, if the case has one.
    pub old: Value,
    /// The old model with the patch `change`.
    pub new: Value,
    /// The files of the crate in which the change shows.
    pub files: Vec<String>,
}

impl Case {
    /// Reads a case: an object with the patches `before` and `change`, and the list `files`.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn read(path: &Path) -> Self {
        let patches = read(path);
        let none = Value::Object(Map::new());
        let old = patched(&base(), patches.get("before").unwrap_or(&none));
        let new = patched(&old, &patches["change"]);
        let files = patches["files"].as_array().into_iter().flatten();
        let files = files.filter_map(|file| file.as_str().map(str::to_owned));
        Self {
            old,
            new,
            files: files.collect(),
        }
    }
}

/// Reads a JSON file.
///
/// # Panics
/// When there is no such file, or it is not JSON.
pub fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// Returns `model` with a merge patch.
pub fn patched(model: &Value, patch: &Value) -> Value {
    let mut model = model.clone();
    merge(&mut model, patch);
    model
}

/// Applies a merge patch (RFC 7386): `null` removes a member. An object that is added is added as it is, with members
/// that are `null`, which models have.
pub fn merge(target: &mut Value, patch: &Value) {
    let (Value::Object(object), Value::Object(patch)) = (&mut *target, patch) else {
        *target = patch.clone();
        return;
    };
    for (key, value) in patch {
        match object.get_mut(key) {
            _ if value.is_null() => {
                object.shift_remove(key);
            }
            Some(old) => merge(old, value),
            None => {
                object.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn patches_add_replace_and_remove() {
        let model = json!({ "a": 1, "b": { "c": 2, "d": 3 }, "e": [4] });
        let patch = json!({ "a": null, "b": { "c": 5, "f": { "g": null } }, "e": [6], "h": null });
        let expected = json!({ "b": { "c": 5, "d": 3, "f": { "g": null } }, "e": [6] });
        assert_eq!(patched(&model, &patch), expected);
    }
}
