//! Changes on the wire, by Smithy's evolution rules: what another client or an older service would no longer
//! understand is major, though the crate still compiles.

use std::collections::{BTreeMap, BTreeSet};

use super::api::{has_other_type, is_of_request};
use super::compare::{space, Index, Sides, Space};
use super::facts::{facts, loses};
use super::owner::goes_with_owner;
use super::Class::{Major, Minor, Patch};
use super::{Area, Change, Class, What};
use crate::record::{Kind, Line};

/// A fact's class where it is new, gone and different, and what it does.
struct Rule {
    name: &'static str,
    added: Class,
    removed: Class,
    changed: Class,
    reason: &'static str,
}

const fn rule(
    name: &'static str,
    [added, removed, changed]: [Class; 3],
    reason: &'static str,
) -> Rule {
    Rule {
        name,
        added,
        removed,
        changed,
        reason,
    }
}

/// Rules for facts by their names; one that ends with a dot is for all facts that begin so.
const RULES: &[Rule] = &[
    rule("name", [Major; 3], "it has another name on the wire"),
    rule("type", [Major; 3], "values are written in another form"),
    rule(
        "http",
        [Major; 3],
        "requests have another method, path or query",
    ),
    rule(
        "httpHeader",
        [Major; 3],
        "the member moves to or from a header",
    ),
    rule(
        "httpPrefixHeaders",
        [Major; 3],
        "the member moves to or from headers",
    ),
    rule("httpPayload", [Major; 3], "the body is made otherwise"),
    rule(
        "httpQuery",
        [Major; 3],
        "the member moves to or from the query",
    ),
    rule(
        "httpQueryParams",
        [Major; 3],
        "the member moves to or from the query",
    ),
    rule(
        "httpLabel",
        [Major; 3],
        "the member moves to or from the path",
    ),
    rule(
        "httpResponseCode",
        [Major; 3],
        "the member is read from another place",
    ),
    rule("jsonName", [Major; 3], "it has another name on the wire"),
    rule("xmlName", [Major; 3], "it has another name on the wire"),
    rule(
        "xmlAttribute",
        [Major; 3],
        "the member moves to or from an attribute",
    ),
    rule("xmlFlattened", [Major; 3], "elements are nested otherwise"),
    rule(
        "xmlNamespace",
        [Major; 3],
        "elements are in another namespace",
    ),
    rule(
        "xmlNamespacePrefix",
        [Major; 3],
        "elements have another prefix",
    ),
    rule(
        "ec2QueryName",
        [Major; 3],
        "it has another name on the wire",
    ),
    rule(
        "timestampFormat",
        [Major; 3],
        "times are written in another form",
    ),
    rule(
        "eventHeader",
        [Major; 3],
        "the member moves to or from a header",
    ),
    rule(
        "eventPayload",
        [Major; 3],
        "the event's body is made otherwise",
    ),
    rule(
        "hostLabel",
        [Major; 3],
        "the member moves to or from the host",
    ),
    rule("hostPrefix", [Major; 3], "requests go to another host"),
    rule(
        "streaming",
        [Major; 3],
        "the body is a stream, or no longer one",
    ),
    rule(
        "s3UnwrappedXmlOutput",
        [Major; 3],
        "the response is read otherwise",
    ),
    rule(
        "requiresLength",
        [Major, Minor, Minor],
        "streams of unknown length are refused, or no longer",
    ),
    rule(
        "idempotencyToken",
        [Minor, Major, Minor],
        "a token is made up where none is set, or no longer",
    ),
    rule("code", [Major; 3], "responses name the error otherwise"),
    rule(
        "shapeCode",
        [Major; 3],
        "responses name the error otherwise",
    ),
    rule("code.", [Major; 3], "messages name the error otherwise"),
    rule("target", [Major; 3], "requests name another service"),
    rule("retryable", [Minor; 3], "the error is retried otherwise"),
    rule("message", [Patch; 3], "another member is the message"),
    rule(
        "sensitive",
        [Patch; 3],
        "Debug shows the value, or no longer",
    ),
    rule("mediaType", [Minor; 3], "headers are encoded otherwise"),
    rule(
        "unit",
        [Minor; 3],
        "requests without members have another body",
    ),
    rule(
        "checksumRequired",
        [Minor; 3],
        "a checksum is sent, or no longer",
    ),
    rule("compression", [Minor; 3], "bodies are compressed otherwise"),
    rule(
        "unsignedPayload",
        [Minor; 3],
        "signatures cover the body, or no longer",
    ),
    rule("contextParam", [Minor; 3], "endpoints are chosen otherwise"),
    rule("param.", [Minor; 3], "endpoints are chosen otherwise"),
    rule("builtIn", [Minor; 3], "the parameter is filled otherwise"),
    rule("default", [Minor; 3], "the parameter has another default"),
    rule(
        "extra.",
        [Minor; 3],
        "the generator's customizations of it differ",
    ),
    rule(
        "protocols",
        [Minor; 3],
        "requests and responses may be written in another protocol, and so in other places",
    ),
    rule("signingName", [Minor; 3], "signatures name another service"),
    rule("version", [Minor; 3], "the API has another version"),
    rule("queryCompatible", [Minor; 3], "errors are named otherwise"),
    rule("plainPath", [Minor; 3], "paths are signed otherwise"),
    rule("pathAsIs", [Minor; 3], "paths are signed otherwise"),
    rule(
        "contentSha256",
        [Minor; 3],
        "the body's digest is sent, or no longer",
    ),
    rule("apiKey", [Major; 3], "API keys are sent in another place"),
    rule(
        "environmentToken",
        [Minor; 3],
        "tokens of the environment are used, or no longer",
    ),
    rule(
        "discovery",
        [Minor; 3],
        "endpoints are discovered, or no longer",
    ),
    rule("input", [Minor; 3], "pages are turned otherwise"),
    rule("output", [Minor; 3], "pages are turned otherwise"),
    rule("token.", [Minor; 3], "pages are turned otherwise"),
    rule("more", [Minor; 3], "pages are turned otherwise"),
    rule(
        "size",
        [Minor, Major, Major],
        "the paginator's page size is another member, or none",
    ),
    rule("items", [Minor; 3], "items are found in another place"),
    rule("minDelay", [Minor; 3], "the waiter polls at other times"),
    rule("maxDelay", [Minor; 3], "the waiter polls at other times"),
    rule("acceptor.", [Minor; 3], "the waiter ends otherwise"),
];

pub(super) fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut seen = BTreeSet::new();
    let all = sides.new_wire.lines.iter().chain(sides.old_wire.lines);
    for line in all.filter(|line| !is_of_rules(line.kind)) {
        if !seen.insert((space(line.kind), &line.path)) || !is_in_both(sides, line) {
            continue;
        }
        let (old, new) = (sides.old_wire.same(line), sides.new_wire.same(line));
        let value = |line: Option<&Line>| line.map_or("", |line| line.value.as_str()).to_owned();
        changes.extend(of_line(sides, line, &value(old), &value(new)));
    }
    changes.extend(endpoint_rules(sides));
    changes
}

fn is_of_rules(kind: Kind) -> bool {
    matches!(kind, Kind::Endpoint | Kind::Refusal | Kind::Rules)
}

/// How facts begin that only protocols of some kinds have, and what is in those protocols' names.
const OF_PROTOCOLS: [(&str, &[&str]); 4] = [
    ("http", &["Rest"]),
    ("xml", &["Xml", "Query"]),
    ("ec2", &["Ec2Query"]),
    ("unit", &["RpcV2"]),
];

/// Whether a fact is there on one side only because the other has no protocol of the kind.
fn follows_from_protocols(sides: &Sides<'_>, fact: &str) -> bool {
    let kinds = OF_PROTOCOLS
        .iter()
        .find(|(start, _)| fact.starts_with(start));
    let has = |index, kinds: &[&str]| {
        let protocols = of_service(index, "protocols");
        kinds.iter().any(|kind| protocols.contains(kind))
    };
    kinds.is_some_and(|(_, kinds)| has(&sides.old_wire, kinds) != has(&sides.new_wire, kinds))
}

/// A fact of the service.
fn of_service<'a>(index: &Index<'a>, name: &str) -> &'a str {
    let mut lines = index.lines.iter();
    let service = lines.find(|line| line.kind == Kind::Service);
    let facts = service.map(|line| facts(&line.value)).unwrap_or_default();
    let found = facts.into_iter().find(|(known, _)| *known == name);
    found.map_or("", |(_, value)| value)
}

/// Whether both crates have the item; lines without facts are not written.
fn is_in_both(sides: &Sides<'_>, line: &Line) -> bool {
    if line.kind == Kind::Service {
        return true;
    }
    let moved = goes_with_owner(line, &sides.new_api, &sides.old_api)
        || goes_with_owner(line, &sides.old_api, &sides.new_api);
    sides.is_kept(line) && !moved
}

fn of_line(sides: &Sides<'_>, line: &Line, old: &str, new: &str) -> Vec<Change> {
    let before: BTreeMap<_, _> = facts(old).into_iter().collect();
    let after: BTreeMap<_, _> = facts(new).into_iter().collect();
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut changes = Vec::new();
    for name in names {
        let (was, is) = (before.get(name).copied(), after.get(name).copied());
        let follows = name == "type" && has_other_type(sides, line);
        if was == is || follows || follows_from_protocols(sides, name) {
            continue;
        }
        let Some((class, reason)) = verdict(sides, line, name, was, is) else {
            continue;
        };
        let text = |value: Option<&str>| match value {
            None => String::new(),
            Some("") => name.to_owned(),
            Some(value) => format!("{name}={value}"),
        };
        changes.push(Change {
            class,
            area: Area::Wire,
            what: What::Changed,
            kind: line.kind,
            path: line.path.clone(),
            old: text(was),
            new: text(is),
            reason,
        });
    }
    changes
}

fn verdict(
    sides: &Sides<'_>,
    line: &Line,
    name: &str,
    was: Option<&str>,
    is: Option<&str>,
) -> Option<(Class, String)> {
    let (old, new) = (was.unwrap_or_default(), is.unwrap_or_default());
    let fixed = |class, reason: &str| Some((class, reason.to_owned()));
    match name {
        "required" if line.kind == Kind::Param => {
            fixed(Minor, "the parameter has to have a value, or no longer")
        }
        "required" if !is_of_request(line, sides) => fixed(
            Patch,
            "services always send it, or no longer; the Rust type says what follows",
        ),
        "required" if is.is_some() => {
            fixed(Major, "calls without it are refused before they are sent")
        }
        "required" => fixed(Minor, "calls need no longer set it"),
        // Comes and goes with the error's variant.
        name if name.starts_with("code.") && (was.is_none() || is.is_none()) => None,
        // Follows from the auth of the service and of operations.
        "authSchemes" => None,
        // Whoever need not log in is not locked out.
        "auth"
            if loses(&auth(&sides.old_wire, was), &auth(&sides.new_wire, is))
                && !auth(&sides.new_wire, is).contains("NoAuth") =>
        {
            fixed(Major, "programs that log in by the scheme cannot any more")
        }
        "auth" => fixed(
            Minor,
            "programs may log in by other schemes, or by another one first",
        ),
        "http" if without_status(old) == without_status(new) => {
            fixed(Minor, "responses of success have another status")
        }
        name => {
            let fits = |rule: &&Rule| {
                rule.name == name || rule.name.ends_with('.') && name.starts_with(rule.name)
            };
            let Some(rule) = RULES.iter().find(fits) else {
                return fixed(Major, "requests or responses differ");
            };
            let class = match (was, is) {
                (None, _) => rule.added,
                (_, None) => rule.removed,
                _ => rule.changed,
            };
            fixed(class, rule.reason)
        }
    }
}

/// The auth schemes of the service or, where they differ, of an operation.
fn auth(index: &Index<'_>, own: Option<&str>) -> String {
    own.unwrap_or(of_service(index, "auth")).to_owned()
}

/// `GET /path 200` without the last word.
fn without_status(http: &str) -> &str {
    http.rsplit_once(' ').map_or(http, |(rest, _)| rest)
}

/// Endpoints and refusals at the leaves of the rules; else that their conditions differ.
fn endpoint_rules(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let made = |what, line: &Line| Change {
        class: Minor,
        area: Area::Wire,
        what,
        kind: line.kind,
        path: line.path.clone(),
        old: if what == What::Removed {
            line.value.clone()
        } else {
            String::new()
        },
        new: if what == What::Added {
            line.value.clone()
        } else {
            String::new()
        },
        reason: "requests may go to another place, or be refused otherwise".to_owned(),
    };
    let leaves = |line: &&Line| matches!(line.kind, Kind::Endpoint | Kind::Refusal);
    let added = sides.new_wire.lines.iter().filter(leaves);
    let added = added.filter(|line| sides.old_wire.same(line).is_none());
    changes.extend(added.map(|line| made(What::Added, line)));
    let removed = sides.old_wire.lines.iter().filter(leaves);
    let removed = removed.filter(|line| sides.new_wire.same(line).is_none());
    changes.extend(removed.map(|line| made(What::Removed, line)));
    let find = |index: &Index<'_>| {
        let line = index.find(Space::Other(Kind::Rules), "rules");
        line.map(|line| line.value.clone()).unwrap_or_default()
    };
    let (old, new) = (find(&sides.old_wire), find(&sides.new_wire));
    if changes.is_empty() && old != new {
        let line = sides.new_wire.find(Space::Other(Kind::Rules), "rules");
        changes.extend(line.map(|line| Change {
            old,
            new,
            reason: "the same endpoints and refusals under other conditions".to_owned(),
            ..made(What::Changed, line)
        }));
    }
    changes
}
