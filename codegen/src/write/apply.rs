//! Carrying a [`Plan`] out.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::render::TextFile;
use super::walk::TEMPORARY;
use crate::diag::io_reason;

/// The new files of a plan, each next to its destination. [`Staged::commit`] moves them there.
#[derive(Debug)]
#[must_use]
pub struct Staged<'a> {
    plan: &'a Plan,
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that were made for them, outermost first.
    folders: Vec<PathBuf>,
}

/// Writes and removes the files of the plan. Each file appears whole or not at all; unchanged files
/// keep their modification time.
///
/// # Errors
/// The first failure of the file system, with the path in its text.
pub fn apply(plan: &Plan) -> io::Result<()> {
    stage(plan)?.commit()
}

/// Writes the files of the plan next to their destinations: everything that can fail for lack of space, or
/// of leave, fails here.
///
/// # Errors
/// The first failure of the file system, with the path in its text; nothing is left behind then.
pub fn stage(plan: &Plan) -> io::Result<Staged<'_>> {
    let mut staged = Staged {
        plan,
        files: Vec::new(),
        folders: Vec::new(),
    };
    for file in plan.missing.iter().chain(&plan.stale) {
        if let Err(error) = staged.add(file) {
            let error = named(&plan.root.join(&file.path), &error);
            staged.discard();
            return Err(error);
        }
    }
    Ok(staged)
}

impl Staged<'_> {
    /// Writes next to the file, so that a crash leaves no partial file and other hard links keep their
    /// content.
    fn add(&mut self, file: &TextFile) -> io::Result<()> {
        let target = self.plan.root.join(&file.path);
        let folder = target.parent().unwrap_or(&self.plan.root).to_owned();
        self.make(&folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!("{TEMPORARY}{name}"));
        let mut open = create(&temporary)?;
        self.files.push((temporary, target));
        open.write_all(file.content.as_bytes())
    }

    /// Makes a folder and those around it that are not there.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|folder| !folder.is_dir());
        for folder in missing.collect::<Vec<_>>().into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                // Created by another crate's thread in the meantime, or the current folder, which has no
                // name.
                Err(_) if folder.is_dir() || folder.as_os_str().is_empty() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Files that are no longer needed, except those that an interrupted run left behind and this run has
    /// written again.
    fn surplus(&self) -> impl Iterator<Item = &String> {
        let files = self.files.iter().map(|(temporary, _)| temporary.clone());
        let staged: BTreeSet<PathBuf> = files.collect();
        let root = &self.plan.root;
        let surplus = self.plan.surplus.iter();
        surplus.filter(move |path| !staged.contains(&root.join(path)))
    }

    /// Moves the files to their destinations, and removes those that are no longer needed.
    ///
    /// # Errors
    /// The first failure of the file system, with the path in its text.
    pub fn commit(self) -> io::Result<()> {
        // Files are removed first, because on some file systems names that differ only in case are the
        // same file.
        let root = &self.plan.root;
        for path in self.surplus() {
            let removed = remove(root, path);
            removed.map_err(|error| named(&root.join(path), &error))?;
        }
        for (temporary, target) in &self.files {
            let moved = fs::rename(temporary, target);
            moved.map_err(|error| named(target, &error))?;
        }
        Ok(())
    }

    /// Removes the files again, and the folders that were made for them.
    pub fn discard(self) {
        // The next run removes what cannot be removed now.
        for (temporary, _) in &self.files {
            let _ = fs::remove_file(temporary);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    let reason = io_reason(error);
    io::Error::new(error.kind(), format!("{}: {reason}", path.display()))
}

fn create(temporary: &Path) -> io::Result<File> {
    let create = || {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(temporary)
    };
    match create() {
        // Remains of an interrupted run are of no use.
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
