//! Files and folders that commands read and write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::io_reason;

/// Returns the entries of a folder, sorted by name.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error| format!("cannot read {}: {}", folder.display(), io_reason(&error));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
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
pub(crate) fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    let fail = |error: io::Error| format!("cannot write {}: {}", path.display(), io_reason(&error));
    let folder = path.parent().unwrap_or(Path::new("."));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    fs::write(file.path(), content).map_err(fail)?;
    // A new file would be readable by its owner alone.
    if let Ok(before) = fs::metadata(path) {
        fs::set_permissions(file.path(), before.permissions()).map_err(fail)?;
    } else {
        readable_by_all(file.path()).map_err(fail)?;
    }
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
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
