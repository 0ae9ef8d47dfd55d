//! A client of some operations: which are selected, and what goes with the others.

use std::collections::BTreeMap;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::lower;
use farrier_codegen::prepare::Prepared;
use farrier_codegen::settings::parse_manifest;
use farrier_endpoint_rules::{EndpointParams, RuleSet, Value};
use insta::assert_snapshot;
use serde_json::json;

use crate::support::{prepare_text, settings};

/// A service with operations of its own, of a resource and of a resource in that.
fn model() -> String {
    let operation = |traits: serde_json::Value, input: &str| {
        json!({
            "type": "operation",
            "input": { "target": input },
            "output": { "target": "smithy.api#Unit" },
            "traits": traits,
        })
    };
    let readonly = || json!({ "smithy.api#readonly": {} });
    let (unit, bucket) = ("smithy.api#Unit", "a#BucketInput");
    json!({
        "smithy": "2.0",
        "shapes": {
            "a#Weather": {
                "type": "service",
                "version": "2024-01-01",
                "operations": [{ "target": "a#GetStorm" }, { "target": "a#ListStorms" }],
                "resources": [{ "target": "a#City" }],
                "traits": {
                    "aws.api#service": { "sdkId": "Weather" },
                    "aws.auth#sigv4": { "name": "weather" },
                    "aws.protocols#awsJson1_0": {},
                    "smithy.rules#endpointRuleSet": rules(),
                },
            },
            "a#City": {
                "type": "resource",
                "read": { "target": "a#GetCity" },
                "operations": [{ "target": "a#MoveCity" }],
                "resources": [{ "target": "a#Street" }],
            },
            "a#Street": { "type": "resource", "list": { "target": "a#ListStreets" } },
            "a#GetStorm": operation(json!({ "smithy.api#tags": ["wind"] }), unit),
            "a#ListStorms": operation(readonly(), unit),
            "a#GetCity": operation(readonly(), bucket),
            "a#MoveCity": operation(json!({}), unit),
            "a#ListStreets": operation(readonly(), unit),
            "a#BucketInput": {
                "type": "structure",
                "members": { "Bucket": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.rules#contextParam": { "name": "Bucket" } },
                } },
            },
        },
    })
    .to_string()
}

/// Rules that ask for the parameter `Bucket` in each way that a rule can.
fn rules() -> serde_json::Value {
    let set = |name: &str| json!({ "fn": "isSet", "argv": [{ "ref": name }] });
    let endpoint = |url: &str| json!({ "url": url });
    json!({
        "version": "1.0",
        "parameters": {
            "Region": { "builtIn": "AWS::Region", "type": "string", "required": false },
            "Bucket": { "type": "string", "required": false },
            "UseFIPS": {
                "builtIn": "AWS::UseFIPS", "type": "boolean", "required": true, "default": false,
            },
        },
        "rules": [
            {
                "conditions": [set("Bucket"), set("Region")],
                "endpoint": endpoint("https://{Bucket}.{Region}.example.com"),
                "type": "endpoint",
            },
            {
                "conditions": [set("Region")],
                "rules": [
                    { "conditions": [set("Bucket")], "error": "no bucket", "type": "error" },
                ],
                "type": "tree",
            },
            {
                "conditions": [{ "fn": "not", "argv": [set("Bucket")] }],
                "rules": [
                    {
                        "conditions": [
                            { "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] },
                        ],
                        "endpoint": endpoint("https://fips.example.com"),
                        "type": "endpoint",
                    },
                    { "conditions": [], "endpoint": endpoint("https://example.com"), "type": "endpoint" },
                ],
                "type": "tree",
            },
            { "conditions": [], "error": "never without a bucket", "type": "error" },
        ],
    })
}

fn prepared(selection: &str) -> (Option<Prepared>, Diagnostics) {
    prepare_text(&model(), &settings(selection))
}

/// Names of the operations, or what is said of the selection.
fn selected(selection: &str) -> String {
    selected_of(&model(), selection)
}

fn selected_of(model: &str, selection: &str) -> String {
    let (prepared, diagnostics) = prepare_text(model, &settings(selection));
    match prepared.filter(|_| diagnostics.is_empty()) {
        Some(prepared) => {
            let names = prepared.operations.iter().map(|one| one.name.as_str());
            names.collect::<Vec<_>>().join(" ")
        }
        None => diagnostics.to_string(),
    }
}

#[test]
fn operations_are_selected_by_name_pattern_and_group() {
    let cases = [
        ("", "GetCity GetStorm ListStorms ListStreets MoveCity"),
        (
            "operations = [\"GetCity\", \"GetStorm\"]",
            "GetCity GetStorm",
        ),
        ("operations = [\"Get*\"]", "GetCity GetStorm"),
        ("operations = [\"{Get,Move}City\"]", "GetCity MoveCity"),
        (
            "operations = [\"@readonly\"]",
            "GetCity ListStorms ListStreets",
        ),
        (
            "operations = [\"@tag:wind\", \"MoveCity\"]",
            "GetStorm MoveCity",
        ),
        (
            "operations = [\"@resource:City\"]",
            "GetCity ListStreets MoveCity",
        ),
        ("operations = [\"@resource:Street\"]", "ListStreets"),
        ("exclude = [\"@readonly\"]", "GetStorm MoveCity"),
        ("operations = [\"*City\"]\nexclude = [\"Move*\"]", "GetCity"),
    ];
    for (selection, names) in cases {
        assert_eq!(selected(selection), names, "{selection}");
    }
}

#[test]
fn a_selection_of_nothing_says_what_there_is() {
    let cases = [
        "operations = [\"GetCty\"]",
        "operations = [\"Gett*\"]",
        "operations = [\"@tag:win\"]",
        "operations = [\"@resource:Town\"]",
        "operations = [\"GetCity\"]\nexclude = [\"MoveCity\"]",
        "operations = [\"GetCity\"]\nexclude = [\"Get*\"]",
        "exclude = [\"*\"]",
    ];
    assert_snapshot!(cases.map(selected).join("---\n"));
    let none = model().replace("smithy.api#readonly", "smithy.api#idempotent");
    let (_, said) = prepare_text(&none, &settings("operations = [\"@readonly\"]"));
    assert_snapshot!(said.to_string());
}

#[test]
fn a_selector_that_is_none_is_a_mistake_of_the_manifest() {
    let text = "[runtime]\npath = \"runtime\"\n[services.weather]\nmodel = \"weather.json\"\n\
                operations = [\"@readnly\", \"Get[\", 1]\nexclude = [\"@tag\"]\n";
    let mut diagnostics = Diagnostics::default();
    parse_manifest("farrier.toml".as_ref(), text, &mut diagnostics);
    assert_snapshot!(diagnostics.to_string());
}

/// The rules of the crate.
fn lowered_rules(selection: &str) -> String {
    let (prepared, mut diagnostics) = prepared(selection);
    let krate = lower::lower(
        &prepared.expect("prepared"),
        &settings(selection),
        &mut diagnostics,
    );
    assert!(diagnostics.is_empty(), "{diagnostics}");
    krate.expect("lowered").endpoint.rules
}

#[test]
fn rules_lose_the_branches_that_only_other_operations_lead_to() {
    assert_snapshot!(lowered_rules("exclude = [\"GetCity\"]"));
    assert_eq!(
        lowered_rules("operations = [\"GetCity\"]"),
        lowered_rules("")
    );
}

struct Params(BTreeMap<&'static str, &'static str>);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        let text = self.0.get(name)?;
        Some(match *text {
            "true" => Value::Bool(true),
            text => Value::from(text),
        })
    }
}

#[test]
fn pruned_rules_give_the_same_endpoints() {
    let whole = RuleSet::parse(&lowered_rules("")).expect("rules");
    let pruned = RuleSet::parse(&lowered_rules("exclude = [\"GetCity\"]")).expect("rules");
    let mut endpoints = 0;
    for params in [
        vec![],
        vec![("Region", "far-1")],
        vec![("UseFIPS", "true")],
        vec![("Region", "far-1"), ("UseFIPS", "true")],
    ] {
        let params = Params(params.into_iter().collect());
        let of = |rules: &RuleSet| {
            rules
                .resolve(&params)
                .map(|endpoint| format!("{endpoint:?}"))
        };
        let (whole, pruned) = (of(&whole), of(&pruned));
        endpoints += usize::from(whole.is_ok());
        assert_eq!(whole.is_ok(), pruned.is_ok());
        if let (Ok(whole), Ok(pruned)) = (whole, pruned) {
            assert_eq!(whole, pruned);
        }
    }
    assert_eq!(endpoints, 2);
}

/// The service with an operation that discovers endpoints, which `GetStorm` cannot do without.
fn model_with_discovery() -> String {
    let mut model: serde_json::Value = serde_json::from_str(&model()).expect("JSON");
    let shapes = &mut model["shapes"];
    let discovery = json!({ "operation": "a#DescribeEndpoints" });
    shapes["a#Weather"]["traits"]["aws.api#clientEndpointDiscovery"] = discovery;
    let discovers = json!({ "target": "a#DescribeEndpoints" });
    let operations = shapes["a#Weather"]["operations"].as_array_mut();
    operations.expect("a list").push(discovers);
    let needs = json!({ "required": true });
    shapes["a#GetStorm"]["traits"]["aws.api#clientDiscoveredEndpoint"] = needs;
    let member = |target: &str| json!({ "target": target });
    shapes["a#DescribeEndpoints"] = json!({
        "type": "operation",
        "input": member("smithy.api#Unit"),
        "output": member("a#DescribeEndpointsResponse"),
    });
    shapes["a#DescribeEndpointsResponse"] =
        json!({ "type": "structure", "members": { "Endpoints": member("a#Endpoints") } });
    shapes["a#Endpoints"] = json!({ "type": "list", "member": member("a#Endpoint") });
    shapes["a#Endpoint"] = json!({
        "type": "structure",
        "members": {
            "Address": member("smithy.api#String"),
            "CachePeriodInMinutes": member("smithy.api#Long"),
        },
    });
    model.to_string()
}

#[test]
fn the_operation_that_discovers_endpoints_stays_while_one_needs_it() {
    let cases = [
        ("operations = [\"GetStorm\"]", "DescribeEndpoints GetStorm"),
        (
            "operations = [\"Get*\"]\nexclude = [\"GetCity\"]",
            "DescribeEndpoints GetStorm",
        ),
        ("operations = [\"@tag:wind\"]", "DescribeEndpoints GetStorm"),
        // Asked to leave it out, too: the other could not be called.
        (
            "operations = [\"*Storm\", \"DescribeEndpoints\"]\nexclude = [\"DescribeEndpoints\"]",
            "DescribeEndpoints GetStorm",
        ),
        ("operations = [\"GetCity\"]", "GetCity"),
        (
            "exclude = [\"GetStorm\", \"DescribeEndpoints\"]",
            "GetCity ListStorms ListStreets MoveCity",
        ),
    ];
    for (selection, names) in cases {
        let model = model_with_discovery();
        assert_eq!(selected_of(&model, selection), names, "{selection}");
    }
}

#[test]
fn a_client_of_one_operation_discovers_its_endpoint() {
    for (selection, method) in [
        ("operations = [\"GetStorm\"]", Some("describe_endpoints")),
        ("operations = [\"GetCity\", \"DescribeEndpoints\"]", None),
    ] {
        let settings = settings(selection);
        let (prepared, mut diagnostics) = prepare_text(&model_with_discovery(), &settings);
        let krate = lower::lower(&prepared.expect("prepared"), &settings, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics}");
        let discovery = krate.expect("lowered").endpoint.discovery;
        let discovery = discovery.as_ref().map(|name| name.0.as_str());
        assert_eq!(discovery, method, "{selection}");
    }
}
