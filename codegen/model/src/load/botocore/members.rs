//! Members: their targets, bindings and wire names.

use std::collections::HashMap;

use super::common::{describe, flag, is_name, timestamp_format, xml_namespace};
use super::types::{Declared, Type};
use super::Loader;
use crate::diag::{did_you_mean, Diagnostic};
use crate::graph::{Kind, Member, Node, ShapeIx, Traits};
use crate::load::cursor::At;
use crate::load::form;

const KEYS: [&str; 27] = [
    "shape",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "box",
    "contextParam",
    "endpointdiscoveryid",
    "enum",
    "eventheader",
    "eventpayload",
    "flattened",
    "hostLabel",
    "idempotencyToken",
    "internal",
    "jsonvalue",
    "location",
    "locationName",
    "queryName",
    "sensitive",
    "streaming",
    "timestampFormat",
    "union",
    "wrapper",
    "xmlAttribute",
    "xmlNamespace",
    "clientOptional",
];

/// Members of a structure or union.
pub(super) fn of_structure<'a>(
    loader: &mut Loader<'a, '_>,
    owner: &At<'a>,
    is_union: bool,
) -> Vec<Member> {
    let Some(all) = owner.get("members") else {
        return Vec::new();
    };
    all.object(loader.diagnostics);
    let mut members = Vec::new();
    for (name, at) in all.entries() {
        if is_name(name, &at, loader.diagnostics) {
            members.extend(member(loader, owner, name, at));
        }
    }
    required(loader, owner, is_union, &mut members);
    payload(loader, owner, &mut members);
    members
}

/// Returns the part `key` of a list or map.
pub(super) fn element<'a>(
    loader: &mut Loader<'a, '_>,
    owner: &At<'a>,
    key: &str,
) -> Option<Member> {
    let Some(at) = owner.get(key) else {
        owner.error(format!("the shape has no `{key}`"), loader.diagnostics);
        return None;
    };
    member(loader, owner, key, at)
}

fn member<'a>(
    loader: &mut Loader<'a, '_>,
    owner: &At<'a>,
    name: &str,
    at: At<'a>,
) -> Option<Member> {
    let at = at.member_of(owner, name);
    let declared = loader.follow(&at)?;
    at.known_keys(&KEYS, loader.diagnostics);
    let mut traits = traits(loader, &at);
    let target = target(loader, &at, &declared, &mut traits);
    bind(loader, name, &at, &declared, &mut traits);
    Some(Member {
        name: name.to_owned(),
        target,
        traits: Box::new(traits),
    })
}

fn traits(loader: &mut Loader<'_, '_>, at: &At<'_>) -> Traits {
    let is_xml = loader.metadata.speaks_xml();
    let diagnostics = &mut *loader.diagnostics;
    let context = at.get("contextParam");
    let mut traits = Traits {
        boxed: flag(at, "box", diagnostics),
        client_optional: flag(at, "clientOptional", diagnostics),
        idempotency_token: flag(at, "idempotencyToken", diagnostics),
        host_label: flag(at, "hostLabel", diagnostics),
        event_header: flag(at, "eventheader", diagnostics),
        event_payload: flag(at, "eventpayload", diagnostics),
        xml_attribute: is_xml && flag(at, "xmlAttribute", diagnostics),
        xml_namespace: xml_namespace(at, diagnostics),
        timestamp_format: timestamp_format(at, diagnostics),
        ec2_query_name: form::key(at, "queryName", diagnostics, form::text),
        context_param: context.and_then(|at| form::required(&at, "name", diagnostics, form::text)),
        ..Traits::default()
    };
    if flag(at, "endpointdiscoveryid", diagnostics) {
        let id = "aws.api#clientEndpointDiscoveryId".to_owned();
        traits.other.push((id, Node::Object(Vec::new())));
    }
    describe(&mut traits, at, diagnostics);
    traits
}

/// Returns the shape that the member holds: a variant of the one it names where flags of the member
/// belong to the shape.
fn target(
    loader: &mut Loader<'_, '_>,
    at: &At<'_>,
    declared: &Declared<'_>,
    traits: &mut Traits,
) -> ShapeIx {
    let is_json = flag(at, "jsonvalue", loader.diagnostics);
    let is_stream = flag(at, "streaming", loader.diagnostics);
    let is_sensitive = flag(at, "sensitive", loader.diagnostics);
    let mut ix = declared.ix;
    if is_json && matches!(declared.ty, Type::String) {
        ix = loader.variant(ix, "Json", |shape| {
            shape.traits.media_type = Some("application/json".to_owned());
        });
    }
    if is_stream && declared.ty == Type::Blob && !loader.model.shape(ix).traits.streaming {
        ix = loader.variant(ix, "Streaming", |shape| shape.traits.streaming = true);
    }
    traits.sensitive = is_sensitive;
    ix
}

fn bind(
    loader: &mut Loader<'_, '_>,
    name: &str,
    at: &At<'_>,
    declared: &Declared<'_>,
    traits: &mut Traits,
) {
    let given = form::key(at, "locationName", loader.diagnostics, form::text);
    if let Some(location) = at.get("location") {
        if loader.metadata.is_rest() {
            let wire = given.clone().unwrap_or_else(|| name.to_owned());
            let text = location.text(loader.diagnostics);
            match text {
                Some("header") => traits.http_header = Some(wire),
                Some("headers") => traits.http_prefix_headers = Some(given.unwrap_or_default()),
                Some("querystring") if declared.ty == Type::Map => traits.http_query_params = true,
                Some("querystring") => traits.http_query = Some(wire),
                Some("uri") => traits.http_label = true,
                Some("statusCode") => traits.http_response_code = true,
                Some(other) => {
                    let known = ["header", "headers", "querystring", "statusCode", "uri"];
                    let what = format!("unknown location `{other}`");
                    let mut diagnostic = Diagnostic::error(what).at(location.place());
                    diagnostic.help = did_you_mean(other, &known);
                    loader.diagnostics.push(diagnostic);
                }
                None => {}
            }
        }
        return;
    }
    let is_flat = flag(&declared.at, "flattened", loader.diagnostics)
        || flag(at, "flattened", loader.diagnostics);
    if loader.metadata.speaks_xml() {
        traits.xml_flattened = is_flat && matches!(declared.ty, Type::List | Type::Map);
        // A list without an element around it has its elements' name.
        let of_element = (declared.ty == Type::List && is_flat)
            .then(|| declared.at.get("member"))
            .flatten()
            .and_then(|at| form::key(&at, "locationName", loader.diagnostics, form::text));
        traits.xml_name = of_element.or_else(|| given.clone());
    }
    if loader.metadata.renames_in_json() {
        traits.json_name = given;
    }
}

/// `required` names members of its structure. Of a union one member is always there, no more.
fn required(loader: &mut Loader<'_, '_>, owner: &At<'_>, is_union: bool, members: &mut [Member]) {
    let Some(list) = owner.get("required") else {
        return;
    };
    let positions = members.iter().enumerate();
    let positions: HashMap<String, usize> = positions
        .map(|(position, member)| (member.name.clone(), position))
        .collect();
    for at in list.items(loader.diagnostics) {
        let Some(name) = at.text(loader.diagnostics) else {
            continue;
        };
        let position = positions.get(name);
        match position.and_then(|position| members.get_mut(*position)) {
            Some(member) => member.traits.required = !is_union,
            None => {
                let what = format!("`{name}` is required, but is not a member");
                loader
                    .diagnostics
                    .push(Diagnostic::warning(what).at(at.place()));
            }
        }
    }
}

/// `payload` names the member that is the body of a message or of an event.
fn payload(loader: &mut Loader<'_, '_>, owner: &At<'_>, members: &mut [Member]) {
    let Some(at) = owner.get("payload") else {
        return;
    };
    let Some(name) = at.text(loader.diagnostics) else {
        return;
    };
    let is_event = flag(owner, "event", loader.diagnostics);
    match members.iter_mut().find(|member| member.name == name) {
        Some(member) if is_event => member.traits.event_payload = true,
        Some(member) => member.traits.http_payload = loader.metadata.is_rest(),
        None => at.error(
            format!("the payload `{name}` is not a member"),
            loader.diagnostics,
        ),
    }
}

/// Returns the members that fill labels of a URI, by the labels' names.
pub(super) fn labels<'m>(
    loader: &'m Loader<'_, '_>,
    input: &At<'m>,
    ix: ShapeIx,
) -> HashMap<&'m str, &'m str> {
    let Kind::Structure(members) = &loader.model.shape(ix).kind else {
        return HashMap::new();
    };
    let labels = members.iter().filter(|member| member.traits.http_label);
    let written = input.node.get("members").and_then(Node::as_object);
    let written: HashMap<&str, &Node> = (written.unwrap_or_default().iter())
        .map(|(name, member)| (name.as_str(), member))
        .collect();
    let named = |name: &str| written.get(name)?.get("locationName")?.as_str();
    labels
        .map(|member| {
            (
                named(&member.name).unwrap_or(&member.name),
                member.name.as_str(),
            )
        })
        .collect()
}
