//! `DefaultTrait`: defaults that are not values of their shape, or differ from those of the target.

use super::kinds::Type;
use super::report::Report;
use super::values::problems;
use super::view::Ix;
use crate::diag::Severity;
use crate::graph::{Node, Number};

const TRAIT: &str = "smithy.api#default";

/// Reports them.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for ix in (0..view.shapes.len()).filter(|ix| view.shapes[*ix].own) {
        if let Some(value) = view.value(ix, TRAIT) {
            one(report, ix, value);
        }
        member(report, ix);
    }
}

fn one(report: &mut Report<'_, '_>, ix: Ix, value: &Node) {
    let view = report.view;
    let is_member = view.ty(ix) == Type::Member;
    if *value == Node::Null {
        // A member says that it has none, whatever its target has.
        if !is_member {
            report.error(
                "DefaultTrait",
                ix,
                "only the default of a member can be null",
            );
        }
        return;
    }
    let ty = view.target_type(ix);
    let is_filled = match value {
        Node::Array(items) => !items.is_empty(),
        Node::Object(entries) => !entries.is_empty(),
        _ => false,
    };
    if is_filled && (ty.is_list() || matches!(ty, Type::Map | Type::Document)) {
        let what = format!("the default of a {} can only be empty", ty.name());
        return report.error("DefaultTrait", ix, what);
    }
    if matches!(ty, Type::Structure | Type::Union) {
        let what = format!("a {} cannot have a default", ty.name());
        return report.error("DefaultTrait", ix, what);
    }
    for problem in problems(view, ix, value) {
        report.error("DefaultTrait", ix, format!("the default {problem}"));
    }
    range(report, ix, value);
}

/// A zero out of range is left from Smithy 1.0, which had no other default.
fn range(report: &mut Report<'_, '_>, ix: Ix, value: &Node) {
    let range = report.view.member_value(ix, "smithy.api#range");
    let bound = |key| range.and_then(|range| range.get(key)?.as_number()?.as_f64());
    let Some(number) = value.as_number().and_then(Number::as_f64) else {
        return;
    };
    let is_below = bound("min").is_some_and(|min| number < min);
    let is_above = bound("max").is_some_and(|max| number > max);
    if is_below || is_above {
        let severity = if number == 0.0 {
            Severity::Warning
        } else {
            Severity::Error
        };
        let what = format!("the default {number} is out of the range of the shape");
        report.push(severity, "DefaultTrait", ix, what);
    }
}

/// Members of structures repeat the default of their target, or have none on purpose.
fn member(report: &mut Report<'_, '_>, ix: Ix) {
    let view = report.view;
    let target = view.target(ix);
    let of_structure = view.shapes[ix]
        .container
        .is_some_and(|ix| view.ty(ix) == Type::Structure);
    if target == ix || !of_structure || !view.shapes[ix].v2 || !view.shapes[target].own {
        return;
    }
    let Some(wanted) = view.value(target, TRAIT) else {
        return;
    };
    match view.value(ix, TRAIT) {
        None => {
            let what = format!(
                "the member targets `{}`, so that it must have the same default",
                view.id(target)
            );
            report.error("DefaultTrait", ix, what);
        }
        Some(Node::Null) => {}
        Some(own) if own != wanted => {
            let what = format!(
                "the default of the member differs from that of `{}`",
                view.id(target)
            );
            report.error("DefaultTrait", ix, what);
        }
        Some(_) => {}
    }
}
