//! Tests with random parameters. The result is always an endpoint or an error, and always the same one for the same
//! parameters.

mod forms;
mod values;

use farrier_endpoint_rules::{EndpointParams, Parameter, ResolveError, RuleSet};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use values::{random, Params, MOST};

/// Uses every function of the language, on parameters and on results of other functions.
const ALL_FUNCTIONS: &str = r##"{
  "version": "1.1",
  "parameters": {
    "Region": { "type": "string" },
    "Bucket": { "type": "string" },
    "Endpoint": { "type": "string" },
    "Names": { "type": "stringArray" },
    "Start": { "type": "string", "required": true, "default": "x" },
    "Fips": { "type": "boolean", "required": true, "default": false } },
  "rules": [
    { "type": "endpoint",
      "conditions": [
        { "fn": "isSet", "argv": [{ "ref": "Endpoint" }] },
        { "fn": "parseURL", "argv": [{ "ref": "Endpoint" }], "assign": "url" },
        { "fn": "booleanEquals", "argv": [{ "fn": "getAttr", "argv": [{ "ref": "url" }, "isIp"] }, { "ref": "Fips" }] } ],
      "endpoint": {
        "url": "{url#scheme}://{url#authority}{url#normalizedPath}",
        "headers": { "x-path": ["{url#path}"] } } },
    { "type": "tree",
      "conditions": [
        { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
        { "fn": "aws.parseArn", "argv": [{ "ref": "Bucket" }], "assign": "arn" } ],
      "rules": [
        { "type": "endpoint",
          "conditions": [
            { "fn": "getAttr", "argv": [{ "ref": "arn" }, "resourceId[-2]"], "assign": "kind" },
            { "fn": "isValidHostLabel", "argv": ["{kind}", true] } ],
          "endpoint": { "url": "https://{kind}.{arn#region}.{arn#accountId}" } },
        { "type": "error", "conditions": [], "error": "no kind in {arn#partition} {arn#service}" } ] },
    { "type": "endpoint",
      "conditions": [
        { "fn": "isSet", "argv": [{ "ref": "Names" }] },
        { "fn": "getAttr", "argv": [{ "ref": "Names" }, "[0]"], "assign": "name" },
        { "fn": "split", "argv": ["{name}", "{Start}", 3], "assign": "parts" },
        { "fn": "getAttr", "argv": [{ "ref": "parts" }, "[1]"], "assign": "part" } ],
      "endpoint": { "url": "https://{part}" } },
    { "type": "endpoint",
      "conditions": [
        { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
        { "fn": "substring", "argv": [{ "ref": "Bucket" }, 2, 5, true], "assign": "end" },
        { "fn": "not", "argv": [{ "fn": "stringEquals", "argv": ["{end}", "--x"] }] },
        { "fn": "aws.isVirtualHostableS3Bucket", "argv": [{ "ref": "Bucket" }, { "ref": "Fips" }] },
        { "fn": "uriEncode", "argv": ["{end}{Start}"], "assign": "encoded" } ],
      "endpoint": { "url": "https://{encoded}" } },
    { "type": "endpoint",
      "conditions": [
        { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" },
        { "fn": "ite", "argv": [{ "ref": "Fips" }, "-fips", ""], "assign": "fips" } ],
      "endpoint": {
        "url": "https://x{fips}.{Region}.{p#dnsSuffix}",
        "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }], "p": ["{p#name}"] } } },
    { "type": "error", "conditions": [],
      "error": { "fn": "coalesce", "argv": [{ "ref": "Endpoint" }, { "ref": "Bucket" }, "nothing fits"] } } ]
}"##;

/// The rule sets by name: the one above, those of the generated clients, and the published ones.
static RULE_SETS: LazyLock<BTreeMap<String, RuleSet>> = LazyLock::new(|| {
    let mut texts = vec![("all functions".to_owned(), ALL_FUNCTIONS.to_owned())];
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for client in entries(&workspace.join("generated")) {
        let text = read(&client.join("src/endpoint-rules.txt"));
        let json = text.find('{').and_then(|start| text.get(start..));
        texts.push((client.display().to_string(), json.expect("JSON").to_owned()));
    }
    assert!(texts.len() > 1, "no clients in the workspace");
    texts.extend(published());
    let parsed = texts.into_iter().map(|(name, text)| {
        let rules = RuleSet::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, rules)
    });
    parsed.collect()
});

fn published() -> Vec<(String, String)> {
    let found = farrier_test_data::find("conformance/rules-engine/botocore/valid-rules");
    let Some(folder) = farrier_test_data::if_there("the published rule sets", found) else {
        return Vec::new();
    };
    let files = entries(&folder).into_iter();
    files
        .map(|file| (file.display().to_string(), read(&file)))
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    entries
        .map(|entry| entry.expect("readable").path())
        .collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_parameters_resolve_or_are_refused(
        values in prop::collection::vec(random(), MOST),
        wrong in prop::option::weighted(0.1, 0..MOST),
    ) {
        for (name, rules) in &*RULE_SETS {
            let parameters = rules.parameters();
            prop_assert!(parameters.len() <= MOST, "{name}");
            let wrong = wrong.filter(|at| *at < parameters.len());
            let params = Params { parameters, values: &values, wrong };
            let found = rules.resolve(&params);
            prop_assert_eq!(&rules.resolve(&params), &found, "{}", name);
            let missing = |parameter: &Parameter| {
                parameter.required() && parameter.default().is_none()
                    && params.get(parameter.name()).is_none()
            };
            match found {
                Ok(endpoint) => prop_assert!(!endpoint.url().is_empty(), "{name}"),
                Err(ResolveError::ParameterType { name: parameter, .. }) => {
                    let given = wrong.map(|at| parameters[at].name());
                    prop_assert_eq!(given, Some(&*parameter), "{}", name);
                }
                Err(ResolveError::MissingParameter { name: parameter }) => {
                    let is_missing = |one: &Parameter| one.name() == parameter && missing(one);
                    prop_assert!(parameters.iter().any(is_missing), "{name}: {parameter}");
                }
                Err(_) => {
                    prop_assert!(wrong.is_none() && !parameters.iter().any(missing), "{name}");
                }
            }
        }
    }
}
