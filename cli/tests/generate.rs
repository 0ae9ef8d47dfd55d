//! `farrier generate` as a program, in a workspace that is not this one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "example.weather#Weather": {
      "type": "service",
      "version": "2024-01-01",
      "operations": [{ "target": "example.weather#GetCity" }],
      "traits": {
        "aws.api#service": { "sdkId": "Weather" },
        "aws.auth#sigv4": { "name": "weather" },
        "aws.protocols#awsJson1_0": {}
      }
    },
    "example.weather#GetCity": { "type": "operation" }
  }
}"#;

const MANIFEST: &str =
    "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"weather.json\"\n";

fn workspace() -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    fs::write(base.path().join("farrier.toml"), MANIFEST).expect("writable");
    fs::write(base.path().join("weather.json"), MODEL).expect("writable");
    base
}

fn codegen(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_farrier"))
        .arg("generate")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn generates_then_finds_everything_fresh() {
    let base = workspace();
    let first = codegen(base.path(), &[]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(
        out(&first).contains("1 service, 1 operation, 2 shapes"),
        "{}",
        out(&first)
    );
    assert!(base.path().join("generated/weather/src/lib.rs").is_file());
    let check = codegen(base.path(), &["--check", "--quiet"]);
    assert_eq!(check.status.code(), Some(0), "{}", err(&check));
    assert_eq!(out(&check), "");
}

#[test]
fn the_manifest_is_found_from_below_and_by_name() {
    let base = workspace();
    let below = base.path().join("a/b");
    fs::create_dir_all(&below).expect("writable");
    assert_eq!(codegen(&below, &[]).status.code(), Some(0));
    let elsewhere = TempDir::new().expect("a temporary folder");
    let manifest = base.path().join("farrier.toml");
    let named = codegen(
        elsewhere.path(),
        &["--manifest", &manifest.to_string_lossy()],
    );
    assert_eq!(named.status.code(), Some(0), "{}", err(&named));
    assert!(out(&named).contains(" 0 written"), "{}", out(&named));
    assert_eq!(codegen(elsewhere.path(), &[]).status.code(), Some(2));
}

#[test]
fn a_check_that_finds_differences_fails_and_names_the_command() {
    let base = workspace();
    let check = codegen(base.path(), &["--check", "--service", "weather"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        err(&check).contains("missing  generated/weather/Cargo.toml"),
        "{}",
        err(&check)
    );
    assert!(
        err(&check).contains("run `farrier generate --service weather`"),
        "{}",
        err(&check)
    );
    assert!(!base.path().join("generated").exists());
}

#[test]
fn bad_input_is_another_status_and_writes_nothing() {
    let base = workspace();
    fs::write(base.path().join("weather.json"), "{").expect("writable");
    let run = codegen(base.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("malformed JSON"), "{}", err(&run));
    assert!(
        err(&run).ends_with("nothing was written: 1 error\n"),
        "{}",
        err(&run)
    );
    assert!(!base.path().join("generated").exists());
}

#[test]
fn a_stage_can_be_printed() {
    let base = workspace();
    for stage in ["model", "prepared", "ir", "outline"] {
        let dump = codegen(base.path(), &["--service", "weather", "--dump", stage]);
        assert_eq!(dump.status.code(), Some(0), "{}", err(&dump));
        assert!(out(&dump).contains("GetCity"), "{}", out(&dump));
    }
    assert_eq!(
        codegen(base.path(), &["--dump", "ir"]).status.code(),
        Some(2)
    );
    assert!(!base.path().join("generated").exists());
}

#[test]
fn one_bad_service_can_be_left_out() {
    let base = workspace();
    let manifest = format!("{MANIFEST}[services.tides]\nmodel = \"tides.json\"\n");
    fs::write(base.path().join("farrier.toml"), manifest).expect("writable");
    fs::write(base.path().join("tides.json"), "{").expect("writable");
    let run = codegen(base.path(), &[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(!base.path().join("generated").exists());

    let run = codegen(base.path(), &["--keep-going"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("malformed JSON"), "{}", err(&run));
    assert!(
        err(&run).ends_with("left out: tides: 1 error\n"),
        "{}",
        err(&run)
    );
    assert!(base.path().join("generated/weather/src/lib.rs").is_file());
    assert!(!base.path().join("generated/tides").exists());

    let check = codegen(base.path(), &["--keep-going", "--check"]);
    assert_eq!(check.status.code(), Some(2));
    assert!(out(&check).contains("files fresh"), "{}", out(&check));
    assert!(err(&check).contains("left out: tides"), "{}", err(&check));
}
