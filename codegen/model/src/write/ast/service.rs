//! Traits of services.

use super::operations::paginated;
use super::{entry, object, present, some, some_texts, text, texts, truth, words, Entries};
use crate::graph::{ApiKeyLocation, AuthScheme, Node, Protocol, ServiceTraits};

/// Returns the traits by their absolute ids.
pub(super) fn of(t: &ServiceTraits) -> Entries {
    let mut all: Entries = (t.protocols.iter())
        .map(|one| entry(one.kind.id(), protocol(one)))
        .collect();
    let schemes = t.auth_schemes.iter();
    all.extend(schemes.map(|one| entry(one.id(), scheme(one))));
    let params = t.client_context_params.iter().map(|one| {
        let value = some([
            ("type", Some(text(&one.param_type))),
            ("documentation", words(&one.documentation)),
        ]);
        entry(&one.name, value)
    });
    let params: Entries = params.collect();
    let discovery = t.endpoint_discovery.as_ref().map(|one| {
        some([
            ("operation", Some(text(&one.operation))),
            ("error", words(&one.error)),
        ])
    });
    let entries = [
        ("smithy.api#auth", t.auth.as_deref().map(texts)),
        (
            "smithy.api#paginated",
            t.paginated.as_ref().and_then(paginated),
        ),
        ("aws.api#service", aws(t)),
        (
            "aws.protocols#awsQueryCompatible",
            present(t.query_compatible),
        ),
        ("smithy.rules#endpointRuleSet", t.endpoint_rule_set.clone()),
        ("smithy.rules#endpointBdd", t.endpoint_bdd.clone()),
        ("smithy.rules#endpointTests", t.endpoint_tests.clone()),
        (
            "smithy.rules#clientContextParams",
            (!params.is_empty()).then_some(Node::Object(params)),
        ),
        ("aws.api#clientEndpointDiscovery", discovery),
    ];
    let entries = entries.into_iter();
    all.extend(entries.filter_map(|(id, value)| Some(entry(id, value?))));
    all
}

fn aws(t: &ServiceTraits) -> Option<Node> {
    let one = t.aws.as_ref()?;
    Some(some([
        ("sdkId", Some(text(&one.sdk_id))),
        ("arnNamespace", words(&one.arn_namespace)),
        ("endpointPrefix", words(&one.endpoint_prefix)),
        ("cloudFormationName", words(&one.cloud_formation_name)),
        (
            "cloudTrailEventSource",
            words(&one.cloud_trail_event_source),
        ),
        ("docId", words(&one.doc_id)),
    ]))
}

fn protocol(one: &Protocol) -> Node {
    some([
        ("http", some_texts(&one.http)),
        ("eventStreamHttp", some_texts(&one.event_stream_http)),
        ("noErrorWrapping", truth(one.no_error_wrapping)),
    ])
}

fn scheme(scheme: &AuthScheme) -> Node {
    match scheme {
        AuthScheme::Sigv4 { name } | AuthScheme::Sigv4a { name } => object([("name", text(name))]),
        AuthScheme::HttpApiKey {
            name,
            location,
            scheme,
        } => {
            let location = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query",
            };
            some([
                ("name", Some(text(name))),
                ("in", Some(text(location))),
                ("scheme", words(scheme)),
            ])
        }
        AuthScheme::HttpBasic
        | AuthScheme::HttpDigest
        | AuthScheme::HttpBearer
        | AuthScheme::NoAuth => Node::Object(Vec::new()),
    }
}
