//! Tests of the language: scopes, templates, checks, and input that is not a rule set.

use super::{EndpointParams, ResolveError, RuleSet, Value};
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use aws_smithy_types::Document;
use std::collections::HashMap;

struct Params(HashMap<&'static str, Value<'static>>);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        self.0.get(name).cloned()
    }
}

fn params<const N: usize>(values: [(&'static str, Value<'static>); N]) -> Params {
    Params(HashMap::from(values))
}

/// A rule set with every function and every kind of member.
const SAMPLE: &str = r#"{ "version": "1.1", "serviceId": "sample",
"parameters": {
  "Region": { "type": "string", "builtIn": "AWS::Region", "required": true },
  "UseFIPS": { "type": "boolean", "required": true, "default": false },
  "Endpoint": { "type": "String", "builtIn": "SDK::Endpoint", "documentation": "d", "deprecated": { "since": "1" } },
  "Names": { "type": "stringArray", "required": true, "default": ["a", "b"] },
  "Bucket": { "type": "string" } },
"rules": [
  { "type": "tree", "documentation": "d", "conditions": [
      { "fn": "isSet", "argv": [{ "ref": "Endpoint" }] },
      { "fn": "parseURL", "argv": [{ "ref": "Endpoint" }], "assign": "url" } ],
    "rules": [
      { "type": "error", "error": "{{no}} {url#authority}", "conditions": [
          { "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] } ] },
      { "type": "endpoint", "endpoint": { "url": { "ref": "Endpoint" } }, "conditions": [
          { "fn": "not", "argv": [{ "fn": "stringEquals", "argv": ["{url#path}", "/none"] }] } ] } ] },
  { "type": "endpoint", "conditions": [
      { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
      { "fn": "aws.parseArn", "argv": [{ "ref": "Bucket" }], "assign": "arn" },
      { "fn": "getAttr", "argv": [{ "ref": "arn" }, "resourceId[-1]"], "assign": "last" },
      { "fn": "isValidHostLabel", "argv": ["{last}", false] },
      { "fn": "aws.isVirtualHostableS3Bucket", "argv": ["{last}", true] },
      { "fn": "substring", "argv": ["{last}", 0, 2, true], "assign": "end" },
      { "fn": "coalesce", "argv": [{ "fn": "getAttr", "argv": [{ "ref": "Names" }, "[1]"] }, "none"], "assign": "n" },
      { "fn": "split", "argv": ["{arn#region}", "-", 0], "assign": "parts" },
      { "fn": "ite", "argv": [{ "ref": "UseFIPS" }, "-fips", ""], "assign": "fips" },
      { "fn": "uriEncode", "argv": ["{arn#service}/{end}"], "assign": "encoded" } ],
    "endpoint": { "url": "https://{last}{fips}.{n}/{encoded}" } },
  { "type": "endpoint", "conditions": [
      { "fn": "aws.partition", "argv": ["{Region}"], "assign": "p" } ],
    "endpoint": { "url": "https://x.{Region}.{p#dnsSuffix}",
      "headers": { "x-a": ["1", "{p#name}"] },
      "properties": {
        "authSchemes": [
          { "name": "sigv4a", "signingRegionSet": ["*"], "signingName": "x", "disableDoubleEncoding": true },
          { "name": "sigv4", "signingRegion": "{p#implicitGlobalRegion}" } ],
        "other": { "list": ["{Region}", 1, -2, null, false] } } } } ] }"#;

fn sample() -> RuleSet {
    RuleSet::parse(SAMPLE).unwrap()
}

/// Returns a rule set with two optional string parameters, `A` and `B`.
fn with_rules(rules: &str) -> Result<RuleSet, String> {
    let text = r#"{ "version": "1.1", "parameters": { "A": { "type": "string" }, "B": { "type": "string" } }, "rules": "#;
    RuleSet::parse(&format!("{text}{rules} }}")).map_err(|e| e.to_string())
}

#[test]
fn parameters_keep_order_and_facts() {
    let rules = sample();
    let names: Vec<_> = rules.parameters().iter().map(|p| p.name()).collect();
    assert_eq!(names, ["Region", "UseFIPS", "Endpoint", "Names", "Bucket"]);
    let [region, fips, ..] = rules.parameters() else {
        panic!("two parameters")
    };
    assert_eq!(region.built_in(), Some("AWS::Region"));
    assert!(region.required() && region.default().is_none());
    assert_eq!(fips.default(), Some(&Value::Bool(false)));
}

#[test]
fn endpoints_carry_headers_properties_and_typed_auth_schemes() {
    let found = sample().resolve(&params([("Region", "cn-x-1".into())]));
    let strings = |items: &[&str]| Document::Array(items.iter().map(|s| (*s).into()).collect());
    let other = HashMap::from([(
        "list".to_owned(),
        Document::Array(vec![
            "cn-x-1".into(),
            1_u64.into(),
            (-2_i64).into(),
            Document::Null,
            false.into(),
        ]),
    )]);
    let wanted = Endpoint::builder()
        .url("https://x.cn-x-1.amazonaws.com.cn")
        .header("x-a", "1")
        .header("x-a", "aws-cn")
        .property("other", other)
        .auth_scheme(
            EndpointAuthScheme::with_capacity("sigv4a", 3)
                .put("signingRegionSet", strings(&["*"]))
                .put("signingName", "x")
                .put("disableDoubleEncoding", true),
        )
        .auth_scheme(
            EndpointAuthScheme::with_capacity("sigv4", 1).put("signingRegion", "cn-northwest-1"),
        )
        .build();
    assert_eq!(found, Ok(wanted));
}

#[test]
fn functions_work_together() {
    let url = |values: Params| sample().resolve(&values).unwrap().url().to_owned();
    let arn = || Value::from("arn:aws:svc:r-1:1:kind/name");
    let mut values = params([("Region", "r".into()), ("Bucket", arn())]);
    assert_eq!(url(values), "https://name.b/svc%2Fme");
    let names = Value::from(vec!["only".to_owned()]);
    values = params([
        ("Region", "r".into()),
        ("Bucket", arn()),
        ("UseFIPS", true.into()),
        ("Names", names),
    ]);
    assert_eq!(url(values), "https://name-fips.none/svc%2Fme");
}

#[test]
fn errors_say_what_is_wrong() {
    let error = |values: Params| sample().resolve(&values).unwrap_err();
    assert_eq!(
        error(params([])).to_string(),
        "the endpoint parameter `Region` is required and missing"
    );
    assert_eq!(
        error(params([("Region", true.into())])).to_string(),
        "the endpoint parameter `Region` must be a string"
    );
    let fips = [
        ("Region", "r".into()),
        ("Endpoint", "https://h:1/p".into()),
        ("UseFIPS", true.into()),
    ];
    assert_eq!(error(params(fips)).to_string(), "{no} h:1");
}

#[test]
fn a_tree_that_applies_is_final() {
    let values = [
        ("Region", "r".into()),
        ("Endpoint", "https://h/none".into()),
    ];
    assert_eq!(
        sample().resolve(&params(values)),
        Err(ResolveError::Exhausted)
    );
}

#[test]
fn an_empty_url_is_an_error() {
    let rules = with_rules(
        r#"[{ "type": "endpoint", "conditions": [{ "fn": "isSet", "argv": [{ "ref": "A" }] }],
              "endpoint": { "url": "{A}" } }]"#,
    );
    let found = rules.unwrap().resolve(&params([("A", "".into())]));
    assert_eq!(found, Err(ResolveError::EmptyUrl));
}

#[test]
fn an_unset_value_in_a_result_is_an_error() {
    let rules = with_rules(
        r#"[{ "type": "error", "conditions": [{ "fn": "isSet", "argv": [{ "ref": "A" }] }],
              "error": { "fn": "coalesce", "argv": [
                { "fn": "getAttr", "argv": [{ "fn": "split", "argv": ["a", "{A}", 0] }, "[0]"] },
                { "fn": "uriEncode", "argv": ["{A}"] } ] } }]"#,
    );
    let rules = rules.unwrap();
    let message = |a: &'static str| {
        rules
            .resolve(&params([("A", a.into())]))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(message("b"), "a");
    assert_eq!(message(""), "", "an empty delimiter makes `split` unset");
}

#[test]
fn names_end_with_their_rule() {
    let assign = r#"{ "fn": "uriEncode", "argv": ["x"], "assign": "V" }"#;
    let error = |conditions: &str, text: &str| {
        format!(r#"{{ "type": "error", "conditions": [{conditions}], "error": "{text}" }}"#)
    };
    let sibling = format!("[{}, {}]", error(assign, "{V}"), error("", "{V}"));
    assert!(with_rules(&sibling)
        .unwrap_err()
        .contains("rules[1].error.{V}"));
    let reuse = format!("[{}, {}]", error(assign, "{V}"), error(assign, "{V}"));
    assert!(with_rules(&reuse).is_ok());
    let twice = format!("[{}]", error(&format!("{assign}, {assign}"), "x"));
    assert!(with_rules(&twice).unwrap_err().contains("in scope already"));
    let is_set = r#"{ "fn": "isSet", "argv": [{ "ref": "A" }] }"#;
    let proof = format!("[{}, {}]", error(is_set, "{A}"), error("", "{A}"));
    assert!(with_rules(&proof)
        .unwrap_err()
        .contains("rules[1].error.{A}"));
}

#[test]
fn a_partition_proves_its_region() {
    let rules = with_rules(
        r#"[{ "type": "endpoint",
              "conditions": [{ "fn": "aws.partition", "argv": [{ "ref": "A" }], "assign": "p" }],
              "endpoint": { "url": "https://{A}.{p#dnsSuffix}" } }]"#,
    );
    let rules = rules.unwrap();
    let found = rules.resolve(&params([("A", "r".into())])).unwrap();
    assert_eq!(found.url(), "https://r.amazonaws.com");
    assert_eq!(rules.resolve(&params([])), Err(ResolveError::Exhausted));
}

#[test]
fn faults_are_found_when_parsing() {
    let condition = |text: &str| {
        with_rules(&format!(
            r#"[{{ "type": "error", "error": "x", "conditions": [{text}] }}]"#
        ))
        .unwrap_err()
    };
    for (text, fault) in [
        (r#"{ "fn": "nope", "argv": [] }"#, "unknown function `nope`"),
        (r#"{ "fn": "not", "argv": [] }"#, "0 arguments do not fit"),
        (
            r#"{ "fn": "not", "argv": [true, true] }"#,
            "2 arguments do not fit",
        ),
        (
            r#"{ "fn": "not", "argv": ["x"] }"#,
            "must be of type boolean, found string",
        ),
        (
            r#"{ "fn": "stringEquals", "argv": ["x", { "ref": "A" }] }"#,
            "prove that it is set",
        ),
        (
            r#"{ "fn": "isSet", "argv": [{ "ref": "Z" }] }"#,
            "nothing in scope is named `Z`",
        ),
        (r#"{ "fn": "isSet", "argv": ["{A"] }"#, "unbalanced braces"),
        (r#"{ "fn": "isSet", "argv": ["A}"] }"#, "unbalanced braces"),
        (
            r#"{ "fn": "isSet", "argv": ["{A#b}"] }"#,
            "has no member `b`",
        ),
        (r#"{ "fn": "isSet", "argv": [1.5] }"#, "must be integers"),
        (r#"{ "fn": "isSet", "argv": [null] }"#, "found null"),
        (
            r#"{ "fn": "coalesce", "argv": ["x"] }"#,
            "1 arguments do not fit",
        ),
        (
            r#"{ "fn": "coalesce", "argv": ["x", true] }"#,
            "different types",
        ),
        (
            r#"{ "fn": "ite", "argv": [true, "x"] }"#,
            "2 arguments do not fit",
        ),
        (
            r#"{ "fn": "split", "argv": ["x", "", 0] }"#,
            "must not be empty",
        ),
        (
            r#"{ "fn": "split", "argv": ["x", "-", -1] }"#,
            "must not be negative",
        ),
        (
            r#"{ "fn": "getAttr", "argv": [["x"], "[+1]"] }"#,
            "is not an index",
        ),
        (
            r#"{ "fn": "getAttr", "argv": [["x"], "[1"] }"#,
            "malformed path",
        ),
        (
            r#"{ "fn": "getAttr", "argv": [["x"], ""] }"#,
            "has no member",
        ),
        (
            r#"{ "fn": "getAttr", "argv": [["x"]] }"#,
            "takes two arguments",
        ),
    ] {
        let error = condition(text);
        assert!(error.contains(fault), "{text}: {error}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    for open in ["[", r#"{"a":"#] {
        let error = RuleSet::parse(&open.repeat(100_000)).unwrap_err();
        assert!(error.to_string().contains("nested deeper"), "{error}");
    }
}

/// Parsing returns for any text, and so does resolving with the result.
fn survives(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    if let Ok(rules) = RuleSet::parse(&text) {
        for values in [
            params([]),
            params([
                ("Region", "us-x-1".into()),
                ("Endpoint", "http://h?".into()),
            ]),
            params([("Region", "".into()), ("Bucket", "arn:aws:s:::é/".into())]),
        ] {
            let _endpoint_or_error = rules.resolve(&values);
        }
    }
}

#[test]
fn broken_text_never_panics() {
    let sample = SAMPLE.as_bytes();
    for end in 0..sample.len() {
        survives(&sample[..end]);
        survives(&sample[end..]);
    }
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..4_000 {
        let mut text = sample.to_vec();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..text.len());
            match random.u8(..4) {
                0 => text[at] = random.u8(..),
                1 => text[at] = *random.choice(br#"{}[]",:#0-e\tn"#).unwrap(),
                2 => drop(text.drain(at..(at + random.usize(1..40)).min(text.len()))),
                _ => {
                    let from = random.usize(..sample.len() - 60);
                    let piece = &sample[from..from + random.usize(1..60)];
                    text.splice(at..at, piece.iter().copied());
                }
            }
        }
        survives(&text);
    }
}
