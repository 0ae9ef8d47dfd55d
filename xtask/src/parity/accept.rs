//! The table of accepted differences, with a reason for each row.

use std::cell::Cell;
use std::path::Path;

use serde::Deserialize;

use super::aliases::Aliases;
use super::compare::{Row, Verdict};
use super::error::Error;

/// The rows of `xtask/parity.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// `[aliases]`
    #[serde(default)]
    pub aliases: Aliases,
    /// `[[accept]]`
    #[serde(default)]
    accept: Vec<Entry>,
}

/// One accepted difference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Services that it applies to; `*` matches any text. All services if it is not set.
    service: Option<String>,
    /// The outcome that it accepts.
    kind: Kind,
    /// Label of the items (`crate::types::X::method`, `impl Trait for crate::types::X`,
    /// `feature x`); `*` matches any text.
    path: String,
    /// Our signature of the item, for a difference; `*` matches any text. Any signature if it is not set.
    ours: Option<String>,
    /// Why the difference does not break programs.
    reason: String,
    #[serde(skip)]
    used: Cell<bool>,
}

/// Outcomes that an entry can accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Our crate lacks the item.
    Missing,
    /// Our crate has another signature.
    Different,
    /// Only our crate has it. Additions need no entry; an entry can document them.
    Additional,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Different => "different",
            Kind::Additional => "additional",
        }
    }
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// Unreadable files, unknown keys, and an entry without a reason.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(file).map_err(|error| Error::read(file, &error))?;
        Table::parse(&text).map_err(|reason| Error::read(file, &reason))
    }

    /// Parses a table.
    ///
    /// # Errors
    /// The error in the text, as one message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
        match table
            .accept
            .iter()
            .find(|entry| entry.reason.trim().is_empty())
        {
            Some(entry) => Err(format!("the entry for `{}` gives no reason", entry.path)),
            None => Ok(table),
        }
    }

    /// Marks the rows of a service that the table accepts.
    pub fn apply(&self, service: &str, rows: &mut [Row]) {
        for row in rows {
            let Some(kind) = kind(&row.verdict) else {
                continue;
            };
            let label = row.key.label();
            for entry in &self.accept {
                if entry.kind == kind && entry.covers(service) && entry.fits(&label, &row.verdict) {
                    entry.used.set(true);
                    row.accepted.get_or_insert_with(|| entry.reason.clone());
                }
            }
        }
    }

    /// Returns the entries that matched nothing although all their services were compared. The difference does not
    /// exist any more, or the pattern is wrong. `everything` is whether all services were compared.
    pub fn unused(&self, compared: &[&str], everything: bool) -> Vec<String> {
        let stale = self.accept.iter().filter(|entry| {
            let judged = match &entry.service {
                Some(service) if !service.contains('*') => compared.contains(&service.as_str()),
                _ => everything,
            };
            judged && !entry.used.get()
        });
        let stale = stale.map(|entry| format!("{} {}", entry.kind.word(), entry.path));
        let aliases = if everything {
            self.aliases.unused()
        } else {
            Vec::new()
        };
        let aliases = aliases.into_iter().map(|path| format!("alias {path}"));
        stale.chain(aliases).collect()
    }
}

impl Entry {
    fn covers(&self, service: &str) -> bool {
        let pattern = self.service.as_deref();
        pattern.is_none_or(|pattern| matches(pattern, service))
    }

    fn fits(&self, label: &str, verdict: &Verdict) -> bool {
        let ours = match (&self.ours, verdict) {
            (Some(pattern), Verdict::Different(ours)) => matches(pattern, ours),
            (Some(_), _) => false,
            (None, _) => true,
        };
        ours && matches(&self.path, label)
    }
}

fn kind(verdict: &Verdict) -> Option<Kind> {
    match verdict {
        Verdict::Same => None,
        Verdict::Missing => Some(Kind::Missing),
        Verdict::Different(_) => Some(Kind::Different),
        Verdict::Additional => Some(Kind::Additional),
    }
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
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("crate::*::SCHEMA", "crate::types::A::SCHEMA"));
        assert!(matches("*", ""));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(!matches("crate::*::SCHEMA", "crate::types::A::SCHEMAS"));
        assert!(!matches("crate::A", "crate::A::b"));
    }
}
