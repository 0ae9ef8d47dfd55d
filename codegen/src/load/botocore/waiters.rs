//! `waiters-2.json`: waiters, as the `waitable` trait has them.

use std::collections::{BTreeMap, HashMap};

use super::common::unknown;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::cursor::At;
use crate::load::form;
use crate::model::{Kind, Model, Node, Number, ShapeIx};

const KEYS: [&str; 7] = [
    "acceptors",
    "delay",
    "deprecated",
    "deprecatedMessage",
    "description",
    "maxAttempts",
    "operation",
];

/// The longest delay between two requests where a waiter does not say another, in seconds.
const MAX_DELAY: i64 = 120;

/// Gives operations their `waitable` trait.
pub(super) fn attach(
    model: &mut Model,
    operations: &HashMap<&str, ShapeIx>,
    root: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    root.known_keys(&["waiters", "version"], diagnostics);
    let Some(all) = root.get("waiters") else {
        return;
    };
    all.object(diagnostics);
    let mut found: BTreeMap<ShapeIx, Vec<(String, Node)>> = BTreeMap::new();
    for (name, at) in all.entries() {
        if !at.object(diagnostics) {
            continue;
        }
        at.known_keys(&KEYS, diagnostics);
        let operation = form::required(&at, "operation", diagnostics, form::text);
        let Some(operation) = operation else {
            continue;
        };
        let Some(&ix) = operations.get(operation.as_str()) else {
            let what = format!("the waiter asks `{operation}`, which is no operation");
            diagnostics.push(Diagnostic::warning(what).at(at.place()));
            continue;
        };
        if let Some(waiter) = waiter(model, ix, &at, diagnostics) {
            let waiters = found.entry(ix).or_default();
            waiters.push((name.to_owned(), waiter));
        }
    }
    for (ix, waiters) in found {
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            operation.traits.waitable = Some(Node::Object(waiters));
        }
    }
}

fn waiter(
    model: &Model,
    operation: ShapeIx,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let list = at.get("acceptors").map(|at| at.items(diagnostics));
    let acceptors: Vec<Node> = (list.unwrap_or_default().iter())
        .filter_map(|at| acceptor(model, operation, at, diagnostics))
        .collect();
    let state = |acceptor: &Node| acceptor.get("state").and_then(Node::as_str) == Some("success");
    if !acceptors.iter().any(state) {
        let what = "the waiter has no way to succeed that can be told from a modeled response";
        diagnostics.push(Diagnostic::warning(what).at(at.place()));
        return None;
    }
    let mut entries = Vec::new();
    if let Some(text) = form::key(at, "description", diagnostics, form::text) {
        entries.push(("documentation".to_owned(), Node::String(text)));
    }
    entries.push(("acceptors".to_owned(), Node::Array(acceptors)));
    let delay = form::key(at, "delay", diagnostics, form::number);
    if let Some(delay) = delay.as_ref().and_then(Number::as_i64) {
        let number = || Node::Number(Number::from_i64(delay));
        entries.push(("minDelay".to_owned(), number()));
        if delay > MAX_DELAY {
            entries.push(("maxDelay".to_owned(), number()));
        }
    }
    Some(Node::Object(entries))
}

/// `None` where a response that the model does not know would have to be told.
fn acceptor(
    model: &Model,
    operation: ShapeIx,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let state = form::required(at, "state", diagnostics, form::text);
    let matcher = form::required(at, "matcher", diagnostics, form::text);
    let expected = at.get("expected");
    if expected.is_none() {
        at.error("the acceptor expects nothing", diagnostics);
    }
    let (state, matcher, expected) = (state?, matcher?, expected?);
    let matcher = match (matcher.as_str(), expected.node) {
        ("error", Node::Bool(any)) => entry("success", Node::Bool(!any)),
        ("error", Node::String(_)) => entry("errorType", expected.node.clone()),
        ("status", Node::Number(status)) => {
            let matcher = status_matcher(model, operation, status.as_i64()?);
            if matcher.is_none() {
                let what = format!(
                    "the acceptor is left out: no error of the operation has the status {status}"
                );
                diagnostics.push(Diagnostic::warning(what).at(at.place()));
            }
            matcher?
        }
        ("path" | "pathAll" | "pathAny", expected) => {
            let path = form::required(at, "argument", diagnostics, form::text)?;
            entry("output", path_matcher(&matcher, path, expected))
        }
        ("error" | "status", _) => {
            expected.wrong_form("an error code or a status", diagnostics);
            return None;
        }
        (other, _) => {
            let known = ["error", "path", "pathAll", "pathAny", "status"];
            let at = at.get("matcher")?;
            unknown("matcher", other, &known, &at, diagnostics);
            return None;
        }
    };
    let state = ("state".to_owned(), Node::String(state));
    Some(Node::Object(vec![state, ("matcher".to_owned(), matcher)]))
}

fn entry(key: &str, value: Node) -> Node {
    Node::Object(vec![(key.to_owned(), value)])
}

fn path_matcher(matcher: &str, path: String, expected: &Node) -> Node {
    let (path, expected, comparator) = match (matcher, expected) {
        ("path", Node::String(text)) => (path, text.clone(), "stringEquals"),
        ("path", Node::Bool(value)) => (path, value.to_string(), "booleanEquals"),
        ("path", other) => (
            format!("({path}) == `{other}`"),
            "true".to_owned(),
            "booleanEquals",
        ),
        (all_or_any, expected) => {
            let comparator = match all_or_any {
                "pathAll" => "allStringEquals",
                _ => "anyStringEquals",
            };
            match expected {
                Node::String(text) => (path, text.clone(), comparator),
                // Lists are compared as texts only.
                other => (
                    format!("map(&to_string(@), {path})"),
                    other.to_string(),
                    comparator,
                ),
            }
        }
    };
    Node::Object(vec![
        ("path".to_owned(), Node::String(path)),
        ("expected".to_owned(), Node::String(expected)),
        ("comparator".to_owned(), Node::String(comparator.to_owned())),
    ])
}

/// A status is either success or that of an error of the operation.
fn status_matcher(model: &Model, operation: ShapeIx, status: i64) -> Option<Node> {
    if (200..300).contains(&status) {
        return Some(entry("success", Node::Bool(true)));
    }
    let Kind::Operation(operation) = &model.shape(operation).kind else {
        return None;
    };
    let mut errors = operation.errors.iter().map(|ix| model.shape(*ix));
    let error = errors.find(|error| error.traits.http_error.map(i64::from) == Some(status))?;
    let code = error.traits.query_error.as_ref().map(|own| &own.code);
    let code = code.unwrap_or(&error.id.name).clone();
    Some(entry("errorType", Node::String(code)))
}
