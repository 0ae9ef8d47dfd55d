//! Unpacks archives to folders, completely or not at all.
//!
//! Files are unpacked to a temporary folder next to the target and moved there at the end. A file in the folder
//! contains the hash of the archive.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use farrier_codegen::diag::io_reason;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zip::ZipArchive;

/// Name of the file with the SHA-256 of the archive.
const MARK: &str = ".sha256";

/// Prefix of temporary folders.
const TEMPORARY: &str = ".unfinished-";

/// Returns whether the folder has the content of the archive with this SHA-256.
pub(super) fn is_unpacked(folder: &Path, sha256: &str) -> bool {
    fs::read_to_string(folder.join(MARK)).is_ok_and(|mark| mark.trim() == sha256)
}

/// Returns the SHA-256 of a file in hexadecimal digits.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn digest_of(path: &Path) -> Result<String, String> {
    let fail = |error| format!("cannot read {}: {}", path.display(), io_reason(&error));
    let bytes = fs::read(path).map_err(fail)?;
    Ok(Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Unpacks a wheel, which is a zip archive.
///
/// # Errors
/// An invalid archive, or a file that cannot be written.
pub(super) fn zip(archive: &Path, sha256: &str, to: &Path) -> Result<(), String> {
    whole(to, sha256, |folder| {
        let fail =
            |error: &dyn std::fmt::Display| format!("cannot unpack {}: {error}", archive.display());
        let file = File::open(archive).map_err(|error| fail(&error))?;
        let mut archive = ZipArchive::new(file).map_err(|error| fail(&error))?;
        archive.extract(folder).map_err(|error| fail(&error))
    })
}

/// Unpacks a tar archive with the system's `tar`, which supports all compressions that are installed.
///
/// # Errors
/// There is no `tar`, or it fails.
pub(super) fn tar(archive: &Path, sha256: &str, to: &Path) -> Result<(), String> {
    whole(to, sha256, |folder| {
        let mut command = Command::new("tar");
        command
            .args(["--no-same-owner", "-xf"])
            .arg(archive)
            .arg("-C")
            .arg(folder);
        let output = (command.output()).map_err(|error| {
            format!("tar could not be started: {error}; it is needed to unpack archives")
        })?;
        if output.status.success() {
            Ok(())
        } else {
            Err(format!(
                "tar cannot unpack {}: {}",
                archive.display(),
                String::from_utf8_lossy(&output.stderr).trim_end()
            ))
        }
    })
}

/// Creates a temporary folder, which is removed when dropped.
///
/// # Errors
/// A folder that cannot be created.
pub(super) fn temporary(beside: &Path) -> Result<TempDir, String> {
    let parent = beside.parent().unwrap_or(Path::new("."));
    let fail = |error| format!("cannot make a folder in {}: {error}", parent.display());
    fs::create_dir_all(parent).map_err(fail)?;
    tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(parent)
        .map_err(fail)
}

/// Fills a temporary folder and moves it to its target, replacing an older folder.
fn whole(
    to: &Path,
    sha256: &str,
    fill: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<(), String> {
    let temporary = temporary(to)?;
    let fail = |error| format!("cannot write {}: {}", to.display(), io_reason(&error));
    // Only the owner can read the temporary folder itself.
    let filled = temporary.path().join("content");
    fs::create_dir(&filled).map_err(fail)?;
    fill(&filled)?;
    fs::write(filled.join(MARK), format!("{sha256}\n")).map_err(fail)?;
    match fs::rename(to, temporary.path().join("old")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(fail(error)),
        _ => {}
    }
    match fs::rename(&filled, to) {
        // Another run was faster.
        Err(_) if is_unpacked(to, sha256) => Ok(()),
        other => other.map_err(fail),
    }
}
