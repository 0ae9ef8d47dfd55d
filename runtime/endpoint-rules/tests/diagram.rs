//! Tests of `endpointBdd`: ways through the diagram, and documents that are malformed.

use aws_smithy_types::base64;
use farrier_endpoint_rules::{EndpointParams, ResolveError, RuleSet, Value};
use serde_json::{json, Value as Json};

/// References from here on are results, and number 0 is none.
const RESULT: i32 = 100_000_000;

const TERMINAL: [i32; 3] = [-1, 1, -1];

struct Params(&'static [(&'static str, &'static str)]);

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        let (_, text) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(match *text {
            "true" => true.into(),
            text => text.into(),
        })
    }
}

/// Returns a diagram with the conditions `Region` is set, its partition `p`, and `Fips`.
fn diagram(root: i32, nodes: &[[i32; 3]]) -> Json {
    let bytes = nodes.iter().flatten().flat_map(|part| part.to_be_bytes());
    let bytes: Vec<u8> = bytes.collect();
    json!({
        "version": "1.1",
        "parameters": {
            "Region": { "type": "string", "builtIn": "AWS::Region" },
            "Fips": { "type": "boolean", "required": true, "default": false },
        },
        "conditions": [
            { "fn": "isSet", "argv": [{ "ref": "Region" }] },
            { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" },
            { "fn": "booleanEquals", "argv": [{ "ref": "Fips" }, true] },
        ],
        "results": [
            { "type": "endpoint", "conditions": [], "endpoint": { "url": "https://a.{p#dnsSuffix}" } },
            { "type": "error", "conditions": [], "error": "no FIPS in {Region}" },
            { "type": "error", "error": "a region is missing" },
        ],
        "root": root,
        "nodeCount": nodes.len(),
        "nodes": base64::encode(bytes),
    })
}

fn usual() -> Json {
    diagram(
        2,
        &[
            TERMINAL,
            [0, 3, RESULT + 3],
            [1, 4, RESULT],
            [2, RESULT + 2, RESULT + 1],
        ],
    )
}

fn parse(document: &Json) -> Result<RuleSet, String> {
    RuleSet::parse(&document.to_string()).map_err(|error| error.to_string())
}

fn outcome(document: &Json, params: Params) -> Result<String, ResolveError> {
    let found = parse(document).expect("a valid diagram").resolve(&params);
    found.map(|endpoint| endpoint.url().to_owned())
}

fn refusal(message: &str) -> Result<String, ResolveError> {
    let message = message.to_owned();
    Err(ResolveError::Rule { message })
}

#[test]
fn nodes_lead_to_results() {
    let found = outcome(&usual(), Params(&[]));
    assert_eq!(found, refusal("a region is missing"));
    let url = "https://a.amazonaws.com.cn".to_owned();
    assert_eq!(
        outcome(&usual(), Params(&[("Region", "cn-north-1")])),
        Ok(url)
    );
    assert_eq!(
        outcome(&usual(), Params(&[("Region", "x"), ("Fips", "true")])),
        refusal("no FIPS in x")
    );
    let wrong = Params(&[("Fips", "no boolean")]);
    assert!(matches!(
        outcome(&usual(), wrong),
        Err(ResolveError::ParameterType { .. })
    ));
}

#[test]
fn a_complement_exchanges_the_references_of_its_node_alone() {
    let region = Params(&[("Region", "x")]);
    let nodes = [
        TERMINAL,
        [0, -3, RESULT + 3],
        [2, 4, RESULT + 3],
        [2, RESULT + 2, 1],
    ];
    assert_eq!(
        outcome(&diagram(2, &nodes), region),
        Err(ResolveError::Exhausted)
    );
    let fips = Params(&[("Region", "x"), ("Fips", "true")]);
    assert_eq!(
        outcome(&diagram(2, &nodes), fips),
        refusal("a region is missing")
    );
}

#[test]
fn terminals_and_result_0_are_no_match() {
    for next in [1, -1, RESULT] {
        let nodes = [TERMINAL, [2, RESULT + 3, next]];
        let found = outcome(&diagram(2, &nodes), Params(&[]));
        assert_eq!(found, Err(ResolveError::Exhausted), "{next}");
        let found = outcome(&diagram(next, &[TERMINAL]), Params(&[]));
        assert_eq!(found, Err(ResolveError::Exhausted), "{next}");
    }
    let found = outcome(&diagram(RESULT + 3, &[]), Params(&[]));
    assert_eq!(found, refusal("a region is missing"));
}

#[test]
fn a_condition_on_a_value_that_is_not_set_does_not_hold() {
    let nodes = [TERMINAL, [1, 1, RESULT + 3]];
    let found = outcome(&diagram(2, &nodes), Params(&[]));
    assert_eq!(found, refusal("a region is missing"));
}

/// Returns the fault of the usual diagram with another value at `pointer`.
fn fault(pointer: &str, value: Json) -> String {
    let mut document = usual();
    *document.pointer_mut(pointer).expect("a value") = value;
    parse(&document).expect_err("a fault")
}

#[test]
fn malformed_members_are_refused_with_their_place() {
    for (pointer, value, wanted) in [
        (
            "/version",
            json!("1.0"),
            "at version: the form with nodes needs version 1.1",
        ),
        (
            "/conditions",
            json!({}),
            "at conditions: expected an array, found an object",
        ),
        (
            "/conditions/1/fn",
            json!("aws.x"),
            "at conditions[1]: unknown function `aws.x`",
        ),
        (
            "/conditions/1/fn",
            json!("not"),
            "at conditions[1]: `not`: argument 0",
        ),
        (
            "/conditions/2/argv/0/ref",
            json!("Nothing"),
            "nothing in scope is named `Nothing`",
        ),
        (
            "/conditions/0/argv/0/ref",
            json!("p"),
            "nothing in scope is named `p`",
        ),
        ("/results", json!(null), "at results: expected an array"),
        (
            "/results/1/type",
            json!("tree"),
            "at results[1]: member `rules` is missing",
        ),
        (
            "/results/1/conditions",
            json!([{}]),
            "at results[1].conditions: a result must not have",
        ),
        (
            "/results/0/endpoint/url",
            json!("ftp://a"),
            "at results[0].endpoint.url: the URL must",
        ),
        ("/root", json!(1.5), "at root: expected an integer"),
        (
            "/root",
            json!("2"),
            "at root: expected an integer, found a string",
        ),
        ("/root", json!(0), "at root: 0 is not a reference"),
        (
            "/root",
            json!(-2),
            "at root: the root must not be a complement",
        ),
        ("/root", json!(9), "at root: node 9 does not exist"),
        ("/root", json!(i64::MAX), "at root"),
        (
            "/nodeCount",
            json!(5),
            "at nodes: 5 nodes are 12 bytes each, but there are 48 bytes",
        ),
        ("/nodeCount", json!(-4), "at nodes: -4 nodes"),
        ("/nodeCount", json!(i64::MAX), "at nodes"),
        ("/nodes", json!("?"), "at nodes: not Base64"),
        (
            "/nodes",
            json!([]),
            "at nodes: expected a string, found an array",
        ),
    ] {
        let found = fault(pointer, value);
        assert!(found.contains(wanted), "{pointer}: {found}");
    }
    for member in [
        "version",
        "parameters",
        "conditions",
        "results",
        "root",
        "nodeCount",
        "nodes",
    ] {
        let mut document = usual();
        document.as_object_mut().expect("an object").remove(member);
        let found = parse(&document).expect_err("a fault");
        assert!(
            found.contains(&format!("member `{member}` is missing")),
            "{found}"
        );
    }
}

#[test]
fn all_faults_of_conditions_or_of_results_are_found() {
    let mut document = usual();
    document["results"][0]["endpoint"]["url"] = json!("{Nothing}");
    document["results"][1]["error"] = json!(1);
    let error = RuleSet::parse(&document.to_string()).expect_err("two faults");
    let places: Vec<String> = error.faults().iter().map(|fault| fault.pointer()).collect();
    assert_eq!(places, ["/results/0/endpoint/url", "/results/1/error"]);
    document["conditions"][0]["fn"] = json!("x");
    document["conditions"][2]["fn"] = json!("y");
    let error = RuleSet::parse(&document.to_string()).expect_err("two faults");
    assert_eq!(error.faults().len(), 2, "{error}");
}

#[test]
fn malformed_nodes_are_refused() {
    for (nodes, wanted) in [
        (
            vec![[0, 1, -1], [0, 1, 1]],
            "at nodes: node 1: the first node must be [-1, 1, -1]",
        ),
        (
            vec![TERMINAL, [3, 1, 1]],
            "at nodes: node 2: condition 3 does not exist",
        ),
        (
            vec![TERMINAL, [-1, 1, 1]],
            "at nodes: node 2: condition -1 does not exist",
        ),
        (
            vec![TERMINAL, [0, 0, 1]],
            "at nodes: node 2: 0 is not a reference",
        ),
        (
            vec![TERMINAL, [0, 1, 3]],
            "at nodes: node 2: node 3 does not exist",
        ),
        (
            vec![TERMINAL, [0, 1, -3]],
            "at nodes: node 2: node -3 does not exist",
        ),
        (
            vec![TERMINAL, [0, 1, RESULT + 4]],
            "at nodes: node 2: result 100000004 does not exist",
        ),
        (
            vec![TERMINAL, [0, 1, -RESULT - 1]],
            "at nodes: node 2: node -100000001 does not exist",
        ),
        (
            vec![TERMINAL, [0, i32::MAX, 1]],
            "result 2147483647 does not exist",
        ),
        (
            vec![TERMINAL, [0, i32::MIN, 1]],
            "node -2147483648 does not exist",
        ),
        (
            vec![TERMINAL, [0, 2, 1]],
            "at nodes: node 2 is reached from itself",
        ),
        (
            vec![TERMINAL, [0, 3, 1], [1, 1, -2]],
            "is reached from itself",
        ),
    ] {
        let found = parse(&diagram(2, &nodes)).expect_err("a fault");
        assert!(found.contains(wanted), "{nodes:?}: {found}");
    }
}

#[test]
fn a_result_needs_its_values_on_each_way_to_it() {
    // `p` is assigned on one of two ways.
    let nodes = [TERMINAL, [0, 3, RESULT + 1], [1, RESULT + 1, RESULT + 3]];
    let found = parse(&diagram(2, &nodes)).expect_err("a fault");
    assert!(
        found.contains("at results[0].endpoint.url.{p#dnsSuffix}"),
        "{found}"
    );
    let nodes = [TERMINAL, [1, RESULT + 3, RESULT + 2]];
    let found = parse(&diagram(2, &nodes)).expect_err("a fault");
    assert!(
        found.contains("expected a string that is set, found optional string"),
        "{found}"
    );
    // A complement leads to the high reference where the condition does not hold.
    let nodes = [TERMINAL, [0, -3, RESULT + 3], [1, RESULT + 3, RESULT + 1]];
    assert!(parse(&diagram(2, &nodes)).is_ok());
    let nodes = [TERMINAL, [0, -3, RESULT + 3], [1, RESULT + 1, RESULT + 3]];
    assert!(parse(&diagram(2, &nodes)).is_err());
}

/// Each node leads to the next one twice: there are 2^count ways.
#[test]
fn many_ways_take_no_more_time_than_nodes() {
    let count = 20_000;
    let mut nodes = vec![TERMINAL];
    nodes.extend((2..count).map(|at| [2, at + 1, -at - 1]));
    nodes.push([2, RESULT + 3, RESULT + 3]);
    let found = outcome(&diagram(2, &nodes), Params(&[]));
    assert_eq!(found, refusal("a region is missing"));
    // As a circle.
    nodes[usize::try_from(count - 1).expect("positive")] = [2, 2, RESULT + 3];
    assert!(parse(&diagram(2, &nodes)).is_err());
}

#[test]
fn a_diagram_that_needs_too_much_memory_is_refused() {
    let mut nodes = vec![TERMINAL; 2];
    nodes[1] = [2, RESULT + 3, RESULT + 3];
    nodes.resize(100_000, nodes[1]);
    let mut document = diagram(2, &nodes);
    let parameters = document["parameters"].as_object_mut().expect("an object");
    for at in 0..3_000 {
        parameters.insert(format!("P{at}"), json!({ "type": "string" }));
    }
    let found = parse(&document).expect_err("too large");
    assert!(found.contains("too large"), "{found}");
}

/// A diagram with random nodes is either rejected with a reason or can be resolved. Nothing panics.
#[test]
fn random_nodes_are_refused_or_work() {
    let mut random = fastrand::Rng::with_seed(12);
    let (mut refused, mut worked) = (0, 0);
    for _ in 0..5_000 {
        let count = random.i32(1..7);
        let mut nodes = vec![TERMINAL];
        for _ in 0..count {
            let mut next = || match random.u8(..8) {
                0 => 1,
                1 => -random.i32(2..9),
                2..5 => random.i32(2..9),
                _ => RESULT + random.i32(0..4),
            };
            let nexts = [next(), next()];
            nodes.push([random.i32(0..3), nexts[0], nexts[1]]);
        }
        let document = diagram(random.i32(1..4), &nodes);
        let Ok(rules) = parse(&document) else {
            refused += 1;
            continue;
        };
        worked += 1;
        for params in [
            Params(&[]),
            Params(&[("Region", "x")]),
            Params(&[("Region", "x"), ("Fips", "true")]),
        ] {
            let found = rules.resolve(&params);
            assert_ne!(found, Err(ResolveError::Unset), "{document}");
        }
    }
    assert!(refused > 500 && worked > 500, "{refused} {worked}");
}
