//! Traits that only services have.

use super::form;
use super::operation::paginated;
use crate::diag::Diagnostics;
use crate::graph::{
    ApiKeyLocation, AuthScheme, AwsService, ClientContextParam, EndpointDiscovery, Protocol,
    ProtocolKind, ServiceTraits,
};
use crate::load::cursor::At;

/// Returns whether [`read`] knows the trait.
pub(super) fn reads(id: &str) -> bool {
    const IDS: [&str; 15] = [
        "smithy.api#auth",
        "smithy.api#paginated",
        "aws.api#service",
        "aws.api#clientEndpointDiscovery",
        "aws.auth#sigv4",
        "aws.auth#sigv4a",
        "aws.protocols#awsQueryCompatible",
        "smithy.api#httpApiKeyAuth",
        "smithy.api#httpBasicAuth",
        "smithy.api#httpBearerAuth",
        "smithy.api#httpDigestAuth",
        "smithy.rules#clientContextParams",
        "smithy.rules#endpointBdd",
        "smithy.rules#endpointRuleSet",
        "smithy.rules#endpointTests",
    ];
    IDS.contains(&id) || ProtocolKind::from_id(id).is_some()
}

/// Reads a trait; others are left alone.
pub(super) fn read(t: &mut ServiceTraits, id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if let Some(kind) = ProtocolKind::from_id(id) {
        t.protocols.extend(protocol(kind, at, diagnostics));
        return;
    }
    match id {
        "smithy.api#auth" => t.auth = Some(form::ids(at, diagnostics)),
        "smithy.api#paginated" => t.paginated = paginated(at, diagnostics),
        "aws.api#service" => t.aws = aws_service(at, diagnostics),
        "aws.api#clientEndpointDiscovery" => t.endpoint_discovery = discovery(at, diagnostics),
        "aws.protocols#awsQueryCompatible" => {
            t.query_compatible = form::present(at, diagnostics);
        }
        "smithy.rules#clientContextParams" => {
            at.object(diagnostics);
            for (name, at) in at.entries() {
                t.client_context_params
                    .extend(context_param(name, &at, diagnostics));
            }
        }
        // A value that is malformed is judged later: a rule set beside it can stand in.
        "smithy.rules#endpointBdd" => t.endpoint_bdd = Some(at.node.clone()),
        "smithy.rules#endpointRuleSet" => {
            t.endpoint_rule_set = at.object(diagnostics).then(|| at.node.clone());
        }
        "smithy.rules#endpointTests" => {
            t.endpoint_tests = at.object(diagnostics).then(|| at.node.clone());
        }
        _ => t.auth_schemes.extend(auth_scheme(id, at, diagnostics)),
    }
}

fn protocol(kind: ProtocolKind, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Protocol> {
    let versions = |key, diagnostics: &mut Diagnostics| {
        at.get(key)
            .map(|at| form::texts(&at, diagnostics))
            .unwrap_or_default()
    };
    form::present(at, diagnostics).then(|| Protocol {
        kind,
        http: versions("http", diagnostics),
        event_stream_http: versions("eventStreamHttp", diagnostics),
        no_error_wrapping: at
            .get("noErrorWrapping")
            .is_some_and(|at| form::truth(&at, diagnostics)),
    })
}

fn auth_scheme(id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<AuthScheme> {
    let plain = match id {
        "aws.auth#sigv4" => {
            let name = form::required(at, "name", diagnostics, form::text)?;
            return Some(AuthScheme::Sigv4 { name });
        }
        "aws.auth#sigv4a" => {
            let name = form::required(at, "name", diagnostics, form::text)?;
            return Some(AuthScheme::Sigv4a { name });
        }
        "smithy.api#httpApiKeyAuth" => return api_key(at, diagnostics),
        "smithy.api#httpBasicAuth" => AuthScheme::HttpBasic,
        "smithy.api#httpBearerAuth" => AuthScheme::HttpBearer,
        "smithy.api#httpDigestAuth" => AuthScheme::HttpDigest,
        _ => return None,
    };
    form::present(at, diagnostics).then_some(plain)
}

fn api_key(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<AuthScheme> {
    let location = |at: &At<'_>, diagnostics: &mut Diagnostics| match at.node.as_str() {
        Some("header") => Some(ApiKeyLocation::Header),
        Some("query") => Some(ApiKeyLocation::Query),
        _ => {
            at.wrong_form("\"header\" or \"query\"", diagnostics);
            None
        }
    };
    let name = form::required(at, "name", diagnostics, form::text);
    let location = form::required(at, "in", diagnostics, location);
    Some(AuthScheme::HttpApiKey {
        name: name?,
        location: location?,
        scheme: form::key(at, "scheme", diagnostics, form::text),
    })
}

fn aws_service(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<AwsService> {
    let sdk_id = form::required(at, "sdkId", diagnostics, form::text);
    let mut text = |key| form::key(at, key, diagnostics, form::text);
    Some(AwsService {
        arn_namespace: text("arnNamespace"),
        endpoint_prefix: text("endpointPrefix"),
        cloud_formation_name: text("cloudFormationName"),
        cloud_trail_event_source: text("cloudTrailEventSource"),
        doc_id: text("docId"),
        sdk_id: sdk_id?,
    })
}

fn discovery(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<EndpointDiscovery> {
    Some(EndpointDiscovery {
        operation: form::required(at, "operation", diagnostics, form::text)?,
        error: form::key(at, "error", diagnostics, form::text),
    })
}

fn context_param(
    name: &str,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ClientContextParam> {
    Some(ClientContextParam {
        name: name.to_owned(),
        param_type: form::required(at, "type", diagnostics, form::text)?,
        documentation: form::key(at, "documentation", diagnostics, form::text),
    })
}
