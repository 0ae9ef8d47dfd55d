//! Pagination from a file of its own, for operations whose model has none.

use std::fs;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::model::{Kind, Model, Paginated};
use farrier_codegen::{generate, load, load_manifest, Options, Stage};
use insta::assert_snapshot;
use tempfile::TempDir;

use crate::support::model_with;

/// An operation `ListCities` with these members of its input and output.
const LIST_CITIES: &str = r#""example.weather#GetCity": {
    "type": "operation",
    "input": { "target": "example.weather#Request" },
    "output": { "target": "example.weather#Page" }
}, "example.weather#Request": { "type": "structure", "members": {
    "From": { "target": "smithy.api#String" },
    "Number": { "target": "smithy.api#Integer" },
    "Most": { "target": "smithy.api#Integer" }
} }, "example.weather#Page": { "type": "structure", "members": {
    "Next": { "target": "smithy.api#String" },
    "More": { "target": "smithy.api#Boolean" },
    "Cities": { "target": "example.weather#Cities" },
    "Inner": { "target": "example.weather#Page" }
} }, "example.weather#Cities": {
    "type": "list", "member": { "target": "smithy.api#String" }
}"#;

/// What becomes of an entry for the operation, and what is said of it.
fn filled(entry: &str) -> (Option<Paginated>, String) {
    filled_from(&format!(r#"{{ "pagination": {{ "GetCity": {entry} }} }}"#))
}

fn filled_from(file: &str) -> (Option<Paginated>, String) {
    let mut said = Diagnostics::default();
    let model = model_with(LIST_CITIES);
    let mut model = load::load_bytes(model.as_bytes(), "weather.json", &mut said).expect("a model");
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("pages.json");
    fs::write(&path, file).expect("writable");
    load::fill_paginators(&mut model, &path, "pages.json", &mut said);
    (pagination(&model), said.to_string())
}

fn pagination(model: &Model) -> Option<Paginated> {
    model.shapes().find_map(|(_, shape)| match &shape.kind {
        Kind::Operation(operation) => operation.traits.paginated.clone(),
        _ => None,
    })
}

#[test]
fn paths_become_the_trait() {
    let (paginated, said) = filled(
        r#"{ "input_token": "From", "output_token": ["Inner.Next"], "limit_key": "Most",
             "result_key": ["Inner.Cities"], "non_aggregate_keys": ["More"] }"#,
    );
    assert_eq!(said, "");
    let text = |text: &str| Some(text.to_owned());
    let expected = Paginated {
        input_token: text("From"),
        output_token: text("Inner.Next"),
        items: text("Inner.Cities"),
        page_size: text("Most"),
    };
    assert_eq!(paginated, Some(expected));
}

#[test]
fn what_a_paginator_cannot_express_is_said_of_the_operation() {
    let entries = [
        r#"{ "input_token": ["From", "Number"], "output_token": ["Next", "Most"] }"#,
        r#"{ "input_token": "From", "output_token": "Next || Cities[-1]" }"#,
        r#"{ "input_token": "Form", "output_token": "Next" }"#,
        r#"{ "input_token": "Number", "output_token": "Next" }"#,
    ];
    let mut all = String::new();
    for entry in entries {
        let (paginated, said) = filled(entry);
        assert_eq!(paginated, None, "{entry}");
        all.push_str(&format!("{entry}\n{said}"));
    }
    assert_snapshot!(all);
}

#[test]
fn what_a_paginator_goes_without_is_said_of_the_operation() {
    let with = r#""input_token": "From", "output_token": "Next", "#;
    let entries = [
        r#""result_key": ["Cities", "Inner.Cities"]"#,
        r#""result_key": "More""#,
        r#""result_key": "Inner.*.Cities""#,
        r#""limit_key": "Least", "more_results": "More""#,
        r#""limits": "Most""#,
    ];
    let mut all = String::new();
    for entry in entries {
        let (paginated, said) = filled(&format!("{{ {with} {entry} }}"));
        let paginated = paginated.expect("a paginator");
        assert_eq!((paginated.items, paginated.page_size), (None, None));
        all.push_str(&format!("{entry}\n{said}"));
    }
    assert_snapshot!(all);
}

#[test]
fn entries_that_name_no_operation_and_files_that_are_none() {
    let files = [
        r#"{ "pagination": { "GetCty": {} } }"#,
        r#"{ "pagination": { "GetCity": { "input_token": 3 } } }"#,
        r#"{ "pagination": { "GetCity": [] } }"#,
        r#"{ "pagination": [] }"#,
        r#"{ "waiters": {} }"#,
        "{",
    ];
    let mut all = String::new();
    for file in files {
        let (paginated, said) = filled_from(file);
        assert_eq!(paginated, None, "{file}");
        all.push_str(&format!("{file}\n{said}"));
    }
    assert_snapshot!(all);
}

#[test]
fn the_models_own_pagination_is_kept() {
    let trait_ = r#""type": "operation", "traits": { "smithy.api#paginated": {
        "inputToken": "From", "outputToken": "Next" } },"#;
    let model = model_with(&LIST_CITIES.replacen(r#""type": "operation","#, trait_, 1));
    let pages = r#"{ "pagination": { "GetCity": {
        "input_token": "From", "output_token": "Inner.Next" } } }"#;
    let mut said = Diagnostics::default();
    let mut model = load::load_bytes(model.as_bytes(), "weather.json", &mut said).expect("a model");
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("pages.json");
    fs::write(&path, pages).expect("writable");
    load::fill_paginators(&mut model, &path, "pages.json", &mut said);
    assert_eq!(said.to_string(), "");
    let output_token = pagination(&model).and_then(|paginated| paginated.output_token);
    assert_eq!(output_token.as_deref(), Some("Next"));
}

/// From the manifest to the crate: the operation has a paginator, or the file that should be there is
/// named.
#[test]
fn the_manifest_names_the_file() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"weather.json\"\n\
                    paginators = \"pages.json\"\n";
    write("farrier.toml", manifest).expect("writable");
    write("weather.json", &model_with(LIST_CITIES)).expect("writable");
    let manifest = load_manifest(&folder.path().join("farrier.toml")).expect("a manifest");
    let options = Options {
        services: vec!["weather".to_owned()],
        dump: Some(Stage::Outline),
        ..Options::default()
    };
    let problems = generate(&manifest, &options, &|_| {}).expect_err("no such file");
    assert_snapshot!(problems.to_string());
    let pages = r#"{ "pagination": { "GetCity": {
        "input_token": "From", "output_token": "Next", "result_key": "Cities" } } }"#;
    write("pages.json", pages).expect("writable");
    let summary = generate(&manifest, &options, &|_| {}).expect("a crate");
    let outline = summary.dump.expect("an outline");
    let lines = outline.lines().filter(|line| line.contains("Paginator"));
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}
