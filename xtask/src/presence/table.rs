//! The official crates to compare, and the accepted differences, from `xtask/presence.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::official::read;

/// The table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Services of botocore without an official crate.
    #[serde(default)]
    pub(super) without: BTreeSet<String>,
    /// Versions of official crates, by botocore's keys.
    pub(super) crates: BTreeMap<String, String>,
    /// Accepted differences.
    #[serde(default)]
    pub(super) accept: Vec<Accepted>,
}

/// An accepted difference.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    /// The official crate.
    pub(super) package: String,
    /// The corpus; all if it is not set.
    pub(super) corpus: Option<String>,
    /// `Structure.field`; `*` matches any text.
    pub(super) field: String,
    /// The reason.
    pub(super) reason: String,
}

impl Table {
    /// Reads the table.
    ///
    /// # Errors
    /// A file that cannot be read or is invalid.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let table: Self = toml::from_str(&read(path)?)
            .map_err(|error| format!("{}: {}", path.display(), error.to_string().trim_end()))?;
        match table.accept.iter().find(|row| row.reason.trim().is_empty()) {
            Some(row) => Err(format!("{}: `{}` has no reason", path.display(), row.field)),
            None => Ok(table),
        }
    }
}
