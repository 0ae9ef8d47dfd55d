//! Unpacks archives to folders, completely or not at all.
//!
//! Files are unpacked to a temporary folder next to the target and moved there at the end. A file in the folder
//! contains the hash of the archive.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{anyhow, Context as _, Result};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zip::ZipArchive;

use crate::files::At as _;

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
pub(super) fn digest_of(path: &Path) -> Result<String> {
    let bytes = fs::read(path).at(path)?;
    Ok(Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Unpacks a wheel, which is a zip archive.
///
/// # Errors
/// An invalid archive, or a file that cannot be written.
pub(super) fn zip(archive: &Path, sha256: &str, to: &Path) -> Result<()> {
    whole(to, sha256, |folder| {
        let mut wheel = ZipArchive::new(File::open(archive).at(archive)?).at(archive)?;
        wheel.extract(folder).at(archive)
    })
}

/// Unpacks a tar archive with the system's `tar`, which supports all compressions that are installed.
///
/// # Errors
/// There is no `tar`, or it fails.
pub(super) fn tar(archive: &Path, sha256: &str, to: &Path) -> Result<()> {
    whole(to, sha256, |folder| {
        let mut command = Command::new("tar");
        command
            .args(["--no-same-owner", "-xf"])
            .arg(archive)
            .arg("-C")
            .arg(folder);
        let output = command.output();
        let output = output.context("cannot start tar, which is needed to unpack archives")?;
        if output.status.success() {
            Ok(())
        } else {
            Err(anyhow!(
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
pub(super) fn temporary(beside: &Path) -> Result<TempDir> {
    let parent = beside.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).at(parent)?;
    tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(parent)
        .at(parent)
}

/// Fills a temporary folder and moves it to its target, replacing an older folder.
fn whole(to: &Path, sha256: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let temporary = temporary(to)?;
    // Only the owner can read the temporary folder itself.
    let filled = temporary.path().join("content");
    fs::create_dir(&filled).at(&filled)?;
    fill(&filled)?;
    fs::write(filled.join(MARK), format!("{sha256}\n")).at(&filled)?;
    match fs::rename(to, temporary.path().join("old")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).at(to)?,
        _ => {}
    }
    match fs::rename(&filled, to) {
        // Another run was faster.
        Err(_) if is_unpacked(to, sha256) => Ok(()),
        other => other.at(to),
    }
}
