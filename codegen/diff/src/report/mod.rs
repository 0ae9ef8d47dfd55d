//! Reports of the changes in several crates: lines for a terminal, Markdown for a pull request, JSON for programs,
//! pages for browsers.

mod html;
mod json;
mod markdown;
mod member;
mod page;
mod pages;
mod summary;
mod table;
mod tree;

use std::collections::BTreeMap;

use farrier_model::diag::did_you_mean;

use crate::record::Record;
use crate::{diff, Class, Report, Unlike};

pub use html::page as page_html;
pub use json::report as json;
pub use markdown::report as markdown;
pub use page::text as page_text;
pub use pages::{index, texts as pages, write as write_pages, VersionPage, WriteError};
pub use table::report as table;

/// Records by the services' keys: names of files and folders.
pub type Side = BTreeMap<String, Record>;

/// The key of a side that is one model or one crate.
pub const ONLY: &str = "";

/// The outcome for a service.
#[derive(Debug)]
pub enum Outcome {
    /// Only the newer side has it.
    Added(Record),
    /// Only the older side has it.
    Removed(Record),
    /// Both have it, and it changed.
    Changed(Box<Compared>),
}

/// A service that changed.
#[derive(Debug)]
pub struct Compared {
    /// Of the older side.
    pub old: Record,
    /// Of the newer side.
    pub new: Record,
    /// The changes between them.
    pub report: Report,
}

impl Outcome {
    /// A removed crate breaks all programs that use it; a new one breaks none.
    pub fn class(&self) -> Class {
        match self {
            Self::Added(_) => Class::Minor,
            Self::Removed(_) => Class::Major,
            Self::Changed(one) => one.report.class().unwrap_or(Class::Patch),
        }
    }

    /// Returns the package, as the newer side calls it.
    pub fn package(&self) -> &str {
        match self {
            Self::Added(record) | Self::Removed(record) => record.package().0,
            Self::Changed(one) => &one.report.package,
        }
    }
}

/// Sides that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// Only one of them has keys.
    #[error("one side is a single service, the other has several")]
    OneAndSeveral,
    /// A service was asked for that neither has.
    #[error("neither side has a service `{name}`")]
    UnknownService {
        /// The name that was asked for.
        name: String,
        /// The names that are like it.
        help: String,
    },
    /// Services of the same key are different ones.
    #[error("{}", list(.0))]
    Unlike(Vec<Unlike>),
}

impl CompareError {
    /// Returns what to do.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::OneAndSeveral => Some("give two models or two folders"),
            Self::UnknownService { help, .. } => Some(help),
            Self::Unlike(_) => None,
        }
    }

    /// Returns the error in lines for a terminal.
    pub fn told(&self) -> String {
        let said: String = (self.to_string().lines())
            .map(|line| format!("error: {line}\n"))
            .collect();
        match self.help() {
            Some(help) => format!("{said}  help: {help}\n"),
            None => said,
        }
    }
}

fn list(all: &[Unlike]) -> String {
    let lines: Vec<String> = all.iter().map(Unlike::to_string).collect();
    lines.join("\n")
}

/// Compares two sides, service by service in the order of their packages; those without a change are left out.
///
/// # Errors
/// Sides that cannot be compared, and names in `services` that neither has.
pub fn compare(
    old: Side,
    mut new: Side,
    services: &[String],
) -> Result<Vec<Outcome>, CompareError> {
    let only_new = new.len() == 1 && new.contains_key(ONLY);
    let only_old = old.len() == 1 && old.contains_key(ONLY);
    if only_new != only_old {
        return Err(CompareError::OneAndSeveral);
    }
    let keys: Vec<(String, String)> = (old.iter().chain(&new))
        .flat_map(|(key, one)| {
            [key.as_str(), one.service(), one.package().0]
                .map(|name| (name.to_owned(), key.clone()))
        })
        .collect();
    let unknown = services
        .iter()
        .find(|name| !keys.iter().any(|(known, _)| known == *name));
    if let Some(name) = unknown {
        let known: Vec<&str> = keys.iter().map(|(known, _)| known.as_str()).collect();
        return Err(CompareError::UnknownService {
            name: name.clone(),
            help: did_you_mean(name, &known).unwrap_or_default(),
        });
    }
    let wanted = |key: &str| {
        services.is_empty()
            || keys
                .iter()
                .any(|(name, of)| of == key && services.contains(name))
    };
    let mut outcomes = Vec::new();
    let mut unlike = Vec::new();
    for (key, old) in old {
        let new = new.remove(&key);
        if !wanted(&key) {
            continue;
        }
        match new {
            None => outcomes.push(Outcome::Removed(old)),
            Some(new) => match diff(&old, &new) {
                Ok(report) if report.class().is_none() => {}
                Ok(report) => {
                    outcomes.push(Outcome::Changed(Box::new(Compared { old, new, report })));
                }
                Err(error) => unlike.push(error),
            },
        }
    }
    let added = new.into_iter().filter(|(key, _)| wanted(key));
    outcomes.extend(added.map(|(_, record)| Outcome::Added(record)));
    outcomes.sort_by(|a, b| a.package().cmp(b.package()));
    if unlike.is_empty() {
        Ok(outcomes)
    } else {
        Err(CompareError::Unlike(unlike))
    }
}
