//! Types and constraints of members in a record.

use std::collections::BTreeMap;

use crate::owner::{error_of, method};
use crate::record::{
    behind, Constraint, Declaration, Fact, Facts, Fault, Field, Kind, Record, Rule, Variant,
};

/// An item of the API.
pub(super) type Line = crate::record::Line<Declaration>;

/// One side's items by path, and members by their owners.
#[derive(Default)]
pub(super) struct Side<'a> {
    pub(super) types: BTreeMap<&'a str, &'a Line>,
    pub(super) calls: BTreeMap<&'a str, &'a Line>,
    /// The error enums of operations, by module.
    pub(super) errors: BTreeMap<&'a str, &'a str>,
    /// The inputs that waiters take.
    pub(super) waiters: BTreeMap<&'a str, &'a str>,
    members: BTreeMap<&'a str, Vec<&'a Line>>,
    wire: BTreeMap<&'a str, &'a Facts>,
    constraints: BTreeMap<&'a str, &'a [Constraint]>,
}

impl<'a> Side<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        let mut side = Self::default();
        for line in &record.api {
            match line.kind {
                Kind::Field | Kind::Variant => {
                    let members = side.members.entry(owner(&line.path)).or_default();
                    members.push(line);
                }
                Kind::Call => {
                    side.calls.insert(&line.path, line);
                }
                Kind::Waiter => {
                    let input = line.value.input().unwrap_or_default();
                    side.waiters.insert(&line.path, input);
                }
                Kind::Struct | Kind::Error | Kind::Enum | Kind::Union | Kind::Errors => {
                    side.types.insert(&line.path, line);
                    let module = method(&line.path).filter(|_| line.kind == Kind::Errors);
                    side.errors
                        .extend(module.map(|module| (module, line.path.as_str())));
                }
                _ => {}
            }
        }
        let is_meant = |kind| matches!(kind, Kind::Field | Kind::Variant | Kind::Error);
        let wire = record.wire.iter().filter(|line| is_meant(line.kind));
        side.wire = wire.map(|line| (line.path.as_str(), &line.value)).collect();
        let constraints = record.constraints.iter().flatten();
        let constraints = constraints.map(|line| (line.path.as_str(), line.value.0.as_slice()));
        side.constraints = constraints.collect();
        side
    }

    pub(super) fn members(&self, ty: &str) -> &[&'a Line] {
        self.members.get(ty).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn has_members(&self, ty: &str) -> bool {
        !self.members(ty).is_empty()
    }

    /// Returns whether the side has a member.
    pub(super) fn has(&self, line: &Line) -> bool {
        let mut members = self.members(owner(&line.path)).iter();
        members.any(|one| one.path == line.path)
    }

    /// Returns what is demanded of a member's values; of an error's variant, its HTTP status.
    pub(super) fn facts(&self, line: &Line) -> Vec<String> {
        let path = line.path.as_str();
        let wire = self.wire.get(path);
        let must_be_set = match &line.value {
            Declaration::Field(field) => field.must_be_set,
            _ => false,
        };
        let is_required = wire.is_some_and(|facts| facts.has(|fact| *fact == Fact::Required));
        let marks = [
            ("required", is_required || must_be_set),
            ("deprecated", line.deprecated),
        ];
        let marks = marks.into_iter().filter(|(_, is_set)| *is_set);
        let constraints = self.constraints.get(path).copied().unwrap_or_default();
        let error = error_of(line).and_then(|error| self.status(&error));
        (marks.map(|(mark, _)| mark.to_owned()))
            .chain(constraints.iter().map(Constraint::to_string))
            .chain(error.map(|status| format!("HTTP {status}")))
            .collect()
    }

    /// Returns the HTTP status of an error.
    fn status(&self, error: &str) -> Option<u16> {
        let facts = &self.wire.get(error)?.0;
        let own = facts.iter().find_map(|fact| match fact {
            Fact::Status(status) => Some(*status),
            _ => None,
        });
        own.or_else(|| {
            facts.iter().find_map(|fact| match fact {
                Fact::Fault(Fault::Client) => Some(400),
                Fact::Fault(Fault::Server) => Some(500),
                _ => None,
            })
        })
    }

    /// Returns the valid values of an enum; `None` for other types.
    pub(super) fn values(&self, ty: &str) -> Option<Vec<String>> {
        self.types.get(ty).filter(|line| line.kind == Kind::Enum)?;
        let named = self
            .members(ty)
            .iter()
            .filter_map(|line| match &line.value {
                Declaration::Variant(Variant::Text(text)) => Some(text.clone()),
                _ => None,
            });
        let constraints = self.constraints.get(ty).copied().unwrap_or_default();
        let unnamed = constraints.iter().filter_map(|one| match &one.rule {
            Rule::Values(values) => Some(values.clone()),
            _ => None,
        });
        Some(named.chain(unnamed.flatten()).collect())
    }
}

/// Returns the type of a member.
fn owner(path: &str) -> &str {
    let fields = path.rsplit_once('.');
    fields
        .or(path.rsplit_once("::"))
        .map_or(path, |(owner, _)| owner)
}

/// Returns the name of a member.
pub(super) fn name(line: &Line) -> &str {
    line.path.rsplit(['.', ':']).next().unwrap_or_default()
}

/// Returns the member with its type and default: `size: i32 = 5`.
pub(super) fn text(line: &Line) -> String {
    let value = match &line.value {
        // That is a fact.
        Declaration::Field(field) => behind(&Field {
            must_be_set: false,
            ..field.clone()
        }),
        other => behind(other),
    };
    format!("{}{value}", name(line))
}

/// Returns the types that a member's type names; of an error's variant, the error.
pub(super) fn types_in(line: &Line) -> Vec<String> {
    let named = line.value.own_types().into_iter().map(str::to_owned);
    named.chain(error_of(line)).collect()
}
