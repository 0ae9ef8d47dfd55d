//! HTTP of operations: `HttpUriConflict`, `HttpUriFormat`, `HttpMethodSemantics`, `HttpBindingsMissing` and
//! `HttpResponseCodeSemantics`.

use std::collections::BTreeMap;

use super::bindings::{is_in_body, Place};
use super::kinds::Type;
use super::labels::input;
use super::prelude::REST;
use super::report::{ticked, Report};
use super::view::{Ix, View};
use crate::graph::{Node, Number};

/// Reports all of them.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for operation in view.of_type(Type::Operation).collect::<Vec<_>>() {
        if let Some(http) = view.value(operation, "smithy.api#http") {
            format(report, operation, http);
            method(report, operation, http);
            let code = http
                .get("code")
                .and_then(Node::as_number)
                .and_then(Number::as_i64);
            if let Some(code) = code.filter(|code| !(200..300).contains(code)) {
                let what = format!(
                    "the `code` of the trait `http` is {code}: expected one from 200 to 299"
                );
                report.danger("HttpResponseCodeSemantics", operation, what);
            }
        }
    }
    for error in view.with_trait("smithy.api#httpError").collect::<Vec<_>>() {
        status(report, error);
    }
    for service in view.of_type(Type::Service).collect::<Vec<_>>() {
        let operations = view.operations(service);
        missing(report, service, &operations);
        conflicts(report, &operations);
    }
}

fn text<'n>(http: &'n Node, key: &str) -> &'n str {
    http.get(key).and_then(Node::as_str).unwrap_or_default()
}

fn format(report: &mut Report<'_, '_>, operation: Ix, http: &Node) {
    let uri = text(http, "uri");
    let fine = |c: char| c.is_ascii_alphanumeric() || "{}-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if !uri.chars().all(fine) {
        let what =
            format!("the URI `{uri}` of the trait `http` has characters that a URI does not have");
        report.error("HttpUriFormat", operation, what);
    }
}

/// Returns the semantics of an HTTP method: read-only, idempotent, and with a body.
fn meaning(method: &str) -> Option<(Option<bool>, Option<bool>, bool)> {
    Some(match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => (Some(true), Some(false), false),
        "POST" => (Some(false), None, true),
        "DELETE" => (Some(false), Some(true), false),
        "PUT" => (Some(false), Some(true), true),
        "PATCH" => (Some(false), None, true),
        _ => return None,
    })
}

fn method(report: &mut Report<'_, '_>, operation: Ix, http: &Node) {
    let view = report.view;
    let given = text(http, "method");
    let method = given.to_uppercase();
    let Some((readonly, idempotent, has_body)) = meaning(&method) else {
        let what = format!("the method `{given}` of the trait `http` is unusual");
        return report.warning("HttpMethodSemantics.UnknownMethod", operation, what);
    };
    for (name, event, expected) in [
        ("readonly", "Readonly", readonly),
        ("idempotent", "Idempotent", idempotent),
    ] {
        let has = view.has(operation, &format!("smithy.api#{name}"));
        if expected.is_some_and(|expected| expected != has) {
            let (is, kind) = if has {
                ("has", "Unexpected")
            } else {
                ("does not have", "Missing")
            };
            let what =
                format!("the operation is a `{method}` request, but {is} the trait `{name}`");
            let event = format!("HttpMethodSemantics.{kind}{event}Trait");
            report.warning(event, operation, what);
        }
    }
    if !has_body {
        let members = input(view, operation)
            .map(|input| view.members(input))
            .unwrap_or_default();
        let of = |place| {
            members
                .iter()
                .copied()
                .filter(move |ix| is_in_body(view, *ix) == Some(place))
        };
        let payload: Vec<Ix> = of(Place::Payload).collect();
        let found = if payload.is_empty() {
            of(Place::Document).collect()
        } else {
            payload
        };
        if !found.is_empty() {
            let names = ticked(found.iter().map(|ix| view.member_name(*ix)));
            let what = format!("the operation is a `{method}` request, but has a body of {names}");
            report.danger("HttpMethodSemantics.UnexpectedPayload", operation, what);
        }
    }
}

fn status(report: &mut Report<'_, '_>, error: Ix) {
    let view = report.view;
    let fault = view.value(error, "smithy.api#error").and_then(Node::as_str);
    let status = view
        .value(error, "smithy.api#httpError")
        .and_then(Node::as_number);
    let (Some(fault), Some(status)) = (fault, status.and_then(Number::as_i64)) else {
        return;
    };
    let expected = if fault == "server" { 5 } else { 4 };
    if status / 100 != expected {
        let what = format!(
            "the status of a {fault} error is {status}: expected one from {expected}00 to {expected}99"
        );
        report.danger("HttpResponseCodeSemantics", error, what);
    }
}

/// Protocols that bind to HTTP need `http` on every operation; beside others, it is on all or none.
fn missing(report: &mut Report<'_, '_>, service: Ix, operations: &[Ix]) {
    let view = report.view;
    let traits = view.shapes[service].traits.iter().map(|(id, _)| &**id);
    let mut needing = traits.filter(|id| {
        let definition = view
            .find(id)
            .and_then(|ix| view.value(ix, "smithy.api#protocolDefinition"));
        let listed = definition.and_then(|value| value.get("traits")?.as_array());
        REST.contains(id)
            || listed
                .unwrap_or_default()
                .iter()
                .any(|one| one.as_str() == Some("smithy.api#http"))
    });
    let rest = needing.next();
    let has = |ix: &&Ix| view.has(**ix, "smithy.api#http");
    let any = operations.iter().any(|ix| has(&ix));
    for &operation in operations.iter().filter(|ix| !has(ix)) {
        match rest {
            Some(protocol) => {
                let what = format!(
                    "the operation has no trait `http`; the protocol `{protocol}` needs it"
                );
                report.error("HttpBindingsMissing", operation, what);
            }
            None if any => {
                let what = "the operation has no trait `http`, unlike others of the service";
                report.warning("HttpBindingsMissing", operation, what);
            }
            None => {}
        }
    }
}

/// Requests that a server cannot tell apart: the same method and URI, but for the names of labels, on hosts that can
/// be the same.
fn conflicts(report: &mut Report<'_, '_>, operations: &[Ix]) {
    let view = report.view;
    let mut same: BTreeMap<(&str, String), Vec<Ix>> = BTreeMap::new();
    for &operation in operations {
        if let Some(http) = view.value(operation, "smithy.api#http") {
            let uri = text(http, "uri");
            let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
            let mut query: Vec<&str> = query.split('&').collect();
            query.sort_unstable();
            let path = path.split('/').map(|segment| match segment {
                label if label.ends_with("+}") => "{+}",
                label if label.starts_with('{') => "{}",
                literal => literal,
            });
            let path: Vec<&str> = path.collect();
            let uri = format!("{}?{}", path.join("/"), query.join("&"));
            same.entry((text(http, "method"), uri))
                .or_default()
                .push(operation);
        }
    }
    for operations in same.into_values().filter(|all| all.len() > 1) {
        for &operation in &operations {
            let others = operations
                .iter()
                .copied()
                .filter(|other| *other != operation);
            let others: Vec<Ix> = others
                .filter(|other| share_host(view, operation, *other))
                .collect();
            if others.is_empty() {
                continue;
            }
            let uri = view
                .value(operation, "smithy.api#http")
                .map_or("", |http| text(http, "uri"));
            let what = format!(
                "the URI `{uri}` conflicts with that of {}",
                ticked(others.iter().map(|other| view.id(*other)))
            );
            report.error("HttpUriConflict", operation, what);
        }
    }
}

/// Returns whether the host prefixes of two operations can be the same.
fn share_host(view: &View<'_>, one: Ix, other: Ix) -> bool {
    let prefix = |ix| {
        view.value(ix, "smithy.api#endpoint")
            .map(|value| text(value, "hostPrefix"))
    };
    let (Some(left), Some(right)) = (prefix(one), prefix(other)) else {
        return prefix(one).is_none() && prefix(other).is_none();
    };
    let (left, right): (Vec<&str>, Vec<&str>) =
        (left.split('.').collect(), right.split('.').collect());
    let fits = |(left, right): (&&str, &&str)| match (left.contains('{'), right.contains('{')) {
        (true, false) => !is_constrained(view, one, left),
        (false, true) => !is_constrained(view, other, right),
        (true, true) => true,
        (false, false) => left == right,
    };
    left.len() == right.len() && left.iter().zip(&right).all(fits)
}

/// Returns whether the member of a label has a pattern, which tells its values from other texts.
fn is_constrained(view: &View<'_>, operation: Ix, label: &str) -> bool {
    let name = label.trim_matches(|c| "{}".contains(c));
    let member = input(view, operation).and_then(|input| view.member(input, name));
    member.is_some_and(|ix| view.member_value(ix, "smithy.api#pattern").is_some())
}
