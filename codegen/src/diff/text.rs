//! A report in words.

use std::fmt::{self, Display};

use super::{Area, Change, Class, Methods, Report, What};
use crate::record::Kind;

/// How many items whose documentation changed are named: there can be thousands, and none of them matters
/// to a program.
const DOCS_SHOWN: usize = 5;

impl Change {
    /// The item: `field types::City.name`.
    pub fn item(&self) -> String {
        match self.kind {
            // These are named by digests.
            Kind::Endpoint | Kind::Refusal => self.kind.word().to_owned(),
            Kind::Rules => "endpoint rules".to_owned(),
            kind => format!("{} {}", kind.word(), self.path),
        }
    }

    /// What is said of it, or was and is; empty where that is nothing.
    pub fn detail(&self) -> String {
        let (old, new) = (plain(&self.old), plain(&self.new));
        match self.what {
            What::Added => new.to_owned(),
            What::Removed => old.to_owned(),
            What::Changed if self.area == Area::Docs || self.kind == Kind::Rules => String::new(),
            What::Changed => match (old, new) {
                ("", new) => format!("now {new}"),
                (old, "") => format!("no longer {old}"),
                (old, new) => format!("{old} -> {new}"),
            },
        }
    }
}

/// A value without the sign that joins it to a path.
fn plain(value: &str) -> &str {
    let value = value.strip_prefix(": ").unwrap_or(value);
    value.strip_prefix("= ").unwrap_or(value)
}

impl Methods {
    /// `2 new, 1 updated, 0 removed api methods`
    pub fn counts(&self) -> String {
        format!(
            "{} new, {} updated, {} removed api methods",
            self.new.len(),
            self.updated.len(),
            self.removed.len()
        )
    }
}

impl Report {
    /// The class and the numbers in one line.
    pub fn headline(&self) -> String {
        let Some(class) = self.class() else {
            return format!("none: {}: no change", self.package);
        };
        let (old, new) = &self.versions;
        let versions = match old == new {
            true => new.clone(),
            false => format!("{old} -> {new}"),
        };
        format!(
            "{class}: {} {versions}: {}; changes: {} api, {} wire, {} docs",
            self.package,
            self.methods.counts(),
            self.count(Area::Api),
            self.count(Area::Wire),
            self.count(Area::Docs),
        )
    }

    /// The changes that are not of documentation, by class from major on; within a class in their order.
    pub fn by_class(&self) -> impl Iterator<Item = (Class, Vec<&Change>)> {
        let of = |class| {
            let changes = self
                .changes
                .iter()
                .filter(move |change| change.class == class);
            let changes: Vec<&Change> = changes.filter(|one| one.area != Area::Docs).collect();
            (!changes.is_empty()).then_some((class, changes))
        };
        [Class::Major, Class::Minor, Class::Patch]
            .into_iter()
            .filter_map(of)
    }

    /// Changes of documentation.
    pub fn docs(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.area == Area::Docs)
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.headline())?;
        for (class, changes) in self.by_class() {
            writeln!(f)?;
            for change in changes {
                let (area, what) = (change.area.word(), change.what.word());
                writeln!(f, "{class:5}  {area:4}  {what:7}  {}", change.item())?;
                let detail = change.detail();
                if !detail.is_empty() {
                    writeln!(f, "                      {detail}")?;
                }
                if class == Class::Major {
                    writeln!(f, "                      because {}", change.reason)?;
                }
            }
        }
        let docs: Vec<&Change> = self.docs().collect();
        if !docs.is_empty() {
            writeln!(f)?;
        }
        for change in docs.iter().take(DOCS_SHOWN) {
            writeln!(f, "patch  docs  changed  {}", change.item())?;
        }
        if let Some(more @ 1..) = docs.len().checked_sub(DOCS_SHOWN) {
            writeln!(f, "patch  docs  changed  {more} more")?;
        }
        Ok(())
    }
}
