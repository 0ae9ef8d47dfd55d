//! The official crates to compare, and the accepted differences, from `xtask/presence.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::expectations::{Expectation, Expectations};

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
    pub(super) accept: Expectations<Accepted>,
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
    reason: String,
}

impl Expectation for Accepted {
    fn name(&self) -> String {
        let corpus = self.corpus.as_ref().map(|corpus| format!("{corpus} "));
        let (package, field) = (&self.package, &self.field);
        format!("{}{package} {field}", corpus.unwrap_or_default())
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}
