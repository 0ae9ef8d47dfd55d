//! Which release of botocore: `xtask/corpus.toml`.

use std::path::Path;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// The release.
    pub(super) botocore: Pin,
    /// What a sample of compiled crates consists of.
    #[serde(default)]
    pub(super) sample: Sample,
}

/// What a sample of compiled crates consists of.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sample {
    /// Keys of the services that are always in it.
    pub(super) services: Vec<String>,
    /// How many others.
    pub(super) random: usize,
    /// Those of `services` that are built, not only checked.
    pub(super) build: Vec<String>,
}

/// A wheel on PyPI.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    /// Of the release.
    pub(super) version: String,
    /// Name of the wheel.
    pub(super) file: String,
    /// Of the wheel, in hexadecimal digits.
    pub(super) sha256: String,
}

impl Pin {
    /// Name of the folder that the wheel is unpacked to.
    pub(super) fn folder(&self) -> String {
        format!("botocore-{}", self.version)
    }
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read or says something else.
pub(super) fn read(path: &Path) -> Result<Table, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {}", path.display(), io_reason(&error)))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
