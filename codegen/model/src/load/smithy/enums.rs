//! The values of enums and intEnums.

use std::collections::HashSet;

use super::cursor::At;
use super::kinds::RawKind;
use super::raw::{RawMember, RawShape};
use crate::diag::Diagnostics;
use crate::graph::{Node, Number};

const VALUE: &str = "enumValue";

/// Reports an enum without members, and members without a value of its type.
pub(super) fn check(raw: &RawShape<'_>, diagnostics: &mut Diagnostics) {
    if raw.members.is_empty() {
        let what = format!("the {} has no members", raw.kind.name());
        raw.at.error(what, diagnostics);
    }
    let mut seen = HashSet::new();
    for member in &raw.members {
        if let Some(at) = value(member).filter(|at| !seen.insert(at.node.to_string())) {
            let text = at.node.as_str().map(str::to_owned);
            let text = text.unwrap_or_else(|| at.node.to_string());
            let what = format!("the {} has the value `{text}` twice", raw.kind.name());
            at.error(what, diagnostics);
        }
        match (raw.kind, value(member)) {
            (RawKind::Enum, Some(at)) => text(at, diagnostics),
            (RawKind::IntEnum, Some(at)) => whole(at, diagnostics),
            (RawKind::IntEnum, None) => {
                let what = "a member of an intEnum must have a value";
                member.at.error(what, diagnostics);
            }
            _ => {}
        }
    }
}

fn value<'m, 'a>(member: &'m RawMember<'a>) -> Option<&'m At<'a>> {
    let mut traits = member.traits.iter();
    let value = traits.find(|(id, _)| id.namespace == "smithy.api" && id.name == VALUE);
    value.map(|(_, at)| at)
}

fn text(at: &At<'_>, diagnostics: &mut Diagnostics) {
    if at.node.as_str().is_none() {
        let what = format!(
            "the value of an enum's member must be a string, not `{}`",
            at.node
        );
        at.error(what, diagnostics);
    }
}

fn whole(at: &At<'_>, diagnostics: &mut Diagnostics) {
    let what = match at.node {
        Node::Number(number) => match number.as_i64().filter(|_| is_whole(number)) {
            Some(value) if i32::try_from(value).is_ok() => return,
            _ if is_whole(number) => "has more than 32 bits",
            _ => "is not a whole number",
        },
        _ => "is not a whole number",
    };
    let what = format!("the value `{}` of an intEnum's member {what}", at.node);
    at.error(what, diagnostics);
}

fn is_whole(number: &Number) -> bool {
    !number.as_str().contains(['.', 'e', 'E'])
}
