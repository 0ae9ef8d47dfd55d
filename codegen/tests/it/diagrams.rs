//! Endpoint rules as a diagram (`smithy.rules#endpointBdd`), beside a rule set and alone.

use std::collections::BTreeMap;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::{Crate, EndpointOutcome};
use farrier_codegen::lower;
use farrier_codegen::model::AuthScheme;
use farrier_endpoint_rules::{EndpointParams, RuleSet, Value as Param};
use insta::assert_snapshot;
use serde_json::{json, Value};

use crate::support::{prepare_text, settings};

/// References from here on are results.
const RESULT: i32 = 100_000_000;

fn nodes(nodes: &[[i32; 3]]) -> String {
    let bytes = nodes.iter().flatten().flat_map(|part| part.to_be_bytes());
    BASE64_STANDARD.encode(bytes.collect::<Vec<u8>>())
}

fn parameters() -> Value {
    json!({
        "Region": { "type": "string", "builtIn": "AWS::Region", "documentation": "Where." },
        "Bucket": { "type": "string", "documentation": "What." },
        "UseFIPS": { "builtIn": "AWS::UseFIPS", "type": "boolean", "required": true, "default": false },
    })
}

/// A bucket and a region give an endpoint, and without a bucket FIPS decides.
fn diagram() -> Value {
    let endpoint = |url: &str, schemes: Value| {
        let properties = json!({ "authSchemes": schemes });
        let endpoint = json!({ "url": url, "properties": properties });
        json!({ "conditions": [], "documentation": "d", "endpoint": endpoint, "type": "endpoint" })
    };
    let error = |text: &str| json!({ "conditions": [], "error": text, "type": "error" });
    json!({
        "version": "1.1",
        "parameters": parameters(),
        "conditions": [
            { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
            { "fn": "isValidHostLabel", "argv": [{ "ref": "Bucket" }, false] },
            { "fn": "isSet", "argv": [{ "ref": "Region" }] },
            { "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] },
            { "fn": "ite", "argv": [{ "ref": "UseFIPS" }, "sigv4", "sigv4a"], "assign": "auth" },
            { "fn": "stringEquals", "argv": [
                { "fn": "coalesce", "argv": [
                    { "fn": "substring", "argv": [{ "ref": "Bucket" }, 0, 2, true] }, "" ] },
                "-x" ] },
        ],
        "results": [
            endpoint("https://{Bucket}.{Region}.example.com", json!([])),
            error("no region"),
            error("no bucket name"),
            endpoint("https://fips.example.com", json!([])),
            endpoint("https://example.com", json!([{ "name": "{auth}" }])),
        ],
        "root": 2,
        "nodeCount": 7,
        "nodes": nodes(&[
            [-1, 1, -1],
            [0, 3, -5],
            [1, 4, RESULT + 3],
            [2, RESULT + 1, RESULT + 2],
            // Only a complement leads here.
            [3, 6, RESULT + 4],
            [4, RESULT + 5, 7],
            [5, 1, RESULT + 4],
        ]),
    })
}

fn rule_set() -> Value {
    json!({
        "version": "1.0",
        "parameters": parameters(),
        "rules": [{ "conditions": [], "error": "by rules", "type": "error" }],
    })
}

fn model(traits: &[(&str, Value)]) -> String {
    let operation = |input: &str| json!({ "type": "operation", "input": { "target": input }, "output": { "target": "smithy.api#Unit" } });
    let mut model = json!({
        "smithy": "2.0",
        "shapes": {
            "a#Weather": {
                "type": "service",
                "version": "2024-01-01",
                "operations": [{ "target": "a#GetCity" }, { "target": "a#GetStorm" }],
                "traits": {
                    "aws.api#service": { "sdkId": "Weather" },
                    "aws.auth#sigv4": { "name": "weather" },
                    "aws.protocols#awsJson1_0": {},
                },
            },
            "a#GetCity": operation("a#BucketInput"),
            "a#GetStorm": operation("smithy.api#Unit"),
            "a#BucketInput": {
                "type": "structure",
                "members": { "Bucket": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.rules#contextParam": { "name": "Bucket" } },
                } },
            },
        },
    });
    for (id, value) in traits {
        model["shapes"]["a#Weather"]["traits"][format!("smithy.rules#{id}")] = value.clone();
    }
    model.to_string()
}

/// The crate, and what is said of the model.
fn lowered(traits: &[(&str, Value)], selection: &str) -> (Option<Crate>, String) {
    let settings = settings(selection);
    let (prepared, mut diagnostics): (_, Diagnostics) = prepare_text(&model(traits), &settings);
    let prepared = prepared.filter(|_| !diagnostics.has_errors());
    let krate = prepared.and_then(|prepared| lower::lower(&prepared, &settings, &mut diagnostics));
    diagnostics.in_file("weather.json");
    (krate, diagnostics.to_string())
}

fn rules_of(traits: &[(&str, Value)], selection: &str) -> String {
    let (krate, said) = lowered(traits, selection);
    assert_eq!(said, "");
    krate.expect("lowered").endpoint.rules
}

#[test]
fn a_crate_has_the_diagram_where_the_model_has_one() {
    let alone = rules_of(&[("endpointBdd", diagram())], "");
    let beside = [("endpointRuleSet", rule_set()), ("endpointBdd", diagram())];
    assert_eq!(rules_of(&beside, ""), alone);
    assert_snapshot!(alone);
    assert!(RuleSet::parse(&alone).is_ok());
}

#[test]
fn outcomes_and_auth_schemes_are_those_of_the_results() {
    let (krate, _) = lowered(&[("endpointBdd", diagram())], "");
    let krate = krate.expect("lowered");
    let (mut endpoints, mut errors) = (0, Vec::new());
    for outcome in &krate.endpoint.outcomes {
        match outcome {
            EndpointOutcome::Endpoint(_) => endpoints += 1,
            EndpointOutcome::Error(text) => errors.push(text.as_str()),
        }
    }
    assert_eq!(
        (endpoints, errors),
        (3, vec!["\"no bucket name\"", "\"no region\""])
    );
    assert!(krate.endpoint.decides_auth);
    let (prepared, _) = prepare_text(&model(&[("endpointBdd", diagram())]), &settings(""));
    let schemes = prepared.expect("prepared").service.auth_schemes;
    let has_sigv4a = schemes
        .iter()
        .any(|scheme| matches!(scheme, AuthScheme::Sigv4a { .. }));
    assert!(has_sigv4a, "a variable has it as value: {schemes:?}");
}

#[test]
fn a_faulty_diagram_beside_a_rule_set_is_a_warning() {
    let mut faulty = diagram();
    faulty["results"][1]["error"] = json!("{Nothing}");
    faulty["results"][3]["type"] = json!("tree");
    for faulty in [faulty, json!("no object")] {
        let traits = [("endpointRuleSet", rule_set()), ("endpointBdd", faulty)];
        let (krate, said) = lowered(&traits, "");
        let rules = krate.expect("lowered").endpoint.rules;
        assert!(rules.contains("by rules"), "{rules}");
        assert!(!said.contains("error:"), "{said}");
        if said.contains("Nothing") {
            assert_snapshot!(said);
        } else {
            assert!(
                said.contains("expected an object, found a string"),
                "{said}"
            );
        }
    }
}

#[test]
fn a_faulty_diagram_alone_is_an_error() {
    let mut faulty = diagram();
    faulty["conditions"][0]["fn"] = json!("aws.nothing");
    faulty["conditions"][3]["argv"][0]["ref"] = json!("Fips");
    let (krate, said) = lowered(&[("endpointBdd", faulty)], "");
    assert!(krate.is_none());
    assert_snapshot!(said);
    let mut circular = diagram();
    circular["nodes"] = json!(nodes(&[[-1, 1, -1], [0, 2, 1]]));
    circular["nodeCount"] = json!(2);
    // Leaving operations out must not walk in a circle.
    let (krate, said) = lowered(&[("endpointBdd", circular)], "exclude = [\"GetCity\"]");
    assert!(krate.is_none());
    assert!(said.contains("node 2 is reached from itself"), "{said}");
}

struct Params(BTreeMap<&'static str, &'static str>);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Param<'_>> {
        let text = self.0.get(name)?;
        Some(match *text {
            "true" => Param::Bool(true),
            text => Param::from(text),
        })
    }
}

#[test]
fn conditions_on_what_only_other_operations_set_are_left_out() {
    let traits = [("endpointBdd", diagram())];
    let text = rules_of(&traits, "exclude = [\"GetCity\"]");
    assert_snapshot!(text);
    let whole = RuleSet::parse(&rules_of(&traits, "")).expect("rules");
    let pruned = RuleSet::parse(&text).expect("rules");
    for params in [
        vec![],
        vec![("Region", "far-1")],
        vec![("UseFIPS", "true")],
        vec![("Region", "far-1"), ("UseFIPS", "true")],
    ] {
        let params = Params(params.into_iter().collect());
        assert_eq!(whole.resolve(&params), pruned.resolve(&params));
    }
    assert_eq!(
        rules_of(&traits, "operations = [\"GetCity\"]"),
        rules_of(&traits, "")
    );
}
