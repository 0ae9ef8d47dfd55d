//! Two records side by side.

use std::collections::BTreeMap;

use crate::record::{Kind, Line, Record};

/// What shares a namespace: types of all kinds do.
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
pub(super) struct Index<'a> {
    /// In the file's order.
    pub(super) lines: &'a [Line],
    by_name: BTreeMap<(Space, &'a str), &'a Line>,
}

impl<'a> Index<'a> {
    fn new(lines: &'a [Line]) -> Self {
        let names = lines
            .iter()
            .map(|line| ((space(line.kind), line.path.as_str()), line));
        Self {
            lines,
            by_name: names.collect(),
        }
    }

    /// The line of that item.
    pub(super) fn find(&self, space: Space, path: &str) -> Option<&'a Line> {
        self.by_name.get(&(space, path)).copied()
    }

    /// The line of the same item.
    pub(super) fn same(&self, line: &Line) -> Option<&'a Line> {
        self.find(space(line.kind), &line.path)
    }
}

/// Both records.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) old_api: Index<'a>,
    pub(super) new_api: Index<'a>,
    pub(super) old_wire: Index<'a>,
    pub(super) new_wire: Index<'a>,
    old_docs: Index<'a>,
    new_docs: Index<'a>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(old: &'a Record, new: &'a Record) -> Self {
        Self {
            old_api: Index::new(&old.api),
            new_api: Index::new(&new.api),
            old_wire: Index::new(&old.wire),
            new_wire: Index::new(&new.wire),
            old_docs: Index::new(&old.docs),
            new_docs: Index::new(&new.docs),
        }
    }

    /// Documentation of the items that both have.
    pub(super) fn docs(&self) -> impl Iterator<Item = (&'a Line, &'a Line)> + use<'a, '_> {
        let both = |new: &'a Line| Some((self.old_docs.same(new)?, new));
        self.new_docs.lines.iter().filter_map(both)
    }

    /// Whether both APIs have the item.
    pub(super) fn is_kept(&self, line: &Line) -> bool {
        self.old_api.same(line).is_some() && self.new_api.same(line).is_some()
    }
}
