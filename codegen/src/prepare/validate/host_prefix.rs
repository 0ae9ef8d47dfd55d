//! Host prefixes (`smithy.api#endpoint`) and the members that fill their labels.

use std::collections::{BTreeSet, HashSet};

use super::report::place;
use super::uri;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::Kind;
use crate::prepare::types::{Operation, Prepared};

/// Reports prefixes that make no host name.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for operation in &prepared.operations {
        let id = &prepared.model.shape(operation.shape).id;
        let Some(prefix) = &operation.traits.host_prefix else {
            continue;
        };
        let mut problem = |reason: &str| {
            let what = format!("the host prefix `{prefix}` {reason}");
            diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
        };
        match labels(prefix) {
            Err(reason) => problem(reason),
            Ok(labels) => {
                for label in unfilled(prepared, operation, &labels) {
                    let reason =
                        format!("has the label `{label}`, but the input has no member for it");
                    problem(&reason);
                }
                members(prepared, operation, &labels, diagnostics);
            }
        }
    }
}

/// Returns the labels of a prefix, or the problem with it.
fn labels(prefix: &str) -> Result<HashSet<&str>, &'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.{}".contains(c);
    if prefix.is_empty() || !prefix.chars().all(allowed) {
        return Err("is not valid in a host name");
    }
    Ok(uri::braced(prefix)?.into_iter().collect())
}

/// Returns the labels without a member, sorted.
fn unfilled<'a>(
    prepared: &Prepared,
    operation: &Operation,
    labels: &HashSet<&'a str>,
) -> BTreeSet<&'a str> {
    let members = prepared.model.members(operation.input).into_iter();
    let marked = members.filter(|member| member.traits.host_label);
    let fills: HashSet<&str> = marked.map(|member| member.name.as_str()).collect();
    let unfilled = labels.iter().filter(|label| !fills.contains(*label));
    unfilled.copied().collect()
}

/// Members marked as labels of the prefix. A structure can be the input of several operations, so that the prefix
/// of one of them need not have all labels; the members are sent elsewhere then.
fn members(
    prepared: &Prepared,
    operation: &Operation,
    labels: &HashSet<&str>,
    diagnostics: &mut Diagnostics,
) {
    let members = prepared.model.members(operation.input);
    let members = members.into_iter().enumerate();
    for (position, member) in members.filter(|(_, member)| member.traits.host_label) {
        let kind = &prepared.model.shape(member.target).kind;
        let problem = if !labels.contains(member.name.as_str()) {
            let what = "the trait `hostLabel` has no effect here: the member is not a label of the operation's host prefix";
            Diagnostic::warning(what)
        } else if !matches!(kind, Kind::String | Kind::Enum(_)) {
            Diagnostic::error("the member is a label of the host prefix, but is not a string")
        } else {
            continue;
        };
        diagnostics.push(problem.at(place(prepared, operation.input, position)));
    }
}
