//! Sources of endpoint parameters in addition to the settings that all services have.

use std::collections::BTreeSet;

use super::super::case::snake;
use super::super::paths::{faults, Fault, Root};
use super::super::reserved::{escape, setting_stem, Place as NamePlace};
use super::super::{docs, Context};
use super::kinds::kind;
use super::names::{is_param_name, same_names};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::ir::{ContextSetting, ContextValue, Name};
use crate::model::Node;
use crate::prepare::Operation;

/// Names of the parameters that an operation, a member of an input or a setting of the service sets.
pub(super) fn names<'a>(ctx: &Context<'a>) -> BTreeSet<&'a str> {
    let prepared = ctx.prepared;
    let settings = prepared.service.client_context_params.iter();
    let fixed = (prepared.operations.iter()).flat_map(|one| &one.traits.static_context_params);
    let paths = (prepared.operations.iter()).flat_map(|one| &one.traits.operation_context_params);
    let members = (prepared.operations.iter())
        .flat_map(|one| prepared.model.members(one.input))
        .filter_map(|member| member.traits.context_param.as_deref());
    settings
        .map(|setting| setting.name.as_str())
        .chain(fixed.map(|(name, _)| name.as_str()))
        .chain(paths.map(|(name, _)| name.as_str()))
        .chain(members)
        .collect()
}

/// Returns the values that an operation fixes (`staticContextParams`); `prepare` has checked their
/// types.
pub(in super::super) fn fixed(operation: &Operation) -> Vec<(String, ContextValue)> {
    let params = operation.traits.static_context_params.iter();
    params
        .filter_map(|(name, value)| Some((name.clone(), fixed_value(value)?)))
        .collect()
}

/// Returns the paths into the input of an operation (`operationContextParams`).
pub(in super::super) fn paths(
    ctx: &Context<'_>,
    operation: &Operation,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, String)> {
    let params = &operation.traits.operation_context_params;
    for (name, path) in params {
        for fault in faults(ctx.model(), Root::One(operation.input), path) {
            let about = format!("the path `{path}` to the endpoint parameter `{name}`");
            let problem = match fault {
                Fault::Invalid(why) => Diagnostic::error(format!("{about} is not valid: {why}")),
                Fault::Missing(why) => Diagnostic::warning(format!("{about} finds nothing: {why}")),
            };
            let place = Place::shape(&ctx.model().shape(operation.shape).id);
            diagnostics.push(problem.at(place));
        }
    }
    params.clone()
}

fn fixed_value(value: &Node) -> Option<ContextValue> {
    match value {
        Node::Bool(value) => Some(ContextValue::Bool(*value)),
        Node::String(text) => Some(ContextValue::Text(text.clone())),
        Node::Array(items) => {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(ContextValue::Texts)
        }
        _ => None,
    }
}

/// Settings of the configuration (`clientContextParams`), but for those that all services have.
pub(super) fn settings(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<ContextSetting> {
    let place = Place::shape(&ctx.prepared.service.id);
    let mut report = |what: String| {
        diagnostics.push(Diagnostic::error(what).at(place.clone()));
    };
    let params = ctx.prepared.service.client_context_params.iter();
    let settings = params.filter_map(|param| {
        if !is_param_name(&param.name) {
            let what = format!(
                "the name of the client context parameter `{}` is malformed: it must be a letter, then \
                 letters and digits",
                param.name
            );
            report(what);
            return None;
        }
        let Some(kind) = kind(&param.param_type) else {
            let what = format!(
                "the client context parameter `{}` has the unsupported type `{}`",
                param.name, param.param_type
            );
            report(what);
            return None;
        };
        let stem = setting_stem(&snake(&param.name));
        Some(ContextSetting {
            rule_name: param.name.clone(),
            set_name: Name(format!("set_{stem}")),
            name: Name(escape(&stem, NamePlace::Setting)),
            docs: docs::endpoint_param(ctx, &param.name, param.documentation.as_deref()),
            kind,
        })
    });
    let settings: Vec<ContextSetting> = settings.collect();
    let names = settings.iter().map(|setting| {
        let methods = [&setting.name, &setting.set_name];
        (setting.rule_name.as_str(), methods)
    });
    for (_, what) in same_names("client context parameters", names) {
        report(what);
    }
    settings
}
