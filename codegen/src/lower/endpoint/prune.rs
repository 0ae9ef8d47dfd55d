//! Removes endpoint rules that only excluded operations can reach.
//!
//! A parameter that no operation sets is never set: `isSet` of it is false, so that a rule with that
//! condition never holds. The remaining rules resolve the same endpoint for every remaining call.

use std::collections::BTreeSet;

use super::diagram::Diagram;
use crate::model::Node;

/// The error of a branch that has no rules left.
const EXHAUSTED: &str = "No endpoint rule matches";

/// Returns the rules without these parameters, but for those that have a value of their own, or that a
/// rule asks for otherwise.
pub(super) fn prune(rules: &Node, unset: &BTreeSet<String>) -> Node {
    let parameters = rules.get("parameters").and_then(Node::as_object);
    let plain = parameters.unwrap_or_default().iter();
    let plain = plain.filter(|(name, parameter)| unset.contains(name) && is_plain(parameter));
    let mut gone: BTreeSet<&str> = plain.map(|(name, _)| name.as_str()).collect();
    loop {
        let pruned = rule_set(rules, &gone);
        let mut names = BTreeSet::new();
        for key in ["rules", "conditions", "results"] {
            let part = pruned.get(key);
            part.into_iter()
                .for_each(|part| mentioned(part, &mut names));
        }
        let before = gone.len();
        gone.retain(|name| !names.contains(name));
        if gone.len() == before {
            return pruned;
        }
    }
}

/// Returns whether only calls can set a parameter.
fn is_plain(parameter: &Node) -> bool {
    parameter.get("default").is_none() && parameter.get("builtIn").is_none()
}

fn rule_set(node: &Node, gone: &BTreeSet<&str>) -> Node {
    let diagram = Diagram::read(node).map(|diagram| diagram.without(|one| known(one, gone)));
    let diagram = diagram.unwrap_or_default();
    let entries = node.as_object().unwrap_or_default().iter();
    let pruned = entries.map(|(key, value)| {
        let value = match (key.as_str(), value) {
            (key, _) if diagram.contains_key(key) => diagram[key].clone(),
            ("parameters", Node::Object(all)) => {
                let kept = all.iter().filter(|(name, _)| !gone.contains(name.as_str()));
                Node::Object(kept.cloned().collect())
            }
            ("rules", Node::Array(rules)) => Node::Array(kept(rules, gone)),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Node::Object(pruned.collect())
}

fn kept(rules: &[Node], gone: &BTreeSet<&str>) -> Vec<Node> {
    let mut kept = Vec::new();
    for rule in rules {
        let conditions = rule.get("conditions").and_then(Node::as_array);
        let Some(conditions) = remaining(conditions.unwrap_or_default(), gone) else {
            continue;
        };
        let always = conditions.is_empty();
        kept.push(with(rule, conditions, gone));
        // Rules after one that always matches are never evaluated.
        if always {
            break;
        }
    }
    kept
}

/// Returns the conditions that are not known; `None` if one is known not to hold.
fn remaining(conditions: &[Node], gone: &BTreeSet<&str>) -> Option<Vec<Node>> {
    let mut kept = Vec::new();
    for condition in conditions {
        match known(condition, gone) {
            Some(false) => return None,
            Some(true) => {}
            None => kept.push(condition.clone()),
        }
    }
    Some(kept)
}

/// Returns whether a condition holds, if that is known.
fn known(condition: &Node, gone: &BTreeSet<&str>) -> Option<bool> {
    if is_unset(condition, gone) {
        return Some(false);
    }
    let plain = condition.get("assign").is_none();
    match (function(condition)?, arguments(condition)) {
        ("isSet", [argument]) => is_unset(argument, gone).then_some(false),
        ("not", [argument]) if plain => known(argument, gone).map(|known| !known),
        ("booleanEquals" | "stringEquals", [left, right]) if plain => {
            Some(constant(left, gone)? == constant(right, gone)?)
        }
        _ => None,
    }
}

/// Returns whether an expression has no value.
fn is_unset(expr: &Node, gone: &BTreeSet<&str>) -> bool {
    let name = expr.get("ref").and_then(Node::as_str);
    let is_gone = name.is_some_and(|name| gone.contains(name));
    // These have a value without their arguments.
    let is_call = function(expr).is_some_and(|name| !["isSet", "coalesce", "ite"].contains(&name));
    is_gone
        || is_call
            && arguments(expr)
                .iter()
                .any(|argument| is_unset(argument, gone))
}

/// Returns the value of an expression that is a literal, or a default for something without a value.
fn constant<'a>(expr: &'a Node, gone: &BTreeSet<&str>) -> Option<&'a Node> {
    match expr {
        Node::Bool(_) => Some(expr),
        Node::String(text) => (!text.contains(['{', '}'])).then_some(expr),
        _ if function(expr)? == "coalesce" => {
            let mut values = arguments(expr).iter();
            constant(values.find(|value| !is_unset(value, gone))?, gone)
        }
        _ => None,
    }
}

fn function(expr: &Node) -> Option<&str> {
    expr.get("fn").and_then(Node::as_str)
}

fn arguments(expr: &Node) -> &[Node] {
    let arguments = expr.get("argv").and_then(Node::as_array);
    arguments.unwrap_or_default()
}

fn with(rule: &Node, conditions: Vec<Node>, gone: &BTreeSet<&str>) -> Node {
    let children = rule.get("rules").and_then(Node::as_array);
    let children = children.map(|children| kept(children, gone));
    let mut entries = Vec::new();
    for (key, value) in rule.as_object().unwrap_or_default() {
        let entry = match (key.as_str(), &children) {
            ("conditions", _) => (key.clone(), Node::Array(conditions.clone())),
            ("rules", Some(none)) if none.is_empty() => {
                ("error".to_owned(), Node::String(EXHAUSTED.to_owned()))
            }
            ("type", Some(none)) if none.is_empty() => {
                (key.clone(), Node::String("error".to_owned()))
            }
            ("rules", Some(children)) => (key.clone(), Node::Array(children.clone())),
            _ => (key.clone(), value.clone()),
        };
        entries.push(entry);
    }
    Node::Object(entries)
}

/// The names that references and templates of rules have.
fn mentioned<'a>(node: &'a Node, names: &mut BTreeSet<&'a str>) {
    match node {
        Node::String(text) => {
            let inner = text.split('{').skip(1);
            names.extend(inner.filter_map(|inner| inner.split(['}', '#']).next()));
        }
        Node::Array(items) => items.iter().for_each(|item| mentioned(item, names)),
        Node::Object(entries) => {
            for (key, value) in entries {
                names.extend(value.as_str().filter(|_| key == "ref"));
                mentioned(value, names);
            }
        }
        _ => {}
    }
}
