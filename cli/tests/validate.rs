//! `farrier validate` as a program: what it prints, and its exit status.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{json, Value};
use tempfile::TempDir;

/// Runs the command and returns its standard output, its standard error and its exit status.
fn validate(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_farrier"))
        .arg("validate")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

/// A service of two operations with these methods and URIs.
fn model(requests: [(&str, &str); 2], metadata: Value) -> Value {
    let http = |(method, uri): (&str, &str)| {
        json!({
            "type": "operation",
            "traits": { "smithy.api#http": { "method": method, "uri": uri }, "smithy.api#readonly": {} },
        })
    };
    json!({
        "smithy": "2.0",
        "metadata": metadata,
        "shapes": {
            "example.rain#Rain": {
                "type": "service", "version": "2026-01-01",
                "operations": [{ "target": "example.rain#GetRain" }, { "target": "example.rain#GetSnow" }],
                "traits": { "aws.protocols#restJson1": {} },
            },
            "example.rain#GetRain": http(requests[0]),
            "example.rain#GetSnow": http(requests[1]),
        },
    })
}

fn put(folder: &Path, name: &str, model: &Value) {
    fs::write(folder.join(name), format!("{model:#}")).expect("writable");
}

#[test]
fn a_sound_model_has_no_events() {
    let base = TempDir::new().expect("a temporary folder");
    let model = model([("GET", "/rain"), ("GET", "/snow")], json!({}));
    put(base.path(), "rain.json", &model);
    let (said, problems, status) = validate(base.path(), &["rain.json"]);
    assert_eq!(
        (said.as_str(), status),
        ("no events\n", Some(0)),
        "{problems}"
    );
}

#[test]
fn events_have_severity_id_place_and_message() {
    let base = TempDir::new().expect("a temporary folder");
    let model = model([("GET", "/rain"), ("GET", "/rain")], json!({}));
    put(base.path(), "rain.json", &model);
    let (said, _, status) = validate(base.path(), &["rain.json"]);
    assert_eq!(status, Some(1));
    let expected = "error[HttpUriConflict]: the URI `/rain` conflicts with that of `example.rain#GetSnow`\n  \
                    file: rain.json:20:29\n    20 |     \"example.rain#GetRain\": {\n       \
                    |                             ^\n  at: /shapes/example.rain#GetRain\n  shape: example.rain#GetRain\n";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.ends_with("\n2 errors\n"), "{said}");
    let (said, _, status) = validate(base.path(), &["rain.json", "--format", "json"]);
    assert_eq!(status, Some(1));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["valid"], false);
    let event = &said["events"][0];
    assert_eq!(event["severity"], "error");
    assert_eq!(event["id"], "HttpUriConflict");
    assert_eq!(event["shape"], "example.rain#GetRain");
    assert_eq!(event["file"], "rain.json");
    assert_eq!([&event["line"], &event["column"]], [20, 29]);
}

#[test]
fn a_model_suppresses_warnings_and_no_errors() {
    let base = TempDir::new().expect("a temporary folder");
    let suppressions = |id: &str, namespace: &str| json!({ "suppressions": [{ "id": id, "namespace": namespace, "reason": "on purpose" }] });
    let semantics = "warning[HttpMethodSemantics.UnexpectedReadonlyTrait]";
    for (metadata, is_said) in [
        (json!({}), true),
        (suppressions("HttpMethodSemantics", "example.other"), true),
        (suppressions("HttpMethodSemantic", "example.rain"), true),
        (suppressions("HttpMethodSemantics", "example.rain"), false),
        (
            suppressions("HttpMethodSemantics.UnexpectedReadonlyTrait", "*"),
            false,
        ),
    ] {
        let model = model([("POST", "/rain"), ("POST", "/snow")], metadata);
        put(base.path(), "rain.json", &model);
        let (said, _, status) = validate(base.path(), &["rain.json"]);
        assert_eq!(said.contains(semantics), is_said, "{said}");
        assert_eq!(status, Some(0), "{said}");
    }
    let mut by_trait = model([("POST", "/rain"), ("POST", "/snow")], json!({}));
    let traits = &mut by_trait["shapes"]["example.rain#GetRain"]["traits"];
    traits["smithy.api#suppress"] = json!(["HttpMethodSemantics"]);
    put(base.path(), "rain.json", &by_trait);
    let (said, _, _) = validate(base.path(), &["rain.json"]);
    assert_eq!(said.matches(semantics).count(), 1, "{said}");
    let metadata = suppressions("HttpUriConflict", "*");
    put(
        base.path(),
        "rain.json",
        &model([("GET", "/a"), ("GET", "/a")], metadata),
    );
    let (said, _, status) = validate(base.path(), &["rain.json"]);
    assert_eq!(said.matches("error[HttpUriConflict]").count(), 2, "{said}");
    assert_eq!(status, Some(1));
}

/// Problems that the generator finds have Smithy's ids too, and are suppressed like others.
#[test]
fn paths_of_waiters_are_events() {
    let base = TempDir::new().expect("a temporary folder");
    let mut waiting = model([("GET", "/rain"), ("GET", "/snow")], json!({}));
    let path = json!({ "path": "depth", "expected": "1", "comparator": "stringEquals" });
    let traits = &mut waiting["shapes"]["example.rain#GetSnow"]["traits"];
    traits["smithy.waiters#waitable"] = json!({
        "Snow": { "acceptors": [{ "state": "success", "matcher": { "output": path } }] },
    });
    put(base.path(), "rain.json", &waiting);
    let id = "WaitableTraitJmespathProblem.JmespathEventDanger.Snow.0";
    let (said, _, status) = validate(base.path(), &["rain.json"]);
    assert!(said.contains(&format!("danger[{id}]: ")), "{said}");
    assert_eq!(status, Some(1));
    let traits = &mut waiting["shapes"]["example.rain#GetSnow"]["traits"];
    traits["smithy.api#suppress"] = json!(["WaitableTraitJmespathProblem"]);
    put(base.path(), "rain.json", &waiting);
    let (said, _, status) = validate(base.path(), &["rain.json"]);
    assert_eq!((said.as_str(), status), ("no events\n", Some(0)));
}

#[test]
fn the_services_of_a_manifest_are_checked() {
    let base = TempDir::new().expect("a temporary folder");
    put(
        base.path(),
        "good.json",
        &model([("GET", "/a"), ("GET", "/b")], json!({})),
    );
    put(
        base.path(),
        "bad.json",
        &model([("GET", "/a"), ("GET", "/a")], json!({})),
    );
    let manifest = "[runtime]\nversion = \"0.1\"\n\n[services.good]\nmodel = \"good.json\"\n\n\
                    [services.bad]\nmodel = \"bad.json\"\npackage = \"bad\"\n";
    fs::write(base.path().join("farrier.toml"), manifest).expect("writable");
    assert_eq!(validate(base.path(), &[]).2, Some(1));
    assert_eq!(validate(base.path(), &["--service", "good"]).2, Some(0));
    assert_eq!(validate(base.path(), &["--service", "bad"]).2, Some(1));
    let (_, problems, status) = validate(base.path(), &["--service", "ugly"]);
    assert_eq!(status, Some(2));
    assert!(problems.contains("its services are"), "{problems}");
    assert!(!base.path().join("generated").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_an_event() {
    let base = TempDir::new().expect("a temporary folder");
    let (said, _, status) = validate(base.path(), &["nothing.json"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("cannot read the model"), "{said}");
}

/// Shapes that other models share have no service, so that nothing could be generated of them.
#[test]
fn a_model_without_a_service_is_checked_by_smithys_rules_alone() {
    let base = TempDir::new().expect("a temporary folder");
    let shape = json!({ "type": "string", "traits": { "smithy.api#range": { "min": 1 } } });
    let model = json!({ "smithy": "2.0", "shapes": { "example.rain#Name": shape } });
    put(base.path(), "shapes.json", &model);
    let (said, _, status) = validate(base.path(), &["shapes.json"]);
    assert_eq!(status, Some(1));
    assert!(said.starts_with("error[TraitTarget]"), "{said}");
    assert!(said.ends_with("\n1 error\n"), "{said}");
}
