//! A report in words.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};

use super::{in_brackets, words, Area, Change, Class, Methods, Report, What};
use crate::record::Kind;
use farrier_model::visible::escaped;

/// How many items whose documentation changed are named: there can be thousands, and none of them matters
/// to a program.
const DOCS_SHOWN: usize = 5;

/// The number of items with the same change that are named after the first.
const ALSO_SHOWN: usize = 3;

/// The level of detail for changes of documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Documentation {
    /// The first few items and the number of all.
    #[default]
    Names,
    /// All items, with the words that differ.
    Words,
}

/// A change, and other items that changed in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// The first item's.
    pub change: &'a Change,
    /// The other items'. Only constraints are put together: that of one shape is one of all its members.
    pub also: Vec<&'a Change>,
}

impl Group<'_> {
    /// Returns the other items in few words: `field a, field b and 3 more`; empty if there are
    /// none.
    pub fn others(&self) -> String {
        let shown = self.also.iter().take(ALSO_SHOWN);
        let mut text = shown.map(|one| one.item()).collect::<Vec<_>>().join(", ");
        if let Some(more @ 1..) = self.also.len().checked_sub(ALSO_SHOWN) {
            // Writing to a string does not fail.
            let _ = write!(text, " and {more} more");
        }
        text
    }
}

impl Change {
    /// Returns the item: `field types::City.name`.
    pub fn item(&self) -> String {
        match self.kind {
            // These are named by digests.
            Kind::Endpoint | Kind::Refusal => self.kind.word().to_owned(),
            Kind::Rules => "endpoint rules".to_owned(),
            kind => format!("{} {}", kind.word(), escaped(&self.path)),
        }
    }

    /// Returns the detail of the change, old and new; empty if there is none. For documentation, the words that
    /// differ.
    pub fn detail(&self) -> String {
        if self.area == Area::Docs {
            return in_brackets(&words(&self.old, &self.new));
        }
        let (old, new) = (plain(&self.old), plain(&self.new));
        match self.what {
            What::Added => new.to_owned(),
            What::Removed => old.to_owned(),
            What::Changed if self.kind == Kind::Rules => String::new(),
            What::Changed => match (old, new) {
                ("", new) => format!("now {new}"),
                (old, "") => format!("no longer {old}"),
                (old, new) => format!("{old} -> {new}"),
            },
        }
    }
}

/// Returns a value without the sign that joins it to a path.
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
    /// Returns the class and the numbers in one line.
    pub fn headline(&self) -> String {
        let Some(class) = self.class() else {
            return format!("none: {}: no change", self.package);
        };
        let (old, new) = &self.versions;
        let versions = if old == new {
            new.clone()
        } else {
            format!("{old} -> {new}")
        };
        let risks = match self.risks() {
            0 => String::new(),
            1 => "; 1 risk".to_owned(),
            several => format!("; {several} risks"),
        };
        format!(
            "{class}: {} {versions}: {}; changes: {} api, {} wire, {} constraints, {} docs{risks}",
            self.package,
            self.methods.counts(),
            self.count(Area::Api),
            self.count(Area::Wire),
            self.count(Area::Constraint),
            self.count(Area::Docs),
        )
    }

    /// Returns the changes that are not of documentation, by class from major on; within a class in
    /// their order.
    pub fn by_class(&self) -> impl Iterator<Item = (Class, Vec<Group<'_>>)> {
        let of = |class| {
            let changes = self.changes.iter();
            let changes = changes.filter(move |one| one.class == class && one.area != Area::Docs);
            let groups = grouped(changes);
            (!groups.is_empty()).then_some((class, groups))
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

    /// Returns the report in lines for a terminal.
    pub fn told(&self, documentation: Documentation) -> String {
        let mut text = self.headline() + "\n";
        for (class, groups) in self.by_class() {
            text.push('\n');
            for group in groups {
                line(&mut text, class, group.change);
                below(&mut text, &group.change.detail());
                if class == Class::Major {
                    below(&mut text, &format!("because {}", group.change.reason));
                }
                if group.change.risk {
                    below(&mut text, &format!("risk: {}", group.change.reason));
                }
                if !group.also.is_empty() {
                    below(&mut text, &format!("and so {}", group.others()));
                }
            }
        }
        self.tell_docs(documentation, &mut text);
        text
    }

    fn tell_docs(&self, documentation: Documentation, text: &mut String) {
        let docs: Vec<&Change> = self.docs().collect();
        if !docs.is_empty() {
            text.push('\n');
        }
        let shown = match documentation {
            Documentation::Names => DOCS_SHOWN,
            Documentation::Words => docs.len(),
        };
        for change in docs.iter().take(shown) {
            line(text, change.class, change);
            if documentation == Documentation::Words {
                below(text, &change.detail());
            }
        }
        if let Some(more @ 1..) = docs.len().checked_sub(shown) {
            let _ = writeln!(text, "patch  docs        changed  {more} more");
        }
    }
}

/// Puts constraints that changed in the same way together.
fn grouped<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: BTreeMap<(&str, &str, &str, bool), usize> = BTreeMap::new();
    for change in changes {
        let said = (&*change.old, &*change.new, &*change.reason, change.risk);
        let is_constraint = change.area == Area::Constraint;
        let like = known.get(&said).filter(|_| is_constraint);
        match like.and_then(|at| groups.get_mut(*at)) {
            Some(group) => group.also.push(change),
            None => {
                if is_constraint {
                    known.insert(said, groups.len());
                }
                groups.push(Group {
                    change,
                    also: Vec::new(),
                });
            }
        }
    }
    groups
}

fn line(text: &mut String, class: Class, change: &Change) {
    let (area, what) = (change.area.word(), change.what.word());
    // Writing to a string does not fail.
    let _ = writeln!(text, "{class:5}  {area:10}  {what:7}  {}", change.item());
}

/// A line below the item, unless there is nothing to say.
fn below(text: &mut String, said: &str) {
    if !said.is_empty() {
        let _ = writeln!(text, "{:28}{said}", "");
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Documentation::Names))
    }
}
