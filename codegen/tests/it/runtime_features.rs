//! The cargo features of the runtime that a crate turns on follow from its model.

use serde_json::{json, Value};

use crate::calls::{file, generated};

/// Returns the features for a service with one operation, which has these traits.
fn features(protocol: &str, traits: &Value) -> String {
    let target = |name: &str| json!({ "target": name });
    let rules = json!({
        "version": "1.0",
        "parameters": { "Mode": { "type": "string", "documentation": "d" } },
        "rules": [{ "type": "endpoint", "conditions": [], "endpoint": { "url": "https://a.example" } }],
    });
    let mut of_operation = json!({ "smithy.api#http": { "method": "POST", "uri": "/get" } });
    for (id, value) in traits.as_object().into_iter().flatten() {
        of_operation[id] = value.clone();
    }
    let shapes = json!({
        "a.store#Store": {
            "type": "service", "version": "2024-01-01", "operations": [target("a.store#Get")],
            "traits": {
                "aws.api#service": { "sdkId": "Store" }, "aws.auth#sigv4": { "name": "a" },
                protocol: {}, "smithy.rules#endpointRuleSet": rules,
            },
        },
        "a.store#Get": {
            "type": "operation", "input": target("a.store#In"), "output": target("a.store#Out"),
            "traits": of_operation,
        },
        "a.store#In": { "type": "structure", "members": { "Key": target("smithy.api#String") } },
        "a.store#Out": { "type": "structure", "members": { "State": target("smithy.api#String") } },
    });
    let model = vec![("model.json", json!({ "smithy": "2.0", "shapes": shapes }))];
    // A parameter that nothing sets is a warning.
    let (said, files) = generated(&model, "");
    assert!(!said.contains("error"), "{said}");
    let manifest = file(&files, "Cargo.toml");
    manifest.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn protocols_have_their_own() {
    let none = json!({});
    for (protocol, expected) in [
        ("aws.protocols#awsJson1_0", "features = [\"aws\"]"),
        ("aws.protocols#restJson1", "features = [\"aws\", \"rest\"]"),
        (
            "alloy#simpleRestJson",
            "features = [\"aws\", \"simple-rest-json\"]",
        ),
        ("aws.protocols#restXml", "features = [\"aws\", \"xml\"]"),
    ] {
        assert_eq!(features(protocol, &none), expected);
    }
}

#[test]
fn paths_and_parameters_of_operations_need_more() {
    let waiter = json!({ "Ready": { "acceptors": [{
        "state": "success",
        "matcher": { "output": {
            "path": "State", "expected": "ready", "comparator": "stringEquals",
        } },
    }] } });
    for (id, value, expected) in [
        (
            "smithy.waiters#waitable",
            waiter,
            "features = [\"aws\", \"jmespath\"]",
        ),
        (
            "smithy.rules#staticContextParams",
            json!({ "Mode": { "value": "a" } }),
            "features = [\"aws\", \"context-params\"]",
        ),
        (
            "smithy.rules#operationContextParams",
            json!({ "Mode": { "path": "Key" } }),
            "features = [\"aws\", \"context-params\", \"jmespath\"]",
        ),
    ] {
        assert_eq!(
            features("aws.protocols#awsJson1_0", &json!({ id: value })),
            expected
        );
    }
}
