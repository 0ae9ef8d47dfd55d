//! Reads the record of the crate on disk and compares it with the new one.

use std::path::{Path, PathBuf};

use crate::diag::{read_text, Diagnostic, Diagnostics, ReadError};
use crate::diff;
use crate::record::{self, Record, Texts};
use crate::settings::ServiceSettings;

/// Returns the changes since the crate on disk was generated. A crate that is new, or belongs to another
/// service, has no changes. A record that cannot be read, for example because of merge conflict markers,
/// is reported.
pub(crate) fn change(
    root: &Path,
    settings: &ServiceSettings,
    new: &Record,
    diagnostics: &mut Diagnostics,
) -> Option<diff::Report> {
    let folder = root.join(&settings.output).join(record::FOLDER);
    if !folder.is_dir() {
        return None;
    }
    match recorded(&folder) {
        Ok(old) => diff::diff(&old, new).ok(),
        Err(problem) => {
            let what = format!("the crate's record cannot be read: {problem}");
            diagnostics.push(
                Diagnostic::warning(what)
                    .at(settings.place.clone())
                    .help("changes cannot be reported; to report them, restore the folder"),
            );
            None
        }
    }
}

/// Why the record of a crate cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A file cannot be read.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: ReadError,
    },
    /// A file has a malformed line.
    #[error("{}/{problem}", folder.display())]
    Malformed {
        /// The folder of the record.
        folder: PathBuf,
        /// The file, the line's number and its text.
        problem: record::ParseError,
    },
}

/// Returns the record in a folder: the folder [`record::FOLDER`] of a crate.
///
/// # Errors
/// A file that cannot be read, a malformed line.
pub fn recorded(folder: &Path) -> Result<Record, RecordError> {
    let read = |name: &str| {
        let path = folder.join(name);
        let text = read_text(&path, record::MOST_BYTES);
        text.map_err(|reason| RecordError::Unreadable { path, reason })
    };
    let has_constraints = folder.join(record::CONSTRAINTS).is_file();
    let texts = Texts {
        api: read(record::API)?,
        wire: read(record::WIRE)?,
        constraints: has_constraints
            .then(|| read(record::CONSTRAINTS))
            .transpose()?,
        docs: read(record::DOCS)?,
    };
    Record::parse(&texts).map_err(|problem| RecordError::Malformed {
        folder: folder.to_owned(),
        problem,
    })
}
