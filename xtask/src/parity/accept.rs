//! The table of accepted differences, with a reason for each row.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::aliases::Aliases;
use super::compare::{Row, Verdict};
use crate::expectations::{matches, unmatched, Expectation, Expectations};
use crate::files::read_toml;

/// The rows of `xtask/parity.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// `[aliases]`
    #[serde(default)]
    pub aliases: Aliases,
    /// `[[accept]]`
    #[serde(default)]
    accept: Expectations<Entry>,
}

/// One accepted difference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Services that it applies to; `*` matches any text. All services if it is not set.
    service: Option<String>,
    /// The outcome that it accepts.
    kind: Kind,
    /// Label of the items (`crate::types::X::method`, `impl Trait for crate::types::X`,
    /// `feature x`); `*` matches any text.
    path: String,
    /// Our signature of the item, for a difference; `*` matches any text. Any signature if it is not set.
    ours: Option<String>,
    /// Whether only crates of the corpus have the item: judged where all of those are compared.
    #[serde(default)]
    corpus: bool,
    /// Why the difference does not break programs.
    reason: String,
}

/// The services that a run compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of a manifest.
    Manifest,
    /// All crates that the ecosystem table generates from the corpus.
    Corpus,
    /// Some of either.
    Part,
}

/// Outcomes that an entry can accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
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
    pub fn read(file: &Path) -> Result<Self> {
        read_toml(file)
    }

    /// Parses a table.
    ///
    /// # Errors
    /// The error in the text.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// Marks the rows of a service that the table accepts.
    pub fn apply(&self, service: &str, rows: &mut [Row]) {
        for row in rows {
            let Some(kind) = kind(&row.verdict) else {
                continue;
            };
            let label = row.key.label();
            let entry = self.accept.accept(|entry| {
                entry.kind == kind && entry.covers(service) && entry.fits(&label, &row.verdict)
            });
            if let Some(entry) = entry {
                row.accepted.get_or_insert_with(|| entry.reason.clone());
            }
        }
    }

    /// Returns a line for each entry that matched nothing although all its services were compared. The difference does
    /// not exist any more, or the pattern is wrong.
    pub fn unmatched(&self, file: &str, compared: &[&str], scope: Scope) -> Vec<String> {
        let mut lines = self.accept.unmatched(file, |entry| match &entry.service {
            Some(service) if !service.contains('*') => compared.contains(&service.as_str()),
            _ if entry.corpus => scope == Scope::Corpus,
            _ => scope == Scope::Manifest,
        });
        if scope == Scope::Manifest {
            let aliases = self.aliases.unused();
            let aliases = aliases.into_iter().map(|path| format!("alias {path}"));
            lines.extend(aliases.map(|name| unmatched(file, &name)));
        }
        lines
    }
}

impl Expectation for Entry {
    fn name(&self) -> String {
        let parts = [
            self.service.as_deref(),
            Some(self.kind.word()),
            Some(&self.path),
            self.ours.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn reason(&self) -> &str {
        &self.reason
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
