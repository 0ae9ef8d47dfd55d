//! What Smithy takes, if with a warning: there is a crate of it.

use farrier_codegen::Rendered;
use serde_json::{json, Value};

use crate::support::{crate_of, file, rendered};

/// A restJson1 service of one operation with these traits, input and output members, and shapes beside it.
fn model(traits: Value, input: Value, output: Value, shapes: Value) -> Value {
    let mut operation =
        json!({ "smithy.api#http": { "method": "POST", "uri": "/go", "code": 200 } });
    extend(&mut operation, traits);
    let target = |name: &str| json!({ "target": format!("example.go#{name}") });
    let mut all = json!({
        "example.go#Going": {
            "type": "service", "version": "2026-01-01", "operations": [target("Go")],
            "traits": {
                "aws.api#service": { "sdkId": "Going" },
                "aws.auth#sigv4": { "name": "going" },
                "aws.protocols#restJson1": {},
            },
        },
        "example.go#Go": {
            "type": "operation", "input": target("GoInput"), "output": target("GoOutput"),
            "traits": operation,
        },
        "example.go#GoInput": { "type": "structure", "members": input },
        "example.go#GoOutput": { "type": "structure", "members": output },
    });
    extend(&mut all, shapes);
    json!({ "smithy": "2.0", "shapes": all })
}

fn extend(into: &mut Value, more: Value) {
    let (Value::Object(into), Value::Object(more)) = (into, more) else {
        panic!("two objects");
    };
    into.extend(more);
}

fn member(target: &str, traits: Value) -> Value {
    json!({ "target": target, "traits": traits })
}

/// The crate of a model of which this alone is said.
fn warned(model: &Value, warning: &str) -> Rendered {
    let (rendered, said) = rendered(&model.to_string(), "");
    let start = format!("warning: {warning}");
    assert!(said.starts_with(&start), "{said}");
    assert_eq!(said.matches("warning: ").count(), 1, "{said}");
    rendered.unwrap_or_else(|| panic!("{said}"))
}

/// As S3 Control of August 2026 has it. Without an endpoint prefix there is nothing to put the label in.
#[test]
fn host_labels_without_a_prefix() {
    let label = json!({ "smithy.api#hostLabel": {}, "smithy.api#required": {} });
    let input = json!({ "accountId": member("smithy.api#String", label) });
    let without = model(json!({}), input.clone(), json!({}), json!({}));
    let rendered = crate_of(&without.to_string());
    assert!(!file(&rendered, "src/schema.txt").contains("hostLabel"));
    let prefix = json!({ "smithy.api#endpoint": { "hostPrefix": "{accountId}." } });
    let rendered = crate_of(&model(prefix, input, json!({}), json!({})).to_string());
    assert!(file(&rendered, "src/schema.txt").contains("hostLabel"));
}

/// One input of two operations, only one of which has the label in its prefix.
#[test]
fn host_labels_that_a_prefix_lacks() {
    let label = json!({ "smithy.api#hostLabel": {}, "smithy.api#required": {} });
    let input = json!({ "accountId": member("smithy.api#String", label) });
    let prefix = json!({ "smithy.api#endpoint": { "hostPrefix": "data." } });
    let rendered = warned(
        &model(prefix, input, json!({}), json!({})),
        "the trait `hostLabel` has no effect here: the member is not a label of the operation's host prefix",
    );
    assert!(!file(&rendered, "src/schema.txt").contains("hostLabel"));
}

#[test]
fn statuses_of_errors_that_no_response_has() {
    let odd = |traits: Value| {
        let mut all = json!({ "smithy.api#error": "client" });
        extend(&mut all, traits);
        let shape = json!({ "type": "structure", "members": {}, "traits": all });
        let shapes = json!({ "example.go#Odd": shape });
        let mut model = model(json!({}), json!({}), json!({}), shapes);
        model["shapes"]["example.go#Go"]["errors"] = json!([{ "target": "example.go#Odd" }]);
        model
    };
    warned(
        &odd(json!({ "smithy.api#httpError": 42 })),
        "`42` is not an HTTP status (100 to 999) and has no effect",
    );
    let code = json!({ "code": "Odd", "httpResponseCode": 1000 });
    warned(
        &odd(json!({ "aws.protocols#awsQueryError": code })),
        "`1000` is not an HTTP status (100 to 999) and has no effect",
    );
}

#[test]
fn an_operation_keeps_its_own_input_beside_that_of_its_mixin() {
    let unit = json!({ "target": "smithy.api#Unit" });
    let mixin = json!({
        "type": "operation", "input": unit, "output": unit, "traits": { "smithy.api#mixin": {} },
    });
    let input = json!({ "place": member("smithy.api#String", json!({})) });
    let mut model = model(
        json!({}),
        input,
        json!({}),
        json!({ "example.go#Mixin": mixin }),
    );
    model["shapes"]["example.go#Go"]["mixins"] = json!([{ "target": "example.go#Mixin" }]);
    let rendered = crate_of(&model.to_string());
    assert!(file(&rendered, "src/schema.txt").contains("place"));
}

/// Names may begin with a digit after an underscore.
#[test]
fn names_that_begin_with_digits() {
    let shapes = json!({
        "example.go#_2ndStop": {
            "type": "structure", "members": { "_1": member("smithy.api#String", json!({})) },
        },
    });
    let members = json!({ "_2": member("example.go#_2ndStop", json!({})) });
    let rendered = crate_of(&model(json!({}), members, json!({}), shapes).to_string());
    let schema = file(&rendered, "src/schema.txt");
    assert!(
        schema.contains("_2ndStop structure _1=_1:string"),
        "{schema}"
    );
}

#[test]
fn statuses_in_an_int_enum_and_beyond_599() {
    let code = json!({ "smithy.api#httpResponseCode": {} });
    let one = json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } });
    let shapes = json!({
        "example.go#Code": { "type": "intEnum", "members": { "OK": one } },
        "example.go#Odd": {
            "type": "structure", "members": {},
            "traits": { "smithy.api#error": "client", "smithy.api#httpError": 999 },
        },
    });
    let mut model = model(
        json!({}),
        json!({}),
        json!({ "code": member("example.go#Code", code) }),
        shapes,
    );
    model["shapes"]["example.go#Go"]["errors"] = json!([{ "target": "example.go#Odd" }]);
    crate_of(&model.to_string());
}

#[test]
fn auth_schemes_that_the_service_lacks() {
    let auth = json!({ "smithy.api#auth": ["aws.auth#sigv4", "smithy.api#httpBasicAuth"] });
    warned(
        &model(auth, json!({}), json!({}), json!({})),
        "the auth trait lists `smithy.api#httpBasicAuth`, which the service does not have",
    );
}

#[test]
fn page_tokens_of_two_types() {
    let pages = json!({ "smithy.api#paginated": { "inputToken": "next", "outputToken": "next" } });
    let input = json!({ "next": member("smithy.api#String", json!({})) });
    let output = json!({ "next": member("smithy.api#Integer", json!({})) });
    let rendered = warned(
        &model(pages, input, output, json!({})),
        "the operation has no paginator: its tokens of input and output have different types",
    );
    let mut files = rendered.files.iter();
    assert!(!files.any(|file| file.path.contains("paginator")));
}

#[test]
fn pages_of_what_sends_a_stream() {
    let pages = json!({ "smithy.api#paginated": { "inputToken": "next", "outputToken": "next" } });
    let payload = json!({ "smithy.api#httpPayload": {}, "smithy.api#default": "" });
    let input = json!({
        "next": member("smithy.api#String", json!({ "smithy.api#httpQuery": "next" })),
        "body": member("example.go#Bytes", payload),
    });
    let output = json!({ "next": member("smithy.api#String", json!({})) });
    let bytes = json!({ "type": "blob", "traits": { "smithy.api#streaming": {} } });
    warned(
        &model(pages, input, output, json!({ "example.go#Bytes": bytes })),
        "the operation has no paginator: its input is a stream",
    );
}

#[test]
fn a_member_called_as_a_method_of_waiters() {
    let acceptor = json!({ "state": "success", "matcher": { "success": true } });
    let waiters = json!({ "smithy.waiters#waitable": { "Gone": { "acceptors": [acceptor] } } });
    let wait = json!({ "wait": member("smithy.api#String", json!({})) });
    let rendered = crate_of(&model(waiters, wait.clone(), json!({}), json!({})).to_string());
    assert!(file(&rendered, "src/operation/go.rs").contains("pub wait_value:"));
    let rendered = crate_of(&model(json!({}), wait, json!({}), json!({})).to_string());
    assert!(file(&rendered, "src/operation/go.rs").contains("pub wait:"));
}

#[test]
fn the_same_enum_in_two_namespaces() {
    let value = |value: &str| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
    let color = |blue: &str| json!({ "type": "enum", "members": { "RED": value("red"), "BLUE": value(blue) } });
    let model = |blue: &str| {
        let input = json!({
            "a": member("example.go#Color", json!({})),
            "b": member("example.other#Color", json!({})),
        });
        let shapes =
            json!({ "example.go#Color": color("blue"), "example.other#Color": color(blue) });
        self::model(json!({}), input, json!({}), shapes)
    };
    let rendered = crate_of(&model("blue").to_string());
    let enums = file(&rendered, "src/types/enums.rs");
    assert_eq!(enums.matches("pub enum Color").count(), 1, "{enums}");
    // Others of one name are two types of one name.
    let (rendered, said) = rendered_of(&model("navy"));
    assert!(rendered.is_none());
    assert!(said.contains("Color"), "{said}");
}

fn rendered_of(model: &Value) -> (Option<Rendered>, String) {
    rendered(&model.to_string(), "")
}

#[test]
fn times_as_defaults_in_each_format() {
    let date = |format: &str, default: Value| {
        let traits = json!({ "smithy.api#timestampFormat": format, "smithy.api#default": default });
        let input = json!({ "at": member("smithy.api#Timestamp", traits) });
        model(json!({}), input, json!({}), json!({})).to_string()
    };
    for (format, default) in [
        ("http-date", json!("Sun, 06 Nov 1994 08:49:37 GMT")),
        ("date-time", json!("1994-11-06T08:49:37Z")),
        ("epoch-seconds", json!(784111777)),
    ] {
        crate_of(&date(format, default));
    }
    let (rendered, said) = rendered(&date("epoch-seconds", json!(1e300)), "");
    assert!(rendered.is_none(), "{said}");
}

#[test]
fn a_namespace_called_synthetic() {
    let shape = json!({ "type": "structure", "members": {} });
    let taken =
        json!({ "example.go.synthetic#GoInput": shape, "example.go.synthetic#GoOutput": shape });
    let mut model = model(json!({}), json!({}), json!({}), taken);
    let operation = &mut model["shapes"]["example.go#Go"];
    operation["input"] = json!({ "target": "example.go.synthetic#GoInput" });
    operation["output"] = json!({ "target": "example.go.synthetic#GoInput" });
    crate_of(&model.to_string());
}

#[test]
fn one_of_several_services() {
    let mut model = model(json!({}), json!({}), json!({}), json!({}));
    let mut other = model["shapes"]["example.go#Going"].clone();
    other["traits"]["aws.api#service"]["sdkId"] = json!("Other");
    model["shapes"]["example.go#Other"] = other;
    let (none, said) = rendered_of(&model);
    assert!(none.is_none());
    assert!(said.contains("the model has 2 services"), "{said}");
    assert!(said.contains("`service` in the service's table"), "{said}");
    let named = "service = \"example.go#Other\"\n";
    let (rendered, said) = rendered(&model.to_string(), named);
    assert_eq!(said, "");
    assert_eq!(rendered.expect("a crate").summary.package, "aws-sdk-other");
    let (none, said) = self::rendered(&model.to_string(), "service = \"example.go#Othr\"\n");
    assert!(none.is_none());
    assert!(said.contains("did you mean"), "{said}");
}
