//! Properties of shapes, members and operations in botocore's files, and values for them.

use fastrand::Rng;
use serde_json::{json, Value};

use super::super::document::{Document, Path};
use super::super::words::{self, one};
use super::values::{
    any_json, bounds, is_operation, jmespath, member_name, param_name, text, wire_name,
};

/// Boolean properties.
const FLAGS: [&str; 25] = [
    "box",
    "clientOptional",
    "deprecated",
    "document",
    "endpointdiscoveryid",
    "event",
    "eventheader",
    "eventpayload",
    "eventstream",
    "exception",
    "fault",
    "flattened",
    "hostLabel",
    "idempotencyToken",
    "internal",
    "jsonvalue",
    "primitive",
    "requiresLength",
    "sensitive",
    "sparse",
    "streaming",
    "synthetic",
    "union",
    "wrapper",
    "xmlAttribute",
];

/// Returns a key for the object at `path`, and a value.
pub(super) fn any(model: &Document, path: &Path, rng: &mut Rng) -> Option<(String, Value)> {
    if path.is_empty() {
        return service(rng);
    }
    if is_operation(model, path) {
        return operation(rng, model);
    }
    let named = |name: &str, value: Value| Some((name.to_owned(), value));
    match rng.u8(..20) {
        0..=7 => named(rng.choice(FLAGS)?, json!(true)),
        8 | 9 => named("locationName", wire_name(rng)),
        10 | 11 => {
            let all = [
                "header",
                "headers",
                "querystring",
                "statusCode",
                "uri",
                "body",
            ];
            named("location", json!(rng.choice(all)))
        }
        12 => named("documentation", text(rng)),
        13 => named(
            "timestampFormat",
            json!(one(["iso8601", "rfc822", "unixTimestamp"], rng)),
        ),
        14 => named("required", json!([member_name(model, rng)])),
        15 => named("payload", member_name(model, rng)),
        16 => named(
            "enum",
            json!([words::text(rng), words::name(rng, &model.names()), ""]),
        ),
        17 => named(
            "error",
            json!({ "code": words::text(rng), "httpStatusCode": rng.u16(99..601) }),
        ),
        18 => named(
            "xmlNamespace",
            json!({ "uri": words::text(rng), "prefix": wire_name(rng) }),
        ),
        _ => {
            let (name, value) = one(
                [
                    ("queryName", wire_name(rng)),
                    ("pattern", text(rng)),
                    ("retryable", json!({ "throttling": rng.bool() })),
                    ("contextParam", json!({ "name": param_name(rng) })),
                    ("max", bounds(rng)["max"].clone()),
                    ("min", bounds(rng)["min"].clone()),
                    ("deprecatedMessage", json!("Gone.")),
                ],
                rng,
            )?;
            named(name, value)
        }
    }
}

fn operation(rng: &mut Rng, model: &Document) -> Option<(String, Value)> {
    let (name, value) = one(
        [
            (
                "auth",
                json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]),
            ),
            (
                "authtype",
                json!(one(["none", "bearer", "v4-unsigned-body", "custom"], rng)),
            ),
            ("endpoint", json!({ "hostPrefix": "a.b-" })),
            ("endpointoperation", json!(true)),
            ("endpointdiscovery", json!({ "required": rng.bool() })),
            ("httpChecksumRequired", json!(true)),
            ("httpChecksum", json!({ "requestChecksumRequired": true })),
            ("idempotent", json!(true)),
            ("readonly", json!(true)),
            ("unsignedPayload", json!(true)),
            ("requestcompression", json!({ "encodings": ["gzip"] })),
            (
                "staticContextParams",
                json!({ param_name(rng): { "value": any_json(rng) } }),
            ),
            (
                "operationContextParams",
                json!({ param_name(rng): { "path": jmespath(model, rng) } }),
            ),
            ("deprecated", json!(true)),
            ("documentation", text(rng)),
            ("documentationUrl", text(rng)),
            ("alias", text(rng)),
        ],
        rng,
    )?;
    Some((name.to_owned(), value))
}

fn service(rng: &mut Rng) -> Option<(String, Value)> {
    let kind = one(["boolean", "string", "stringArray", "Boolean"], rng);
    let (name, value) = one(
        [
            (
                "clientContextParams",
                json!({ param_name(rng): { "type": kind } }),
            ),
            ("documentation", text(rng)),
            ("deprecated", json!(true)),
        ],
        rng,
    )?;
    Some((name.to_owned(), value))
}
