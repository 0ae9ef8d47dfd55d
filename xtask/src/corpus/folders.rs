//! Folders of the corpus models, and the keys of the models.

use std::path::{Path, PathBuf};

use super::pin::Pin;
use super::unpack::{digest_of, is_unpacked};
use crate::paths;
use farrier_codegen::diag::io_reason;

/// Returns the root folder of the corpus.
pub fn folder() -> PathBuf {
    paths::target().join("corpus")
}

/// Returns the folder of the pinned release's models (`botocore/data`), if it has been fetched.
///
/// # Errors
/// A pin that cannot be read.
pub fn botocore_data() -> Result<Option<PathBuf>, String> {
    let table = super::pin::read(&paths::root().join(super::TABLE))?;
    Ok(data_of(&folder(), &table.botocore))
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
pub(super) fn archives(test_data: &Path) -> Result<Vec<Archive>, String> {
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
) -> Result<Option<Vec<(String, PathBuf)>>, String> {
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
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error| format!("cannot read {}: {}", folder.display(), io_reason(&error));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
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
