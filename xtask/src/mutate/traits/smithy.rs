//! Traits of Smithy models, and values for them.

use fastrand::Rng;
use serde_json::{json, Value};

use super::super::document::{Document, Path};
use super::super::words::{self, one};
use super::values::{
    any_json, bounds, is_operation, jmespath, member_name, param_name, text, waiters, wire_name,
};

/// Traits without a value.
const MARKS: [&str; 22] = [
    "addedDefault",
    "box",
    "clientOptional",
    "eventHeader",
    "eventPayload",
    "hostLabel",
    "httpLabel",
    "httpPayload",
    "httpQueryParams",
    "httpResponseCode",
    "idempotencyToken",
    "input",
    "internal",
    "output",
    "required",
    "requiresLength",
    "sensitive",
    "sparse",
    "streaming",
    "uniqueItems",
    "xmlAttribute",
    "xmlFlattened",
];

/// Traits whose value is a wire name.
const NAMES: [&str; 6] = [
    "httpHeader",
    "httpPrefixHeaders",
    "httpQuery",
    "jsonName",
    "mediaType",
    "xmlName",
];

/// Returns a trait for the object at `path`, and a value.
pub(super) fn any(model: &Document, path: &Path, rng: &mut Rng) -> Option<(String, Value)> {
    if model.service().as_ref() == Some(path) {
        return service(model, rng);
    }
    if is_operation(model, path) && rng.u8(..6) > 0 {
        return operation(model, rng);
    }
    let prelude = |name: &str, value: Value| Some((format!("smithy.api#{name}"), value));
    match rng.u8(..26) {
        0..=6 => prelude(rng.choice(MARKS)?, json!({})),
        7..=9 => prelude(rng.choice(NAMES)?, wire_name(rng)),
        10..=12 => prelude("default", any_json(rng)),
        13 => prelude("documentation", text(rng)),
        14 => prelude("deprecated", deprecated(rng)),
        15 => prelude("error", json!(one(["client", "server"], rng))),
        16 => prelude(one(["length", "range"], rng)?, bounds(rng)),
        17 => prelude(
            "timestampFormat",
            json!(one(["date-time", "http-date", "epoch-seconds"], rng)),
        ),
        18 => prelude("enumValue", any_json(rng)),
        19 => prelude(
            "xmlNamespace",
            json!({ "uri": words::text(rng), "prefix": wire_name(rng) }),
        ),
        20 => rare(rng),
        21 => prelude("pattern", text(rng)),
        22 => Some((
            "smithy.rules#contextParam".to_owned(),
            json!({ "name": param_name(rng) }),
        )),
        23 => prelude("enum", legacy_enum(model, rng)),
        _ => alloy(rng),
    }
}

/// Returns a trait that decides the form of JSON in `alloy#simpleRestJson`.
fn alloy(rng: &mut Rng) -> Option<(String, Value)> {
    let name = one(
        ["discriminated", "jsonUnknown", "nullable", "untagged"],
        rng,
    )?;
    let value = if name == "discriminated" {
        wire_name(rng)
    } else {
        json!({})
    };
    Some((format!("alloy#{name}"), value))
}

fn deprecated(rng: &mut Rng) -> Value {
    one(
        [
            json!({}),
            json!({ "message": "Gone." }),
            json!({ "since": "a\"b" }),
            json!({ "message": "", "since": "" }),
        ],
        rng,
    )
    .unwrap_or_default()
}

fn rare(rng: &mut Rng) -> Option<(String, Value)> {
    let (id, value) = one(
        [
            (
                "aws.protocols#awsQueryError",
                json!({ "code": words::text(rng), "httpResponseCode": 400 }),
            ),
            ("aws.protocols#ec2QueryName", wire_name(rng)),
            ("smithy.api#httpError", json!(rng.u16(99..601))),
            ("smithy.api#retryable", json!({ "throttling": rng.bool() })),
            (
                "smithy.api#recommended",
                json!({ "reason": words::text(rng) }),
            ),
            (
                "smithy.api#externalDocumentation",
                json!({ words::text(rng): words::text(rng) }),
            ),
            ("smithy.api#tags", json!([words::text(rng)])),
            ("smithy.api#since", text(rng)),
            ("smithy.api#title", text(rng)),
            ("aws.api#clientEndpointDiscoveryId", json!({})),
            ("example.own#trait", any_json(rng)),
        ],
        rng,
    )?;
    Some((id.to_owned(), value))
}

/// Enum values of a string, as in Smithy 1.0.
fn legacy_enum(model: &Document, rng: &mut Rng) -> Value {
    let values = (0..rng.usize(..4)).map(|_| {
        let value = words::text(rng);
        if rng.bool() {
            json!({ "value": value })
        } else {
            json!({ "value": value, "name": words::name(rng, &model.names()) })
        }
    });
    values.collect()
}

fn operation(model: &Document, rng: &mut Rng) -> Option<(String, Value)> {
    let (id, value) = one(
        [
            ("smithy.api#paginated", paginated(model, rng)),
            ("smithy.waiters#waitable", waiters(model, rng)),
            ("smithy.waiters#waitable", waiters(model, rng)),
            (
                "smithy.api#http",
                json!({ "method": "POST", "uri": "/x", "code": rng.u16(199..301) }),
            ),
            (
                "smithy.api#http",
                json!({ "method": words::text(rng), "uri": words::text(rng) }),
            ),
            ("smithy.api#endpoint", json!({ "hostPrefix": "a.b-" })),
            (
                "smithy.api#endpoint",
                json!({ "hostPrefix": words::text(rng) }),
            ),
            ("smithy.api#auth", json!(["smithy.api#httpBearerAuth"])),
            ("smithy.api#auth", json!([])),
            ("smithy.api#optionalAuth", json!({})),
            ("aws.auth#unsignedPayload", json!({})),
            ("smithy.api#httpChecksumRequired", json!({})),
            (
                "aws.protocols#httpChecksum",
                json!({ "requestChecksumRequired": true }),
            ),
            (
                "smithy.api#requestCompression",
                json!({ "encodings": ["gzip", words::text(rng)] }),
            ),
            (
                "smithy.rules#staticContextParams",
                json!({ param_name(rng): { "value": any_json(rng) } }),
            ),
            (
                "smithy.rules#operationContextParams",
                json!({ param_name(rng): { "path": jmespath(model, rng) } }),
            ),
            (
                "aws.api#clientDiscoveredEndpoint",
                json!({ "required": rng.bool() }),
            ),
            ("smithy.api#examples", examples(model, rng)),
            ("smithy.api#deprecated", deprecated(rng)),
            ("smithy.api#documentation", text(rng)),
        ],
        rng,
    )?;
    Some((id.to_owned(), value))
}

fn paginated(model: &Document, rng: &mut Rng) -> Value {
    let mut paginated = json!({
        "inputToken": member_name(model, rng),
        "outputToken": member_name(model, rng),
        "items": member_name(model, rng),
    });
    if rng.bool() {
        paginated["pageSize"] = member_name(model, rng);
    }
    paginated
}

fn examples(model: &Document, rng: &mut Rng) -> Value {
    let name = member_name(model, rng);
    json!([{
        "title": words::text(rng),
        "documentation": words::text(rng),
        "input": { name.as_str().unwrap_or_default(): any_json(rng) },
        "output": { "a": any_json(rng) },
    }])
}

fn service(model: &Document, rng: &mut Rng) -> Option<(String, Value)> {
    let param = |rng: &mut Rng| {
        let kind = one(["boolean", "string", "stringArray", "number"], rng);
        json!({ param_name(rng): { "type": kind, "documentation": words::text(rng) } })
    };
    let operations = model.operations();
    let operation = rng.choice(operations).and_then(|mut path| path.pop());
    let (id, value) = one(
        [
            ("smithy.rules#clientContextParams", param(rng)),
            (
                "smithy.rules#clientContextParams",
                json!({ words::name(rng, &model.names()): { "type": "string" } }),
            ),
            ("smithy.api#title", text(rng)),
            ("smithy.api#documentation", text(rng)),
            ("smithy.api#paginated", paginated(model, rng)),
            (
                "smithy.api#auth",
                json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]),
            ),
            ("smithy.api#httpBearerAuth", json!({})),
            ("smithy.api#httpBasicAuth", json!({})),
            ("smithy.api#httpDigestAuth", json!({})),
            (
                "smithy.api#httpApiKeyAuth",
                json!({ "name": wire_name(rng), "in": "header", "scheme": words::text(rng) }),
            ),
            (
                "smithy.api#httpApiKeyAuth",
                json!({ "name": wire_name(rng), "in": "query" }),
            ),
            ("aws.auth#sigv4a", json!({ "name": words::text(rng) })),
            ("aws.auth#sigv4", json!({ "name": words::text(rng) })),
            ("aws.protocols#awsQueryCompatible", json!({})),
            (
                "aws.api#clientEndpointDiscovery",
                json!({ "operation": operation }),
            ),
            (
                "aws.api#service",
                json!({ "sdkId": words::name(rng, &model.names()) }),
            ),
            ("smithy.api#deprecated", deprecated(rng)),
            (
                "smithy.api#xmlNamespace",
                json!({ "uri": words::text(rng) }),
            ),
        ],
        rng,
    )?;
    Some((id.to_owned(), value))
}
