//! Resources: `ResourceCycle`, `ResourceLifecycle`, `ResourceIdentifier`, `SingleOperationBinding` and
//! `SingleResourceBinding`.

use std::collections::BTreeMap;

use super::kinds::Type;
use super::report::{ticked, Report};
use super::view::{Ix, View};
use crate::graph::Node;

/// Reports all of them.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for resource in view.of_type(Type::Resource).collect::<Vec<_>>() {
        if is_cyclic(view, resource) {
            let what = "the resource binds itself, through its resources";
            report.error("ResourceCycle", resource, what);
        }
        lifecycle(report, resource);
        properties(report, resource);
        operations(report, resource);
        for child in view.linked(resource, "resource").collect::<Vec<_>>() {
            identifiers(report, resource, child);
        }
    }
    for service in view.of_type(Type::Service).collect::<Vec<_>>() {
        bound_once(report, service);
    }
}

/// Operations on one resource have its identifiers in their input; those on all of them do not.
fn operations(report: &mut Report<'_, '_>, resource: Ix) {
    const INSTANCE: [&str; 5] = ["put", "read", "update", "delete", "operation"];
    const COLLECTION: [&str; 3] = ["create", "list", "collectionOperation"];
    let view = report.view;
    let identifiers = entries(view, resource, "identifiers");
    let parents = view
        .reverse(resource)
        .iter()
        .filter(|(name, _)| *name == "resource");
    let inherited: Vec<&str> = parents
        .flat_map(|(_, parent)| entries(view, *parent, "identifiers"))
        .map(|(name, _)| name)
        .collect();
    for (name, operation) in view.shapes[resource].links.clone() {
        let unbound: Vec<&str> = (identifiers.iter())
            .filter(|(name, target)| !is_bound(view, operation, name, target))
            .map(|(name, _)| *name)
            .collect();
        let missing_inherited = unbound.iter().any(|name| inherited.contains(name));
        let what = if INSTANCE.contains(&name) && !unbound.is_empty() {
            format!(
                "the input of the operation does not have the identifiers {} of the resource `{}`, each as a \
                 required member of the same name and target",
                ticked(unbound),
                view.id(resource)
            )
        } else if COLLECTION.contains(&name) && !identifiers.is_empty() && unbound.is_empty() {
            format!(
                "the operation is one of all resources `{}`, but its input has all identifiers of one",
                view.id(resource)
            )
        } else if COLLECTION.contains(&name) && missing_inherited {
            format!(
                "the input of the operation does not have the identifiers {} of what binds the resource `{}`",
                ticked(unbound.into_iter().filter(|name| inherited.contains(name))),
                view.id(resource)
            )
        } else {
            continue;
        };
        report.error("ResourceIdentifierBinding", operation, what);
    }
}

/// Returns whether a required member of the input is the identifier: by its name and target, or by a trait.
fn is_bound(view: &View<'_>, operation: Ix, name: &str, target: &str) -> bool {
    let input = view.linked(operation, "input").next();
    let members = input.map(|input| view.members(input)).unwrap_or_default();
    members.iter().any(|member| {
        let named = view
            .value(*member, "smithy.api#resourceIdentifier")
            .and_then(Node::as_str);
        let implied = view.member_name(*member) == name && view.id(view.target(*member)) == target;
        let is_it = named.map_or(implied, |named| named == name);
        is_it && view.has(*member, "smithy.api#required")
    })
}

fn is_cyclic(view: &View<'_>, start: Ix) -> bool {
    let mut open: Vec<Ix> = view.linked(start, "resource").collect();
    let mut seen = vec![false; view.shapes.len()];
    while let Some(ix) = open.pop() {
        if ix == start {
            return true;
        }
        if !std::mem::replace(&mut seen[ix], true) {
            open.extend(view.linked(ix, "resource"));
        }
    }
    false
}

/// Checks the lifecycle operations of a resource.
fn lifecycle(report: &mut Report<'_, '_>, resource: Ix) {
    const RULES: [(&str, Option<bool>, Option<bool>); 6] = [
        ("put", Some(false), Some(true)),
        ("create", Some(false), None),
        ("read", Some(true), None),
        ("update", Some(false), None),
        ("delete", Some(false), Some(true)),
        ("list", Some(true), None),
    ];
    let view = report.view;
    for (name, readonly, idempotent) in RULES {
        for operation in view.linked(resource, name).collect::<Vec<_>>() {
            for (word, expected) in [("readonly", readonly), ("idempotent", idempotent)] {
                let has = view.has(operation, &format!("smithy.api#{word}"));
                if expected.is_some_and(|expected| expected != has) {
                    let must = if has { "must not" } else { "must" };
                    let what = format!(
                        "`{}` is the `{name}` operation of the resource, so that it {must} have the trait `{word}`",
                        view.id(operation)
                    );
                    report.error("ResourceLifecycle", resource, what);
                }
            }
        }
    }
}

/// Returns the entries of a map of references: names and ids.
fn entries<'a>(view: &View<'a>, ix: Ix, key: &str) -> Vec<(&'a str, &'a str)> {
    let node: &'a Node = view.shapes[ix].node;
    let entries = node.get(key).and_then(Node::as_object).unwrap_or_default();
    let targets = entries
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.get("target")?.as_str()?)));
    targets.collect()
}

fn properties(report: &mut Report<'_, '_>, resource: Ix) {
    let view = report.view;
    let properties = entries(view, resource, "properties");
    for (name, _) in entries(view, resource, "identifiers") {
        if properties
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name))
        {
            let what = format!("the identifier `{name}` is also a property of the resource");
            report.error("ResourceIdentifier", resource, what);
        }
    }
}

/// A resource in another has the identifiers of that one.
fn identifiers(report: &mut Report<'_, '_>, parent: Ix, child: Ix) {
    let view = report.view;
    let own = entries(view, child, "identifiers");
    let mut missing = Vec::new();
    for (name, target) in entries(view, parent, "identifiers") {
        match own.iter().find(|(other, _)| *other == name) {
            None => missing.push(name),
            Some((_, other)) if *other != target => {
                let what = format!(
                    "the identifier `{name}` targets `{other}`, but `{target}` in `{}`, which binds the resource",
                    view.id(parent)
                );
                report.error("ResourceIdentifier", child, what);
            }
            Some(_) => {}
        }
    }
    if !missing.is_empty() {
        let what = format!(
            "the resource does not have the identifiers {} of `{}`, which binds it",
            ticked(missing),
            view.id(parent)
        );
        report.error("ResourceIdentifier", child, what);
    }
}

/// In a service, a resource or operation has one place.
fn bound_once(report: &mut Report<'_, '_>, service: Ix) {
    let view = report.view;
    let mut binders = view.contained(service);
    binders.retain(|ix| view.ty(*ix) == Type::Resource);
    binders.push(service);
    let mut bound: BTreeMap<Ix, Vec<Ix>> = BTreeMap::new();
    for binder in binders {
        for (_, to) in &view.shapes[binder].links {
            let binds = matches!(view.ty(*to), Type::Resource | Type::Operation);
            let all = bound.entry(*to).or_default();
            if binds && *to != binder && !all.contains(&binder) {
                all.push(binder);
            }
        }
    }
    for (ix, binders) in bound.into_iter().filter(|(_, binders)| binders.len() > 1) {
        let event = match view.ty(ix) {
            Type::Operation => "SingleOperationBinding",
            _ => "SingleResourceBinding",
        };
        let mut names: Vec<&str> = binders.iter().map(|ix| view.id(*ix)).collect();
        names.sort_unstable();
        let what = format!(
            "in the service `{}` several shapes bind the {}: {}",
            view.id(service),
            view.ty(ix).name(),
            ticked(names)
        );
        report.error(event, ix, what);
    }
}
