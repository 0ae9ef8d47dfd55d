//! Values of enums: `EnumShape`, `EnumTrait`.

use std::collections::HashSet;

use super::kinds::Type;
use super::report::Report;
use super::view::Ix;
use crate::graph::Node;

/// Reports values of the wrong form, values and names that occur twice, and enums with and without names.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for ix in (0..view.shapes.len()).filter(|ix| view.shapes[*ix].own) {
        match view.ty(ix) {
            ty @ (Type::Enum | Type::IntEnum) => members(report, ix, ty),
            _ => {
                if let Some(entries) = view.value(ix, "smithy.api#enum").and_then(Node::as_array) {
                    entries_of(report, ix, entries);
                }
            }
        }
    }
}

fn members(report: &mut Report<'_, '_>, ix: Ix, ty: Type) {
    let view = report.view;
    if view.members(ix).is_empty() {
        report.error("EnumShape", ix, "an enum has at least one member");
    }
    let mut seen = HashSet::new();
    for &member in view.members(ix) {
        let value = view.value(member, "smithy.api#enumValue");
        let text = match (ty, value) {
            (Type::Enum, None) => Some(view.member_name(member).to_owned()),
            (Type::Enum, Some(Node::String(text))) if !text.is_empty() => Some(text.clone()),
            (Type::IntEnum, Some(Node::Number(number))) => {
                let is_whole = number
                    .as_i64()
                    .is_some_and(|value| i32::try_from(value).is_ok());
                is_whole.then(|| number.to_string())
            }
            _ => None,
        };
        match text {
            None if ty == Type::Enum => {
                report.error(
                    "EnumShape",
                    member,
                    "the value of a member of an enum is a text that is not empty",
                );
            }
            None => {
                report.error(
                    "EnumShape",
                    member,
                    "the value of a member of an intEnum is a whole number of 32 bits",
                );
            }
            Some(text) => {
                if !seen.insert(text.clone()) {
                    let what = format!("another member has the value `{text}`, too");
                    report.error("EnumShape", member, what);
                }
            }
        }
    }
}

/// The trait that enum shapes have replaced.
fn entries_of(report: &mut Report<'_, '_>, ix: Ix, entries: &[Node]) {
    if entries.is_empty() {
        report.error("TraitValue", ix, "the trait `enum` has at least one entry");
    }
    let text =
        |entry: &'_ Node, key: &str| entry.get(key).and_then(Node::as_str).map(str::to_owned);
    let (mut values, mut names) = (HashSet::new(), HashSet::new());
    for entry in entries {
        let name = text(entry, "name");
        if let Some(name) = &name {
            let starts = |c: char| c.is_ascii_alphabetic() || c == '_';
            let is_name = name.starts_with(starts)
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !is_name {
                let what = format!("the name `{name}` of the enum consists of letters, digits and underscores only");
                report.error("TraitValue", ix, what);
            }
        }
        for (what, found, seen) in [
            ("value", text(entry, "value"), &mut values),
            ("name", name, &mut names),
        ] {
            if let Some(found) = found {
                if !seen.insert(found.clone()) {
                    let what = format!("the enum has the {what} `{found}` twice");
                    report.error("EnumTrait", ix, what);
                }
            }
        }
    }
    if !names.is_empty() && names.len() < entries.len() {
        let named = entries.iter().filter(|entry| entry.get("name").is_some());
        if named.count() < entries.len() {
            report.error(
                "EnumTrait",
                ix,
                "either all entries of an enum have names or none has one",
            );
        }
    }
}
