//! What models are damaged with, and models with a little of everything.

use std::fs;

use serde_json::{json, Value};

/// Texts and names that mean something somewhere, or nothing anywhere.
pub(crate) const NAMES: &[&str] = &[
    "",
    " ",
    "_",
    "__",
    "1",
    "a b",
    "A",
    "a",
    "Self",
    "self",
    "crate",
    "type",
    "r#type",
    "Con",
    "mod",
    "New",
    "Builder",
    "Unknown",
    "Unhandled",
    "String",
    "Option",
    "Error",
    "x\0y",
    "\u{1b}[31m",
    "größe",
    "İstanbul",
    "ﬁ",
    "数",
    "\u{202e}evil",
    "\u{feff}",
    "a\"b",
    "a\\",
    "*/ }",
    "\n",
    "\r\n#",
    "{a}",
    "{a+}/{b}",
    "/{a}?b={c}",
    "../../etc/passwd",
    "smithy.api#Unit",
    "smithy.api#String",
    "a#b",
    "a#b$c",
    "#",
    "$",
    "[].a[?b == `c`] | length(@)",
    "a.b[",
    "GET",
    "1970-01-01T00:00:00Z",
    "+1000000-01-01T00:00:00Z",
    "NaN",
    "Infinity",
    "1e400",
    "<p><b><a href=\"",
    "`````",
    "- - - - -",
    "&#x110000;",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// Numbers at the ends of types, and beyond.
pub(crate) const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1.5",
    "100",
    "99999",
    "127",
    "128",
    "-129",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1e19",
    "1e308",
    "1e400",
    "-1e400",
    "1e-400",
    "1e1000000000",
    "0.000000000000000000000000000000000000000000000000001",
];

/// Keys of traits, and of the parts of shapes in both formats.
pub(crate) const TRAITS: &[&str] = &[
    "aws.api#clientDiscoveredEndpoint",
    "aws.api#clientEndpointDiscovery",
    "aws.auth#unsignedPayload",
    "aws.customizations#s3UnwrappedXmlOutput",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "aws.protocols#httpChecksum",
    "aws.protocols#restXml",
    "box",
    "deprecated",
    "document",
    "documentation",
    "endpoint",
    "endpointdiscovery",
    "enum",
    "errors",
    "event",
    "eventstream",
    "flattened",
    "hostLabel",
    "http",
    "idempotencyToken",
    "input",
    "jsonvalue",
    "key",
    "locationName",
    "max",
    "member",
    "members",
    "metadata",
    "mixins",
    "operations",
    "output",
    "payload",
    "queryCompatible",
    "rename",
    "required",
    "resources",
    "sensitive",
    "shape",
    "smithy.api#addedDefault",
    "smithy.api#auth",
    "smithy.api#clientOptional",
    "smithy.api#default",
    "smithy.api#deprecated",
    "smithy.api#documentation",
    "smithy.api#endpoint",
    "smithy.api#enum",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#eventHeader",
    "smithy.api#eventPayload",
    "smithy.api#examples",
    "smithy.api#hostLabel",
    "smithy.api#http",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpError",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idRef",
    "smithy.api#idempotencyToken",
    "smithy.api#input",
    "smithy.api#jsonName",
    "smithy.api#length",
    "smithy.api#mediaType",
    "smithy.api#mixin",
    "smithy.api#output",
    "smithy.api#paginated",
    "smithy.api#private",
    "smithy.api#range",
    "smithy.api#references",
    "smithy.api#required",
    "smithy.api#requestCompression",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#trait",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "smithy.rules#clientContextParams",
    "smithy.rules#contextParam",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
    "smithy.waiters#waitable",
    "streaming",
    "target",
    "traits",
    "type",
    "value",
    "version",
    "wrapper",
    "xmlAttribute",
    "xmlNamespace",
];

/// A model of the repository.
pub(crate) fn read(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Shapes of every kind that lead back to themselves in every way that is allowed.
pub(crate) fn cycles() -> Value {
    let target = |name: &str| json!({ "target": format!("example.cycles#{name}") });
    let text = json!({ "target": "smithy.api#String" });
    let tree = json!({
        "left": target("Tree"), "right": target("Tree"), "list": target("Trees"),
        "map": target("TreesByName"), "one": target("OneOf"), "color": target("Color"),
        "size": target("Size"), "document": { "target": "smithy.api#Document" },
    });
    json!({
        "smithy": "2.0",
        "shapes": {
            "example.cycles#Cycles": {
                "type": "service",
                "version": "2026-01-01",
                "operations": [target("Walk")],
                "resources": [target("Forest")],
                "errors": [target("Lost")],
                "rename": { "example.cycles#Size": "Extent" },
                "traits": {
                    "aws.api#service": { "sdkId": "Cycles" },
                    "aws.auth#sigv4": { "name": "cycles" },
                    "aws.protocols#restJson1": {},
                    "smithy.api#auth": ["aws.auth#sigv4"],
                },
            },
            "example.cycles#Forest": {
                "type": "resource",
                "identifiers": { "forestId": text },
                "resources": [target("Wood")],
                "read": target("GetForest"),
                "list": target("ListForests"),
            },
            "example.cycles#Wood": {
                "type": "resource",
                "identifiers": { "forestId": text, "woodId": text },
            },
            "example.cycles#Walk": {
                "type": "operation",
                "input": target("WalkInput"),
                "output": target("WalkOutput"),
                "errors": [target("Lost")],
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/walk/{way}", "code": 200 } },
            },
            "example.cycles#WalkInput": {
                "type": "structure",
                "mixins": [target("HasWay")],
                "members": { "tree": target("Tree") },
                "traits": { "smithy.api#input": {} },
            },
            "example.cycles#HasWay": {
                "type": "structure",
                "mixins": [target("HasToken")],
                "members": {
                    "way": {
                        "target": "smithy.api#String",
                        "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} },
                    },
                },
                "traits": { "smithy.api#mixin": {} },
            },
            "example.cycles#HasToken": {
                "type": "structure",
                "members": { "token": text },
                "traits": { "smithy.api#mixin": {} },
            },
            "example.cycles#WalkInput$token": {
                "type": "apply",
                "traits": { "smithy.api#idempotencyToken": {} },
            },
            "example.cycles#WalkOutput": {
                "type": "structure",
                "members": {
                    "events": { "target": "example.cycles#Events", "traits": { "smithy.api#httpPayload": {} } },
                },
                "traits": { "smithy.api#output": {} },
            },
            "example.cycles#Events": {
                "type": "union",
                "members": { "step": target("Tree"), "lost": target("Lost") },
                "traits": { "smithy.api#streaming": {} },
            },
            "example.cycles#GetForest": {
                "type": "operation",
                "input": target("GetForestInput"),
                "output": target("GetForestOutput"),
                "traits": {
                    "smithy.api#http": { "method": "GET", "uri": "/forests/{forestId}", "code": 200 },
                    "smithy.api#readonly": {},
                    "smithy.waiters#waitable": { "ForestGrown": { "acceptors": [
                        { "state": "success", "matcher": { "output": {
                            "path": "tree.left.right.color", "expected": "RED", "comparator": "stringEquals",
                        } } },
                        { "state": "failure", "matcher": { "errorType": "Lost" } },
                    ] } },
                },
            },
            "example.cycles#GetForestInput": {
                "type": "structure",
                "members": { "forestId": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} },
                } },
            },
            "example.cycles#GetForestOutput": { "type": "structure", "members": { "tree": target("Tree") } },
            "example.cycles#ListForests": {
                "type": "operation",
                "input": target("ListForestsInput"),
                "output": target("ListForestsOutput"),
                "traits": {
                    "smithy.api#http": { "method": "GET", "uri": "/forests", "code": 200 },
                    "smithy.api#readonly": {},
                    "smithy.api#paginated": {
                        "inputToken": "next", "outputToken": "next", "items": "trees", "pageSize": "size",
                    },
                },
            },
            "example.cycles#ListForestsInput": {
                "type": "structure",
                "members": {
                    "next": { "target": "smithy.api#String", "traits": { "smithy.api#httpQuery": "next" } },
                    "size": { "target": "smithy.api#Integer", "traits": { "smithy.api#httpQuery": "size" } },
                },
            },
            "example.cycles#ListForestsOutput": {
                "type": "structure",
                "members": { "next": text, "trees": target("Trees") },
            },
            "example.cycles#Lost": {
                "type": "structure",
                "members": { "message": text, "where": target("Tree") },
                "traits": { "smithy.api#error": "client", "smithy.api#httpError": 404 },
            },
            "example.cycles#Tree": { "type": "structure", "members": tree },
            "example.cycles#Trees": { "type": "list", "member": target("Tree") },
            "example.cycles#TreesByName": {
                "type": "map",
                "key": { "target": "example.cycles#Color" },
                "value": target("Trees"),
                "traits": { "smithy.api#sparse": {} },
            },
            "example.cycles#OneOf": {
                "type": "union",
                "members": {
                    "one": target("OneOf"), "tree": target("Tree"), "none": { "target": "smithy.api#Unit" },
                },
            },
            "example.cycles#Color": {
                "type": "enum",
                "members": {
                    "RED": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "red" } },
                    "BLUE": { "target": "smithy.api#Unit" },
                },
            },
            "example.cycles#Size": {
                "type": "intEnum",
                "members": {
                    "SMALL": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } },
                },
            },
        },
    })
}

/// A service in botocore's files.
pub(crate) fn botocore(protocol: &str) -> Vec<(&'static str, Value)> {
    let shape = |name: &str| json!({ "shape": name });
    let service = json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2024-01-01",
            "endpointPrefix": "weather",
            "protocol": protocol,
            "protocols": [protocol],
            "serviceFullName": "Weather Service",
            "serviceId": "Weather",
            "signatureVersion": "v4",
            "xmlNamespace": "https://weather.example/",
        },
        "operations": {
            "ListCities": {
                "name": "ListCities",
                "http": { "method": "POST", "requestUri": "/cities/{Land}" },
                "input": shape("ListCitiesRequest"),
                "output": { "shape": "ListCitiesResponse", "resultWrapper": "ListCitiesResult" },
                "errors": [shape("Lost")],
                "documentation": "<p>Lists <code>City</code>s.</p>",
                "staticContextParams": { "Global": { "value": true } },
            },
        },
        "shapes": {
            "ListCitiesRequest": {
                "type": "structure",
                "required": ["Land"],
                "members": {
                    "Land": { "shape": "String", "location": "uri", "locationName": "Land",
                              "contextParam": { "name": "Land" } },
                    "Next": { "shape": "String", "location": "querystring", "locationName": "next" },
                    "Size": { "shape": "Size", "location": "querystring", "locationName": "size" },
                    "Filter": shape("Filter"),
                },
            },
            "ListCitiesResponse": {
                "type": "structure",
                "members": { "Next": shape("String"), "Cities": shape("Cities"), "Status": shape("Status") },
            },
            "Cities": { "type": "list", "member": { "shape": "City", "locationName": "item" }, "flattened": true },
            "City": {
                "type": "structure",
                "members": {
                    "Name": { "shape": "String", "xmlAttribute": false, "locationName": "name" },
                    "Twin": shape("City"), "Quarters": shape("Quarters"), "Since": shape("Since"),
                    "Map": shape("Picture"), "Area": shape("Area"), "People": shape("People"),
                    "Old": { "shape": "Flag", "deprecated": true, "deprecatedMessage": "gone" },
                },
            },
            "Quarters": { "type": "map", "key": shape("Status"), "value": shape("City") },
            "Filter": {
                "type": "structure", "union": true,
                "members": { "Status": shape("Status"), "Not": shape("Filter"), "Any": shape("Filters") },
            },
            "Filters": { "type": "list", "member": shape("Filter"), "max": 10 },
            "Lost": {
                "type": "structure", "exception": true,
                "members": { "message": shape("String") },
                "error": { "code": "Lost.Way", "httpStatusCode": 404, "senderFault": true },
            },
            "Status": { "type": "string", "enum": ["open", "shut", "half-open", ""] },
            "Size": { "type": "integer", "min": 1, "max": 100, "box": true },
            "Since": { "type": "timestamp", "timestampFormat": "iso8601" },
            "Picture": { "type": "blob", "sensitive": true },
            "Area": { "type": "double" },
            "People": { "type": "long" },
            "Flag": { "type": "boolean" },
            "String": { "type": "string", "pattern": ".*" },
        },
        "clientContextParams": { "Beta": { "type": "boolean", "documentation": "Try new things." } },
    });
    let paginators = json!({ "pagination": { "ListCities": {
        "input_token": "Next", "output_token": "Next", "limit_key": "Size", "result_key": "Cities",
    } } });
    let waiters = json!({ "version": 2, "waiters": { "CityThere": {
        "delay": 5, "maxAttempts": 20, "operation": "ListCities",
        "acceptors": [
            { "matcher": "pathAny", "expected": "x", "argument": "Cities[].Name", "state": "success" },
            { "matcher": "error", "expected": "Lost", "state": "retry" },
            { "matcher": "status", "expected": 500, "state": "failure" },
        ],
    } } });
    let rules = json!({
        "version": "1.0",
        "parameters": {
            "Region": { "builtIn": "AWS::Region", "required": true, "type": "String", "documentation": "Where." },
            "Land": { "type": "String" },
            "Global": { "type": "Boolean" },
            "Beta": { "type": "Boolean" },
        },
        "rules": [
            {
                "conditions": [{ "fn": "isSet", "argv": [{ "ref": "Land" }] }],
                "type": "tree",
                "rules": [{
                    "conditions": [
                        { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Part" },
                        { "fn": "stringEquals", "argv": [
                            { "fn": "getAttr", "argv": [{ "ref": "Part" }, "name"] }, "aws",
                        ] },
                    ],
                    "type": "endpoint",
                    "endpoint": {
                        "url": "https://{Land}.weather.{Region}.{Part#dnsSuffix}",
                        "headers": { "x-land": ["{Land}"] },
                        "properties": { "authSchemes": [{ "name": "sigv4", "signingName": "weather" }] },
                    },
                }],
            },
            { "conditions": [], "type": "error", "error": "No land" },
        ],
    });
    vec![
        ("service-2.json", service),
        ("paginators-1.json", paginators),
        ("waiters-2.json", waiters),
        ("endpoint-rule-set-1.json", rules),
    ]
}
