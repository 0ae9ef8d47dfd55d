//! `farrier init`, `add`, `check` and `inspect` as programs, in a workspace that is not this one.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{json, Value};
use tempfile::TempDir;

/// Runs a command and returns its standard output, its standard error and its exit status.
fn farrier(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_farrier"))
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

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
    fs::write(path, text).expect("writable");
}

fn service(name: &str) -> Value {
    json!({
        "type": "service",
        "version": "2024-01-01",
        "operations": [{ "target": "example.weather#GetCity" }],
        "traits": {
            "aws.api#service": { "sdkId": name },
            "aws.auth#sigv4": { "name": "weather" },
            "aws.protocols#awsJson1_0": {}
        }
    })
}

fn model(services: &[&str]) -> String {
    let mut shapes = json!({ "example.weather#GetCity": { "type": "operation" } });
    for name in services {
        shapes[format!("example.weather#{name}")] = service(name);
    }
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}

/// A service as botocore has it.
fn botocore(folder: &Path) {
    let model = json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2024-01-01", "endpointPrefix": "rain", "jsonVersion": "1.0", "protocol": "json",
            "serviceFullName": "Rain", "serviceId": "Rain", "signatureVersion": "v4", "targetPrefix": "Rain"
        },
        "operations": {
            "GetRain": { "name": "GetRain", "http": { "method": "POST", "requestUri": "/" } },
            "PutRain": { "name": "PutRain", "http": { "method": "POST", "requestUri": "/" } }
        },
        "shapes": {}
    });
    put(
        folder,
        "botocore/data/rain/2024-01-01/service-2.json",
        &model.to_string(),
    );
    put(
        folder,
        "botocore/data/rain/2024-01-01/paginators-1.json",
        r#"{"pagination":{}}"#,
    );
}

#[test]
fn a_manifest_is_made_of_the_models_that_are_there() {
    let base = TempDir::new().expect("a temporary folder");
    let folder = base.path();
    put(folder, "models/weather.json", &model(&["Weather"]));
    put(folder, "models/sky/service.json", &model(&["Sky"]));
    put(
        folder,
        "models/sky/more.json",
        r#"{ "smithy": "2.0", "shapes": {} }"#,
    );
    put(folder, "models/notes.json", r#"{ "not": "a model" }"#);
    put(folder, "models/two.json", &model(&["Wind", "Waves"]));
    let (out, err, code) = farrier(folder, &["init", "--runtime-version", "0.1"]);
    assert_eq!((err.as_str(), code), ("", Some(0)), "{out}");
    let manifest = fs::read_to_string(folder.join("farrier.toml")).expect("a manifest");
    for line in [
        "[services.weather]\nmodel = \"models/weather.json\"\n",
        "[services.sky]\nmodel = \"models/sky\"\n",
        "[services.wind]\nmodel = \"models/two.json\"\nservice = \"example.weather#Wind\"\n",
        "[services.waves]\n",
        "[runtime]\nversion = \"0.1\"\n",
    ] {
        assert!(manifest.contains(line), "{line}\nis not in\n{manifest}");
    }
    assert_eq!(manifest.matches("model =").count(), 4, "{manifest}");
    let (_, err, code) = farrier(folder, &["generate", "--quiet"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let (_, err, code) = farrier(folder, &["init"]);
    assert!(err.contains("farrier.toml exists already"), "{err}");
    assert_eq!(code, Some(2));
}

#[test]
fn models_that_are_not_there_are_refused() {
    let base = TempDir::new().expect("a temporary folder");
    put(base.path(), "notes.json", "{}");
    for (arguments, message) in [
        (["--models", "gone.json"], "no file or folder gone.json"),
        (
            ["--models", "notes.json"],
            "notes.json has no model with a service",
        ),
        (["--runtime-path", "gone"], "gone is not a crate folder"),
    ] {
        let (_, err, code) = farrier(base.path(), &[&["init"], arguments.as_slice()].concat());
        assert!(err.contains(message), "{err}");
        assert_eq!(code, Some(2));
        assert!(!base.path().join("farrier.toml").exists());
    }
}

#[test]
fn services_are_added_from_files_and_from_botocore() {
    let base = TempDir::new().expect("a temporary folder");
    let folder = base.path();
    put(
        folder,
        "work/farrier.toml",
        "# ours\n[runtime]\nversion = \"0.1\"\n",
    );
    put(folder, "elsewhere/weather.json", &model(&["Weather"]));
    botocore(folder);
    let work = folder.join("work");
    let (out, err, code) = farrier(&work, &["add", "../elsewhere/weather.json"]);
    assert_eq!((err.as_str(), code), ("", Some(0)), "{out}");
    let add = ["add", "rain", "--botocore", "../botocore", "--operations"];
    let (_, err, code) = farrier(&work, &[add.as_slice(), &["GetRian"]].concat());
    assert!(err.contains("did you mean GetRain?"), "{err}");
    assert_eq!(code, Some(2));
    assert!(!work.join("models/rain").exists(), "nothing is left of it");
    let (_, err, code) = farrier(&work, &[add.as_slice(), &["GetRain"]].concat());
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let manifest = fs::read_to_string(work.join("farrier.toml")).expect("a manifest");
    assert_eq!(
        manifest,
        "# ours\n[runtime]\nversion = \"0.1\"\n\n[services.weather]\nmodel = \"../elsewhere/weather.json\"\n\n\
         [services.rain]\nmodel = \"models/rain\"\noperations = [\"GetRain\"]\n"
    );
    assert!(work.join("models/rain/paginators-1.json").is_file());
    for (arguments, message) in [
        (
            ["add", "../elsewhere/weather.json"].as_slice(),
            "has a service `weather` already",
        ),
        (&["add", "gone.json"], "no file or folder gone.json"),
        (
            &["add", "rian", "--botocore", "../botocore"],
            "did you mean rain?",
        ),
        (
            &["add", "rain", "--botocore", "../elsewhere"],
            "has no botocore services",
        ),
    ] {
        let (_, err, code) = farrier(&work, arguments);
        assert!(err.contains(message), "{err}");
        assert_eq!(code, Some(2));
    }
}

#[test]
fn a_check_tells_programs_what_is_not_fresh() {
    let base = TempDir::new().expect("a temporary folder");
    let folder = base.path();
    put(folder, "weather.json", &model(&["Weather"]));
    let manifest = "command = \"make clients\"\n[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"weather.json\"\n";
    put(folder, "farrier.toml", manifest);
    let (out, _, code) = farrier(folder, &["check", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&told["fresh"], code), (&json!(false), Some(1)));
    assert!(told["services"][0]["missing"]
        .as_array()
        .is_some_and(|files| files.len() > 20));
    let (_, err, _) = farrier(folder, &["check"]);
    assert!(err.contains("run `make clients` to renew them"), "{err}");
    farrier(folder, &["generate", "--quiet"]);
    let root = fs::read_to_string(folder.join("generated/weather/src/lib.rs")).expect("a crate");
    assert!(
        root.starts_with("// @generated by Farrier: do not edit. Run `make clients` to renew it.")
    );
    let (out, _, code) = farrier(folder, &["check", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&told["fresh"], code), (&json!(true), Some(0)));
    put(
        folder,
        "farrier.toml",
        &manifest.replace("weather.json", "gone.json"),
    );
    let (out, _, code) = farrier(folder, &["check", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, Some(2));
    assert_eq!(told["diagnostics"][0]["severity"], "error");
    assert_eq!(told["diagnostics"][0]["file"], "gone.json");
}

#[test]
fn stages_of_a_service_are_printed() {
    let base = TempDir::new().expect("a temporary folder");
    put(base.path(), "models/weather.json", &model(&["Weather"]));
    farrier(base.path(), &["init", "--runtime-version", "0.1"]);
    for (stage, first) in [
        ("outline", "crate aws-sdk-weather 0.1.0"),
        ("wire", "service Weather"),
        ("model", "example.weather#GetCity"),
    ] {
        let (out, err, code) = farrier(base.path(), &["inspect", "weather", "--stage", stage]);
        assert_eq!((err.as_str(), code), ("", Some(0)));
        assert!(out.contains(first), "{stage}: {out}");
    }
}

/// A service in the IDL with a shape of another file.
const IDL: [(&str, &str); 2] = [
    (
        "main.smithy",
        "$version: \"2\"\nnamespace example.city\nuse aws.protocols#awsJson1_0\n\n@awsJson1_0\nservice City {\n    \
         operations: [Get]\n}\n\noperation Get {\n    input := {\n        name: Name\n    }\n}\n",
    ),
    (
        "name.json",
        r#"{ "smithy": "2.0", "shapes": { "example.city#Name": { "type": "string" } } }"#,
    ),
];

#[test]
fn services_in_the_idl_are_found_and_generated() {
    let base = TempDir::new().expect("a temporary folder");
    for (name, text) in IDL {
        put(base.path(), &format!("models/city/{name}"), text);
    }
    put(
        base.path(),
        "project/smithy-build.json",
        "{ \"sources\": [\"src\"] }",
    );
    put(
        base.path(),
        "project/src/a.smithy",
        &IDL[0].1.replace("Name", "String"),
    );
    farrier(base.path(), &["init", "--runtime-version", "0.1"]);
    let (_, err, code) = farrier(base.path(), &["add", "project"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let manifest = fs::read_to_string(base.path().join("farrier.toml")).expect("the manifest");
    assert!(manifest.contains("model = \"models/city\""), "{manifest}");
    assert!(manifest.contains("model = \"project\""), "{manifest}");
    let (out, err, code) = farrier(base.path(), &["inspect", "city", "--stage", "wire"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert!(out.contains("service City"), "{out}");
}

#[test]
fn models_are_printed_in_either_format() {
    let base = TempDir::new().expect("a temporary folder");
    for (name, text) in IDL {
        put(base.path(), &format!("models/city/{name}"), text);
    }
    farrier(base.path(), &["init", "--runtime-version", "0.1"]);
    let (ast, err, code) = farrier(base.path(), &["inspect", "city", "--format", "ast"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let parsed: Value = serde_json::from_str(&ast).expect("JSON");
    assert_eq!(parsed["smithy"], "2.0");
    assert_eq!(
        parsed["shapes"]["example.city#Get"]["input"]["target"],
        "example.city#GetInput"
    );
    let files = ["models/city/name.json", "models/city/main.smithy"];
    let (both, err, _) = farrier(
        base.path(),
        &["inspect", files[0], files[1], "--format", "ast"],
    );
    assert_eq!(err, "");
    assert!(
        both.contains("example.city#Name") && both.contains("example.city#City"),
        "{both}"
    );
    let (idl, ..) = farrier(base.path(), &["inspect", "models/city", "--format", "idl"]);
    let main = IDL[0].1.replace("use aws.protocols", "\nuse aws.protocols");
    assert!(idl.contains("string Name\n"), "{idl}");
    assert!(
        idl.contains(
            main.split("\n\n@")
                .next()
                .unwrap_or_default()
                .trim_start_matches("$version: \"2\"\n")
        ),
        "{idl}"
    );
    put(base.path(), "again/model.json", &ast);
    let (again, ..) = farrier(base.path(), &["inspect", "again", "--format", "smithy-ast"]);
    assert_eq!(again, ast);
    let (written, _, code) = farrier(
        base.path(),
        &["inspect", "city", "--format", "idl", "--output", "out"],
    );
    assert_eq!(
        (written.as_str(), code),
        ("out/example.city.smithy\n", Some(0))
    );
    let text = fs::read_to_string(base.path().join("out/example.city.smithy")).expect("the file");
    assert_eq!(text, idl);
}

#[test]
fn models_that_are_not_there_are_told() {
    let base = TempDir::new().expect("a temporary folder");
    put(base.path(), "models/weather.json", &model(&["Weather"]));
    farrier(base.path(), &["init", "--runtime-version", "0.1"]);
    let (_, err, code) = farrier(base.path(), &["inspect", "gone.smithy", "--format", "ast"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("gone.smithy: no such file or folder"), "{err}");
    let (_, err, code) = farrier(base.path(), &["inspect", "wether", "--format", "ast"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("did you mean weather?"), "{err}");
    put(base.path(), "bad.smithy", "namespace a\nstrin S\n");
    let (_, err, code) = farrier(base.path(), &["inspect", "bad.smithy", "--format", "ast"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("bad.smithy:2:1") && err.contains("did you mean string"),
        "{err}"
    );
}
