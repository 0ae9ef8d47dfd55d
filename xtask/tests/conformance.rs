//! The command `conformance` where there is nothing to build.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("conformance")
        .args(arguments)
        .env("FARRIER_TEST_DATA", data)
        .output()
        .expect("the program starts")
}

/// Test data with one model.
fn data(model: &str) -> TempDir {
    let data = TempDir::new().expect("a folder for the test");
    let folder = data.path().join("conformance/protocol-tests");
    fs::create_dir_all(&folder).expect("a folder in it");
    fs::write(folder.join("one.json"), model).expect("a file in it");
    data
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn absent_data_is_said_and_is_no_failure() {
    let data = TempDir::new().expect("a folder for the test");
    let output = run(data.path(), &[]);
    assert!(output.status.success());
    assert!(said(&output).contains("skipped: the conformance tests"));
    let counted = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(counted, "0 passed, 0 failed, all skipped\n");
}

#[test]
fn a_model_that_does_not_exist_is_refused() {
    let data = data("{}");
    let output = run(data.path(), &["--model", "two"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no model is called `two`; there are one"));
}

#[test]
fn a_test_that_does_not_exist_is_refused() {
    let data = data("{}");
    let output = run(data.path(), &["--test", "None"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no test's name holds `None`"));
}

#[test]
fn data_that_cannot_be_read_is_an_error() {
    let malformed = data("{");
    assert_eq!(run(malformed.path(), &[]).status.code(), Some(2));
    let without_id = r#"{"shapes": {"a#B": {"traits": {"smithy.test#httpRequestTests": [{}]}}}}"#;
    let output = run(data(without_id).path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("a#B has a test without an id"));
}
