//! Parameters of the endpoint rules.

use super::super::case::snake;
use super::super::reserved::{escape, Place as NamePlace};
use super::super::{docs, Context};
use super::kinds::{built_in, kind, kind_of, name_of};
use super::names::{is_param_name, same_names};
use super::{context, place};
use crate::diag::{self, Diagnostic, Diagnostics};
use crate::ir::{BuiltIn, EndpointParam, Expr, Name, ParamKind};
use crate::model::Node;

/// Returns the parameters of a rule set; reports those that clients cannot have.
pub(super) fn params(
    ctx: &Context<'_>,
    rules: &Node,
    diagnostics: &mut Diagnostics,
) -> Vec<EndpointParam> {
    let entries = rules.get("parameters").and_then(Node::as_object);
    let context = context::names(ctx);
    let at = |name: &str| place::of(ctx, &format!("/parameters/{}", diag::escape(name)));
    let mut params = Vec::new();
    for (name, node) in entries.unwrap_or_default() {
        match param(ctx, rules, (name, node), context.contains(name.as_str())) {
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

/// Returns the parameter that is the region of the client.
pub(in super::super) fn region(ctx: &Context<'_>) -> Option<EndpointParam> {
    let rules = &ctx.prepared.service.endpoint_rules.as_ref()?.document;
    let entries = rules.get("parameters").and_then(Node::as_object)?;
    let mut params = entries.iter().filter_map(|(name, node)| {
        let param = param(ctx, rules, (name, node), false);
        param.ok().map(|(param, _)| param)
    });
    params.find(|param| param.built_in == Some(BuiltIn::Region))
}

/// Returns a parameter, and the problems that the client has with it.
fn param(
    ctx: &Context<'_>,
    rules: &Node,
    (rule_name, node): (&str, &Node),
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
    let host_label = built_in == Some(BuiltIn::Region) && !check_themselves(rules, rule_name);
    let param = EndpointParam {
        rule_name: rule_name.to_owned(),
        set_name: Name(format!("set_{stem}")),
        name: Name(escape(&stem, NamePlace::Field)),
        docs: docs::endpoint_param(ctx, rule_name, text("documentation")),
        kind,
        required,
        optional: !required && default.is_none(),
        default,
        context,
        built_in,
        host_label,
    };
    Ok((param, warning))
}

/// Returns whether the rules ask whether the parameter is a valid host label. Then they say what holds for it, and may
/// have endpoints without it.
fn check_themselves(rules: &Node, rule_name: &str) -> bool {
    let asks = |node: &Node| {
        let argument = node.get("argv").and_then(Node::as_array);
        let argument = argument.and_then(|all| all.first()?.get("ref")?.as_str());
        let function = node.get("fn").and_then(Node::as_str);
        function == Some("isValidHostLabel") && argument == Some(rule_name)
    };
    let mut rest = vec![rules];
    while let Some(node) = rest.pop() {
        match node {
            Node::Object(_) if asks(node) => return true,
            Node::Object(all) => rest.extend(all.iter().map(|(_, value)| value)),
            Node::Array(all) => rest.extend(all),
            _ => {}
        }
    }
    false
}

fn default(name: &str, kind: ParamKind, node: Option<&Node>) -> Result<Option<Expr>, String> {
    match (kind, node) {
        (_, None) => Ok(None),
        (ParamKind::Bool, Some(Node::Bool(value))) => Ok(Some(Expr::Bool(*value))),
        (ParamKind::Text, Some(Node::String(text))) => Ok(Some(Expr::String(text.clone()))),
        (ParamKind::Texts, Some(Node::Array(items))) => {
            let texts: Option<Vec<&str>> = items.iter().map(Node::as_str).collect();
            let texts = texts.ok_or_else(|| misfit(name, node))?;
            Ok(Some(Expr::Vec(
                texts
                    .into_iter()
                    .map(|text| Expr::String(text.to_owned()))
                    .collect(),
            )))
        }
        (_, Some(_)) => Err(misfit(name, node)),
    }
}

fn misfit(name: &str, default: Option<&Node>) -> String {
    let default = default.map(Node::to_string).unwrap_or_default();
    format!("the default `{default}` of the endpoint parameter `{name}` does not fit its type")
}

/// Returns the parameter of services without rules.
pub(super) fn custom_endpoint(ctx: &Context<'_>) -> EndpointParam {
    EndpointParam {
        rule_name: "Endpoint".to_owned(),
        name: Name("endpoint".to_owned()),
        set_name: Name("set_endpoint".to_owned()),
        docs: docs::endpoint_param(ctx, "Endpoint", None),
        kind: ParamKind::Text,
        required: false,
        optional: true,
        default: None,
        context: false,
        built_in: Some(BuiltIn::Endpoint),
        host_label: false,
    }
}
