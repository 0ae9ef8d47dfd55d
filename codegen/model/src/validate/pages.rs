//! `PaginatedTrait`: the members that turn pages.

use std::collections::HashSet;

use super::kinds::Type;
use super::report::Report;
use super::view::{Ix, View};
use crate::diag::Severity;

const TRAIT: &str = "smithy.api#paginated";

/// A property of the trait.
struct Property {
    name: &'static str,
    /// Whether it names a member of the input rather than of the output.
    of_input: bool,
    is_needed: bool,
    /// Types that are right, and others that do at a pinch.
    types: [&'static [Type]; 2],
    /// How bad it is that the member is required.
    required: Option<(Severity, &'static str)>,
}

const LISTS: &[Type] = &[Type::List, Type::Set, Type::Map];
const TEXTS: &[Type] = &[Type::String, Type::Enum];
const SIZES: &[Type] = &[Type::Byte, Type::Short, Type::Long];

const PROPERTIES: [Property; 4] = [
    Property {
        name: "inputToken",
        of_input: true,
        is_needed: true,
        types: [TEXTS, &[Type::Map]],
        required: Some((Severity::Error, "must not")),
    },
    Property {
        name: "pageSize",
        of_input: true,
        is_needed: false,
        types: [&[Type::Integer, Type::IntEnum], SIZES],
        required: Some((Severity::Warning, "should not")),
    },
    Property {
        name: "outputToken",
        of_input: false,
        is_needed: true,
        types: [TEXTS, &[Type::Map]],
        required: Some((Severity::Danger, "should not")),
    },
    Property {
        name: "items",
        of_input: false,
        is_needed: false,
        types: [LISTS, &[]],
        required: None,
    },
];

/// Reports properties that name no member, or one that turns no pages.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    let services = view.of_type(Type::Service);
    let services: Vec<(Ix, HashSet<Ix>)> = services
        .map(|service| (service, view.operations(service).into_iter().collect()))
        .collect();
    for operation in view.with_trait(TRAIT).collect::<Vec<_>>() {
        if view.ty(operation) != Type::Operation {
            continue;
        }
        let before = report.events.len();
        for property in &PROPERTIES {
            one(report, operation, None, property);
        }
        if report.events.len() > before {
            continue;
        }
        for (service, operations) in &services {
            if operations.contains(&operation) {
                for property in &PROPERTIES {
                    one(report, operation, Some(*service), property);
                }
            }
        }
    }
}

/// Checks one property: of the operation alone, or merged with that of the service.
fn one(report: &mut Report<'_, '_>, operation: Ix, service: Option<Ix>, property: &Property) {
    let view = report.view;
    let name = property.name;
    let of = |ix: Ix| view.value(ix, TRAIT)?.get(name)?.as_str();
    let own = of(operation);
    let Some(path) = own.or_else(|| service.and_then(of)) else {
        if service.is_some() && property.is_needed {
            let what = format!("neither the operation nor its service names the `{name}` of pages");
            report.error("PaginatedTrait", operation, what);
        }
        return;
    };
    if service.is_some() && own.is_some() {
        // Reported without the service.
        return;
    }
    if property.of_input && path.contains('.') {
        let what =
            format!("`{path}`, the `{name}` of pages, must be a member of the input, not a path");
        return report.error("PaginatedTrait", operation, what);
    }
    let side = if property.of_input { "input" } else { "output" };
    let start = view.linked(operation, side).next();
    let Some(member) = start.and_then(|start| follow(view, start, path)) else {
        let what = format!("the {side} does not have `{path}`, the `{name}` of pages");
        return report.error("PaginatedTrait", operation, what);
    };
    let is_required = view.has(member, "smithy.api#required");
    if let Some((severity, word)) = property.required.filter(|_| is_required) {
        let what = format!("`{path}`, the `{name}` of pages, {word} be required");
        let event = match severity {
            Severity::Error => "PaginatedTrait".to_owned(),
            _ => format!("PaginatedTrait.ShouldNotBeRequired.{name}"),
        };
        report.push(severity, event, operation, what);
    }
    let ty = view.target_type(member);
    let [right, tolerated] = property.types;
    if tolerated.contains(&ty) {
        let what = format!(
            "`{path}`, the `{name}` of pages, is a {}, which is unusual",
            ty.name()
        );
        report.danger(
            format!("PaginatedTrait.WrongShapeType.{name}"),
            operation,
            what,
        );
    } else if !right.contains(&ty) {
        let names: Vec<&str> = right.iter().map(|ty| ty.name()).collect();
        let what = format!(
            "`{path}`, the `{name}` of pages, is a {}: expected {}",
            ty.name(),
            names.join(" or ")
        );
        report.error("PaginatedTrait", operation, what);
    }
    if path.split('.').count() > 2 {
        let what = format!("`{path}`, the `{name}` of pages, has more than two parts");
        report.warning(
            format!("PaginatedTrait.DeeplyNested.{name}"),
            operation,
            what,
        );
    }
}

/// Returns the member at the end of a path.
fn follow(view: &View<'_>, start: Ix, path: &str) -> Option<Ix> {
    let mut at = start;
    let mut member = None;
    for name in path.split('.') {
        let found = view.member(at, name)?;
        at = view.target(found);
        member = Some(found);
    }
    member
}
