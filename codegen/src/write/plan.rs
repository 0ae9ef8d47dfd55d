//! The difference between a crate as it shall be and as it is on disk. Writing and checking share it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::render::TextFile;
use super::walk::{walk, Found};
use crate::diag::{io_reason, Diagnostic, Diagnostics, Place};

/// The changes to make in one crate's folder. Paths are relative to it and sorted.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub(super) root: PathBuf,
    /// Files that do not exist yet.
    pub missing: Vec<TextFile>,
    /// Files whose content is another.
    pub stale: Vec<TextFile>,
    /// Generated files that are no longer needed.
    pub surplus: Vec<String>,
    /// How many files are as they shall be.
    pub unchanged: usize,
}

impl Plan {
    /// Returns whether the folder is up to date.
    pub fn is_done(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty() && self.surplus.is_empty()
    }
}

/// Compares `files` with the folder `output` (plain steps) under `base`. Reads only.
///
/// Foreign files and symbolic links in the way are reported.
pub fn plan(
    base: &Path,
    output: &Path,
    files: Vec<TextFile>,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let root = base.join(output);
    let label = output.display().to_string();
    if let Some(problem) = blocked(base, output) {
        diagnostics.push(problem);
        return None;
    }
    let found = match walk(&root) {
        Ok(found) => found,
        Err(error) => {
            let what = format!("cannot read the output folder: {}", io_reason(&error));
            diagnostics.push(Diagnostic::error(what).at(Place::file(label)));
            return None;
        }
    };
    foreign(&label, &found, diagnostics);
    folders_in_the_way(&label, &root, &files, diagnostics);
    Some(compare(root, files, found))
}

/// Returns a symbolic link, or a file, on the way to the output folder: the path could end
/// anywhere.
fn blocked(base: &Path, output: &Path) -> Option<Diagnostic> {
    let mut way = PathBuf::new();
    for step in output.components() {
        way.push(step);
        let Ok(metadata) = fs::symlink_metadata(base.join(&way)) else {
            return None;
        };
        if !metadata.is_dir() {
            let kind = if metadata.is_symlink() {
                "a symbolic link"
            } else {
                "a file"
            };
            let what = format!("the output folder's path contains {kind}");
            let place = Place::file(way.display().to_string());
            return Some(
                Diagnostic::error(what)
                    .at(place)
                    .help("use a real folder as output"),
            );
        }
    }
    None
}

fn foreign(label: &str, found: &BTreeMap<String, Found>, diagnostics: &mut Diagnostics) {
    for (path, found) in found {
        let what = match found {
            Found::Foreign => "the output folder contains a file that was not generated",
            Found::Link => "the output folder contains a symbolic link",
            Found::Ours(_) | Found::Leftover => continue,
        };
        diagnostics.push(
            Diagnostic::error(what)
                .at(Place::file(format!("{label}/{path}")))
                .help(
                    "a generated crate needs a folder of its own: move the file away, or set another output",
                ),
        );
    }
}

/// A folder cannot be replaced by a file.
fn folders_in_the_way(label: &str, root: &Path, files: &[TextFile], diagnostics: &mut Diagnostics) {
    for file in files.iter().filter(|file| root.join(&file.path).is_dir()) {
        diagnostics.push(
            Diagnostic::error("a folder has the path of a generated file")
                .at(Place::file(format!("{label}/{}", file.path)))
                .help("a generated crate needs a folder of its own: move the folder away"),
        );
    }
}

fn compare(root: PathBuf, files: Vec<TextFile>, mut found: BTreeMap<String, Found>) -> Plan {
    let mut plan = Plan {
        root,
        ..Plan::default()
    };
    for file in files {
        match found.remove(&file.path) {
            None => plan.missing.push(file),
            Some(Found::Ours(content)) if content == file.content.as_bytes() => {
                plan.unchanged += 1;
            }
            Some(_) => plan.stale.push(file),
        }
    }
    plan.surplus = found.into_keys().collect();
    plan
}
