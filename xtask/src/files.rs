//! Files that tasks read and write; errors name the path.

use std::fs;
use std::path::Path;

use anyhow::{anyhow, Context as _, Result};
use farrier_codegen::diag::io_reason;
use serde::de::DeserializeOwned;

/// Reads a file.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .map_err(|error| anyhow!("cannot read {}: {}", path.display(), io_reason(&error)))
}

/// Reads a TOML file, such as the settings of a task.
///
/// # Errors
/// A file that cannot be read or is invalid.
pub(crate) fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T> {
    toml::from_str(&read(path)?)
        .map_err(|error| anyhow!("{}: {}", path.display(), error.to_string().trim_end()))
}

/// Writes a file only if its content differs, because cargo compares modification times.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn put(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| anyhow!("cannot write {}: {}", path.display(), io_reason(&error)))
}

/// Removes a folder, if it exists.
///
/// # Errors
/// A folder that cannot be removed.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if !path.is_dir() {
        return Ok(());
    }
    fs::remove_dir_all(path)
        .map_err(|error| anyhow!("cannot remove {}: {}", path.display(), io_reason(&error)))
}

/// Copies the lock file of another workspace, so that both use the same versions. An existing copy is kept as cargo
/// changed it, so that dependencies are not resolved again.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn seed_lock(folder: &Path, original: &Path) -> Result<()> {
    let lock = read(original)?;
    let kept = folder.join("Cargo.lock.original");
    if !folder.join("Cargo.lock").is_file() || read(&kept).ok().as_ref() != Some(&lock) {
        put(&folder.join("Cargo.lock"), &lock)?;
        put(&kept, &lock)?;
    }
    Ok(())
}

/// Adds the path to the error of a file.
pub(crate) trait At<T> {
    /// Returns the result with the path in its error.
    ///
    /// # Errors
    /// The error.
    fn at(self, path: &Path) -> Result<T>;
}

impl<T, E: std::error::Error + Send + Sync + 'static> At<T> for Result<T, E> {
    fn at(self, path: &Path) -> Result<T> {
        self.with_context(|| path.display().to_string())
    }
}
