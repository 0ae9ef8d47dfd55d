//! Pairs of models with one change each, and what is said of it, there and back.
//!
//! A case is a file with merge patches (RFC 7386) to `base.json`: `new`, and `old` where the older model is
//! not the base itself.

mod botocore;
mod pages;
mod properties;
mod rows;
mod traits;

use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::diff::{diff, Area, Change, Class, Documentation, Report, What};
use farrier_codegen::record::{self, Record};
use farrier_codegen::settings::parse_manifest;
use farrier_codegen::{load, lower, prepare};
use farrier_test_data::models::{merge, read};
use insta::assert_snapshot;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes")
}

/// The record of the crate that a model makes.
fn record(model: &Value) -> Record {
    made(model).unwrap_or_else(|said| panic!("{said}"))
}

/// The same, where the model is without an error.
fn try_record(model: &Value) -> Option<Record> {
    made(model).ok()
}

fn made(model: &Value) -> Result<Record, Diagnostics> {
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"weather.json\"\n";
    let mut said = Diagnostics::default();
    let manifest = parse_manifest(Path::new("farrier.toml"), manifest, &mut said);
    let settings = &manifest.services[0];
    let text = model.to_string();
    let model = load::load_bytes(text.as_bytes(), "weather.json", &mut said);
    let prepared = model
        .filter(|_| !said.has_errors())
        .and_then(|model| prepare::prepare(model, settings, &mut said))
        .filter(|_| !said.has_errors());
    let lowered = prepared.and_then(|prepared| lower::lower(&prepared, settings, &mut said));
    lowered.map(|lowered| record::of(&lowered)).ok_or(said)
}

/// The records of a case.
fn pair(case: &Path) -> (Record, Record) {
    let case = read(case);
    let with = |patch: &str| {
        let mut model = read(&folder().join("base.json"));
        merge(
            &mut model,
            case.get(patch).unwrap_or(&serde_json::json!({})),
        );
        record(&model)
    };
    (with("old"), with("new"))
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join("cases")).expect("readable");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn every_case_there_and_back() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cases");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for case in cases() {
        let (old, new) = pair(&case);
        let name = case
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let there = diff(&old, &new).expect("one service");
        let back = diff(&new, &old).expect("one service");
        assert!(!there.changes.is_empty(), "{name}: no change is seen");
        mirror(&name, &there, &back);
        let [there, back] = [there, back].map(|one| one.told(Documentation::Words));
        settings.bind(|| assert_snapshot!(name.as_str(), format!("{there}\nback\n\n{back}")));
    }
}

/// The same items both ways, what was added removed.
fn mirror(name: &str, there: &Report, back: &Report) {
    let other = |what| match what {
        What::Added => What::Removed,
        What::Removed => What::Added,
        What::Changed => What::Changed,
    };
    type Key = (Area, What, String, String, String);
    let key = |one: &Change, what, old: &str, new: &str| -> Key {
        (
            one.area,
            what,
            one.path.clone(),
            old.to_owned(),
            new.to_owned(),
        )
    };
    let mut expected: Vec<Key> = (there.changes.iter())
        .map(|one| key(one, other(one.what), &one.new, &one.old))
        .collect();
    let mut found: Vec<Key> = (back.changes.iter())
        .map(|one| key(one, one.what, &one.old, &one.new))
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(expected, found, "{name}");
    assert_eq!(there.methods.new, back.methods.removed, "{name}");
    assert_eq!(there.methods.removed, back.methods.new, "{name}");
    assert_eq!(there.methods.updated, back.methods.updated, "{name}");
}

#[test]
fn a_record_has_no_changes_to_itself_and_reads_back() {
    for case in cases() {
        let (_, new) = pair(&case);
        let report = diff(&new, &new).expect("one service");
        assert_eq!(report.class(), None, "{}", case.display());
        assert_eq!(report.methods, Default::default(), "{}", case.display());
        let again = Record::parse(&new.texts()).expect("readable");
        assert_eq!(again, new, "{}", case.display());
    }
}

/// Whatever the cases change, other words for it are a patch.
#[test]
fn documentation_is_never_more_than_a_patch() {
    for case in cases() {
        let case = read(&case);
        let mut model = read(&folder().join("base.json"));
        merge(&mut model, &case["new"]);
        let mut reworded = model.clone();
        reword(&mut reworded);
        let report = diff(&record(&model), &record(&reworded)).expect("one service");
        assert_eq!(report.class(), Some(Class::Patch), "{report}");
        assert!(
            report.changes.iter().all(|one| one.area == Area::Docs),
            "{report}"
        );
    }
}

/// Documents every shape and member otherwise.
fn reword(model: &mut Value) {
    let shapes = model["shapes"].as_object_mut().expect("shapes");
    for (id, shape) in shapes {
        shape["traits"]["smithy.api#documentation"] = format!("Other words for {id}.").into();
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        for (name, member) in members.into_iter().flatten() {
            member["traits"]["smithy.api#documentation"] =
                format!("Other words for {name}.").into();
        }
    }
}

#[test]
fn two_services_have_no_changes() {
    let base = read(&folder().join("base.json"));
    let mut other = base.clone();
    other["shapes"]["example.weather#Weather"]["traits"]["aws.api#service"]["sdkId"] =
        "Tides".into();
    let unlike = diff(&record(&base), &record(&other)).expect_err("two services");
    assert_snapshot!(unlike.to_string(), @"`Weather` and `Tides` are different services, which cannot be compared");
}
