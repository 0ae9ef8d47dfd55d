//! Endpoints in the form of `smithy.rules#endpointTests`, and what a client makes of one.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::{Document, Number};
use serde_json::{json, Map, Value};

use crate::{Captured, Findings, Wire};

/// An endpoint as a test case would have it.
pub fn facts(endpoint: &Endpoint) -> Value {
    let headers: Map<String, Value> = endpoint
        .headers()
        .map(|(name, values)| (name.to_owned(), values.collect()))
        .collect();
    let properties = endpoint.properties().iter();
    let mut properties: Map<String, Value> = properties
        .map(|(name, value)| (name.to_string(), from_document(value)))
        .collect();
    if !endpoint.auth_schemes().is_empty() {
        let schemes = endpoint.auth_schemes().iter();
        let schemes = schemes.map(|scheme| from_document(&scheme.as_document()));
        properties.insert("authSchemes".to_owned(), schemes.collect());
    }
    json!({ "url": endpoint.url(), "headers": headers, "properties": properties })
}

/// The endpoint that a case expects, with the parts filled in that it leaves out.
pub fn expected(endpoint: &Value) -> Value {
    let mut endpoint = endpoint.clone();
    if let Some(parts) = endpoint.as_object_mut() {
        for part in ["headers", "properties"] {
            parts.entry(part).or_insert_with(|| json!({}));
        }
    }
    endpoint
}

fn from_document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Bool(value) => json!(value),
        Document::String(text) => json!(text),
        Document::Number(Number::PosInt(n)) => json!(n),
        Document::Number(Number::NegInt(n)) => json!(n),
        Document::Number(Number::Float(n)) => json!(n),
        Document::Array(items) => items.iter().map(from_document).collect(),
        Document::Object(entries) => (entries.iter())
            .map(|(key, value)| (key.clone(), from_document(value)))
            .collect(),
    }
}

/// An interceptor that notes the endpoint of a call; clones share the note.
#[derive(Clone, Debug, Default)]
pub struct Probe(Arc<Mutex<Option<Endpoint>>>);

#[dyn_dispatch_hint]
impl Intercept for Probe {
    fn name(&self) -> &'static str {
        "EndpointProbe"
    }

    fn read_before_signing(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut note = self.0.lock().map_err(|_| "the note is poisoned")?;
        *note = cfg.load::<Endpoint>().cloned();
        Ok(())
    }
}

/// Compares what a call came to with what a case expects; `outcome` is the call's error, if it had one.
/// The hosts of `prefixed` operations have something of their own before the endpoint's.
///
/// # Panics
/// Where they differ.
pub fn check(expect: &str, prefixed: bool, probe: &Probe, wire: &Wire, outcome: &str) {
    let mut findings = Findings::default();
    match serde_json::from_str::<Value>(expect) {
        Ok(expect) => {
            let mut captured = wire.captured();
            if let Some(captured) = captured.as_mut().filter(|_| prefixed) {
                captured.uri = without_prefix(&captured.uri);
            }
            compare(&expect, probe, captured, outcome, &mut findings);
        }
        Err(error) => findings.add(format!("the case is no JSON: {error}")),
    }
    findings.finish();
}

/// Without the first label of the host.
fn without_prefix(uri: &str) -> String {
    let (scheme, rest) = uri.split_once("://").unwrap_or_default();
    let (_, rest) = rest.split_once('.').unwrap_or_default();
    format!("{scheme}://{rest}")
}

fn compare(
    expect: &Value,
    probe: &Probe,
    captured: Option<Captured>,
    outcome: &str,
    findings: &mut Findings,
) {
    let found = probe.0.lock().ok().and_then(|note| note.clone());
    let found = found.as_ref().map(facts);
    if let Some(message) = expect["error"].as_str() {
        if let Some(found) = found {
            findings.add(format!("expected an error, found {found}"));
        } else if !outcome.contains(message) {
            findings.add(format!("expected the error `{message}`, found {outcome}"));
        }
        return;
    }
    let wanted = expected(&expect["endpoint"]);
    match found {
        Some(found) if found == wanted => {}
        Some(found) => findings.add(format!("expected {wanted}, found {found}")),
        None => findings.add(format!("expected {wanted}, found an error: {outcome}")),
    }
    if let Some(captured) = captured {
        applied(&wanted, &captured, findings);
    }
}

/// Whether the request goes to that endpoint, with its headers and signed as it says.
fn applied(endpoint: &Value, captured: &Captured, findings: &mut Findings) {
    let url = endpoint["url"].as_str().unwrap_or_default();
    let base = url.trim_end_matches('/');
    if !captured.uri.starts_with(base) {
        findings.add(format!(
            "the request goes to {}, not to {url}",
            captured.uri
        ));
    }
    let header = |name: &str| {
        let mut headers = captured.headers.iter();
        headers
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.as_str())
    };
    for (name, values) in endpoint["headers"].as_object().into_iter().flatten() {
        let value = values[0].as_str();
        if header(&name.to_ascii_lowercase()) != value {
            findings.add(format!("the header {name} is not {value:?}"));
        }
    }
    let scheme = &endpoint["properties"]["authSchemes"][0];
    if let (Some("sigv4"), Some(name), Some(region)) = (
        scheme["name"].as_str(),
        scheme["signingName"].as_str(),
        scheme["signingRegion"].as_str(),
    ) {
        let scope = format!("/{region}/{name}/aws4_request");
        if !header("authorization").is_some_and(|text| text.contains(&scope)) {
            findings.add(format!("the request is not signed for {scope}"));
        }
    }
}
