//! Traits that exclude each other: `TraitConflict` on one shape, `ExclusiveStructureMemberTrait` on the members of a
//! structure.

use std::collections::{BTreeMap, HashMap};

use super::kinds::Type;
use super::prelude::{absolute, Exclusive, TRAITS};
use super::report::{ticked, Report};
use crate::graph::Node;

/// Reports both.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let rules = rules(report);
    on_one_shape(report, &rules);
    in_one_structure(report, &rules);
}

/// The traits that a trait conflicts with.
struct Rule {
    conflicts: Vec<String>,
    exclusive: Exclusive,
}

/// Returns the rules of the traits that exclude something, by id.
fn rules(report: &Report<'_, '_>) -> HashMap<String, Rule> {
    let view = report.view;
    let known = TRAITS.iter().map(|known| {
        let conflicts = known.conflicts.iter().map(|id| absolute(id)).collect();
        let exclusive = known.exclusive;
        let rule = Rule {
            conflicts,
            exclusive,
        };
        (absolute(known.id), rule)
    });
    let own = view.with_trait("smithy.api#trait").filter_map(|ix| {
        let value = view.value(ix, "smithy.api#trait")?;
        let listed = value.get("conflicts").and_then(Node::as_array);
        let listed = listed.unwrap_or_default().iter().filter_map(Node::as_str);
        let exclusive = value.get("structurallyExclusive").and_then(Node::as_str);
        let rule = Rule {
            conflicts: listed
                .map(|id| {
                    let found = view.resolve(id, ix).map(|ix| view.id(ix).to_owned());
                    found.unwrap_or_else(|| absolute(id))
                })
                .collect(),
            exclusive: match exclusive {
                Some("member") => Exclusive::Member,
                Some("target") => Exclusive::Target,
                _ => Exclusive::No,
            },
        };
        Some((view.id(ix).to_owned(), rule))
    });
    let mut rules: HashMap<String, Rule> = known.chain(own).collect();
    rules.retain(|_, rule| !rule.conflicts.is_empty() || rule.exclusive != Exclusive::No);
    rules
}

fn on_one_shape(report: &mut Report<'_, '_>, rules: &HashMap<String, Rule>) {
    let view = report.view;
    for (ix, shape) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        let pairs = shape.traits.iter().flat_map(|(id, _)| {
            let conflicts = rules.get(&**id).map(|rule| rule.conflicts.as_slice());
            let others = conflicts.unwrap_or_default().iter();
            others
                .filter(|other| view.has(ix, other))
                .map(move |other| format!("`{id}` conflicts with `{other}`"))
        });
        let pairs: Vec<String> = pairs.collect();
        if !pairs.is_empty() {
            let what = format!("traits exclude each other: {}", pairs.join(", "));
            report.error("TraitConflict", ix, what);
        }
    }
}

fn in_one_structure(report: &mut Report<'_, '_>, rules: &HashMap<String, Rule>) {
    let view = report.view;
    for structure in view.of_type(Type::Structure) {
        let mut having: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for member in view.members(structure) {
            for (at, wanted) in [
                (*member, Exclusive::Member),
                (view.target(*member), Exclusive::Target),
            ] {
                for (id, _) in &view.shapes[at].traits {
                    let rule = rules.get(&**id).map(|rule| rule.exclusive);
                    if rule == Some(wanted) {
                        having
                            .entry(id)
                            .or_default()
                            .push(view.member_name(*member));
                    }
                }
            }
        }
        for (id, mut members) in having.into_iter().filter(|(_, members)| members.len() > 1) {
            members.sort_unstable();
            let name = id.strip_prefix("smithy.api#").unwrap_or(id);
            let what = format!(
                "only one member of a structure can have `{name}`, itself or by its target; here {} have it",
                ticked(members)
            );
            report.error("ExclusiveStructureMemberTrait", structure, what);
        }
    }
}
