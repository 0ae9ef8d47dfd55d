//! Host prefixes (`smithy.api#endpoint`) and the members that fill their labels.

use super::types::{Operation, Prepared};
use super::uri;
use super::validate::origin;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef};

/// Reports prefixes that make no host name.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for operation in &prepared.operations {
        members(prepared, operation, diagnostics);
        let id = &prepared.model.shape(operation.shape).id;
        let Some(prefix) = &operation.traits.host_prefix else {
            continue;
        };
        for reason in problems(prepared, operation, prefix) {
            let what = format!("the host prefix `{prefix}` {reason}");
            diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
        }
    }
}

fn problems(prepared: &Prepared, operation: &Operation, prefix: &str) -> Vec<String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.{}".contains(c);
    if prefix.is_empty() || !prefix.chars().all(allowed) {
        return vec!["cannot be a part of a host name".to_owned()];
    }
    let labels = match uri::braced(prefix) {
        Ok(labels) => labels,
        Err(reason) => return vec![reason.to_owned()],
    };
    let members = prepared.model.members(operation.input);
    let fills = |member: &Member, label: &str| member.traits.host_label && member.name == label;
    labels
        .into_iter()
        .filter(|label| !members.iter().any(|member| fills(member, label)))
        .map(|label| format!("has the label `{label}`, which no member of the input fills"))
        .collect()
}

fn members(prepared: &Prepared, operation: &Operation, diagnostics: &mut Diagnostics) {
    let prefix = operation.traits.host_prefix.as_deref();
    let members = prepared.model.members(operation.input);
    for (position, member) in members.into_iter().enumerate() {
        let kind = &prepared.model.shape(member.target).kind;
        let label = format!("{{{}}}", member.name);
        let is_used = prefix.is_some_and(|prefix| prefix.contains(&label));
        let what = match member.traits.host_label {
            false => continue,
            true if !is_used => "the member fills no label of a host prefix",
            true if !matches!(kind, Kind::String | Kind::Enum(_)) => {
                "the member fills a label of the host prefix, but is no string"
            }
            true => continue,
        };
        let member = MemberRef {
            container: operation.input,
            position,
        };
        let place = Place::shape(&origin(prepared, member));
        diagnostics.push(Diagnostic::error(what).at(place));
    }
}
