//! Errors that prevent a comparison. Differences are not errors.

use std::fmt;
use std::path::{Path, PathBuf};

/// An error of the tool, its settings or its environment.
#[derive(Debug)]
pub enum Error {
    /// A file that could not be read, written or parsed.
    File {
        /// Path of the file.
        path: PathBuf,
        /// Error of reading it.
        reason: String,
    },
    /// The rustdoc JSON has another format version than this tool supports.
    Format {
        /// Format version in the file.
        found: u32,
        /// Format version of the `rustdoc-types` crate in use.
        expected: u32,
    },
    /// A cargo command that failed.
    Cargo {
        /// The command line, so that it can be repeated.
        command: String,
        /// The end of its standard error.
        output: String,
    },
    /// An invalid setting or argument.
    Settings(String),
}

impl Error {
    /// Creates the error of a file.
    pub fn read(path: &Path, reason: &dyn fmt::Display) -> Self {
        Error::File {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::File { path, reason } => write!(f, "{}: {reason}", path.display()),
            Error::Format { found, expected } => write!(
                f,
                "this toolchain's rustdoc writes JSON format {found}, but xtask reads format \
                 {expected}: set the `rustdoc-types` dependency of the workspace to \"0.{found}\", \
                 or use the toolchain whose rustdoc writes format {expected}"
            ),
            Error::Cargo { command, output } => write!(f, "`{command}` failed:\n{output}"),
            Error::Settings(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}
