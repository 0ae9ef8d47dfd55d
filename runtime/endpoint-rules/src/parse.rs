//! Parsing of a rule set: version, parameters, and rules or a diagram.

use super::ast::{Body, Condition, Decisions, EndpointTemplate, Expr, Named, Rule};
use super::diagram::{Bounds, Diagram, Nodes};
use super::error::{At, RuleSetError, Within as _};
use super::functions::Function;
use super::json::{Json, Object};
use super::scope::Scope;
use super::test::Test;
use super::types::Type;
use super::value::{Parameter, ParameterType, Value};
use super::{expr, flow, output, property};

/// The parts of a rule set: its parameters, its decisions, and the number of slots that evaluation needs.
pub(super) struct Parts {
    pub(super) parameters: Vec<Parameter>,
    pub(super) decisions: Decisions,
    pub(super) slots: usize,
}

pub(super) fn rule_set(text: &str) -> Result<Parts, RuleSetError> {
    let json = Json::parse(text)?;
    let root = json.expect_object()?;
    let minor = root.member("version", &mut minor_version)?;
    let mut scope = Scope::new(minor);
    let parameters = root.member("parameters", &mut |json| parameters(json, &mut scope))?;
    scope.parameters_end();
    // Members that only the trait `endpointBdd` has.
    const DIAGRAM: [&str; 4] = ["nodes", "nodeCount", "root", "results"];
    let is_diagram = DIAGRAM.iter().any(|key| root.get(key).is_some());
    let decisions = if is_diagram {
        Decisions::Diagram(diagram(root, &mut scope)?)
    } else {
        Decisions::Rules(rules(root, &mut scope)?)
    };
    Ok(Parts {
        parameters,
        decisions,
        slots: scope.slots(),
    })
}

/// Parses the `N` of version `1.N`. Newer versions than the engine's are accepted, and their new features are rejected
/// where they are used.
fn minor_version(json: &Json<'_>) -> Result<u32, RuleSetError> {
    let text = json.expect_str()?;
    match text.strip_prefix("1.").map(str::parse) {
        Some(Ok(minor)) => Ok(minor),
        _ => Err(RuleSetError::new(format!(
            "unknown version `{text}` of the language"
        ))),
    }
}

/// Reads the items of the array `key`. All items are checked, even if one has a fault.
fn all<T>(
    object: &Object<'_>,
    key: &str,
    read: &mut dyn FnMut(usize, &Json<'_>) -> Result<T, RuleSetError>,
) -> Result<Vec<T>, RuleSetError> {
    let items = object.member(key, &mut Json::expect_array)?;
    let mut all = Vec::with_capacity(items.len());
    let mut faults: Option<RuleSetError> = None;
    for (i, item) in items.iter().enumerate() {
        match read(i, item).within(At::Index(i)).within(At::Key(key)) {
            Ok(item) => all.push(item),
            Err(error) => {
                faults = Some(match faults {
                    Some(others) => others.and(error),
                    None => error,
                });
            }
        }
    }
    match faults {
        Some(faults) => Err(faults),
        None => Ok(all),
    }
}

/// Reads the rules of the set or of a tree.
fn rules(object: &Object<'_>, scope: &mut Scope) -> Result<Vec<Rule>, RuleSetError> {
    all(object, "rules", &mut |_, json| {
        let outside = scope.mark();
        let rule = rule(json, scope);
        scope.reset(&outside);
        rule
    })
}

/// Reads a diagram. A condition may use the values that conditions before it assign.
fn diagram(object: &Object<'_>, scope: &mut Scope) -> Result<Diagram, RuleSetError> {
    if scope.minor() < 1 {
        let what = "the form with nodes needs version 1.1 of the language";
        return Err(RuleSetError::new(what).within(At::Key("version")));
    }
    let given = scope.assume_set();
    let conditions = all(object, "conditions", &mut |_, json| condition(json, scope))?;
    let bounds = Bounds {
        conditions: conditions.len(),
        results: object.member("results", &mut Json::expect_array)?.len(),
    };
    let nodes = Nodes::parse(object, bounds)?;
    let set = flow::at_results(&nodes, &conditions, bounds.results, &given, scope.slots())?;
    let results = all(object, "results", &mut |i, json| {
        if let Some(set) = set.get(i).and_then(Option::as_ref) {
            scope.set_only(set);
        } else {
            scope.assume_set();
        }
        result(json, scope)
    })?;
    Ok(Diagram {
        conditions,
        results,
        nodes,
    })
}

/// Reads a result of a diagram: an endpoint or an error without conditions.
fn result(json: &Json<'_>, scope: &mut Scope) -> Result<Body, RuleSetError> {
    let object = json.expect_object()?;
    let conditions = object.optional("conditions", &mut Json::expect_array)?;
    if conditions.is_some_and(|conditions| !conditions.is_empty()) {
        let fault = RuleSetError::new("a result must not have conditions");
        return Err(fault.within(At::Key("conditions")));
    }
    match body(object, scope)? {
        Body::Tree(_) => Err(RuleSetError::new(
            "a result must be an endpoint or an error",
        )),
        body => Ok(body),
    }
}

fn parameters(json: &Json<'_>, scope: &mut Scope) -> Result<Vec<Parameter>, RuleSetError> {
    json.expect_object()?.members(&mut |name, json| {
        let parameter = parameter(name, json)?;
        let of = Type {
            kind: parameter.kind.into(),
            optional: !parameter.required,
        };
        match scope.declare(name, of) {
            Some(_) => Ok(parameter),
            None => Err(RuleSetError::new("declared twice")),
        }
    })
}

fn parameter(name: &str, json: &Json<'_>) -> Result<Parameter, RuleSetError> {
    let object = json.expect_object()?;
    let kind = object.member("type", &mut parameter_type)?;
    let required = object.optional("required", &mut Json::expect_bool)?;
    let required = required.unwrap_or(false);
    let default = object.optional("default", &mut |json| default_value(json, kind))?;
    if default.is_some() && !required {
        return Err(RuleSetError::new(
            "a parameter with a default must be required",
        ));
    }
    let built_in = object.optional("builtIn", &mut Json::expect_str)?;
    Ok(Parameter {
        name: name.into(),
        kind,
        required,
        default,
        built_in: built_in.map(Into::into),
    })
}

fn parameter_type(json: &Json<'_>) -> Result<ParameterType, RuleSetError> {
    let name = json.expect_str()?;
    // Older rule sets use `String` and `Boolean`.
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    match () {
        () if is("string") => Ok(ParameterType::String),
        () if is("boolean") => Ok(ParameterType::Boolean),
        () if is("stringArray") => Ok(ParameterType::StringArray),
        () => Err(RuleSetError::new(format!(
            "unknown parameter type `{name}`"
        ))),
    }
}

fn default_value(json: &Json<'_>, kind: ParameterType) -> Result<Value<'static>, RuleSetError> {
    Ok(match kind {
        ParameterType::Boolean => json.expect_bool()?.into(),
        ParameterType::String => json.expect_str()?.to_owned().into(),
        ParameterType::StringArray => {
            let mut texts = Vec::new();
            for item in json.expect_array()? {
                texts.push(item.expect_str()?.to_owned());
            }
            texts.into()
        }
    })
}

fn rule(json: &Json<'_>, scope: &mut Scope) -> Result<Rule, RuleSetError> {
    let object = json.expect_object()?;
    let conditions = object.member("conditions", &mut |json| {
        json.items(&mut |json| {
            let mut condition = condition(json, scope)?;
            condition.memo = scope.place_of(&condition.expr);
            Ok(condition)
        })
    })?;
    let body = body(object, scope)?;
    Ok(Rule { conditions, body })
}

fn body(object: &Object<'_>, scope: &mut Scope) -> Result<Body, RuleSetError> {
    match object.member("type", &mut Json::expect_str)? {
        "endpoint" => {
            let endpoint = object.member("endpoint", &mut |json| endpoint(json, scope))?;
            Ok(Body::Endpoint(Box::new(endpoint)))
        }
        "error" => {
            Ok(Body::Error(object.member("error", &mut |json| {
                expr::parse_text(json, scope)
            })?))
        }
        "tree" => {
            let rules = rules(object, scope)?;
            if rules.is_empty() {
                Err(RuleSetError::new("a tree needs rules"))
            } else {
                Ok(Body::Tree(rules))
            }
        }
        other => Err(RuleSetError::new(format!("unknown type of rule `{other}`"))),
    }
}

fn condition(json: &Json<'_>, scope: &mut Scope) -> Result<Condition, RuleSetError> {
    let object = json.expect_object()?;
    let (expr, of) = expr::call(object, scope)?;
    // Both hold only if their argument is set.
    if let Expr::Call(Function::IsSet | Function::Partition, args) = &expr {
        if let [Expr::Slot(slot)] = args[..] {
            scope.prove(slot);
        }
    }
    let assign = object.optional("assign", &mut |json| {
        let name = json.expect_str()?;
        // The condition holds only if the value is set.
        match scope.declare(name, of.kind.set()) {
            Some(slot) => Ok(slot),
            None => Err(RuleSetError::new(format!("`{name}` is in scope already"))),
        }
    })?;
    Ok(Condition {
        test: Test::of(&expr),
        expr,
        assign,
        memo: None,
    })
}

fn endpoint(json: &Json<'_>, scope: &Scope) -> Result<EndpointTemplate, RuleSetError> {
    let object = json.expect_object()?;
    object.only(&["url", "headers", "properties"])?;
    let url = object.member("url", &mut |json| url(json, scope))?;
    let headers = object.optional("headers", &mut |json| headers(json, scope))?;
    let mut auth_schemes = Vec::new();
    let properties = object.optional("properties", &mut |json| {
        property::members(json.expect_object()?, scope, &mut |name, value| {
            let is_ours = name == "authSchemes";
            if is_ours {
                auth_schemes = property::auth_schemes(value, scope)?;
            }
            Ok(!is_ours)
        })
    })?;
    Ok(EndpointTemplate {
        url,
        headers: headers.unwrap_or_default(),
        auth_schemes,
        properties: properties.unwrap_or_default(),
    })
}

/// Reads the URL. If its beginning is fixed, its scheme must be http or https.
fn url(json: &Json<'_>, scope: &Scope) -> Result<Expr, RuleSetError> {
    let expr = expr::parse_text(json, scope)?;
    match &expr {
        Expr::Text(text) if !["http://", "https://"].iter().any(|s| text.starts_with(s)) => Err(
            RuleSetError::new("the URL must start with http:// or https://"),
        ),
        _ => Ok(expr),
    }
}

fn headers(json: &Json<'_>, scope: &Scope) -> Result<Named<Vec<Expr>>, RuleSetError> {
    json.expect_object()?.members(&mut |name, values| {
        let values = values.items(&mut |json| expr::parse_text(json, scope))?;
        Ok((output::shared(name), values))
    })
}
