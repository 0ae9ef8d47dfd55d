//! `metadata`: which service it is, and how one speaks to it.

use super::common::unknown;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{is_identifier, AuthScheme, Protocol, ProtocolKind};
use crate::load::cursor::At;
use crate::load::form;

/// The facts that the rest of the file depends on.
pub(super) struct Metadata {
    /// Namespace of all ids.
    pub(super) namespace: String,
    /// Name of the service shape, which JSON and CBOR protocols send.
    pub(super) service_name: String,
    /// `serviceId`
    pub(super) sdk_id: String,
    pub(super) protocols: Vec<Protocol>,
    /// A protocol that the service is called with besides those.
    given: Option<ProtocolKind>,
    /// Auth schemes by priority.
    pub(super) auth: Vec<AuthScheme>,
    /// Whether codes of errors come from the model rather than from the errors' names.
    pub(super) names_error_codes: bool,
}

impl Metadata {
    fn offers(&self, such: impl Fn(ProtocolKind) -> bool) -> bool {
        let own = self.protocols.iter().map(|protocol| protocol.kind);
        own.chain(self.given).any(such)
    }

    /// Returns whether members are bound to HTTP messages.
    pub(super) fn is_rest(&self) -> bool {
        self.offers(ProtocolKind::is_rest)
    }

    /// Returns whether names in the file are those of XML elements or query parameters.
    pub(super) fn speaks_xml(&self) -> bool {
        self.offers(ProtocolKind::is_xml)
    }

    /// Returns whether names in the file are those of JSON keys.
    pub(super) fn renames_in_json(&self) -> bool {
        self.offers(ProtocolKind::renames_in_json)
    }
}

const KEYS: [&str; 22] = [
    "apiVersion",
    "auth",
    "awsQueryCompatible",
    "checksumFormat",
    "cloudtrailName",
    "endpointPrefix",
    "globalEndpoint",
    "jsonVersion",
    "protocol",
    "protocolSettings",
    "protocols",
    "ripServiceName",
    "serviceAbbreviation",
    "serviceFullName",
    "serviceId",
    "signatureVersion",
    "signingName",
    "signingRegion",
    "targetPrefix",
    "timestampFormat",
    "uid",
    "xmlNamespace",
];

/// Reads it; `None` if it does not identify the service.
pub(super) fn read(
    root: &At<'_>,
    given: Option<ProtocolKind>,
    diagnostics: &mut Diagnostics,
) -> Option<Metadata> {
    let at = root.get("metadata")?;
    if !at.object(diagnostics) {
        return None;
    }
    at.known_keys(&KEYS, diagnostics);
    let sdk_id = form::required(&at, "serviceId", diagnostics, form::text)?;
    let plain: String = sdk_id.chars().filter(char::is_ascii_alphanumeric).collect();
    if !is_identifier(&plain) {
        let what = format!("the service id `{sdk_id}` cannot be converted into a namespace");
        at.error(what, diagnostics);
        return None;
    }
    let protocols = protocols(&at, diagnostics);
    let is_query = protocols
        .iter()
        .any(|one| one.kind == ProtocolKind::AwsQuery)
        || given == Some(ProtocolKind::AwsQuery);
    Some(Metadata {
        names_error_codes: is_query || at.get("awsQueryCompatible").is_some(),
        namespace: format!("com.amazonaws.{}", plain.to_lowercase()),
        service_name: target_prefix(&at, diagnostics).unwrap_or(plain),
        protocols,
        given,
        auth: auth(&at, diagnostics),
        sdk_id,
    })
}

/// Returns the name that `X-Amz-Target` has before the operation's. Namespaces before it are not
/// part of it.
fn target_prefix(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let at = at.get("targetPrefix")?;
    let text = at.text(diagnostics)?;
    let name = text.rsplit('.').next().unwrap_or(text);
    if !is_identifier(name) {
        at.error(
            format!("`{text}` does not end with a service name"),
            diagnostics,
        );
        return None;
    }
    Some(name.to_owned())
}

const PROTOCOLS: [&str; 6] = [
    "json",
    "rest-json",
    "rest-xml",
    "query",
    "ec2",
    "smithy-rpc-v2-cbor",
];

fn protocols(metadata: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<Protocol> {
    let listed = metadata.get("protocols").map(|at| at.items(diagnostics));
    let named = match listed {
        Some(listed) if !listed.is_empty() => listed,
        _ => metadata.get("protocol").into_iter().collect(),
    };
    if named.is_empty() {
        metadata.error("the service has no `protocol`", diagnostics);
    }
    let mut protocols = Vec::new();
    for at in named {
        let name = at.text(diagnostics);
        let kind = name.and_then(|name| protocol_kind(name, metadata, &at, diagnostics));
        protocols.extend(kind.map(|kind| protocol(kind, metadata, diagnostics)));
    }
    protocols
}

fn protocol_kind(
    name: &str,
    metadata: &At<'_>,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ProtocolKind> {
    Some(match name {
        "json" => return json_version(metadata, diagnostics),
        "rest-json" => ProtocolKind::RestJson1,
        "rest-xml" => ProtocolKind::RestXml,
        "query" => ProtocolKind::AwsQuery,
        "ec2" => ProtocolKind::Ec2Query,
        "smithy-rpc-v2-cbor" => ProtocolKind::RpcV2Cbor,
        _ => {
            unknown("protocol", name, &PROTOCOLS, at, diagnostics);
            return None;
        }
    })
}

fn json_version(metadata: &At<'_>, diagnostics: &mut Diagnostics) -> Option<ProtocolKind> {
    let Some(at) = metadata.get("jsonVersion") else {
        return Some(ProtocolKind::AwsJson1_0);
    };
    match at.text(diagnostics)? {
        "1.0" => Some(ProtocolKind::AwsJson1_0),
        "1.1" => Some(ProtocolKind::AwsJson1_1),
        other => {
            unknown("JSON version", other, &["1.0", "1.1"], &at, diagnostics);
            None
        }
    }
}

fn protocol(kind: ProtocolKind, metadata: &At<'_>, diagnostics: &mut Diagnostics) -> Protocol {
    let versions = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let settings = metadata.get("protocolSettings");
    let h2 = settings.and_then(|at| form::key(&at, "h2", diagnostics, form::text));
    let (http, event_stream_http) = match h2.as_deref() {
        Some("eventstream") => (versions(&["http/1.1", "h2"]), versions(&["h2"])),
        Some(_) => (versions(&["h2", "http/1.1"]), Vec::new()),
        None => (Vec::new(), Vec::new()),
    };
    // The one variant of signing that goes with bare errors.
    let signature = metadata.node.get("signatureVersion");
    let is_bare = signature.and_then(|node| node.as_str()) == Some("s3");
    Protocol {
        kind,
        http,
        event_stream_http,
        no_error_wrapping: kind == ProtocolKind::RestXml && is_bare,
    }
}

fn auth(metadata: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<AuthScheme> {
    let name = form::key(metadata, "signingName", diagnostics, form::text)
        .or_else(|| form::key(metadata, "endpointPrefix", diagnostics, form::text))
        .unwrap_or_default();
    if let Some(at) = metadata.get("auth") {
        return (at.items(diagnostics).iter())
            .filter_map(|at| scheme(at, &name, diagnostics))
            .collect();
    }
    let Some(at) = metadata.get("signatureVersion") else {
        return Vec::new();
    };
    match at.text(diagnostics) {
        Some("v4" | "s3" | "s3v4") => vec![AuthScheme::Sigv4 { name }],
        Some("v4a") => vec![AuthScheme::Sigv4a { name }],
        Some("bearer") => vec![AuthScheme::HttpBearer],
        Some("v2" | "v3" | "v3https") => {
            let what =
                "signatures of this version are not supported: requests are signed with version 4";
            diagnostics.push(Diagnostic::warning(what).at(at.place()));
            vec![AuthScheme::Sigv4 { name }]
        }
        Some(other) => {
            let known = ["v4", "v4a", "s3", "s3v4", "bearer"];
            unknown("signature version", other, &known, &at, diagnostics);
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn scheme(at: &At<'_>, name: &str, diagnostics: &mut Diagnostics) -> Option<AuthScheme> {
    let id = at.text(diagnostics)?;
    let name = name.to_owned();
    let schemes = [
        AuthScheme::Sigv4 { name: name.clone() },
        AuthScheme::Sigv4a { name },
        AuthScheme::HttpBearer,
        AuthScheme::HttpBasic,
        AuthScheme::HttpDigest,
    ];
    let known = schemes.clone().map(|scheme| scheme.id());
    let found = schemes.into_iter().find(|scheme| scheme.id() == id);
    if found.is_none() {
        unknown("auth scheme", id, &known, at, diagnostics);
    }
    found
}
