//! Changes on the wire, by Smithy's evolution rules: a change that another client or an older service would
//! no longer understand is major, even if the crate still compiles.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::api::{has_other_type, is_of_request};
use super::compare::{Index, Sides, Space};
use super::owner::goes_with_owner;
use super::rules::rule_of;
use super::Class::{Major, Minor, Patch};
use super::{Area, Change, Class, What};
use crate::record::{AuthScheme, Effect, Fact, Facts, Http, Kind, Line, Protocol, WireType};

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

/// Returns whether a protocol reads a fact; `None` if all do.
fn reads(protocol: Protocol, fact: &Fact) -> Option<bool> {
    Some(match fact {
        Fact::NoErrorWrapping => protocol == Protocol::RestXml,
        Fact::Http(_)
        | Fact::HttpHeader(_)
        | Fact::HttpPrefixHeaders(_)
        | Fact::HttpPayload
        | Fact::HttpQuery(_)
        | Fact::HttpQueryParams
        | Fact::HttpLabel
        | Fact::HttpResponseCode => protocol.is_rest(),
        Fact::JsonName(_) => matches!(protocol, Protocol::RestJson1 | Protocol::SimpleRestJson),
        Fact::Discriminated(_) | Fact::Untagged | Fact::JsonUnknown | Fact::Nullable => {
            protocol == Protocol::SimpleRestJson
        }
        Fact::XmlName(_)
        | Fact::XmlAttribute
        | Fact::XmlFlattened
        | Fact::XmlNamespace(_)
        | Fact::XmlNamespacePrefix(_) => protocol.is_xml(),
        Fact::Ec2QueryName(_) => protocol == Protocol::Ec2Query,
        Fact::Unit => matches!(protocol, Protocol::RpcV2Cbor | Protocol::RpcV2Json),
        _ => return None,
    })
}

/// Returns whether a fact is there on one side only because the other has no protocol of the kind, or one by
/// which it holds anyway.
fn follows_from_protocols(sides: &Sides<'_>, fact: &Fact) -> bool {
    let [old, new] = [&sides.wire.old, &sides.wire.new].map(protocols);
    if matches!(fact, Fact::TimestampFormat(_)) {
        return old != new;
    }
    let is_read = |all: &[Protocol]| all.iter().any(|one| reads(*one, fact) == Some(true));
    is_read(old) != is_read(new)
}

/// Returns the protocols of the service.
fn protocols<'a>(index: &Index<'a, Facts>) -> &'a [Protocol] {
    let mut facts = of_service(index);
    let found = facts.find_map(|fact| match fact {
        Fact::Protocols(protocols) => Some(protocols.0.as_slice()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Returns the facts of the service.
fn of_service<'a>(index: &Index<'a, Facts>) -> impl Iterator<Item = &'a Fact> {
    let mut lines = index.lines.iter();
    let service = lines.find(|line| line.kind == Kind::Service);
    service.into_iter().flat_map(|line| &line.value.0)
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

/// A fact of an item, old and new, with all facts of the item.
struct Turn<'a> {
    was: Option<&'a Fact>,
    is: Option<&'a Fact>,
    old: &'a Facts,
    new: &'a Facts,
}

fn of_line(sides: &Sides<'_>, line: &Line<Facts>, old: &Facts, new: &Facts) -> Vec<Change> {
    let mut all: BTreeMap<Cow<'static, str>, [Option<&Fact>; 2]> = BTreeMap::new();
    for (side, facts) in [old, new].into_iter().enumerate() {
        for fact in &facts.0 {
            all.entry(fact.name()).or_default()[side].get_or_insert(fact);
        }
    }
    let mut changes = Vec::new();
    for [was, is] in all.into_values() {
        let turn = Turn { was, is, old, new };
        let is_told = turn.is_other() && !turn.follows(sides, line);
        let Some(verdict) = is_told.then(|| verdict(sides, line, &turn)).flatten() else {
            continue;
        };
        changes.push(Change {
            class: verdict.class,
            area: Area::Wire,
            what: What::Changed,
            kind: line.kind,
            path: line.path.clone(),
            old: was.map(text).unwrap_or_default(),
            new: is.map(text).unwrap_or_default(),
            reason: verdict.reason.to_owned(),
            risk: verdict.risk,
            on_wire: true,
        });
    }
    changes
}

/// Returns a fact for readers, without quotes.
fn text(fact: &Fact) -> String {
    match fact.value().filter(|value| !value.is_empty()) {
        Some(value) => format!("{}={value}", fact.name()),
        None => fact.name().into_owned(),
    }
}

impl<'a> Turn<'a> {
    /// Returns the newer fact, or else the older one.
    fn fact(&self) -> Option<&'a Fact> {
        self.is.or(self.was)
    }

    fn is_one_sided(&self) -> bool {
        self.was.is_none() || self.is.is_none()
    }

    /// Returns whether the values differ in meaning: names of headers are case-insensitive.
    fn is_other(&self) -> bool {
        match (self.was, self.is) {
            (Some(Fact::HttpHeader(was)), Some(Fact::HttpHeader(is)))
            | (Some(Fact::HttpPrefixHeaders(was)), Some(Fact::HttpPrefixHeaders(is)))
            | (Some(Fact::ApiKeyHeader(was)), Some(Fact::ApiKeyHeader(is))) => {
                !was.eq_ignore_ascii_case(is)
            }
            (was, is) => was != is,
        }
    }

    /// Returns whether another reported change implies this one.
    fn follows(&self, sides: &Sides<'_>, line: &Line<Facts>) -> bool {
        let Some(fact) = self.fact() else {
            return true;
        };
        let of_protocols = self.is_one_sided() && follows_from_protocols(sides, fact);
        match fact {
            Fact::Type(_) | Fact::Items(_) if has_other_type(sides, line) => true,
            // The way that keys are sent is not a change if one side has none.
            Fact::ApiKeyScheme(_) if !(has_key(self.old) && has_key(self.new)) => true,
            _ => of_protocols,
        }
    }

    /// Returns whether the member is a text in a header on both sides.
    fn is_text_in_header(&self) -> bool {
        let is_string = |fact: &Fact| match fact {
            Fact::Type(WireType::Named(name)) => name == STRING,
            _ => false,
        };
        let is_header = |fact: &Fact| matches!(fact, Fact::HttpHeader(_));
        let is_text = |facts: &Facts| facts.has(is_string) && facts.has(is_header);
        is_text(self.old) && is_text(self.new)
    }
}

/// The simple type of texts.
const STRING: &str = "string";

fn has_key(facts: &Facts) -> bool {
    facts.has(|fact| matches!(fact, Fact::ApiKeyHeader(_) | Fact::ApiKeyQuery(_)))
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
    match turn.fact()? {
        Fact::Required => required(sides, line, turn.is.is_some()),
        // Comes and goes with the error's variant.
        Fact::StreamCode(..) if turn.is_one_sided() => None,
        // Every error has one; older records do not contain it.
        Fact::Fault(_) if turn.is_one_sided() => None,
        // Follows from the auth of the service and of operations.
        Fact::AuthSchemes(_) => None,
        Fact::Auth(_) => auth(sides, turn),
        Fact::Protocols(_) => protocol(sides),
        Fact::Http(_) if is_of_status(turn) => {
            Verdict::new(Major, "successful responses have a different status")
        }
        Fact::Effect(_) => effect(turn),
        Fact::MediaType(_) if !turn.is_text_in_header() => Verdict::new(
            Patch,
            "the content of blobs or strings is described differently",
        ),
        Fact::MediaType(_) if turn.is_one_sided() => {
            Verdict::new(Major, "headers are encoded differently")
        }
        Fact::MediaType(_) => {
            Verdict::new(Patch, "the content of the header is described differently")
        }
        fact => {
            let rule = rule_of(line.kind, fact);
            let case = match (turn.was, turn.is) {
                (None, _) => 0,
                (_, None) => 1,
                _ => 2,
            };
            Verdict::new(rule.classes[case], rule.reasons[case])
        }
    }
}

/// Returns whether one of the old values is missing among the new ones.
fn loses<T: PartialEq>(old: &[T], new: &[T]) -> bool {
    old.iter().any(|one| !new.contains(one))
}

fn protocol(sides: &Sides<'_>) -> Option<Verdict> {
    if loses(protocols(&sides.wire.old), protocols(&sides.wire.new)) {
        return Verdict::risk("clients that support only the removed protocol no longer work");
    }
    Verdict::new(Minor, "requests and responses may use a different protocol")
}

fn required(sides: &Sides<'_>, line: &Line<Facts>, is_required: bool) -> Option<Verdict> {
    if line.kind == Kind::Param {
        let reason = if is_required {
            "the parameter is now required"
        } else {
            "the parameter is no longer required"
        };
        return Verdict::new(Minor, reason);
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
    fn schemes<'a>(own: Option<&'a Fact>, index: &Index<'a, Facts>) -> &'a [AuthScheme] {
        let mut facts = own.into_iter().chain(of_service(index));
        let found = facts.find_map(|fact| match fact {
            Fact::Auth(schemes) => Some(schemes.0.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }
    let old = schemes(turn.was, &sides.wire.old);
    let new = schemes(turn.is, &sides.wire.new);
    if loses(old, new) && !new.contains(&AuthScheme::NoAuth) {
        return Verdict::new(Major, "programs that use the auth scheme no longer work");
    }
    Verdict::new(
        Minor,
        "programs may use other auth schemes, or try them in a different order",
    )
}

/// Returns whether only the status differs.
fn is_of_status(turn: &Turn<'_>) -> bool {
    match (turn.was, turn.is) {
        (Some(Fact::Http(was)), Some(Fact::Http(is))) => {
            let request = |http: &Http| (http.method.clone(), http.uri.clone());
            request(was) == request(is)
        }
        _ => false,
    }
}

/// A read-only operation can be repeated, too.
fn effect(turn: &Turn<'_>) -> Option<Verdict> {
    let promise = |fact: Option<&Fact>| -> Option<Effect> {
        match fact {
            Some(Fact::Effect(effect)) => Some(*effect),
            _ => None,
        }
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
    let find = |index: &Index<'_, String>| {
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
