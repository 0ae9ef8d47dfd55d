//! Runs the endpoint rules engine on the published rule sets and test cases of Smithy and botocore.

use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::{Document, Number};
use farrier_endpoint_rules::{EndpointParams, Partition, RuleSet, RuleSetError, Value};
use farrier_test_data::{find, Test};
use serde_json::{json, Map, Value as Json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Folder, number of rule sets, number of test cases.
const SUITES: &[(&str, usize, usize)] = &[
    ("smithy-rules-engine-tests", 12, 95),
    ("smithy-rules-engine", 17, 89),
    ("smithy-aws-endpoints", 11, 48),
    ("botocore", 18, 101),
];

/// Cases that fail, as `folder/rule set/index of the case`, with the reason. An entry that passes is a failure.
const EXPECTED_FAILURES: &[(&str, &str)] = &[];

/// Invalid rule sets, with a part of the expected error.
const REJECTED: &[(&str, &str)] = &[
    ("invalid-rules/bool-equals-unset", "found optional boolean"),
    ("invalid-rules/cant-template-bool", "found boolean"),
    ("invalid-rules/default-must-be-required", "must be required"),
    ("invalid-rules/empty-rule", "is missing"),
    ("invalid-rules/empty-tree-rule", "a tree needs rules"),
    (
        "invalid-rules/field-in-wrong-tree",
        "nothing in scope is named `partitionResult`",
    ),
    (
        "invalid-rules/get-attr-must-be-static",
        "has no member `{authority}`",
    ),
    (
        "invalid-rules/invalid-param-type",
        "unknown parameter type `notastring`",
    ),
    ("invalid-rules/invalid-slice", "found optional string"),
    (
        "invalid-rules/missing-isset",
        "unknown member `authSchemes`",
    ),
    (
        "invalid-rules/no-shadowing-assignments",
        "`Region` is in scope already",
    ),
    (
        "invalid-rules/no-shadowing-params",
        "`Region` is in scope already",
    ),
    (
        "invalid-rules/only-refs-coerce-isset",
        "found optional string",
    ),
    ("invalid-rules/string-equals-unset", "found optional string"),
    ("invalid-rules/unknown-field", "has no member `nme`"),
    ("invalid-rules/unset-in-wrong-tree", "found optional string"),
    (
        "invalid-rules/wrong-default-type",
        "expected a string, found a Boolean",
    ),
    (
        "smithy-rules-engine/rules/bad-version-use",
        "`coalesce` needs version 1.1",
    ),
    (
        "smithy-rules-engine/rules/get-attr-not-1.0",
        "`split` needs version 1.1",
    ),
    (
        "smithy-rules-engine/rules/invalid-auth-name-type",
        "authSchemes[0].name",
    ),
    (
        "smithy-rules-engine/rules/invalid-duplicate-auth-name",
        "listed twice",
    ),
    (
        "smithy-rules-engine/rules/invalid-endpoint-uri",
        "must start with http://",
    ),
    (
        "smithy-rules-engine/rules/invalid-missing-auth-name",
        "member `name` is missing",
    ),
    (
        "smithy-rules-engine/rules/invalid-split-cannot-be-empty",
        "must not be empty",
    ),
    (
        "smithy-aws-endpoints/rules/signing-optional-properties-mistyped",
        "signingName",
    ),
];

const IN_MODEL: &str = "the fault is in the model around it: the binding of parameters";
const IN_CASES: &str = "the fault is in the test cases that come with it";
const NO_FAULT: &str = "Smithy only asks for attention";

/// Invalid rule sets that are accepted, with the reason. One that is rejected is a failure.
const NOT_SEEN_BY_PARSER: &[(&str, &str)] = &[
    (
        "smithy-rules-engine/rules/inconsistent-input-param-types",
        IN_MODEL,
    ),
    ("smithy-rules-engine/rules/inconsistent-params", IN_MODEL),
    (
        "smithy-rules-engine/rules/inconsistent-static-param-types",
        IN_MODEL,
    ),
    ("smithy-rules-engine/rules/invalid-member-type", IN_MODEL),
    (
        "smithy-rules-engine/rules/required-params-missing",
        IN_MODEL,
    ),
    (
        "smithy-rules-engine/rules/invalid-builtins",
        "which built-ins exist is for the client to say that binds them",
    ),
    ("smithy-rules-engine/rules/missing-documentation", NO_FAULT),
    (
        "smithy-aws-endpoints/rules/additional-consideration-built-ins",
        NO_FAULT,
    ),
    (
        "smithy-aws-endpoints/rules/beta-auth-scheme-missing-field",
        "what an unknown auth scheme requires is not known",
    ),
    (
        "smithy-aws-endpoints/rules/eventbridge-rules-extra-param",
        IN_CASES,
    ),
    (
        "smithy-aws-endpoints/rules/eventbridge-tests-param-not-defined",
        IN_CASES,
    ),
    (
        "smithy-aws-endpoints/rules/eventbridge-tests-param-type-mismatch",
        IN_CASES,
    ),
    (
        "smithy-aws-endpoints/rules/eventbridge-tests-req-params-missing",
        IN_CASES,
    ),
];

struct Params(Map<String, Json>);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        Some(match self.0.get(name)? {
            Json::Bool(flag) => (*flag).into(),
            Json::String(text) => text.into(),
            Json::Array(items) => items
                .iter()
                .map(|item| item.as_str().expect("a string").to_owned())
                .collect::<Vec<_>>()
                .into(),
            other => panic!("{other} cannot be a parameter"),
        })
    }
}

fn main() -> ExitCode {
    let data = || find("conformance/rules-engine");
    farrier_test_data::run(vec![
        Test::with("published_cases_pass", data(), |data| {
            published_cases_pass(&data)
        }),
        Test::with("invalid_rule_sets_are_rejected", data(), |data| {
            invalid_rule_sets_are_rejected(&data);
        }),
        Test::with("partitions_agree_with_published_data", data(), |data| {
            partitions_agree_with_published_data(&data);
        }),
    ])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|s| s.to_str()).expect("a name")
}

fn document(value: &Document) -> Json {
    match value {
        Document::Null => Json::Null,
        Document::Bool(flag) => json!(flag),
        Document::String(text) => json!(text),
        Document::Number(Number::PosInt(n)) => json!(n),
        Document::Number(Number::NegInt(n)) => json!(n),
        Document::Number(Number::Float(n)) => json!(n),
        Document::Array(items) => items.iter().map(document).collect(),
        Document::Object(members) => members
            .iter()
            .map(|(k, v)| (k.clone(), document(v)))
            .collect(),
    }
}

/// Converts an endpoint into the form of the test cases.
fn endpoint(endpoint: &Endpoint) -> Json {
    let headers: Map<String, Json> = endpoint
        .headers()
        .map(|(name, values)| (name.to_owned(), values.collect()))
        .collect();
    let mut properties: Map<String, Json> = endpoint
        .properties()
        .iter()
        .map(|(name, value)| (name.to_string(), document(value)))
        .collect();
    if !endpoint.auth_schemes().is_empty() {
        let schemes = endpoint.auth_schemes().iter();
        properties.insert(
            "authSchemes".to_owned(),
            schemes.map(|s| document(&s.as_document())).collect(),
        );
    }
    json!({ "url": endpoint.url(), "headers": headers, "properties": properties })
}

/// Returns the expected result of the case, with absent parts of an endpoint filled in.
fn expected(case: &Json) -> Json {
    let mut expected = case["expect"].clone();
    if let Some(endpoint) = expected.get_mut("endpoint").and_then(Json::as_object_mut) {
        for part in ["headers", "properties"] {
            endpoint.entry(part).or_insert_with(|| json!({}));
        }
    }
    expected
}

/// Runs one case. The error describes the actual result.
fn run_case(rules: &RuleSet, case: &Json) -> Result<(), String> {
    let params = Params(case["params"].as_object().cloned().unwrap_or_default());
    let found = match rules.resolve(&params) {
        Ok(found) => json!({ "endpoint": endpoint(&found) }),
        Err(error) => json!({ "error": error.to_string() }),
    };
    match expected(case) {
        wanted if wanted == found => Ok(()),
        wanted => Err(format!("expected {wanted}, found {found}")),
    }
}

fn published_cases_pass(data: &Path) {
    let mut wrong = Vec::new();
    for (folder, rule_sets, cases) in SUITES {
        let (mut seen_sets, mut seen_cases) = (0, 0);
        for path in files(&data.join(folder).join("valid-rules")) {
            seen_sets += 1;
            let rules =
                RuleSet::parse(&read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let tests = data
                .join(folder)
                .join("test-cases")
                .join(path.file_name().expect("a file"));
            if !tests.exists() {
                continue;
            }
            let tests: Json = serde_json::from_str(&read(&tests)).expect("JSON");
            for (i, case) in tests["testCases"]
                .as_array()
                .expect("cases")
                .iter()
                .enumerate()
            {
                seen_cases += 1;
                let id = format!("{folder}/{}/{i}", stem(&path));
                let exempt = EXPECTED_FAILURES.iter().any(|(known, _)| *known == id);
                match run_case(&rules, case) {
                    Ok(()) if exempt => wrong.push(format!("{id}: passes now")),
                    Err(error) if !exempt => wrong.push(format!("{id}: {error}")),
                    _ => {}
                }
            }
        }
        assert_eq!((seen_sets, seen_cases), (*rule_sets, *cases), "{folder}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks the result of parsing the invalid rule set `id`. Returns the problem, if there is one.
fn judge(id: &str, outcome: Result<RuleSet, RuleSetError>) -> Option<String> {
    let find = |table: &[(&str, &'static str)]| table.iter().find(|t| t.0 == id).map(|t| t.1);
    match (find(REJECTED), find(NOT_SEEN_BY_PARSER), outcome) {
        (Some(part), None, Err(error)) if error.to_string().contains(part) => None,
        (Some(_), None, Err(error)) => Some(format!("{id}: rejected for another reason: {error}")),
        (None, Some(_), Err(error)) => Some(format!("{id}: rejected now: {error}")),
        (Some(_), None, Ok(_)) => Some(format!("{id}: accepted")),
        (None, Some(_), Ok(_)) => None,
        (None, None, _) | (Some(_), Some(_), _) => Some(format!("{id}: must be in one table")),
    }
}

fn invalid_rule_sets_are_rejected(data: &Path) {
    let invalid = data.join("invalid");
    let folders = [
        "invalid-rules",
        "smithy-rules-engine/rules",
        "smithy-aws-endpoints/rules",
    ];
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in folders {
        for path in files(&invalid.join(folder)) {
            // The list of Smithy's messages is in the folder of the rule sets.
            if stem(&path) != "EXPECTED-ERRORS" {
                seen += 1;
                let id = format!("{folder}/{}", stem(&path));
                wrong.extend(judge(&id, RuleSet::parse(&read(&path))));
            }
        }
    }
    assert_eq!(seen, REJECTED.len() + NOT_SEEN_BY_PARSER.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The published partition data equals the table of the engine. The copy here is older, so it may lack regions.
fn partitions_agree_with_published_data(data: &Path) {
    let path = data.join("partitions/botocore-partitions.json");
    let published: Json = serde_json::from_str(&read(&path)).expect("JSON");
    let published = published["partitions"].as_array().expect("partitions");
    assert_eq!(published.len(), Partition::all().len());
    for (wanted, found) in published.iter().zip(Partition::all()) {
        let outputs = json!({
            "name": found.name,
            "dnsSuffix": found.dns_suffix,
            "dualStackDnsSuffix": found.dual_stack_dns_suffix,
            "implicitGlobalRegion": found.implicit_global_region,
            "supportsFIPS": found.supports_fips,
            "supportsDualStack": found.supports_dual_stack,
        });
        assert_eq!(wanted["outputs"], outputs);
        let prefixes: Vec<_> = found
            .region_prefixes
            .iter()
            .map(|p| p.replace('-', r"\-"))
            .collect();
        let pattern = match &*prefixes {
            [one] => format!(r"^{one}\-\w+\-\d+$"),
            many => format!(r"^({})\-\w+\-\d+$", many.join("|")),
        };
        let published_pattern = wanted["regionRegex"].as_str().expect("a pattern");
        assert_eq!(published_pattern.replace("(de)", "de"), pattern);
        for region in wanted["regions"].as_object().expect("regions").keys() {
            assert!(found.regions.contains(&region.as_str()), "{region}");
            assert_eq!(Partition::of_region(region), found, "{region}");
        }
    }
}
