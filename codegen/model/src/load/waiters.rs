//! `waiters-2.json` of botocore: waiters, as the `waitable` trait has them.
//!
//! Values other than texts and booleans, which the trait's comparators do not have, are compared within
//! the path. A status is a matcher of its own, which the trait does not have either ([`STATUS_MATCHER`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::graph::{Kind, Model, Node, Number, ShapeIx, STATUS_MATCHER};

use super::cursor::At;
use super::form;
use super::gaps::Operations;

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

/// The version of the form.
const VERSION: i64 = 2;

/// Gives operations the waiters that the file has for them and the model has not: one of that name stays
/// as the model says. `unknown` makes the diagnostic of a waiter without an operation.
pub(super) fn attach(
    model: &mut Model,
    root: &At<'_>,
    unknown: fn(String) -> Diagnostic,
    diagnostics: &mut Diagnostics,
) {
    root.known_keys(&["waiters", "version"], diagnostics);
    if let Some(at) = root.get("version") {
        if at.node.as_number().and_then(Number::as_i64) != Some(VERSION) {
            let what = format!(
                "waiters of version {} are not supported: only version 2 is",
                at.node
            );
            at.error(what, diagnostics);
            return;
        }
    }
    let Some(all) = root.get("waiters") else {
        root.error("the file has no `waiters`", diagnostics);
        return;
    };
    all.object(diagnostics);
    let own = own(model);
    let mut operations = Operations::of(model);
    let mut found: BTreeMap<ShapeIx, Vec<(String, Node)>> = BTreeMap::new();
    for (name, at) in all.entries() {
        if !at.object(diagnostics) {
            continue;
        }
        let operation = form::required(&at, "operation", diagnostics, form::text);
        let Some(operation) = operation else {
            continue;
        };
        if operations.named(&operation).is_empty() {
            let at = at.get("operation").unwrap_or(at);
            let problem = operations.not_there(&operation, "waited for", &at, unknown);
            diagnostics.push(problem);
            continue;
        }
        at.known_keys(&KEYS, diagnostics);
        for &ix in operations.named(&operation) {
            let at = at.clone().of(model.shape(ix).id.clone());
            let waiter = waiter(model, ix, &at, diagnostics);
            if let Some(waiter) = waiter.filter(|_| !own.contains(name)) {
                found.entry(ix).or_default().push((name.to_owned(), waiter));
            }
        }
    }
    for (ix, waiters) in found {
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            match &mut operation.traits.waitable {
                Some(Node::Object(own)) => own.extend(waiters),
                own => *own = Some(Node::Object(waiters)),
            }
        }
    }
}

/// Returns the names of the waiters that the model has; they are the service's, not the
/// operation's.
fn own(model: &Model) -> BTreeSet<String> {
    let shapes = model.shapes().map(|(_, shape)| &shape.kind);
    let waitable = shapes.filter_map(|kind| match kind {
        Kind::Operation(operation) => operation.traits.waitable.as_ref()?.as_object(),
        _ => None,
    });
    let names = waitable.flatten().map(|(name, _)| name.clone());
    names.collect()
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
        let what = "the waiter is ignored: it has no acceptor for success";
        diagnostics.push(Diagnostic::warning(what).at(at.place()));
        return None;
    }
    let mut entries = Vec::new();
    if let Some(text) = form::key(at, "description", diagnostics, form::text) {
        entries.push(("documentation".to_owned(), Node::String(text)));
    }
    if (at.get("deprecated")).is_some_and(|at| form::truth(&at, diagnostics)) {
        entries.push(("deprecated".to_owned(), Node::Bool(true)));
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
        at.error("the acceptor has no `expected` value", diagnostics);
    }
    let (state, matcher, expected) = (state?, matcher?, expected?);
    let matcher = match (matcher.as_str(), expected.node) {
        ("error", Node::Bool(any)) => entry("success", Node::Bool(!any)),
        ("error", Node::String(_)) => entry("errorType", expected.node.clone()),
        ("status", Node::Number(_)) => {
            let expected = at.get("expected")?;
            status_matcher(model, operation, form::status(&expected, diagnostics)?)
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
            let mut problem = Diagnostic::error(format!("unknown matcher `{other}`"));
            problem.help = did_you_mean(other, &known);
            diagnostics.push(problem.at(at.place()));
            return None;
        }
    };
    let state = ("state".to_owned(), Node::String(state));
    Some(Node::Object(vec![state, ("matcher".to_owned(), matcher)]))
}

fn entry(key: &str, value: Node) -> Node {
    Node::Object(vec![(key.to_owned(), value)])
}

/// Botocore compares the value, or all or any of the elements of a list that is not empty.
fn path_matcher(matcher: &str, path: String, expected: &Node) -> Node {
    let (path, expected, comparator) = match (matcher, expected) {
        ("path", Node::String(text)) => (path, text.clone(), "stringEquals"),
        ("pathAll", Node::String(text)) => (path, text.clone(), "allStringEquals"),
        ("pathAny", Node::String(text)) => (path, text.clone(), "anyStringEquals"),
        ("path", Node::Bool(value)) => (path, value.to_string(), "booleanEquals"),
        (matcher, value) => {
            // A backtick ends a literal.
            let value = value.to_string().replace('`', "\\`");
            let each = format!("map(&(@ == `{value}`), {path})");
            let path = match matcher {
                "pathAll" => format!("{each} | length(@) > `0` && !contains(@, `false`)"),
                "pathAny" => format!("contains({each}, `true`)"),
                _ => format!("({path}) == `{value}`"),
            };
            (path, "true".to_owned(), "booleanEquals")
        }
    };
    Node::Object(vec![
        ("path".to_owned(), Node::String(path)),
        ("expected".to_owned(), Node::String(expected)),
        ("comparator".to_owned(), Node::String(comparator.to_owned())),
    ])
}

/// The status that the operation succeeds with is success. Any other is known from the response,
/// and from the errors that the model gives it: mocks of errors have no response.
fn status_matcher(model: &Model, operation: ShapeIx, status: u16) -> Node {
    let Kind::Operation(operation) = &model.shape(operation).kind else {
        return entry(STATUS_MATCHER, Node::Null);
    };
    let http = operation.traits.http.as_ref();
    if status == http.map_or(200, |http| http.code) {
        return entry("success", Node::Bool(true));
    }
    entry(
        STATUS_MATCHER,
        Node::Number(Number::from_i64(status.into())),
    )
}
