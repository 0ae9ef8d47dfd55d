//! The `enum` trait on strings, which enum shapes have replaced.

use super::form;
use crate::diag::Diagnostics;
use crate::graph::{is_identifier, Deprecated, Member, Node, ShapeIx, Traits};
use crate::load::cursor::At;
use crate::load::limits;
use crate::load::smithy::raw::RawShape;

const ID: &str = "smithy.api#enum";

/// Returns the members that a string with an `enum` trait has as an enum; `None` if there is no
/// such trait. There are none if an entry has no name: then the values go to
/// [`Traits::unnamed_enum`].
pub(in crate::load::smithy) fn legacy_enum(
    raw: &RawShape<'_>,
    unit: ShapeIx,
    traits: &mut Traits,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Member>> {
    let (_, at) = raw.traits.iter().find(|(id, _)| id.to_string() == ID)?;
    traits.other.retain(|(id, _)| id != ID);
    let entries: Vec<Entry> = (at.items(diagnostics).iter())
        .filter_map(|entry| Entry::read(entry, diagnostics))
        .collect();
    if entries.iter().all(|entry| entry.name.is_some()) {
        return Some(
            entries
                .into_iter()
                .filter_map(|entry| entry.member(unit))
                .collect(),
        );
    }
    traits.unnamed_enum = entries.into_iter().map(|entry| entry.value).collect();
    Some(Vec::new())
}

struct Entry {
    name: Option<String>,
    value: String,
    traits: Traits,
}

impl Entry {
    fn read(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let value = form::required(at, "value", diagnostics, form::text)?;
        let name = form::key(at, "name", diagnostics, form::text);
        let deprecated = at
            .get("deprecated")
            .is_some_and(|at| form::truth(&at, diagnostics));
        let traits = Traits {
            documentation: form::key(at, "documentation", diagnostics, form::text),
            tags: at
                .get("tags")
                .map(|at| form::texts(&at, diagnostics))
                .unwrap_or_default(),
            deprecated: deprecated.then(Deprecated::default),
            enum_value: Some(Node::String(value.clone())),
            ..Traits::default()
        };
        Some(Self {
            name: name
                .filter(|name| is_identifier(name) && limits::is_short(name, at, diagnostics)),
            value,
            traits,
        })
    }

    fn member(self, target: ShapeIx) -> Option<Member> {
        Some(Member {
            name: self.name?,
            target,
            traits: Box::new(self.traits),
        })
    }
}
