//! Checks that the bindings of endpoint parameters fit the service's rule set.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::select::Selected;
use super::types::Prepared;
use super::validate::origin;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, MemberRef, Model, Node, ShapeIx};

/// Reports parameters that the rule set does not have or has with another type. Without rules nothing
/// asks for parameters.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    let rules = prepared.service.endpoint_rule_set.as_ref();
    let Some(params) = rules.and_then(|rules| rules.get("parameters")) else {
        return;
    };
    let params = params.as_object().unwrap_or_default().iter();
    let params: HashMap<&str, &Node> = params.map(|(name, param)| (name.as_str(), param)).collect();
    let mut problem = |name: &str, ty: Option<&str>, place: Place| {
        if let Some(what) = misfit(params.get(name).copied(), name, ty) {
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    };
    for param in &prepared.service.client_context_params {
        let ty = Some(param.param_type.as_str());
        problem(&param.name, ty, Place::shape(&prepared.service.id));
    }
    for operation in &prepared.operations {
        for (name, value) in &operation.traits.static_context_params {
            let place = Place::shape(&prepared.model.shape(operation.shape).id);
            problem(name, type_of_value(value), place);
        }
        for (name, _) in &operation.traits.operation_context_params {
            // The type of a path's value is known when it is evaluated.
            let ty = params
                .get(name.as_str())
                .and_then(|param| param.get("type"));
            let place = Place::shape(&prepared.model.shape(operation.shape).id);
            problem(name, ty.and_then(Node::as_str), place);
        }
        let members = prepared.model.members(operation.input);
        for (position, member) in members.into_iter().enumerate() {
            let Some(name) = &member.traits.context_param else {
                continue;
            };
            let member_ref = MemberRef {
                container: operation.input,
                position,
            };
            let place = Place::shape(&origin(prepared, member_ref));
            problem(name, type_of_shape(&prepared.model, member.target), place);
        }
    }
}

/// Parameters that left-out operations set, and neither one that is kept nor a setting of the client.
pub(super) fn unset(model: &Model, service: ShapeIx, selected: &Selected) -> BTreeSet<String> {
    let mut unset: BTreeSet<String> = set_by(model, &selected.left_out);
    for name in set_by(model, &selected.kept) {
        unset.remove(&name);
    }
    if let Kind::Service(service) = &model.shape(service).kind {
        let settings = service.traits.client_context_params.iter();
        let settings: HashSet<&str> = settings.map(|setting| setting.name.as_str()).collect();
        unset.retain(|name| !settings.contains(name.as_str()));
    }
    unset
}

fn set_by(model: &Model, operations: &[ShapeIx]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for ix in operations {
        let Kind::Operation(operation) = &model.shape(*ix).kind else {
            continue;
        };
        let traits = &operation.traits;
        let fixed = traits.static_context_params.iter().map(|(name, _)| name);
        let paths = traits.operation_context_params.iter().map(|(name, _)| name);
        let members = model.members(operation.input).into_iter();
        let members = members.filter_map(|member| member.traits.context_param.as_ref());
        names.extend(fixed.chain(paths).chain(members).cloned());
    }
    names
}

fn misfit(param: Option<&Node>, name: &str, ty: Option<&str>) -> Option<String> {
    let Some(param) = param else {
        return Some(format!("the endpoint rules have no parameter `{name}`"));
    };
    let wanted = param.get("type").and_then(Node::as_str).unwrap_or_default();
    let fits = ty.is_some_and(|ty| ty.eq_ignore_ascii_case(wanted));
    let is = ty.map_or_else(
        || "another type".to_owned(),
        |ty| format!("the type `{ty}`"),
    );
    (!fits).then(|| {
        format!("the endpoint parameter `{name}` has the type `{wanted}`, but the value has {is}")
    })
}

fn type_of_value(value: &Node) -> Option<&'static str> {
    match value {
        Node::Bool(_) => Some("boolean"),
        Node::String(_) => Some("string"),
        Node::Array(items) if items.iter().all(|item| item.as_str().is_some()) => {
            Some("stringArray")
        }
        _ => None,
    }
}

fn type_of_shape(model: &Model, ix: ShapeIx) -> Option<&'static str> {
    match &model.shape(ix).kind {
        Kind::Boolean => Some("boolean"),
        Kind::String | Kind::Enum(_) => Some("string"),
        Kind::List(item) => {
            let item = &model.shape(item.target).kind;
            matches!(item, Kind::String | Kind::Enum(_)).then_some("stringArray")
        }
        _ => None,
    }
}
