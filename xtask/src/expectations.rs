//! Accepted failures: entries of the tables below `xtask/`, each with its reason.
//!
//! A table keeps its own keys and has its entries in one or more [`Expectations`]. An entry without a reason or twice
//! is an error of the table. An entry that matches nothing is a failure of the run that judges it.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};

/// An accepted failure.
pub(crate) trait Expectation {
    /// Returns what it accepts: different entries of a list have different names.
    fn name(&self) -> String;

    /// Returns why the failure is accepted.
    fn reason(&self) -> &str;

    /// Returns what else is wrong with the entry.
    fn fault(&self) -> Option<String> {
        None
    }
}

/// The entries of a list, and which of them matched.
#[derive(Clone, Debug)]
pub(crate) struct Expectations<E>(Vec<(E, Cell<bool>)>);

impl<E> Default for Expectations<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, E: Expectation + Deserialize<'de>> Deserialize<'de> for Expectations<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::<E>::deserialize(deserializer)?;
        Self::new(entries).map_err(serde::de::Error::custom)
    }
}

impl<E: Expectation> Expectations<E> {
    /// Checks entries.
    ///
    /// # Errors
    /// An entry without a reason, or twice.
    pub(crate) fn new(entries: Vec<E>) -> Result<Self, String> {
        let mut names = std::collections::BTreeSet::new();
        for entry in &entries {
            let name = entry.name();
            if entry.reason().trim().is_empty() {
                return Err(format!("the entry `{name}` has no reason"));
            }
            if let Some(fault) = entry.fault() {
                return Err(format!("the entry `{name}` {fault}"));
            }
            if !names.insert(name.clone()) {
                return Err(format!("the entry `{name}` is listed twice"));
            }
        }
        let unmatched = entries.into_iter().map(|entry| (entry, Cell::new(false)));
        Ok(Self(unmatched.collect()))
    }

    /// Returns all entries.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &E> {
        self.0.iter().map(|(entry, _)| entry)
    }

    /// Marks all entries that match a failure. Returns the first of them.
    pub(crate) fn accept(&self, matches: impl Fn(&E) -> bool) -> Option<&E> {
        let mut first = None;
        for (entry, matched) in &self.0 {
            if matches(entry) {
                matched.set(true);
                first = first.or(Some(entry));
            }
        }
        first
    }

    /// Returns a line for each entry that matched nothing, of those that the run could judge. `table` is the path of
    /// the file.
    pub(crate) fn unmatched(&self, table: &str, judged: impl Fn(&E) -> bool) -> Vec<String> {
        let entries = self.0.iter();
        entries
            .filter(|(entry, matched)| !matched.get() && judged(entry))
            .map(|(entry, _)| unmatched(table, &entry.name()))
            .collect()
    }
}

/// Returns the line about an entry that matched nothing.
pub(crate) fn unmatched(table: &str, name: &str) -> String {
    format!("{table}: the entry `{name}` matches nothing: remove it")
}

/// Returns whether the text matches a pattern, in which `*` matches any text.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let ends = text.char_indices().map(|(end, _)| end);
            ends.chain([text.len()])
                .any(|end| matches(rest, &text[end..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{matches, Expectation, Expectations};

    #[derive(Debug, Deserialize)]
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

        fn fault(&self) -> Option<String> {
            (self.name == "wrong").then(|| "is wrong".to_owned())
        }
    }

    #[derive(Debug, Deserialize)]
    struct Table {
        #[serde(default)]
        accept: Expectations<Entry>,
    }

    fn table(entries: &[(&str, &str)]) -> Result<Table, String> {
        let entries = entries.iter().map(|(name, reason)| {
            format!("[[accept]]\nname = \"{name}\"\nreason = \"{reason}\"\n")
        });
        toml::from_str(&entries.collect::<String>()).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn entries_that_match_nothing_are_told() {
        let table = table(&[("a", "r"), ("b", "r"), ("c", "r")]).expect("valid");
        let found = table.accept.accept(|entry| entry.name == "a");
        assert_eq!(found.map(Expectation::reason), Some("r"));
        assert!(table.accept.accept(|entry| entry.name == "d").is_none());
        assert_eq!(
            table.accept.unmatched("x.toml", |entry| entry.name != "c"),
            ["x.toml: the entry `b` matches nothing: remove it"]
        );
    }

    #[test]
    fn all_entries_that_match_are_marked() {
        let table = table(&[("a", "first"), ("ab", "second")]).expect("valid");
        let found = table.accept.accept(|entry| entry.name.starts_with('a'));
        assert_eq!(found.map(Expectation::reason), Some("first"));
        assert!(table.accept.unmatched("x.toml", |_| true).is_empty());
    }

    #[test]
    fn entries_have_a_reason_and_differ() {
        for (entries, message) in [
            ([("a", "r"), ("b", " ")], "the entry `b` has no reason"),
            ([("a", "r"), ("a", "s")], "the entry `a` is listed twice"),
            ([("a", "r"), ("wrong", "r")], "the entry `wrong` is wrong"),
        ] {
            assert_eq!(table(&entries).map(|_| ()), Err(message.to_owned()));
        }
    }

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("crate::*::SCHEMA", "crate::types::A::SCHEMA"));
        assert!(matches("*", ""));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(!matches("crate::*::SCHEMA", "crate::types::A::SCHEMAS"));
        assert!(!matches("crate::A", "crate::A::b"));
    }
}
