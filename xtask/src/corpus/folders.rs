//! Folders of the corpus models, and the keys of the models.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::pin::Pin;
use super::unpack::{digest_of, is_unpacked};
use crate::files::At as _;
use crate::paths;

/// Returns the root folder of the corpus.
pub fn folder() -> PathBuf {
    paths::target().join("corpus")
}

/// Returns the folder of the pinned release's models (`botocore/data`), if it has been fetched.
///
/// # Errors
/// A pin that cannot be read.
pub fn botocore_data() -> Result<Option<PathBuf>> {
    let table = super::pin::read()?;
    Ok(data_of(&folder(), &table.botocore))
}

/// Returns the folder of the pinned release's models.
///
/// # Errors
/// Models that have not been fetched.
pub(crate) fn fetched_botocore() -> Result<PathBuf> {
    botocore_data()?.context("the models are not there: run `cargo xtask corpus fetch` first")
}

/// Returns [`botocore_data`] for a pin, below `folder`.
pub(super) fn data_of(folder: &Path, pin: &Pin) -> Option<PathBuf> {
    let unpacked = folder.join(pin.folder());
    is_unpacked(&unpacked, &pin.sha256).then(|| unpacked.join("botocore/data"))
}

/// A compressed archive of Smithy models in the test data.
#[derive(Clone, Debug)]
pub(super) struct Archive {
    /// File name without the extensions.
    pub(super) name: String,
    /// Path of the archive.
    pub(super) path: PathBuf,
}

/// Returns the archives `models/*.tar.*` of the test data, sorted by name. Empty if there is no such folder.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn archives(test_data: &Path) -> Result<Vec<Archive>> {
    let folder = test_data.join("models");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let paths = entries(&folder)?.into_iter().filter(|path| path.is_file());
    let archives = paths.filter_map(|path| {
        let name = name(&path);
        let (name, _) = name.split_once(".tar")?;
        let name = name.to_owned();
        Some(Archive { name, path })
    });
    Ok(archives.collect())
}

/// Returns the Smithy models of an archive that is unpacked below `folder`, by file name. Returns `None` if it is not
/// unpacked, or if the archive has changed.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn smithy_services(
    folder: &Path,
    archive: &Archive,
) -> Result<Option<Vec<(String, PathBuf)>>> {
    let unpacked = folder.join(&archive.name);
    if !is_unpacked(&unpacked, &digest_of(&archive.path)?) {
        return Ok(None);
    }
    let mut models = Vec::new();
    let mut open = vec![unpacked];
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                let key = path.file_stem().unwrap_or_default().to_string_lossy();
                models.push((key.into_owned(), path));
            }
        }
    }
    models.sort();
    Ok(Some(models))
}

/// Returns the entries of a folder, sorted by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).at(folder)? {
        paths.push(entry.at(folder)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
