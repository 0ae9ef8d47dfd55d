//! Enums: lists of values, whose members have to be named.

use std::collections::{HashMap, HashSet};

use super::Loader;
use crate::graph::{Member, Node, ShapeId, Traits, UNIT_SHAPE};
use crate::load::cursor::At;
use crate::load::form;
use crate::load::limits::LONGEST_NAME;

/// The most characters of a name before its number.
const LONGEST_BASE: usize = LONGEST_NAME - 20;

/// Returns the members of an enum, each once.
pub(super) fn members(loader: &mut Loader<'_, '_>, at: &At<'_>) -> Vec<Member> {
    let values = at
        .get("enum")
        .map(|at| form::texts(&at, loader.diagnostics));
    let unit = ShapeId::parse(UNIT_SHAPE).and_then(|id| loader.model.find(&id));
    let Some(target) = unit else {
        return Vec::new();
    };
    let (mut names, mut counts, mut seen) = (HashSet::new(), HashMap::new(), HashSet::new());
    let mut members = Vec::new();
    for value in values.unwrap_or_default() {
        if !seen.insert(value.clone()) {
            continue;
        }
        let base = name(&value);
        let mut name = base.clone();
        // Names of members differ in more than case.
        let count: &mut usize = counts.entry(base.to_lowercase()).or_insert(1);
        while !names.insert(name.to_lowercase()) {
            *count += 1;
            name = format!("{base}_{count}");
        }
        members.push(Member {
            name,
            target,
            traits: Box::new(Traits {
                enum_value: Some(Node::String(value)),
                ..Traits::default()
            }),
        });
    }
    members
}

/// Returns a member's name as Smithy makes one of a value: invalid characters become `_`. A value that begins
/// with a digit gets a letter first. A value that is too long for a name is cut.
fn name(value: &str) -> String {
    let mut name = String::new();
    for c in value.chars().take(LONGEST_BASE) {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    // A name may begin with `_5`, but a letter keeps it apart from that of `5`.
    let begins_with_letter = name
        .trim_start_matches('_')
        .starts_with(|c: char| c.is_ascii_alphabetic());
    if begins_with_letter {
        name
    } else {
        format!("v{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::is_identifier;

    #[test]
    fn values_make_names() {
        for (value, expected) in [
            ("us-east-1", "us_east_1"),
            ("s3:ObjectCreated:*", "s3_ObjectCreated_"),
            ("IN_PROGRESS", "IN_PROGRESS"),
            ("a -> b", "a_b"),
            ("5.1", "v5_1"),
            ("-5", "v_5"),
            ("*", "v_"),
            ("", "v"),
        ] {
            assert_eq!(name(value), expected, "{value}");
            assert!(is_identifier(&name(value)), "{value}");
        }
    }
}
