//! Accepted failures with their reasons, from `xtask/endpoints-expected.toml`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use farrier_endpoint_rules::Partition;
use serde::Deserialize;

/// The table, and which of its entries were used.
#[derive(Debug, Default)]
pub(super) struct Expected {
    table: Table,
    used: RefCell<BTreeSet<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// Built-in parameters for which clients have no setting. A case that sets one to another value than its default
    /// cannot run through a client.
    #[serde(default, rename = "no-setting")]
    no_setting: Vec<Entry>,
    /// Partitions that have changed since the models were written.
    #[serde(default, rename = "partition")]
    partitions: Vec<OldPartition>,
    /// Names of cases that fail, as `SERVICE/INDEX`.
    #[serde(default, rename = "failure")]
    failures: Vec<Entry>,
    /// Cases whose rules are right, and which fail through a client, as `SERVICE/INDEX`.
    #[serde(default, rename = "client-failure")]
    client_failures: Vec<Entry>,
}

/// Data of a partition at the time when the models were written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OldPartition {
    name: String,
    supports_dual_stack: bool,
    dual_stack_dns_suffix: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    reason: String,
}

impl Expected {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that cannot be read or is invalid.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let fail = |error: &dyn ToString| format!("{}: {}", file.display(), error.to_string());
        let text = std::fs::read_to_string(file).map_err(|error| fail(&error))?;
        let table = toml::from_str(&text).map_err(|error| fail(&error))?;
        let used = RefCell::default();
        Ok(Self { table, used })
    }

    /// Returns the partitions at the time when the models were written. They are leaked.
    ///
    /// # Errors
    /// A partition that does not exist or has not changed.
    pub(super) fn partitions(&self) -> Result<&'static [Partition], String> {
        let mut all = Partition::all().to_vec();
        for old in &self.table.partitions {
            let partition = all.iter_mut().find(|one| one.name == old.name);
            let partition = partition.ok_or_else(|| format!("no partition is {}", old.name))?;
            let now = partition.clone();
            partition.supports_dual_stack = old.supports_dual_stack;
            partition.dual_stack_dns_suffix = old.dual_stack_dns_suffix.clone().leak();
            if *partition == now {
                return Err(format!("the partition {} is as it was", old.name));
            }
        }
        Ok(all.leak())
    }

    /// Returns the reason why a case may fail.
    pub(super) fn of_case(&self, name: &str) -> Option<&str> {
        self.find(&self.table.failures, name)
    }

    /// Returns the reason why the case fails through a client.
    pub(super) fn of_client_case(&self, name: &str) -> Option<&str> {
        let in_client = self.find(&self.table.client_failures, name);
        in_client.or_else(|| self.of_case(name))
    }

    /// Returns the reason why clients have no setting for the built-in parameter.
    pub(super) fn of_built_in(&self, name: &str) -> Option<&str> {
        self.find(&self.table.no_setting, name)
    }

    fn find<'a>(&self, entries: &'a [Entry], name: &str) -> Option<&'a str> {
        let entry = entries.iter().find(|entry| entry.name == name)?;
        self.used.borrow_mut().insert(name.to_owned());
        Some(&entry.reason)
    }

    /// Returns a line for each unused entry.
    pub(super) fn unused(&self) -> Vec<String> {
        let table = &self.table;
        let lists = [&table.no_setting, &table.failures, &table.client_failures];
        let entries = lists.into_iter().flatten();
        let used = self.used.borrow();
        entries
            .filter(|entry| !used.contains(&entry.name))
            .map(|entry| format!("{}: the expected failure does not exist", entry.name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Expected, Table};

    #[test]
    fn an_entry_that_nothing_needs_is_told() {
        let text = "[[failure]]\nname = \"a/0\"\nreason = \"so\"\n\
                    [[no-setting]]\nname = \"B\"\nreason = \"so\"\n";
        let table: Table = toml::from_str(text).expect("a table");
        let expected = Expected {
            table,
            ..Expected::default()
        };
        assert_eq!(expected.of_case("a/0"), Some("so"));
        assert_eq!(expected.of_case("a/1"), None);
        assert_eq!(
            expected.unused(),
            ["B: the expected failure does not exist"]
        );
    }
}
