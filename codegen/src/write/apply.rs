//! Carrying a [`Plan`] out.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::walk::TEMPORARY;
use super::{Plan, TextFile};
use crate::diag::io_reason;

/// Writes and removes what the plan says. Each file appears whole or not at all; unchanged files keep
/// their modification time.
///
/// # Errors
/// The first failure of the file system, with the path in its text.
pub fn apply(plan: &Plan) -> io::Result<()> {
    for path in &plan.surplus {
        remove(&plan.root, path).map_err(|error| named(&plan.root.join(path), &error))?;
    }
    let mut folders = BTreeSet::new();
    for file in plan.missing.iter().chain(&plan.stale) {
        replace(&plan.root, file, &mut folders)
            .map_err(|error| named(&plan.root.join(&file.path), &error))?;
    }
    Ok(())
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    let reason = io_reason(error);
    io::Error::new(error.kind(), format!("{}: {reason}", path.display()))
}

/// Writes beside the file and moves the result over it: a crash leaves no half of a file, and a hard
/// link's other name keeps its content.
///
/// `folders` are those that are known to be there.
fn replace(root: &Path, file: &TextFile, folders: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let target = root.join(&file.path);
    let folder = target.parent().unwrap_or(root);
    if !folders.contains(folder) {
        fs::create_dir_all(folder)?;
        folders.insert(folder.to_owned());
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!("{TEMPORARY}{name}"));
    let written = create(&temporary)
        .and_then(|mut open| open.write_all(file.content.as_bytes()))
        .and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn create(temporary: &Path) -> io::Result<File> {
    let create = || {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(temporary)
    };
    match create() {
        // What a run that was cut off left here is of no use.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(temporary)?;
            create()
        }
        created => created,
    }
}

/// Removes a file and the folders that are empty without it.
fn remove(root: &Path, path: &str) -> io::Result<()> {
    let target = root.join(path);
    fs::remove_file(&target)?;
    let mut folder = target.parent();
    while let Some(here) = folder.filter(|here| *here != root) {
        if fs::remove_dir(here).is_err() {
            break;
        }
        folder = here.parent();
    }
    Ok(())
}
