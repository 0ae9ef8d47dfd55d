//! Values for traits of both formats.

use fastrand::Rng;
use serde_json::{json, Value};

use super::super::document::{local, Document, Path};
use super::super::words::{self, one};

/// Returns any small JSON value.
pub(in super::super) fn any_json(rng: &mut Rng) -> Value {
    let huge = "1e400"
        .parse::<serde_json::Number>()
        .map_or(Value::Null, Value::Number);
    let all = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(2),
        json!(127),
        json!(128),
        json!(-129),
        json!(65_536),
        json!(2_147_483_648_u64),
        json!(1.5),
        json!(1e39),
        huge,
        json!(""),
        json!("a"),
        json!("oak"),
        json!("NaN"),
        json!("-Infinity"),
        json!("AAE="),
        json!("2024-01-01T00:00:00Z"),
        json!([]),
        json!([1]),
        json!(["a"]),
        json!([null]),
        json!({}),
        json!({ "a": 1 }),
        json!({ "a": { "b": [] } }),
        json!(words::text(rng)),
    ];
    rng.choice(all).unwrap_or_default()
}

/// Returns a wire name, for a header, query parameter, element or key.
pub(super) fn wire_name(rng: &mut Rng) -> Value {
    let all = [
        "",
        "a",
        "X",
        "x-a",
        "X-A",
        "x-",
        "content-type",
        "Content-Length",
        "Accept",
        "host",
        "Authorization",
        "a b",
        "a:b",
        "xsi:type",
        "1",
        "a\"b",
        "a\\b",
        "a\nb",
        "é",
        "$",
        "#",
        "@x",
        "__type",
        "Message",
        "message",
        "code",
        "type",
        "a,b",
        "a=b",
        "a|b",
        "{a}",
        "x.y",
    ];
    json!(rng.choice(all))
}

/// Returns a documentation text.
pub(super) fn text(rng: &mut Rng) -> Value {
    json!(words::text(rng))
}

/// Returns the name of a member, usually an existing one.
pub(super) fn member_name(model: &Document, rng: &mut Rng) -> Value {
    let names: Vec<String> = model
        .members()
        .into_iter()
        .filter_map(|mut path| path.pop())
        .collect();
    match rng.u8(..6) {
        0 => json!(words::name(rng, &names)),
        _ => json!(rng.choice(names)),
    }
}

/// Returns a JMESPath expression over existing members.
pub(super) fn jmespath(model: &Document, rng: &mut Rng) -> Value {
    let mut names: Vec<String> = model
        .members()
        .into_iter()
        .filter_map(|mut path| path.pop())
        .collect();
    names.retain(|name| name.chars().all(|letter| letter.is_ascii_alphanumeric()));
    let mut part = || rng.choice(names.clone()).unwrap_or_default();
    let (a, b, c) = (part(), part(), part());
    let forms = [
        a.clone(),
        format!("{a}.{b}"),
        format!("{a}[].{b}"),
        format!("{a}[0]"),
        format!("{a}[-1].{b}"),
        format!("length({a})"),
        format!("{a} || {b}"),
        format!("{a}[?{b}=='x'].{c}"),
        format!("keys({a})"),
        format!("{a}[*].{b}[]"),
        format!("{a}.*"),
        "@".to_owned(),
        format!("{a} == `1`"),
        format!("[{a}, {b}]"),
        format!("{{x: {a}}}"),
        format!("!{a}"),
        format!("max_by({a}, &{b}).{c}"),
        "a[".to_owned(),
        String::new(),
        format!("input.{a}"),
        format!("output.{a}.{b}"),
    ];
    json!(rng.choice(forms))
}

/// Returns the name of a parameter of endpoint rules, usually an existing one.
pub(super) fn param_name(rng: &mut Rng) -> String {
    let all = [
        "Plot",
        "Hedge",
        "Rows",
        "plot",
        "Region",
        "region",
        "Endpoint",
        "endpoint",
        "UseFIPS",
        "Bucket",
        "bucket",
        "build",
        "Type",
        "type",
        "self",
        "EndpointUrl",
        "RetryConfig",
        "Name",
    ];
    rng.choice(all).unwrap_or("Plot").to_owned()
}

/// Returns `{min, max}`.
pub(super) fn bounds(rng: &mut Rng) -> Value {
    one(
        [
            json!({ "min": 0 }),
            json!({ "max": 10 }),
            json!({ "min": 1, "max": 1 }),
            json!({}),
            json!({ "min": 5, "max": 1 }),
            json!({ "min": -1.5 }),
            json!({ "max": 1e30 }),
        ],
        rng,
    )
    .unwrap_or_default()
}

/// Returns acceptors of a waiter; `smithy` selects the format.
pub(super) fn waiters(model: &Document, rng: &mut Rng) -> Value {
    let name = words::name(rng, &model.names());
    let path = jmespath(model, rng);
    let comparators = [
        "stringEquals",
        "booleanEquals",
        "allStringEquals",
        "anyStringEquals",
    ];
    let comparator = json!(rng.choice(comparators));
    let expected = one([json!("x"), json!("true"), json!("a\"b{}")], rng);
    let matcher = one(
        [
            json!({ "success": true }),
            json!({ "errorType": any_name(model, rng) }),
            json!({ "output": { "path": path, "expected": expected, "comparator": comparator } }),
            json!({ "inputOutput": { "path": path, "expected": expected, "comparator": comparator } }),
        ],
        rng,
    );
    let state = json!(one(["success", "failure", "retry"], rng));
    json!({ name: {
        "documentation": words::text(rng),
        "deprecated": rng.bool(),
        "acceptors": [{ "state": "success", "matcher": { "success": true } }, { "state": state, "matcher": matcher }],
    } })
}

/// Returns any name, without its namespace.
fn any_name(model: &Document, rng: &mut Rng) -> Value {
    let shapes = model.shapes();
    json!(rng.choice(shapes).map(|key| local(&key).to_owned()))
}

/// Returns whether the object at `path` is an operation.
pub(super) fn is_operation(model: &Document, path: &Path) -> bool {
    model.operations().contains(path)
}
