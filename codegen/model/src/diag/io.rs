//! Reads files, and describes errors of the file system.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system's reason.
    #[error("{}", io_reason(.0))]
    Io(#[from] Error),
    /// A folder has the path.
    #[error("it is a folder")]
    Folder,
    /// A device or a pipe.
    #[error("it is not a regular file")]
    NotRegular,
    /// The file has more bytes than are allowed.
    #[error("it is larger than {} MiB", .most >> 20)]
    TooLarge {
        /// The maximum in bytes.
        most: u64,
    },
    /// The file is not text.
    #[error("it is not valid UTF-8")]
    NotUtf8,
}

/// Returns the content of a regular file. Devices and pipes have no end, so they are refused, as are files
/// with more than `most` bytes.
///
/// # Errors
/// Why it cannot be read.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(ReadError::Folder);
    }
    if !kind.is_file() {
        return Err(ReadError::NotRegular);
    }
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    // One more than is allowed, since the file may grow as it is read.
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
    if read? as u64 > most {
        Err(ReadError::TooLarge { most })
    } else {
        Ok(bytes)
    }
}

/// [`read_file`] of a text.
///
/// # Errors
/// The same, and rejects text that is not valid UTF-8.
pub fn read_text(path: &Path, most: u64) -> Result<String, ReadError> {
    let text = String::from_utf8(read_file(path, most)?);
    text.map_err(|_| ReadError::NotUtf8)
}

/// Why a file or a folder could not be used: the same words on every system.
pub fn io_reason(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a part of the path is not a folder",
        ErrorKind::InvalidData => "it is not valid UTF-8",
        ErrorKind::InvalidFilename => "the file system does not allow the name",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk quota is exceeded",
        ErrorKind::FileTooLarge => "the file is too large",
        ErrorKind::AlreadyExists => "it exists already",
        ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
        _ => return error.to_string(),
    };
    words.to_owned()
}
