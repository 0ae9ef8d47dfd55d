//! Traits of data shapes and members.

use super::{entry, object, present, some, some_texts, text, truth, whole, words, Entries};
use crate::graph::{ErrorFault, Node, Number, Traits};

/// Returns the traits by their absolute ids.
pub(super) fn of(traits: &Traits) -> Entries {
    let mut found: Vec<(&str, Option<Node>)> = words_of(traits);
    found.extend(annotations(traits));
    found.extend(constraints(traits));
    found.extend(http(traits));
    let mut all: Entries = (found.into_iter())
        .filter_map(|(name, value)| Some((id(name), value?)))
        .collect();
    all.extend(traits.other.iter().cloned());
    all
}

fn id(name: &str) -> String {
    if name.contains('#') {
        name.to_owned()
    } else {
        format!("smithy.api#{name}")
    }
}

fn words_of(t: &Traits) -> Vec<(&'static str, Option<Node>)> {
    let links = (t.external_documentation.iter()).map(|(title, url)| entry(title, text(url)));
    let links: Entries = links.collect();
    let deprecated = t.deprecated.as_ref().map(|one| {
        some([
            ("message", words(&one.message)),
            ("since", words(&one.since)),
        ])
    });
    let recommended = t.recommended.as_ref();
    vec![
        ("documentation", words(&t.documentation)),
        ("title", words(&t.title)),
        ("since", words(&t.since)),
        ("mediaType", words(&t.media_type)),
        ("jsonName", words(&t.json_name)),
        ("xmlName", words(&t.xml_name)),
        ("pattern", words(&t.pattern)),
        ("tags", some_texts(&t.tags)),
        ("deprecated", deprecated),
        (
            "recommended",
            recommended.map(|reason| some([("reason", words(reason))])),
        ),
        (
            "externalDocumentation",
            (!links.is_empty()).then_some(Node::Object(links)),
        ),
    ]
}

/// `box` is a trait of Smithy 1.0, and says nothing where defaults are known.
fn annotations(t: &Traits) -> Vec<(&'static str, Option<Node>)> {
    [
        ("unstable", t.unstable),
        ("internal", t.internal),
        ("private", t.private),
        ("required", t.required),
        ("addedDefault", t.added_default),
        ("clientOptional", t.client_optional),
        ("input", t.input),
        ("output", t.output),
        ("mixin", t.mixin),
        ("sparse", t.sparse),
        ("uniqueItems", t.unique_items),
        ("sensitive", t.sensitive),
        ("idempotencyToken", t.idempotency_token),
        ("xmlAttribute", t.xml_attribute),
        ("xmlFlattened", t.xml_flattened),
        ("streaming", t.streaming),
        ("requiresLength", t.requires_length),
        ("eventHeader", t.event_header),
        ("eventPayload", t.event_payload),
        ("hostLabel", t.host_label),
        ("httpLabel", t.http_label),
        ("httpPayload", t.http_payload),
        ("httpQueryParams", t.http_query_params),
        ("httpResponseCode", t.http_response_code),
    ]
    .map(|(name, is_present)| (name, present(is_present)))
    .into()
}

fn constraints(t: &Traits) -> Vec<(&'static str, Option<Node>)> {
    let size = |size: Option<u64>| Some(Node::Number(Number::parse(&size?.to_string())?));
    let number = |number: &Option<Number>| number.clone().map(Node::Number);
    let length = t
        .length
        .map(|one| some([("min", size(one.min)), ("max", size(one.max))]));
    let range =
        (t.range.as_ref()).map(|one| some([("min", number(&one.min)), ("max", number(&one.max))]));
    let fault = t.error.map(|fault| match fault {
        ErrorFault::Client => text("client"),
        ErrorFault::Server => text("server"),
    });
    let retryable = (t.retryable).map(|one| some([("throttling", truth(one.throttling))]));
    let namespace = t.xml_namespace.as_ref();
    let query_error = t.query_error.as_ref();
    let values = t.unnamed_enum.iter();
    let values: Vec<Node> = values
        .map(|value| object([("value", text(value))]))
        .collect();
    vec![
        ("default", t.default.clone()),
        ("enumValue", t.enum_value.clone()),
        ("enum", (!values.is_empty()).then_some(Node::Array(values))),
        ("length", length),
        ("range", range),
        ("error", fault),
        ("httpError", t.http_error.map(whole)),
        ("retryable", retryable),
        (
            "timestampFormat",
            t.timestamp_format.map(|format| text(format.as_str())),
        ),
        (
            "xmlNamespace",
            namespace.map(|one| {
                some([
                    ("uri", Some(text(&one.uri))),
                    ("prefix", words(&one.prefix)),
                ])
            }),
        ),
        (
            "aws.protocols#awsQueryError",
            query_error.map(|one| {
                object([
                    ("code", text(&one.code)),
                    ("httpResponseCode", whole(one.http_response_code)),
                ])
            }),
        ),
        ("aws.protocols#ec2QueryName", words(&t.ec2_query_name)),
        (
            "smithy.rules#contextParam",
            t.context_param
                .as_deref()
                .map(|name| object([("name", text(name))])),
        ),
    ]
}

fn http(t: &Traits) -> Vec<(&'static str, Option<Node>)> {
    vec![
        ("httpHeader", words(&t.http_header)),
        ("httpPrefixHeaders", words(&t.http_prefix_headers)),
        ("httpQuery", words(&t.http_query)),
    ]
}
