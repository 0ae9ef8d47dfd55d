//! Tests with unrealistic rule sets: with maximum depth, and damaged at random.

use farrier_endpoint_rules::{EndpointParams, ResolveError, RuleSet, Value};
use serde_json::{json, Value as Json};

/// Stack size in bytes, less than a thread of tokio or of a small device has.
const STACK: usize = 256 * 1024;

struct Params(&'static [(&'static str, &'static str)]);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        let (_, text) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(match *text {
            "true" => true.into(),
            "false" => false.into(),
            text => text.into(),
        })
    }
}

const PARAMS: [Params; 4] = [
    Params(&[]),
    Params(&[("Region", "us-east-1")]),
    Params(&[
        ("Region", "cn-x-1"),
        ("Bucket", "arn:aws:s3:r:1:a/b"),
        ("Fips", "true"),
    ]),
    Params(&[
        ("Region", ""),
        ("Bucket", "é"),
        ("Endpoint", "https://[::1]:1/a?b"),
    ]),
];

fn on_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(STACK);
    let thread = thread.spawn(work).expect("a thread");
    thread.join().expect("the work is done without a panic")
}

fn rule_set(rules: &Json) -> String {
    json!({
        "version": "1.1",
        "parameters": {
            "Region": { "type": "string" },
            "Bucket": { "type": "string" },
            "Endpoint": { "type": "string" },
            "Fips": { "type": "boolean", "required": true, "default": false },
        },
        "rules": rules,
    })
    .to_string()
}

fn error(conditions: Json, text: &Json) -> Json {
    json!({ "type": "error", "conditions": conditions, "error": text })
}

/// Returns a rule set with that many nested trees.
fn trees(count: usize) -> String {
    let rule = error(json!([]), &json!("the bottom"));
    let rule = (0..count).fold(
        rule,
        |rule, _| json!({ "type": "tree", "conditions": [], "rules": [rule] }),
    );
    rule_set(&json!([rule]))
}

/// Returns a rule set with an expression of that many nested calls.
fn calls(count: usize) -> String {
    let text = (0..count).fold(
        json!("the bottom"),
        |inner, _| json!({ "fn": "ite", "argv": [true, inner, "x"] }),
    );
    rule_set(&json!([error(json!([]), &text)]))
}

#[test]
fn the_deepest_rules_that_are_accepted_need_little_stack() {
    for deep in [trees, calls] {
        let fits = |count: usize| RuleSet::parse(&deep(count)).is_ok();
        let most = (1..300).take_while(|count| fits(*count)).last();
        let most = most.expect("some depth is accepted");
        assert!(most >= 45, "{most}");
        let text = deep(most + 1);
        let refused = on_small_stack(move || RuleSet::parse(&text).map(|_| ()));
        let refused = refused.expect_err("one more is too deep").to_string();
        assert!(refused.contains("nested deeper"), "{refused}");
        let text = deep(most);
        let found = on_small_stack(move || RuleSet::parse(&text)?.resolved());
        let message = "the bottom".to_owned();
        assert_eq!(found, Ok(Err(ResolveError::Rule { message })));
    }
}

/// Returns the path where the nesting limit is exceeded, counted from the root of the rule set.
#[test]
fn what_is_too_deep_has_a_place() {
    let refused = RuleSet::parse(&trees(60)).expect_err("60 trees are too deep");
    let [fault] = refused.faults() else {
        panic!("one fault: {refused}");
    };
    assert_eq!(fault.message(), "nested deeper than 100 levels");
    assert_eq!(
        fault.pointer(),
        "/rules/0".repeat(50),
        "two levels for each tree"
    );
}

/// Text so deep that a tree of JSON values cannot be dropped without a stack overflow.
#[test]
fn nesting_without_an_end_is_refused() {
    const LEVELS: usize = 10_000;
    let nested = |open: &str, inner: &str, close: &str| {
        let (open, close) = (open.repeat(LEVELS), close.repeat(LEVELS));
        format!("{open}{inner}{close}")
    };
    let error = |text: &str| format!(r#"{{"type":"error","conditions":[],"error":{text}}}"#);
    let set = |rule: &str| rule_set(&json!(["RULE"])).replace(r#""RULE""#, rule);
    let endpoint = |properties: &str| {
        format!(
            r#"{{"type":"endpoint","conditions":[],
                "endpoint":{{"url":"https://a","properties":{properties}}}}}"#
        )
    };
    let tree = r#"{"type":"tree","conditions":[],"rules":["#;
    let trees = nested(tree, &error(r#""x""#), "]}");
    let not = r#"{"fn":"not","argv":["#;
    let condition = nested(not, "true", "]}");
    let condition = format!(r#"{{"type":"error","conditions":[{condition}],"error":"x"}}"#);
    let coalesce = nested(r#"{"fn":"coalesce","argv":["#, r#""x""#, r#","y"]}"#);
    let texts = [
        set(&trees),
        set(&condition),
        set(&error(&coalesce)),
        set(&error(&nested("[", "", "]"))),
        set(&endpoint(&nested(r#"{"a":"#, "1", "}"))),
        set(&endpoint(&nested(r#"{"authSchemes":["#, "", "]}"))),
        // Never closed.
        "[".repeat(LEVELS),
        r#"{"rules":"#.repeat(LEVELS),
    ];
    for text in texts {
        let start = text.chars().take(300).collect::<String>();
        let refused = on_small_stack(move || RuleSet::parse(&text).map(|_| ()));
        let refused = refused.expect_err("too deep").to_string();
        assert!(
            refused.contains("nested deeper than 100"),
            "{start}: {refused}"
        );
    }
}

/// Long input that is not deep needs no limit: rules, conditions, arguments and pieces of a template.
#[test]
fn long_rule_sets_need_no_stack() {
    const COUNT: usize = 10_000;
    let never = json!({ "fn": "booleanEquals", "argv": [{ "ref": "Fips" }, true] });
    let mut rules = vec![error(json!([never]), &json!("no")); COUNT];
    let always = json!({ "fn": "not", "argv": [{ "ref": "Fips" }] });
    let nothing =
        json!({ "fn": "getAttr", "argv": [{ "fn": "split", "argv": ["a", "b", 0] }, "[1]"] });
    let mut values = vec![nothing; COUNT];
    values.push(json!("x"));
    rules.push(error(
        json!(vec![always; COUNT]),
        &json!({ "fn": "coalesce", "argv": values }),
    ));
    let text = rule_set(&json!(rules));
    let found = on_small_stack(move || RuleSet::parse(&text)?.resolved());
    let message = "x".to_owned();
    assert_eq!(found, Ok(Err(ResolveError::Rule { message })));
}

type Resolved = Result<String, ResolveError>;

trait ResolvedWithout {
    fn resolved(&self) -> Result<Resolved, farrier_endpoint_rules::RuleSetError>;
}

impl ResolvedWithout for RuleSet {
    /// Resolves the URL without parameters.
    fn resolved(&self) -> Result<Resolved, farrier_endpoint_rules::RuleSetError> {
        Ok(self
            .resolve(&Params(&[]))
            .map(|found| found.url().to_owned()))
    }
}

/// Returns one rule set of each kind.
fn sample() -> Json {
    let rules = json!([
        { "type": "tree",
          "conditions": [
            { "fn": "isSet", "argv": [{ "ref": "Endpoint" }] },
            { "fn": "parseURL", "argv": [{ "ref": "Endpoint" }], "assign": "url" } ],
          "rules": [
            error(
                json!([{ "fn": "booleanEquals", "argv": [{ "ref": "Fips" }, true] }]),
                &json!("{url#authority}"),
            ),
            { "type": "endpoint", "conditions": [], "endpoint": { "url": "{url#scheme}://{url#authority}" } } ] },
        { "type": "endpoint",
          "conditions": [
            { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
            { "fn": "aws.parseArn", "argv": [{ "ref": "Bucket" }], "assign": "arn" },
            { "fn": "getAttr", "argv": [{ "ref": "arn" }, "resourceId[-1]"], "assign": "last" },
            { "fn": "substring", "argv": ["{last}", 0, 1, true], "assign": "end" },
            { "fn": "split", "argv": ["{arn#service}", "s", 2], "assign": "parts" },
            { "fn": "coalesce",
              "argv": [{ "fn": "getAttr", "argv": [{ "ref": "parts" }, "[1]"] }, "none"],
              "assign": "part" },
            { "fn": "not",
              "argv": [{ "fn": "aws.isVirtualHostableS3Bucket", "argv": ["{last}", true] }] } ],
          "endpoint": { "url": "https://{end}.{part}" } },
        { "type": "endpoint",
          "conditions": [
            { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" },
            { "fn": "ite", "argv": [{ "ref": "Fips" }, "-fips", ""], "assign": "fips" },
            { "fn": "isValidHostLabel", "argv": [{ "ref": "Region" }, false] } ],
          "endpoint": {
            "url": "https://x{fips}.{Region}.{p#dnsSuffix}",
            "headers": { "x-a": ["{p#name}"] },
            "properties": {
              "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }],
              "other": [1, null, { "a": "{p#name}" }] } } },
        error(json!([]), &json!("nothing fits")),
    ]);
    serde_json::from_str(&rule_set(&rules)).expect("JSON")
}

/// Returns every value of the document with its JSON pointer.
fn pointers(value: &Json, at: String, all: &mut Vec<String>) {
    match value {
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, format!("{at}/{index}"), all);
            }
        }
        Json::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{at}/{key}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

fn damaged(mut document: Json, random: &mut fastrand::Rng) -> Json {
    for _ in 0..random.usize(1..4) {
        let mut all = Vec::new();
        pointers(&document, String::new(), &mut all);
        let from = random
            .choice(&all)
            .and_then(|at| document.pointer(at))
            .cloned();
        let place = random.choice(&all).and_then(|at| document.pointer_mut(at));
        let Some(place) = place else { continue };
        match (random.u8(..6), place) {
            (0, place) => *place = from.unwrap_or_default(),
            (1, place) => *place = Json::Null,
            (2, Json::Array(items)) if !items.is_empty() => {
                items.remove(random.usize(..items.len()));
            }
            (3, Json::Array(items)) => items.extend(from),
            (_, Json::Array(items)) => random.shuffle(items),
            (2, Json::Object(members)) => {
                let key = random.choice(members.keys().cloned().collect::<Vec<_>>());
                members.retain(|known, _| Some(known) != key.as_ref());
            }
            (_, Json::Object(members)) => {
                let key = *random
                    .choice(&["ref", "assign", "fn", "url", "x"])
                    .unwrap_or(&"x");
                members.insert(key.to_owned(), from.unwrap_or_default());
            }
            (2, Json::String(text)) => {
                let names = [
                    "{Region}",
                    "{arn#resourceId}",
                    "{",
                    "isSet",
                    "not",
                    "é",
                    "[9]",
                    "p",
                ];
                let at = text.char_indices().map(|(at, _)| at);
                let at = random.choice(at.collect::<Vec<_>>()).unwrap_or_default();
                text.insert_str(at, random.choice(names).unwrap_or_default());
            }
            (_, place @ Json::Number(_)) => *place = json!(random.i64(..)),
            (_, place) => *place = from.unwrap_or_default(),
        }
    }
    document
}

/// A damaged rule set is either rejected with a reason or can be resolved. Nothing panics.
#[test]
fn damaged_rule_sets_are_refused_or_work() {
    let sample = sample();
    assert!(RuleSet::parse(&sample.to_string()).is_ok());
    let mut random = fastrand::Rng::with_seed(11);
    let (mut refused, mut resolved) = (0, 0);
    for _ in 0..6_000 {
        let document = damaged(sample.clone(), &mut random);
        match RuleSet::parse(&document.to_string()) {
            Err(error) => {
                refused += 1;
                for fault in error.faults() {
                    assert!(!fault.message().is_empty());
                    let there = document.pointer(&fault.pointer()).is_some();
                    assert!(there, "no place: {fault}");
                }
            }
            Ok(rules) => {
                for params in &PARAMS {
                    resolved += usize::from(rules.resolve(params).is_ok());
                }
            }
        }
    }
    assert!(refused > 1_000, "{refused}");
    assert!(resolved > 100, "{resolved}");
}
