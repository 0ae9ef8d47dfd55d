//! Checks that the bindings of endpoint parameters fit the service's rule set.

use std::collections::HashMap;

use super::report::place;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Model, Node, ShapeIx};
use crate::prepare::types::Prepared;

/// Reports parameters that the rule set does not have or has with another type. Without rules nothing
/// asks for parameters.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    let rules = prepared.service.endpoint_rules.as_ref();
    let Some(params) = rules.and_then(|rules| rules.document.get("parameters")) else {
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
            let place = place(prepared, operation.input, position);
            problem(name, type_of_shape(&prepared.model, member.target), place);
        }
    }
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
