//! The models that mutants are derived from.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::Value;

use super::document::{Document, Form};
use crate::files::{self, At as _};
use crate::paths;

/// Path of the models written for this task, from the repository's root.
const OWN: &str = "xtask/mutate";

/// Folder of the models of services that tests call.
const PROTOCOLS: &str = "tests/protocols/models";

/// A model to mutate.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) name: String,
    pub(super) document: Document,
    /// Weight in the random selection.
    pub(super) weight: usize,
}

/// Returns all models to mutate, sorted by weight and name.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn all() -> Result<Vec<Base>> {
    let root = paths::root();
    let own = root.join(OWN);
    let botocore = own.join("orchard");
    // The model file comes first, because most mutations apply to it.
    let names = [
        "service-2.json",
        "endpoint-rule-set-1.json",
        "paginators-1.json",
        "waiters-2.json",
    ];
    let files = names.map(|name| Ok((name.to_owned(), read(&botocore.join(name))?)));
    let botocore = Base {
        name: "botocore".to_owned(),
        document: Document {
            form: Form::Botocore,
            files: files.into_iter().collect::<Result<_>>()?,
        },
        weight: 60,
    };
    let mut bases = vec![
        smithy("orchard".to_owned(), read(&own.join("orchard.json"))?, 60),
        botocore,
    ];
    let cases = farrier_test_data::models::all();
    bases.extend(
        cases
            .into_iter()
            .map(|case| smithy(case.name, case.json, 2)),
    );
    for file in names_in(&root.join(PROTOCOLS))? {
        let model = read(&root.join(PROTOCOLS).join(&file))?;
        let base = smithy(file, model, 3);
        bases.extend((!base.document.root()["shapes"].is_null()).then_some(base));
    }
    Ok(bases)
}

fn smithy(name: String, model: Value, weight: usize) -> Base {
    let document = Document {
        form: Form::Smithy,
        files: vec![("model.json".to_owned(), model)],
    };
    Base {
        name,
        document,
        weight,
    }
}

fn read(path: &Path) -> Result<Value> {
    serde_json::from_str(&files::read(path)?).at(path)
}

/// Returns the names in a folder, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).at(folder)?;
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
    names.sort();
    Ok(names)
}
