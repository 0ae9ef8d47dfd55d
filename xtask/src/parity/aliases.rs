//! Type aliases of other crates, so that two spellings of one type are equal.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// The `[aliases]` of `xtask/parity.toml`: definition paths of aliases and of their targets.
/// The JSON of a crate refers to aliases of other crates without their targets.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub struct Aliases {
    targets: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
}

impl From<BTreeMap<String, String>> for Aliases {
    fn from(targets: BTreeMap<String, String>) -> Self {
        Aliases {
            targets,
            used: RefCell::default(),
        }
    }
}

impl Aliases {
    /// Returns the target of the alias at this path.
    pub(super) fn target(&self, path: &str) -> Option<&str> {
        let (alias, target) = self.targets.get_key_value(path)?;
        self.used.borrow_mut().insert(alias.clone());
        Some(target)
    }

    /// Returns the aliases that no crate has used so far, sorted.
    pub(super) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let mut paths: Vec<String> = self.targets.keys().cloned().collect();
        paths.retain(|path| !used.contains(path));
        paths
    }
}
