//! Type aliases of other crates: two spellings of one type read the same.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// The `[aliases]` of `xtask/parity.toml`: definition path of the alias, definition path of its
/// target. The JSON of a crate names another crate's alias without saying what it stands for.
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
    /// What the alias at this path stands for.
    pub(super) fn target(&self, path: &str) -> Option<&str> {
        let (alias, target) = self.targets.get_key_value(path)?;
        self.used.borrow_mut().insert(alias.clone());
        Some(target)
    }

    /// Aliases that no crate mentioned so far, sorted.
    pub(super) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let mut paths: Vec<String> = self.targets.keys().cloned().collect();
        paths.retain(|path| !used.contains(path));
        paths
    }
}
