//! `xtask/presence.toml`: which official crates are compared, and what is accepted.

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
    /// Differences with a reason.
    #[serde(default)]
    pub(super) accept: Vec<Accepted>,
}

/// A difference that is accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    /// The official crate.
    pub(super) package: String,
    /// The corpus; all where it is not said.
    pub(super) corpus: Option<String>,
    /// `Structure.field`; `*` stands for any text.
    pub(super) field: String,
    /// Why our type is another.
    pub(super) reason: String,
}

impl Table {
    /// Reads the table.
    ///
    /// # Errors
    /// A file that cannot be read, or that has another form.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let table: Self = toml::from_str(&read(path)?)
            .map_err(|error| format!("{}: {}", path.display(), error.to_string().trim_end()))?;
        match table.accept.iter().find(|row| row.reason.trim().is_empty()) {
            Some(row) => Err(format!("{}: `{}` has no reason", path.display(), row.field)),
            None => Ok(table),
        }
    }
}
