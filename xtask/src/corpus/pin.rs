//! The pinned botocore release, from `xtask/corpus.toml`.

use anyhow::Result;
use serde::Deserialize;

use crate::files::read_toml;
use crate::paths;

/// Path of the table, from the repository's root.
const TABLE: &str = "xtask/corpus.toml";

/// Content of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// The release.
    pub(super) botocore: Pin,
    /// Sample of crates to compile.
    #[serde(default)]
    pub(super) sample: Sample,
}

/// Sample of crates to compile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sample {
    /// Keys of the services that are always in the sample.
    pub(super) services: Vec<String>,
    /// Number of random services.
    pub(super) random: usize,
    /// The services of `services` that are built, not only checked.
    pub(super) build: Vec<String>,
}

/// A wheel on PyPI.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    /// Version of the release.
    pub(super) version: String,
    /// File name of the wheel.
    pub(super) file: String,
    /// SHA-256 of the wheel, in hexadecimal digits.
    pub(super) sha256: String,
}

impl Pin {
    /// Returns the name of the folder that the wheel is unpacked to.
    pub(super) fn folder(&self) -> String {
        format!("botocore-{}", self.version)
    }
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read or is invalid.
pub(super) fn read() -> Result<Table> {
    read_toml(&paths::root().join(TABLE))
}
