//! Lists the files in a crate's folder, without following symbolic links.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::header;

/// Start of the names under which files are written before they are moved to their place; what a crash
/// leaves behind may go.
pub(super) const TEMPORARY: &str = ".farrier-tmp-";

/// The meaning of an entry of the folder for the generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file with the header, with its content.
    Ours(Vec<u8>),
    /// Any other file.
    Foreign,
    /// A symbolic link.
    Link,
    /// Left behind by a run that was cut off.
    Leftover,
}

/// Entries that are allowed at the top of a crate's folder: cargo's own output, and the changelog, which
/// is written by hand or from reports.
const PASSED_OVER: [&str; 3] = ["CHANGELOG.md", "Cargo.lock", "target"];

/// Every file under `root` that is not ignored, by its path with forward slashes.
pub(super) fn walk(root: &Path) -> io::Result<BTreeMap<String, Found>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<(PathBuf, String)> = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() && error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if prefix.is_empty() && PASSED_OVER.contains(&name.as_str()) {
                continue;
            }
            let kind = entry.file_type()?;
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                open.push((entry.path(), format!("{path}/")));
            } else if kind.is_symlink() {
                found.insert(path, Found::Link);
            } else if name.starts_with(TEMPORARY) {
                found.insert(path, Found::Leftover);
            } else if kind.is_file() {
                let file = file(&entry.path(), &path)?;
                found.insert(path, file);
            } else {
                // A pipe or a socket, which is not to be read.
                found.insert(path, Found::Foreign);
            }
        }
    }
    Ok(found)
}

fn file(path: &Path, name: &str) -> io::Result<Found> {
    let content = fs::read(path)?;
    Ok(if header::is_ours(name, &content) {
        Found::Ours(content)
    } else {
        Found::Foreign
    })
}
