//! Members bound to headers, the query string and the body: `HttpHeaderTrait`, `HttpPrefixHeadersTrait`,
//! `HttpQueryTrait`, `HttpPayload`.

use std::collections::BTreeMap;

use super::kinds::Type;
use super::labels::{input, text};
use super::report::{ticked, Report};
use super::view::{Ix, View};
use crate::graph::Node;

/// Reports names that are none, and members of one name.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for structure in view.of_type(Type::Structure).collect::<Vec<_>>() {
        headers(report, structure);
        query(report, structure);
        payload(report, structure);
    }
    for operation in view.of_type(Type::Operation).collect::<Vec<_>>() {
        literals(report, operation);
    }
}

/// Where the body of a message has a member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Payload,
    Document,
}

/// Returns where the body has a member of an input; none if it is sent elsewhere.
pub(super) fn is_in_body(view: &View<'_>, member: Ix) -> Option<Place> {
    const ELSEWHERE: [&str; 6] = [
        "smithy.api#httpLabel",
        "smithy.api#httpHeader",
        "smithy.api#httpPrefixHeaders",
        "smithy.api#httpQuery",
        "smithy.api#httpQueryParams",
        "smithy.api#hostLabel",
    ];
    if view.has(member, "smithy.api#httpPayload") {
        return Some(Place::Payload);
    }
    let is_elsewhere = ELSEWHERE.iter().any(|id| view.has(member, id));
    (!is_elsewhere).then_some(Place::Document)
}

fn headers(report: &mut Report<'_, '_>, structure: Ix) {
    let view = report.view;
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for &member in view.members(structure) {
        if let Some(name) = text(view, member, "smithy.api#httpHeader") {
            by_name
                .entry(name.to_lowercase())
                .or_default()
                .push(view.member_name(member));
            if !is_token(name) {
                let what = format!("`{name}` is not the name of an HTTP header");
                report.danger("HttpHeaderTrait", member, what);
            }
        }
    }
    for (name, members) in by_name.iter().filter(|(_, members)| members.len() > 1) {
        let what = format!(
            "the members {} have the header `{name}`",
            ticked(members.iter().copied())
        );
        report.error("HttpHeaderTrait", structure, what);
    }
    covered(report, structure);
}

/// Headers that the prefix of another member covers. Without a prefix all headers are meant, on purpose.
fn covered(report: &mut Report<'_, '_>, structure: Ix) {
    let view = report.view;
    let members = view.members(structure);
    let prefixes = members
        .iter()
        .filter_map(|ix| text(view, *ix, "smithy.api#httpPrefixHeaders"));
    let prefixes: Vec<String> = prefixes
        .filter(|prefix| !prefix.is_empty())
        .map(str::to_lowercase)
        .collect();
    for &member in members.iter().filter(|_| !prefixes.is_empty()) {
        let name = text(view, member, "smithy.api#httpHeader").map(str::to_lowercase);
        let name = name.unwrap_or_default();
        if let Some(prefix) = prefixes.iter().find(|prefix| name.starts_with(*prefix)) {
            let what = format!(
                "the header `{name}` is covered by the prefix `{prefix}` of another member"
            );
            report.error("HttpPrefixHeadersTrait", member, what);
        }
    }
}

/// Returns a token as RFC 9110 (section 5.6.2) has it.
fn is_token(text: &str) -> bool {
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_tchar)
}

fn query(report: &mut Report<'_, '_>, structure: Ix) {
    let view = report.view;
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for &member in view.members(structure) {
        if let Some(name) = text(view, member, "smithy.api#httpQuery") {
            by_name
                .entry(name)
                .or_default()
                .push(view.member_name(member));
        }
    }
    for (name, members) in by_name.into_iter().filter(|(_, members)| members.len() > 1) {
        let what = format!(
            "the members {} have the query parameter `{name}`",
            ticked(members)
        );
        report.error("HttpQueryTrait", structure, what);
    }
}

/// Parameters that the URI has already.
fn literals(report: &mut Report<'_, '_>, operation: Ix) {
    let view = report.view;
    let http = view.value(operation, "smithy.api#http");
    let uri = http
        .and_then(|http| http.get("uri")?.as_str())
        .unwrap_or_default();
    let Some((_, literals)) = uri.split_once('?') else {
        return;
    };
    let literals: Vec<&str> = literals
        .split('&')
        .filter_map(|one| one.split('=').next())
        .collect();
    let members = input(view, operation)
        .map(|input| view.members(input))
        .unwrap_or_default();
    for &member in members {
        let name = text(view, member, "smithy.api#httpQuery");
        if let Some(name) = name.filter(|name| literals.contains(name)) {
            let what = format!("the URI `{uri}` has the query parameter `{name}` already");
            report.error(
                "HttpQueryTrait",
                view.shapes[member].container.unwrap_or(member),
                what,
            );
        }
    }
}

/// Beside a payload, all other members are bound elsewhere.
fn payload(report: &mut Report<'_, '_>, structure: Ix) {
    const BINDINGS: [&str; 8] = [
        "httpLabel",
        "httpHeader",
        "httpPrefixHeaders",
        "httpQuery",
        "httpQueryParams",
        "httpResponseCode",
        "httpPayload",
        "hostLabel",
    ];
    let view = report.view;
    let members = view.members(structure);
    let has = |ix: Ix, name: &str| view.value(ix, &format!("smithy.api#{name}")).is_some();
    if !members.iter().any(|ix| has(*ix, "httpPayload")) {
        return;
    }
    let is_used = view.reverse(structure).iter().any(|(name, from)| {
        ["input", "output", "error"].contains(name)
            && view
                .value(*from, "smithy.api#http")
                .and_then(Node::as_object)
                .is_some()
    });
    let unbound = members
        .iter()
        .filter(|ix| !BINDINGS.iter().any(|name| has(**ix, name)));
    let unbound: Vec<&str> = unbound.map(|ix| view.member_name(*ix)).collect();
    if is_used && !unbound.is_empty() {
        let what = format!(
            "a member is the payload, but {} are bound to no other part of the message",
            ticked(unbound)
        );
        report.error("HttpPayload", structure, what);
    }
}
