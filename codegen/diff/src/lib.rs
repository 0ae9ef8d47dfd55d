//! Compares two records of a crate, and classifies the changes by their effect on programs.
//!
//! Each change has a class: that of Rust's rules for items ([RFC 1105], the [SemVer chapter] of the Cargo
//! book), and that of Smithy's [evolution] rules for what is on the wire. Names in a record are compared,
//! not guessed: an item under another name is one removed and one added.
//!
//! [RFC 1105]: https://rust-lang.github.io/rfcs/1105-api-evolution.html
//! [SemVer chapter]: https://doc.rust-lang.org/cargo/reference/semver.html
//! [evolution]: https://smithy.io/2.0/guides/evolving-models.html

mod api;
mod compare;
mod constraints;
mod owner;
pub mod record;
pub mod report;
mod rules;
mod text;
pub mod versions;
mod wire;
mod words;

use std::fmt::{self, Display};

use crate::record::{Kind, Record, Words};
use farrier_model::visible::escaped;

pub use text::{Documentation, Group};
pub use words::{in_brackets, words, Piece};

/// How much a change asks of a program's author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Nothing: documentation, `Debug` output.
    Patch,
    /// Nothing, but there is something new, or behavior that differs.
    Minor,
    /// Programs may no longer compile, or no longer work.
    Major,
}

impl Class {
    /// `patch`, `minor`, `major`
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Where a change shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The API.
    Api,
    /// In requests and responses.
    Wire,
    /// The constraints.
    Constraint,
    /// In documentation.
    Docs,
}

impl Area {
    /// `api`, `wire`, `constraint`, `docs`
    pub fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Wire => "wire",
            Self::Constraint => "constraint",
            Self::Docs => "docs",
        }
    }
}

/// The kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Something about it is different.
    Changed,
}

impl What {
    /// `added`, `removed`, `changed`
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The class.
    pub class: Class,
    /// Where it shows.
    pub area: Area,
    /// The kind of change.
    pub what: What,
    /// The kind of the item, in the newest record that has it.
    pub kind: Kind,
    /// Which item.
    pub path: String,
    /// The old facts: for the wire, those that differ; for documentation, its text.
    pub old: String,
    /// The new facts.
    pub new: String,
    /// Why it has this class.
    pub reason: String,
    /// Whether programs that compile may be surprised: by values that are rejected now, or that were never
    /// sent before.
    pub risk: bool,
    /// Whether requests or responses differ. Those of an added member do, although the change is reported as
    /// one of the API.
    pub on_wire: bool,
}

/// The changes in a service's crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The service's `sdkId`.
    pub service: String,
    /// The package's name.
    pub package: String,
    /// The versions of both records.
    pub versions: (String, String),
    /// API before wire before constraints before documentation, in the order of the files.
    pub changes: Vec<Change>,
    /// Methods of the client that make calls: new ones, those whose request, response or errors
    /// changed, and removed ones.
    pub methods: Methods,
}

/// Methods of the client that make calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Methods {
    /// New ones.
    pub new: Vec<String>,
    /// Those of which something that they take, return or fail with has changed, however deep, but for
    /// documentation.
    pub updated: Vec<String>,
    /// Removed ones.
    pub removed: Vec<String>,
}

impl Report {
    /// Returns the highest class of the changes; `None` if there are none.
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).max()
    }

    /// Returns the number of changes in an area. A change of the API counts on the wire, too, if requests or
    /// responses are others.
    pub fn count(&self, area: Area) -> usize {
        let shows = |change: &&Change| change.area == area || area == Area::Wire && change.on_wire;
        self.changes.iter().filter(shows).count()
    }

    /// How many changes are a risk.
    pub fn risks(&self) -> usize {
        self.changes.iter().filter(|change| change.risk).count()
    }
}

/// Records that are not of one service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{}` and `{}` are different services, which cannot be compared",
    escaped(old),
    escaped(new)
)]
pub struct Unlike {
    /// The older one's service.
    pub old: String,
    /// The newer one's.
    pub new: String,
}

/// Compares two records of one service.
///
/// # Errors
/// The records are of two services.
pub fn diff(old: &Record, new: &Record) -> Result<Report, Unlike> {
    if old.service() != new.service() {
        return Err(Unlike {
            old: old.service().to_owned(),
            new: new.service().to_owned(),
        });
    }
    let sides = compare::Sides::new(old, new);
    let mut changes = api::changes(&sides);
    changes.extend(wire::changes(&sides));
    changes.extend(constraints::changes(&sides));
    changes.extend(docs(&sides));
    let ((_, before), (package, now)) = (old.package(), new.package());
    let methods = owner::methods(&sides, &changes);
    Ok(Report {
        service: new.service().to_owned(),
        package: package.to_owned(),
        versions: (before.to_owned(), now.to_owned()),
        changes,
        methods,
    })
}

/// Documentation of items that both have.
fn docs(sides: &compare::Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let items = sides.docs.iter().flat_map(compare::Pair::items);
    for (line, (old, new)) in items {
        let is_kept = line.kind == Kind::Service || sides.is_kept(line);
        let [old, new] = [old, new].map(|line| line.map(|line| &line.value));
        if is_kept && old != new {
            changes.push(Change {
                class: Class::Patch,
                area: Area::Docs,
                what: What::Changed,
                kind: line.kind,
                path: line.path.clone(),
                old: old.map(text_of).unwrap_or_default(),
                new: new.map(text_of).unwrap_or_default(),
                reason: "the documentation differs".to_owned(),
                risk: false,
                on_wire: false,
            });
        }
    }
    changes
}

/// Returns the words, with those of the deprecation behind them.
fn text_of(words: &Words) -> String {
    let since = words.since.as_ref().map(|since| format!("since {since}"));
    let notes: Vec<String> = words.note.clone().into_iter().chain(since).collect();
    let parts = [words.text.clone(), notes.join(" ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}
