//! Accepted failures with their reasons, from `xtask/endpoints-expected.toml`.

use anyhow::{bail, Context as _, Result};
use farrier_endpoint_rules::Partition;
use serde::Deserialize;

use crate::expectations::{Expectation, Expectations};

/// Path of the table, from the repository's root.
pub(super) const TABLE: &str = "xtask/endpoints-expected.toml";

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Expected {
    /// Built-in parameters for which clients have no setting. A case that sets one to another value than its default
    /// cannot run through a client.
    #[serde(default, rename = "no-setting")]
    no_setting: Expectations<Entry>,
    /// Partitions that have changed since the models were written.
    #[serde(default, rename = "partition")]
    partitions: Vec<OldPartition>,
    /// Names of cases that fail, as `SERVICE/INDEX`.
    #[serde(default, rename = "failure")]
    failures: Expectations<Entry>,
    /// Cases whose rules are right, and which fail through a client, as `SERVICE/INDEX`.
    #[serde(default, rename = "client-failure")]
    client_failures: Expectations<Entry>,
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

impl Expectation for Entry {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}

impl Expected {
    /// Returns the partitions at the time when the models were written. They are leaked.
    ///
    /// # Errors
    /// A partition that does not exist or has not changed.
    pub(super) fn partitions(&self) -> Result<&'static [Partition]> {
        let mut all = Partition::all().to_vec();
        for old in &self.partitions {
            let partition = all.iter_mut().find(|one| one.name == old.name);
            let partition = partition.with_context(|| format!("no partition is {}", old.name))?;
            let now = partition.clone();
            partition.supports_dual_stack = old.supports_dual_stack;
            partition.dual_stack_dns_suffix = old.dual_stack_dns_suffix.clone().leak();
            if *partition == now {
                bail!("the partition {} is as it was", old.name);
            }
        }
        Ok(all.leak())
    }

    /// Returns the reason why a case may fail.
    pub(super) fn of_case(&self, name: &str) -> Option<&str> {
        find(&self.failures, name)
    }

    /// Returns the reason why the case fails through a client.
    pub(super) fn of_client_case(&self, name: &str) -> Option<&str> {
        let in_client = find(&self.client_failures, name);
        in_client.or_else(|| self.of_case(name))
    }

    /// Returns the reason why clients have no setting for the built-in parameter.
    pub(super) fn of_built_in(&self, name: &str) -> Option<&str> {
        find(&self.no_setting, name)
    }

    /// Returns a line for each entry that matched nothing. Without clients only those of the rules are judged.
    pub(super) fn unmatched(&self, rules_only: bool) -> Vec<String> {
        let mut lines = self.failures.unmatched(TABLE, |_| true);
        lines.extend(self.client_failures.unmatched(TABLE, |_| !rules_only));
        lines.extend(self.no_setting.unmatched(TABLE, |_| !rules_only));
        lines
    }
}

fn find<'a>(entries: &'a Expectations<Entry>, name: &str) -> Option<&'a str> {
    let entry = entries.accept(|entry| entry.name == name);
    entry.map(Expectation::reason)
}

#[cfg(test)]
mod tests {
    use super::Expected;

    #[test]
    fn an_entry_that_nothing_needs_is_told() {
        let text = "[[failure]]\nname = \"a/0\"\nreason = \"so\"\n\
                    [[no-setting]]\nname = \"B\"\nreason = \"so\"\n";
        let expected: Expected = toml::from_str(text).expect("a table");
        assert_eq!(expected.of_case("a/0"), Some("so"));
        assert_eq!(expected.of_case("a/1"), None);
        assert_eq!(
            expected.unmatched(false),
            ["xtask/endpoints-expected.toml: the entry `B` matches nothing: remove it"]
        );
        assert!(expected.unmatched(true).is_empty());
    }
}
