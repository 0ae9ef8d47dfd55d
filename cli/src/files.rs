//! Files and folders that commands read and write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, Result};
use farrier_codegen::diag::io_reason;

/// Makes an error of the system one that names the file.
pub(crate) trait OrCannot<T> {
    /// Returns the value, or the error `cannot ACTION PATH: reason`.
    ///
    /// # Errors
    /// The error.
    fn or_cannot(self, action: &str, path: &Path) -> Result<T>;
}

impl<T> OrCannot<T> for io::Result<T> {
    fn or_cannot(self, action: &str, path: &Path) -> Result<T> {
        self.map_err(|error| anyhow!("cannot {action} {}: {}", path.display(), io_reason(&error)))
    }
}

/// Returns a path with forward slashes, as manifests have it on every system.
pub(crate) fn slashed(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Returns the entries of a folder, sorted by name.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).or_cannot("read", folder)? {
        paths.push(entry.or_cannot("read", folder)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Returns the last step of a path.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Writes a file in one step: a reader finds the old content or the new one.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let file = tempfile::NamedTempFile::new_in(folder).or_cannot("write", path)?;
    fs::write(file.path(), content).or_cannot("write", path)?;
    // A new file would be readable by its owner alone.
    if let Ok(before) = fs::metadata(path) {
        fs::set_permissions(file.path(), before.permissions()).or_cannot("write", path)?;
    } else {
        readable_by_all(file.path()).or_cannot("write", path)?;
    }
    let persisted = file.persist(path).map_err(|error| error.error);
    persisted.map(|_| ()).or_cannot("write", path)
}

#[cfg(unix)]
fn readable_by_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> io::Result<()> {
    Ok(())
}
