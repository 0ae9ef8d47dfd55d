//! Changes on the wire, by Smithy's evolution rules: a change that another client or an older service would
//! no longer understand is major, even if the crate still compiles.

use std::collections::BTreeSet;

use super::api::{has_other_type, is_of_request};
use super::compare::{Index, Sides, Space};
use super::facts::loses;
use super::owner::goes_with_owner;
use super::rules::rule_of;
use super::Class::{Major, Minor, Patch};
use super::{Area, Change, Class, What};
use crate::record::{Facts, Kind, Line};

pub(super) fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let none = Facts::default();
    for (line, (old, new)) in sides.wire.items() {
        if is_in_both(sides, line) {
            let old = old.map_or(&none, |line| &line.value);
            let new = new.map_or(&none, |line| &line.value);
            changes.extend(of_line(sides, line, old, new));
        }
    }
    changes.extend(endpoint_rules(sides));
    changes
}

/// Prefixes of facts that only some protocols have, and a part of those protocols' names.
const OF_PROTOCOLS: [(&str, &[&str]); 6] = [
    ("noErrorWrapping", &["RestXml"]),
    ("http", &["Rest"]),
    ("json", &["RestJson"]),
    ("xml", &["Xml", "Query"]),
    ("ec2", &["Ec2Query"]),
    ("unit", &["RpcV2"]),
];

/// Returns whether a fact is there on one side only because the other has no protocol of the kind, or one by
/// which it holds anyway.
fn follows_from_protocols(sides: &Sides<'_>, fact: &str) -> bool {
    let [old, new] = [&sides.wire.old, &sides.wire.new].map(|index| of_service(index, "protocols"));
    if fact == "timestampFormat" {
        return old != new;
    }
    let kinds = OF_PROTOCOLS
        .iter()
        .find(|(start, _)| fact.starts_with(start));
    let has = |protocols: &str, kinds: &[&str]| kinds.iter().any(|kind| protocols.contains(kind));
    kinds.is_some_and(|(_, kinds)| has(old, kinds) != has(new, kinds))
}

/// Returns a fact of the service.
fn of_service<'a>(index: &Index<'a, Facts>, name: &str) -> &'a str {
    let mut lines = index.lines.iter();
    let service = lines.find(|line| line.kind == Kind::Service);
    service
        .and_then(|line| line.value.get(name))
        .unwrap_or_default()
}

/// Returns whether both crates have the item; lines without facts are not written.
fn is_in_both(sides: &Sides<'_>, line: &Line<Facts>) -> bool {
    if line.kind == Kind::Service {
        return true;
    }
    let moved = goes_with_owner(line, &sides.api.new, &sides.api.old)
        || goes_with_owner(line, &sides.api.old, &sides.api.new);
    sides.is_kept(line) && !moved
}

/// A fact of an item, old and new; empty if it has no value.
struct Turn<'a> {
    name: &'a str,
    was: Option<&'a str>,
    is: Option<&'a str>,
    old: &'a Facts,
    new: &'a Facts,
}

fn of_line(sides: &Sides<'_>, line: &Line<Facts>, old: &Facts, new: &Facts) -> Vec<Change> {
    let all = old.0.iter().chain(&new.0);
    let names: BTreeSet<&str> = all.map(|fact| fact.name.as_str()).collect();
    let mut changes = Vec::new();
    for name in names {
        let turn = Turn {
            name,
            was: old.get(name),
            is: new.get(name),
            old,
            new,
        };
        let is_told = turn.is_other() && !turn.follows(sides, line);
        let Some(verdict) = is_told.then(|| verdict(sides, line, &turn)).flatten() else {
            continue;
        };
        let text = |value: Option<&str>| match value {
            None => String::new(),
            Some("") => name.to_owned(),
            Some(value) => format!("{name}={value}"),
        };
        changes.push(Change {
            class: verdict.class,
            area: Area::Wire,
            what: What::Changed,
            kind: line.kind,
            path: line.path.clone(),
            old: text(turn.was),
            new: text(turn.is),
            reason: verdict.reason.to_owned(),
            risk: verdict.risk,
            on_wire: true,
        });
    }
    changes
}

impl Turn<'_> {
    /// Returns whether the values differ in meaning: names of headers are case-insensitive.
    fn is_other(&self) -> bool {
        let is_header = matches!(
            self.name,
            "httpHeader" | "httpPrefixHeaders" | "apiKeyHeader"
        );
        match (self.was, self.is) {
            (Some(was), Some(is)) if is_header => !was.eq_ignore_ascii_case(is),
            (was, is) => was != is,
        }
    }

    /// Returns whether another reported change implies this one.
    fn follows(&self, sides: &Sides<'_>, line: &Line<Facts>) -> bool {
        let is_of_type = matches!(self.name, "type" | "items") && has_other_type(sides, line);
        let is_one_sided = self.was.is_none() || self.is.is_none();
        // The way that keys are sent is not a change if one side has none.
        let has_key = |facts: &Facts| facts.has("apiKeyHeader") || facts.has("apiKeyQuery");
        let is_of_key = self.name == "apiKeyScheme" && !(has_key(self.old) && has_key(self.new));
        is_of_type || is_of_key || is_one_sided && follows_from_protocols(sides, self.name)
    }

    /// Returns whether the member is a text in a header on both sides.
    fn is_text_in_header(&self) -> bool {
        let is_text =
            |facts: &Facts| facts.get("type") == Some("string") && facts.has("httpHeader");
        is_text(self.old) && is_text(self.new)
    }
}

struct Verdict {
    class: Class,
    reason: &'static str,
    risk: bool,
}

impl Verdict {
    fn new(class: Class, reason: &'static str) -> Option<Self> {
        let risk = false;
        Some(Self {
            class,
            reason,
            risk,
        })
    }

    fn risk(reason: &'static str) -> Option<Self> {
        Some(Self {
            class: Minor,
            reason,
            risk: true,
        })
    }
}

fn verdict(sides: &Sides<'_>, line: &Line<Facts>, turn: &Turn<'_>) -> Option<Verdict> {
    let is_new = turn.was.is_none();
    match turn.name {
        "required" => required(sides, line, turn.is.is_some()),
        // Comes and goes with the error's variant.
        name if name.starts_with("code.") && (is_new || turn.is.is_none()) => None,
        // Every error has one; older records do not contain it.
        "fault" if is_new || turn.is.is_none() => None,
        // Follows from the auth of the service and of operations.
        "authSchemes" => None,
        "auth" => auth(sides, turn),
        "protocols" if loses(turn.was.unwrap_or_default(), turn.is.unwrap_or_default()) => {
            Verdict::risk("clients that support only the removed protocol no longer work")
        }
        "protocols" => Verdict::new(Minor, "requests and responses may use a different protocol"),
        "http" if is_of_status(turn) => {
            Verdict::new(Major, "successful responses have a different status")
        }
        "effect" => effect(turn),
        "mediaType" if !turn.is_text_in_header() => Verdict::new(
            Patch,
            "the content of blobs or strings is described differently",
        ),
        "mediaType" if is_new || turn.is.is_none() => {
            Verdict::new(Major, "headers are encoded differently")
        }
        "mediaType" => Verdict::new(Patch, "the content of the header is described differently"),
        name => {
            let Some(rule) = rule_of(name) else {
                return Verdict::new(Major, "requests or responses differ");
            };
            let class = match (turn.was, turn.is) {
                (None, _) => rule.added,
                (_, None) => rule.removed,
                _ => rule.changed,
            };
            Verdict::new(class, rule.reason)
        }
    }
}

fn required(sides: &Sides<'_>, line: &Line<Facts>, is_required: bool) -> Option<Verdict> {
    if line.kind == Kind::Param {
        return Verdict::new(Minor, "the parameter is now required, or no longer");
    }
    match (is_of_request(line, sides), is_required) {
        (true, true) => Verdict::new(Major, "calls without it are rejected"),
        (_, false) if sides.used(line).received => Verdict::risk("responses may omit it"),
        (true, false) => Verdict::new(Minor, "calls no longer need it"),
        (false, _) => Verdict::new(Patch, "responses always have it"),
    }
}

/// Whoever need not log in is not locked out.
fn auth(sides: &Sides<'_>, turn: &Turn<'_>) -> Option<Verdict> {
    // Those of the service, unless the operation has its own.
    let schemes = |own: Option<&str>, index: &Index<'_, Facts>| {
        own.unwrap_or(of_service(index, "auth")).to_owned()
    };
    let old = schemes(turn.was, &sides.wire.old);
    let new = schemes(turn.is, &sides.wire.new);
    if loses(&old, &new) && !new.contains("NoAuth") {
        return Verdict::new(Major, "programs that use the auth scheme no longer work");
    }
    Verdict::new(
        Minor,
        "programs may use other auth schemes, or try them in a different order",
    )
}

/// Returns whether `GET /path 200` differs only in the last word.
fn is_of_status(turn: &Turn<'_>) -> bool {
    let request = |http: Option<&'_ str>| {
        let (request, _) = http?.rsplit_once(' ')?;
        Some(request.to_owned())
    };
    request(turn.was).is_some() && request(turn.was) == request(turn.is)
}

/// A read-only operation can be repeated, too.
fn effect(turn: &Turn<'_>) -> Option<Verdict> {
    let promise = |effect: Option<&str>| match effect {
        Some("readonly") => 2,
        Some("idempotent") => 1,
        _ => 0,
    };
    if promise(turn.is) < promise(turn.was) {
        return Verdict::new(
            Major,
            "programs may repeat the call, and each repetition may have an effect",
        );
    }
    Verdict::new(Patch, "the call can be repeated")
}

/// Endpoints and refusals at the leaves of the rules; else that their conditions differ.
fn endpoint_rules(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let made = |what, line: &Line, old: &str, new: &str| Change {
        class: Minor,
        area: Area::Wire,
        what,
        kind: line.kind,
        path: line.path.clone(),
        old: old.to_owned(),
        new: new.to_owned(),
        reason: "requests may go to a different endpoint, or fail with a different message"
            .to_owned(),
        risk: false,
        on_wire: true,
    };
    for (line, (old, new)) in sides.rules.items() {
        match (old, new) {
            _ if line.kind == Kind::Rules => {}
            (None, _) => changes.push(made(What::Added, line, "", &line.value)),
            (_, None) => changes.push(made(What::Removed, line, &line.value, "")),
            _ => {}
        }
    }
    let find = |index: &Index<'_>| {
        let line = index.find(Space::Other(Kind::Rules), "rules");
        line.map(|line| line.value.clone()).unwrap_or_default()
    };
    let (old, new) = (find(&sides.rules.old), find(&sides.rules.new));
    if changes.is_empty() && old != new {
        let line = sides.rules.new.find(Space::Other(Kind::Rules), "rules");
        changes.extend(line.map(|line| Change {
            reason: "the same endpoints and messages apply under different conditions".to_owned(),
            ..made(What::Changed, line, &old, &new)
        }));
    }
    changes
}
