//! Paths of the official tests.

use std::path::{Path, PathBuf};

use anyhow::{bail, Result};

use crate::files::At as _;

/// A model with tests.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// File name without the extension.
    pub(crate) name: String,
    /// Path of the file.
    pub(crate) path: PathBuf,
    /// The operations that the client needs; all if `None`.
    pub(crate) operations: Option<Vec<String>>,
}

impl Model {
    /// Returns the name of the module of the generated tests, and of its file.
    pub(crate) fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Returns the name of the generated package.
    pub(crate) fn package(&self) -> String {
        format!("conformance-{}", self.name)
    }
}

/// Returns every model of the data, sorted by name; `None` if there is no data.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn models(data: &Path) -> Result<Option<Vec<Model>>> {
    let folder = data.join("conformance/protocol-tests");
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut models = Vec::new();
    for entry in std::fs::read_dir(&folder).at(&folder)? {
        let path = entry.at(&folder)?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        if let (Some(name), Some("json")) = (name, path.extension().and_then(|end| end.to_str())) {
            models.push(Model {
                name: name.to_owned(),
                path,
                operations: None,
            });
        }
    }
    models.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(Some(models))
}

/// Returns the models with these names; all if `names` is empty.
///
/// # Errors
/// A name that is not a model.
pub(crate) fn select(models: Vec<Model>, names: &[String]) -> Result<Vec<Model>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| !models.iter().any(|model| model.name == **name))
    {
        let known: Vec<&str> = models.iter().map(|model| model.name.as_str()).collect();
        let known = known.join(", ");
        bail!("no model is called `{unknown}`; there are {known}");
    }
    let wanted = |model: &Model| names.is_empty() || names.contains(&model.name);
    Ok(models.into_iter().filter(wanted).collect())
}
