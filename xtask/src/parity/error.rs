//! Why a comparison could not be made (as against: what it found).

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of the tool, its settings or its surroundings.
#[derive(Debug)]
pub enum Error {
    /// A file that could not be read, written or parsed.
    File {
        /// Which file.
        path: PathBuf,
        /// What the reader said.
        reason: String,
    },
    /// rustdoc writes another JSON format than this tool reads.
    Format {
        /// Format version in the file.
        found: u32,
        /// Format version of the `rustdoc-types` crate in use.
        expected: u32,
    },
    /// A cargo command that failed.
    Cargo {
        /// The command line, for repeating it by hand.
        command: String,
        /// The end of its error output.
        output: String,
    },
    /// A setting or an argument that means nothing.
    Settings(String),
}

impl Error {
    /// A file problem.
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
