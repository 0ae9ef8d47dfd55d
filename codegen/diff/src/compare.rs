//! Two records side by side.

use std::collections::BTreeMap;

use super::owner::owner;
use crate::record::{Constraints, Declaration, Facts, Kind, Line, Record, Use, Words};

/// Groups of items that share a namespace: types of all kinds do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Space {
    Type,
    Other(Kind),
}

pub(super) fn space(kind: Kind) -> Space {
    match kind {
        Kind::Struct | Kind::Error | Kind::Enum | Kind::Union | Kind::Errors => Space::Type,
        kind => Space::Other(kind),
    }
}

/// The lines of one file of a record.
#[derive(Debug)]
pub(super) struct Index<'a, V = Declaration> {
    /// In the file's order.
    pub(super) lines: &'a [Line<V>],
    by_name: BTreeMap<(Space, &'a str), &'a Line<V>>,
}

impl<'a, V> Index<'a, V> {
    fn new(lines: &'a [Line<V>]) -> Self {
        let names = lines
            .iter()
            .map(|line| ((space(line.kind), line.path.as_str()), line));
        Self {
            lines,
            by_name: names.collect(),
        }
    }

    /// Returns the line of that item.
    pub(super) fn find(&self, space: Space, path: &str) -> Option<&'a Line<V>> {
        self.by_name.get(&(space, path)).copied()
    }

    /// Returns the line of the same item.
    pub(super) fn same<W>(&self, line: &Line<W>) -> Option<&'a Line<V>> {
        self.find(space(line.kind), &line.path)
    }
}

/// One file of both records.
#[derive(Debug)]
pub(super) struct Pair<'a, V = Declaration> {
    pub(super) old: Index<'a, V>,
    pub(super) new: Index<'a, V>,
}

/// Both lines of an item, of which one can be missing.
pub(super) type Both<'a, V> = (Option<&'a Line<V>>, Option<&'a Line<V>>);

impl<'a, V> Pair<'a, V> {
    fn new(old: &'a [Line<V>], new: &'a [Line<V>]) -> Self {
        Self {
            old: Index::new(old),
            new: Index::new(new),
        }
    }

    /// Returns the lines of each item, with one of them: the newer record's items in its order, then what
    /// only the older one has.
    pub(super) fn items(&self) -> impl Iterator<Item = (&'a Line<V>, Both<'a, V>)> + '_ {
        let new = self.new.lines.iter();
        let new = new.map(|line| (line, (self.old.same(line), Some(line))));
        let old = self.old.lines.iter();
        let gone = old.filter(|line| self.new.same(*line).is_none());
        new.chain(gone.map(|line| (line, (Some(line), None))))
    }
}

/// Both records.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) api: Pair<'a>,
    pub(super) wire: Pair<'a, Facts>,
    pub(super) rules: Pair<'a, String>,
    /// If both records have them.
    pub(super) constraints: Option<Pair<'a, Constraints>>,
    /// If both records have it.
    pub(super) docs: Option<Pair<'a, Words>>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(old: &'a Record, new: &'a Record) -> Self {
        let constraints = old.constraints.as_deref().zip(new.constraints.as_deref());
        let docs = old.docs.as_deref().zip(new.docs.as_deref());
        Self {
            api: Pair::new(&old.api, &new.api),
            wire: Pair::new(&old.wire, &new.wire),
            rules: Pair::new(&old.rules, &new.rules),
            constraints: constraints.map(|(old, new)| Pair::new(old, new)),
            docs: docs.map(|(old, new)| Pair::new(old, new)),
        }
    }

    /// Returns whether both APIs have the item.
    pub(super) fn is_kept<V>(&self, line: &Line<V>) -> bool {
        self.api.old.same(line).is_some() && self.api.new.same(line).is_some()
    }

    /// Returns the directions in which values of a type, or of a member's type, are sent, in either record.
    pub(super) fn used<V>(&self, line: &Line<V>) -> Use {
        let own = (space(line.kind) == Space::Type).then_some((Space::Type, line.path.as_str()));
        let mut used = Use::default();
        let Some((space, path)) = own.or_else(|| owner(line.kind, &line.path)) else {
            return used;
        };
        for side in [&self.api.old, &self.api.new] {
            let Some(line) = side.find(space, path) else {
                continue;
            };
            let own = line.value.type_facts().map(|facts| facts.used);
            let own = own.unwrap_or_default();
            used.sent |= own.sent;
            used.received |= own.received || line.kind == Kind::Error;
        }
        used
    }
}
