//! Which files a model has.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::project;
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

impl ModelFile {
    pub(super) fn named(path: &Path, found: bool) -> Self {
        Self {
            path: path.to_owned(),
            label: path.display().to_string().into(),
            found,
        }
    }
}

/// Returns the files that `paths` name, relative to `root`; those of a folder sorted by name.
pub(super) fn files(
    root: &Path,
    paths: &[PathBuf],
    dependencies: &BTreeMap<String, PathBuf>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ModelFile>> {
    let mut files = Vec::new();
    let mut readable = true;
    for path in paths {
        let found = match project_file(root, path) {
            Some(file) => project::files(root, &file, dependencies, diagnostics),
            None if root.join(path).is_dir() => in_folder(root, path, diagnostics),
            None => Some(vec![ModelFile::named(path, false)]),
        };
        match found {
            Some(found) => files.extend(found),
            None => readable = false,
        }
    }
    readable.then_some(files)
}

/// Returns the project file that a path is, or that the folder has.
pub(super) fn project_file(root: &Path, path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == project::NAME) {
        return Some(path.to_owned());
    }
    let inside = path.join(project::NAME);
    root.join(&inside).is_file().then_some(inside)
}

fn in_folder(root: &Path, path: &Path, diagnostics: &mut Diagnostics) -> Option<Vec<ModelFile>> {
    let label = path.display().to_string();
    match entries(&root.join(path)) {
        Ok(entries) => {
            let models = entries.into_iter().filter(|(_, is_file)| *is_file);
            let files = models.map(|(name, _)| ModelFile {
                path: path.join(&name),
                label: format!("{}/{name}", label.trim_end_matches('/')).into(),
                found: true,
            });
            Some(files.collect())
        }
        Err(error) => {
            let what = format!("cannot read the model's folder: {}", io_reason(&error));
            diagnostics.push(Diagnostic::error(what).at(Place::file(label)));
            None
        }
    }
}

/// How deep folders are searched.
const DEPTH: usize = 32;

/// Returns the model files in a folder and in its folders, relative to `root`.
///
/// # Errors
/// Why a folder cannot be read.
pub(super) fn below(root: &Path, folder: &Path) -> io::Result<Vec<ModelFile>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for (name, is_file) in entries(&root.join(&folder))? {
            let path = folder.join(name);
            if is_file {
                files.push(ModelFile::named(&path, true));
            } else if depth < DEPTH {
                folders.push((path, depth + 1));
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Returns the names of the JSON and IDL files and of the folders in a folder, sorted, and whether each is a file. Hidden
/// ones are left out.
fn entries(folder: &Path) -> io::Result<Vec<(String, bool)>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_model = name.ends_with(".json") || name.ends_with(".smithy");
        let path = entry.path();
        let is_file = path.is_file();
        if !name.starts_with('.') && (is_file && is_model || path.is_dir()) {
            names.push((name, is_file));
        }
    }
    names.sort();
    Ok(names)
}
