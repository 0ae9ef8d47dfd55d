//! Which files a model has.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::diag::{io_reason, Diagnostic, Diagnostics, Place};

/// A file of a model.
pub(super) struct ModelFile {
    /// Relative to the root.
    pub(super) path: PathBuf,
    /// Its name in diagnostics: the path, with forward slashes within a given folder.
    pub(super) label: Rc<str>,
    /// Whether it was found in a folder rather than given.
    pub(super) found: bool,
}

/// Returns the files that `paths` name, relative to `root`; those of a folder sorted by name.
pub(super) fn files(
    root: &Path,
    paths: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ModelFile>> {
    let mut files = Vec::new();
    let mut readable = true;
    for path in paths {
        let label = path.display().to_string();
        if !root.join(path).is_dir() {
            files.push(ModelFile {
                path: path.clone(),
                label: label.into(),
                found: false,
            });
            continue;
        }
        match model_files(&root.join(path)) {
            Ok(names) => files.extend(names.into_iter().map(|name| ModelFile {
                path: path.join(&name),
                label: format!("{}/{name}", label.trim_end_matches('/')).into(),
                found: true,
            })),
            Err(error) => {
                let what = format!("cannot read the model's folder: {}", io_reason(&error));
                diagnostics.push(Diagnostic::error(what).at(Place::file(label)));
                readable = false;
            }
        }
    }
    readable.then_some(files)
}

/// Names of the JSON and IDL files in a folder, sorted. Hidden files and folders inside are left out.
fn model_files(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_model = name.ends_with(".json") || name.ends_with(".smithy");
        if is_model && !name.starts_with('.') && entry.path().is_file() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
