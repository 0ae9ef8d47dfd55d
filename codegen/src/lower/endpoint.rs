//! Endpoint rules and their parameters.

mod context;
mod prune;
mod schemes;

use std::collections::BTreeMap;

use super::case::snake;
use super::reserved::{escape, Place as NamePlace};
use super::{docs, rules, Context};
use crate::diag::{self, Diagnostic, Diagnostics, Place};
use crate::ir::{BuiltIn, Endpoint, EndpointParam, Name, ParamKind};
use crate::model::Node;
use farrier_endpoint_rules::RuleSet;

pub(super) use context::{fixed, paths};

/// Returns the rules of the service, or rules that ask for a custom endpoint if the model has none.
pub(super) fn lower(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> Endpoint {
    let rules = ctx.prepared.service.endpoint_rule_set.as_ref();
    // Before anything is taken out of them: places are those of the model.
    check(ctx, &rules::text(rules), diagnostics);
    let unset = &ctx.prepared.unset_params;
    let pruned = rules.filter(|_| !unset.is_empty());
    let pruned = pruned.map(|rules| prune::prune(rules, unset));
    let rules = pruned.as_ref().or(rules);
    let params = match rules {
        Some(rules) => params(ctx, rules, diagnostics),
        None => vec![custom_endpoint(ctx)],
    };
    for problem in (rules.map(|rules| schemes::check(ctx, rules))).unwrap_or_default() {
        report(ctx, Some(problem), diagnostics);
    }
    let text = rules::text(rules);
    let has = |built_in| (params.iter()).any(|param| param.built_in == Some(built_in));
    Endpoint {
        rules: text,
        outcomes: rules::outcomes(rules),
        settings: context::settings(ctx, diagnostics),
        dual_stack: has(BuiltIn::UseDualStack),
        discovery: discovery(ctx),
        decides_auth: rules.is_some_and(|rules| schemes::decide(ctx, rules)),
        account_id_mode: has(BuiltIn::AccountIdEndpointMode),
        params,
    }
}

/// Discovery that no operation needs is not offered: official clients do without it too.
fn discovery(ctx: &Context<'_>) -> Option<Name> {
    let mut operations = ctx.prepared.operations.iter();
    let is_needed = operations.any(|one| one.traits.discovered_endpoint == Some(true));
    let operation = ctx.prepared.discovery_operation().filter(|_| is_needed)?;
    Some(ctx.names.operation(operation).method)
}

fn params(ctx: &Context<'_>, rules: &Node, diagnostics: &mut Diagnostics) -> Vec<EndpointParam> {
    let entries = rules.get("parameters").and_then(Node::as_object);
    let context = context::names(ctx);
    let at = |name: &str| place(ctx, &format!("/parameters/{}", diag::escape(name)));
    let mut params = Vec::new();
    for (name, node) in entries.unwrap_or_default() {
        match param(ctx, name, node, context.contains(name.as_str())) {
            Ok((param, warning)) => {
                let warning = warning.map(Diagnostic::warning);
                diagnostics.extend(warning.map(|warning| warning.at(at(name))));
                params.push(param);
            }
            Err(what) => diagnostics.push(Diagnostic::error(what).at(at(name))),
        }
    }
    let names = params.iter().map(|param| {
        let methods = [&param.name, &param.set_name];
        (param.rule_name.as_str(), methods)
    });
    for (name, what) in same_names("endpoint parameters", names) {
        diagnostics.push(Diagnostic::error(what).at(at(name)));
    }
    params
}

/// Reports names whose method name is already in use; Smithy requires names that differ in more than case.
fn same_names<'a>(
    what: &str,
    all: impl Iterator<Item = (&'a str, [&'a Name; 2])>,
) -> Vec<(&'a str, String)> {
    let mut taken: BTreeMap<&Name, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, methods) in all {
        let first = methods
            .iter()
            .find_map(|method| taken.get(method).map(|first| (*method, *first)));
        if let Some((method, first)) = first {
            let method = &method.0;
            let what =
                format!("the {what} `{first}` and `{name}` have the same Rust name `{method}`");
            problems.push((name, what));
        }
        for method in methods {
            taken.entry(method).or_insert(name);
        }
    }
    problems
}

/// The engine that evaluates the rules judges them too, so that no call meets a broken rule set.
fn check(ctx: &Context<'_>, text: &str, diagnostics: &mut Diagnostics) {
    let Err(error) = RuleSet::parse(text) else {
        return;
    };
    for fault in error.faults() {
        let what = format!("the endpoint rules are not valid: {}", fault.message());
        let place = place(ctx, &fault.pointer());
        diagnostics.push(Diagnostic::error(what).at(place));
    }
}

/// Returns a place in the rule set.
fn place(ctx: &Context<'_>, pointer: &str) -> Place {
    let service = &ctx.prepared.service;
    let place = Place::shape(&service.id);
    match &service.endpoint_rule_set_file {
        Some(file) => Place {
            file: Some(file.clone()),
            ..place.pointer(pointer)
        },
        None => {
            let shape = place.pointer.clone().unwrap_or_default();
            let rules = "/traits/smithy.rules#endpointRuleSet";
            place.pointer(format!("{shape}{rules}{pointer}"))
        }
    }
}

fn report(ctx: &Context<'_>, problem: Option<Diagnostic>, diagnostics: &mut Diagnostics) {
    let place = Place::shape(&ctx.prepared.service.id);
    if let Some(problem) = problem {
        diagnostics.push(problem.at(place));
    }
}

/// Returns a parameter, and the problems that the client has with it.
fn param(
    ctx: &Context<'_>,
    rule_name: &str,
    node: &Node,
    context: bool,
) -> Result<(EndpointParam, Option<String>), String> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let kind = text("type").and_then(kind).ok_or_else(|| {
        let other = text("type").unwrap_or("none");
        format!("the endpoint parameter `{rule_name}` has the unsupported type `{other}`")
    })?;
    if !is_param_name(rule_name) {
        return Err(format!(
            "the name of the endpoint parameter `{rule_name}` is malformed: it must be a letter, then letters \
             and digits"
        ));
    }
    let default = default(rule_name, kind, node.get("default"))?;
    let required = node.get("required").and_then(Node::as_bool) == Some(true);
    let (built_in, mut warning) = match text("builtIn").map(|name| (name, built_in(name))) {
        None => (None, None),
        Some((_, Some(built_in))) => (Some(built_in), None),
        Some((_, None)) if context => (None, None),
        Some((name, None)) => {
            let what = format!("the endpoint parameter `{rule_name}` is never set from `{name}`");
            (None, Some(what))
        }
    };
    if let Some(built_in) = built_in.filter(|built_in| kind_of(*built_in) != kind) {
        let given = text("type").unwrap_or_default();
        let wanted = match kind_of(built_in) {
            ParamKind::Bool => "boolean",
            ParamKind::Text => "string",
            ParamKind::Texts => "stringArray",
        };
        let built_in = name_of(built_in);
        return Err(format!(
            "the endpoint parameter `{rule_name}` has the type `{given}`, but its built-in \
             `{built_in}` is a {wanted}"
        ));
    }
    // Parameters are complete before there is an identity.
    let is_set = context || built_in.is_some_and(|built_in| built_in != BuiltIn::AccountId);
    if required && default.is_none() && !is_set {
        let what = format!(
            "the endpoint parameter `{rule_name}` is required, but the client never sets it"
        );
        // Smithy knows more built-in values than clients have; of any other parameter it demands that the model
        // sets it.
        if text("builtIn").is_none() {
            return Err(what);
        }
        warning = Some(format!("{what}: no endpoint can be resolved"));
    }
    if !is_set && text("builtIn").is_none() && default.is_none() {
        let what = format!("the endpoint parameter `{rule_name}` is never set by the client");
        warning.get_or_insert(what);
    }
    let stem = snake(rule_name);
    let param = EndpointParam {
        rule_name: rule_name.to_owned(),
        set_name: Name(format!("set_{stem}")),
        name: Name(escape(&stem, NamePlace::Field)),
        docs: docs::endpoint_param(ctx, rule_name, text("documentation")),
        kind,
        required,
        default,
        context,
        built_in,
    };
    Ok((param, warning))
}

/// Returns whether a parameter can have the name, in rules and in bindings.
fn is_param_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The sources of parameters, by name.
const BUILT_INS: [(&str, BuiltIn); 6] = [
    ("AWS::Region", BuiltIn::Region),
    ("AWS::UseFIPS", BuiltIn::UseFips),
    ("AWS::UseDualStack", BuiltIn::UseDualStack),
    ("SDK::Endpoint", BuiltIn::Endpoint),
    ("AWS::Auth::AccountId", BuiltIn::AccountId),
    (
        "AWS::Auth::AccountIdEndpointMode",
        BuiltIn::AccountIdEndpointMode,
    ),
];

fn built_in(name: &str) -> Option<BuiltIn> {
    let found = BUILT_INS.iter().find(|(known, _)| *known == name);
    found.map(|(_, built_in)| *built_in)
}

fn name_of(built_in: BuiltIn) -> &'static str {
    let found = BUILT_INS.iter().find(|(_, known)| *known == built_in);
    found.map_or("", |(name, _)| name)
}

/// Returns the kind of the value that a built-in gives.
fn kind_of(built_in: BuiltIn) -> ParamKind {
    match built_in {
        BuiltIn::UseFips | BuiltIn::UseDualStack => ParamKind::Bool,
        BuiltIn::Region
        | BuiltIn::Endpoint
        | BuiltIn::AccountId
        | BuiltIn::AccountIdEndpointMode => ParamKind::Text,
    }
}

fn default(name: &str, kind: ParamKind, node: Option<&Node>) -> Result<Option<String>, String> {
    match (kind, node) {
        (_, None) => Ok(None),
        (ParamKind::Bool, Some(Node::Bool(value))) => Ok(Some(value.to_string())),
        (ParamKind::Text, Some(Node::String(text))) => {
            Ok(Some(format!("::std::string::String::from({text:?})")))
        }
        (ParamKind::Texts, Some(Node::Array(items))) => {
            let texts: Option<Vec<&str>> = items.iter().map(Node::as_str).collect();
            let texts = texts.ok_or_else(|| misfit(name, node))?;
            let texts = texts
                .iter()
                .map(|text| format!("::std::string::String::from({text:?})"));
            let texts: Vec<String> = texts.collect();
            Ok(Some(format!("::std::vec![{}]", texts.join(", "))))
        }
        (_, Some(_)) => Err(misfit(name, node)),
    }
}

fn misfit(name: &str, default: Option<&Node>) -> String {
    let default = default.map(Node::to_string).unwrap_or_default();
    format!("the default `{default}` of the endpoint parameter `{name}` does not fit its type")
}

/// Returns the kind that a rule set or the service's `clientContextParams` names.
fn kind(name: &str) -> Option<ParamKind> {
    match name {
        "boolean" | "Boolean" => Some(ParamKind::Bool),
        "string" | "String" => Some(ParamKind::Text),
        "stringArray" | "StringArray" => Some(ParamKind::Texts),
        _ => None,
    }
}

fn custom_endpoint(ctx: &Context<'_>) -> EndpointParam {
    EndpointParam {
        rule_name: "Endpoint".to_owned(),
        name: Name("endpoint".to_owned()),
        set_name: Name("set_endpoint".to_owned()),
        docs: docs::endpoint_param(ctx, "Endpoint", None),
        kind: ParamKind::Text,
        required: false,
        default: None,
        context: false,
        built_in: Some(BuiltIn::Endpoint),
    }
}
