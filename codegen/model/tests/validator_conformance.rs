//! The validators against Smithy's own: an event of Smithy's with the severity ERROR or DANGER is one of ours, with
//! the same id and severity for the same shape; and we report no error where Smithy reports none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use farrier_model::diag::{Diagnostics, Severity};
use farrier_model::load;
use farrier_test_data::{find, Test};
use serde_json::Value;

/// Documents whose events are not all reported, and the reason. A document whose events are must leave the table.
const EXPECTED_FAILURES: &[(&str, &str)] = &[
    (
        "errorfiles/validators/references/bad-ids.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/references/invalid-string-reference-multiple-identifiers.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/references/invalid-string-shape-reference-with-ids.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/references/missing-identifier-reference.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/references/reference-id-member-not-found.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/references/reference-must-target-resource.json",
        "the trait `references` says nothing to a client",
    ),
    (
        "errorfiles/validators/resource-identifiers/resource-identifiers.json",
        "properties of resources say nothing to a client",
    ),
    (
        "errorfiles/validators/service-conflict-validator.json",
        "the traits of aws.iam say nothing to a client",
    ),
    (
        "errorfiles/validators/shapeClosures/rename-outside-closure.json",
        "closures in metadata say nothing to a client",
    ),
];

/// How many documents only Smithy's validators object to.
const SEMANTIC: usize = 74;

fn main() -> ExitCode {
    farrier_test_data::run(vec![
        Test::with(
            "events_are_those_of_smithy",
            find("conformance/ast-loader"),
            |folder| events_are_those_of_smithy(&folder),
        ),
        Test::with(
            "accepted_models_have_no_errors",
            find("conformance/ast-loader"),
            |folder| accepted_models_have_no_errors(&folder),
        ),
    ])
}

/// Severity, id and shape of an event.
type Event = (String, String, String);

fn documents(folder: &Path) -> BTreeMap<String, Value> {
    let text = std::fs::read(folder.join("EXPECTATIONS.json")).expect("the list of expectations");
    serde_json::from_slice(&text).expect("an object by file")
}

fn ours(folder: &Path, file: &str, expectation: &Value) -> BTreeSet<Event> {
    let with = expectation["load_with"].as_array().into_iter().flatten();
    let mut paths: Vec<PathBuf> = with.filter_map(Value::as_str).map(PathBuf::from).collect();
    paths.push(PathBuf::from(file));
    let mut said = Diagnostics::of_validators();
    load::load_paths(folder, &paths, &mut said);
    let events = said.sorted().into_iter();
    let severe = events.filter(|one| one.severity <= Severity::Danger);
    severe
        .map(|one| {
            let shape = one.place.shape.clone().unwrap_or_default();
            let id = one.event.as_deref().unwrap_or("Model").to_owned();
            (one.severity.word().to_uppercase(), id, shape)
        })
        .collect()
}

fn theirs(expectation: &Value) -> BTreeSet<Event> {
    let events = expectation["events"].as_array().into_iter().flatten();
    let text = |event: &Value, key: &str| event[key].as_str().unwrap_or_default().to_owned();
    let events = events.map(|event| {
        (
            text(event, "severity"),
            text(event, "id"),
            text(event, "shapeId"),
        )
    });
    let severe = events.filter(|(severity, _, _)| ["ERROR", "DANGER"].contains(&severity.as_str()));
    severe.collect()
}

fn events_are_those_of_smithy(folder: &Path) {
    let expected: BTreeMap<&str, &str> = EXPECTED_FAILURES.iter().copied().collect();
    let mut documents = documents(folder);
    documents.retain(|_, expectation| expectation["group"] == "semantic");
    assert_eq!(documents.len(), SEMANTIC);
    let mut report = String::new();
    for (file, expectation) in &documents {
        let (ours, theirs) = (ours(folder, file, expectation), theirs(expectation));
        let missing: Vec<&Event> = theirs.difference(&ours).collect();
        // Smithy says no more where the model is not well formed, or tells a trait's place or value to be wrong.
        let stops = [
            "Model",
            "Target",
            "TraitTarget",
            "TraitValue",
            "ExclusiveStructureMemberTrait",
        ];
        let is_stopped = theirs.iter().any(|(_, id, _)| stops.contains(&id.as_str()));
        let surplus: Vec<&Event> = (ours.difference(&theirs))
            .filter(|(severity, _, _)| severity == "ERROR" && !is_stopped)
            .collect();
        let is_fine = missing.is_empty() && surplus.is_empty();
        match (is_fine, expected.get(file.as_str())) {
            (false, None) => {
                report.push_str(&format!(
                    "{file}:\n  missing {missing:?}\n  surplus {surplus:?}\n"
                ));
            }
            (true, Some(_)) => report.push_str(&format!("{file}: no failure any more\n")),
            _ => {}
        }
    }
    let unknown = expected
        .keys()
        .filter(|file| !documents.contains_key(**file));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(report.is_empty(), "{report}");
}

fn accepted_models_have_no_errors(folder: &Path) {
    let mut report = String::new();
    for (file, expectation) in documents(folder) {
        let group = expectation["group"].as_str().unwrap_or_default();
        if !group.starts_with("accept") {
            continue;
        }
        let mut ours = ours(folder, &file, &expectation);
        ours.retain(|(severity, _, _)| severity == "ERROR");
        if !ours.is_empty() {
            report.push_str(&format!("{file}: {ours:?}\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}
