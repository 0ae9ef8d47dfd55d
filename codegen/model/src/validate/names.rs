//! Names that must differ, ignoring case: `ShapeIdConflict` in a model, `Service` in a service, `JsonName` in JSON.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::kinds::Type;
use super::report::{ticked, Report};
use super::view::{Ix, View};
use crate::diag::Severity;
use crate::graph::{is_identifier, Node, UNIT_SHAPE};

/// Reports all of them.
pub(super) fn check(report: &mut Report<'_, '_>) {
    ids(report);
    for service in report.view.of_type(Type::Service).collect::<Vec<_>>() {
        closure(report, service);
        renames(report, service);
    }
    json(report);
}

fn ids(report: &mut Report<'_, '_>) {
    let view = report.view;
    let mut by_text: HashMap<String, Vec<Ix>> = HashMap::new();
    for (ix, shape) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        by_text.entry(shape.id.to_lowercase()).or_default().push(ix);
    }
    for same in by_text.into_values().filter(|same| same.len() > 1) {
        for ix in &same {
            let others = same.iter().filter(|other| *other != ix);
            let what = format!(
                "the id differs from others in case only: {}",
                ticked(others.map(|other| view.id(*other)))
            );
            report.error("ShapeIdConflict", *ix, what);
        }
    }
}

/// Shapes of one name in a service. Simple shapes and lists that are alike do no harm.
fn closure(report: &mut Report<'_, '_>, service: Ix) {
    let view = report.view;
    let renames = view.shapes[service].node.get("rename");
    let mut by_name: BTreeMap<String, Vec<Ix>> = BTreeMap::new();
    for ix in view.closure(service) {
        if view.ty(ix) != Type::Member && view.id(ix) != UNIT_SHAPE {
            let renamed = renames.and_then(|renames| renames.get(view.id(ix))?.as_str());
            let name = renamed.unwrap_or_else(|| view.name(ix)).to_lowercase();
            by_name.entry(name).or_default().push(ix);
        }
    }
    for same in by_name.into_values().filter(|same| same.len() > 1) {
        for &ix in &same {
            for &other in same.iter().filter(|other| **other != ix) {
                let severity = severity(view, ix, other, 0);
                let (own, other) = (view.id(service), view.id(other));
                let what = format!("the shape has the name of `{other}` in the service `{own}`");
                report.push(severity, "Service", ix, what);
                if let Some(event) = report.events.last_mut() {
                    event.help = Some("rename one of them with `rename` on the service".to_owned());
                }
            }
        }
    }
}

fn severity(view: &View<'_>, one: Ix, other: Ix, depth: usize) -> Severity {
    let (ty, traits) = (view.ty(one), &view.shapes[one].traits);
    let alike = ty == view.ty(other) && traits.len() == view.shapes[other].traits.len() && {
        traits
            .iter()
            .all(|(id, value)| view.value(other, id) == Some(*value))
    };
    let allowed = ty.is_simple() || ty.is_list() || ty == Type::Member;
    if !alike || !allowed || depth > 100 {
        return Severity::Error;
    }
    if matches!(ty, Type::Enum | Type::IntEnum) {
        let names = |ix| -> Vec<&str> {
            let members = view.members(ix).iter();
            members.map(|member| view.member_name(*member)).collect()
        };
        return if names(one) == names(other) {
            Severity::Note
        } else {
            Severity::Error
        };
    }
    if ty.is_simple() {
        return Severity::Note;
    }
    let inner = match (view.members(one).first(), view.members(other).first()) {
        (Some(a), Some(b)) => {
            let (a_target, b_target) = (view.target(*a), view.target(*b));
            let of_targets = a_target == b_target
                || severity(view, a_target, b_target, depth + 1) != Severity::Error;
            of_targets && view.shapes[*a].traits.len() == view.shapes[*b].traits.len()
        }
        (a, b) => a.is_none() && b.is_none(),
    };
    if inner {
        Severity::Warning
    } else {
        Severity::Error
    }
}

fn renames(report: &mut Report<'_, '_>, service: Ix) {
    let view = report.view;
    let Some(renames) = view.shapes[service]
        .node
        .get("rename")
        .and_then(Node::as_object)
    else {
        return;
    };
    let closure: HashSet<Ix> = view.closure(service).into_iter().collect();
    for (id, name) in renames {
        let name = name.as_str().unwrap_or_default();
        let found = view.find(id).filter(|ix| closure.contains(ix));
        let what = match found {
            _ if !is_identifier(name) => format!("`{name}`, the new name of `{id}`, is malformed"),
            None => format!("the service renames `{id}`, which it does not reach"),
            Some(ix) if view.name(ix) == name => {
                format!("the service renames `{id}` to the name that it has")
            }
            Some(ix) => {
                let is_bound =
                    matches!(view.ty(ix), Type::Operation | Type::Resource | Type::Member);
                if !is_bound && !view.has(ix, "smithy.api#error") {
                    continue;
                }
                format!(
                    "the service renames `{id}`: only data shapes other than errors can be renamed"
                )
            }
        };
        report.error("Service", service, what);
    }
}

fn json(report: &mut Report<'_, '_>) {
    let view = report.view;
    let named = view.with_trait("smithy.api#jsonName");
    let mut containers: Vec<Ix> = named.filter_map(|ix| view.shapes[ix].container).collect();
    containers.sort_unstable();
    containers.dedup();
    for container in containers {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for member in view.members(container) {
            let own = view.member_name(*member);
            let named = view.value(*member, "smithy.api#jsonName");
            let name = named.and_then(Node::as_str).unwrap_or(own);
            by_name.entry(name).or_default().push(own);
        }
        for (name, members) in by_name.into_iter().filter(|(_, members)| members.len() > 1) {
            let what = format!(
                "the members {} have the JSON name `{name}`",
                ticked(members)
            );
            report.error("JsonName", container, what);
        }
    }
}
