//! Pagination and waiters from files of their own, for operations whose model has none.

use std::fs;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::model::{Kind, Model, Node, Paginated};
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
    "Kind": { "target": "example.weather#Kind" },
    "Count": { "target": "smithy.api#Integer" },
    "More": { "target": "smithy.api#Boolean" },
    "Cities": { "target": "example.weather#Cities" },
    "Inner": { "target": "example.weather#Page" }
} }, "example.weather#Kind": { "type": "enum", "members": {
    "TOWN": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "town" } }
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
        complete: true,
        ..Paginated::default()
    };
    assert_eq!(paginated, Some(expected));
}

#[test]
fn what_the_trait_cannot_say_becomes_paths() {
    let tokens = |tokens: &[(&str, &str)]| {
        let tokens = tokens.iter();
        let tokens = tokens.map(|(input, path)| ((*input).to_owned(), (*path).to_owned()));
        tokens.collect::<Vec<_>>()
    };
    for (entry, expected) in [
        (
            r#"{ "input_token": ["From", "Number"], "output_token": ["Next", "Inner.Count"] }"#,
            tokens(&[("From", "Next"), ("Number", "Inner.Count")]),
        ),
        (
            r#"{ "input_token": "From", "output_token": "Next || Cities[-1]" }"#,
            tokens(&[("From", "Next || Cities[-1]")]),
        ),
        (
            r#"{ "input_token": "From", "output_token": "Kind" }"#,
            tokens(&[("From", "Kind")]),
        ),
    ] {
        let (paginated, said) = filled(entry);
        assert_eq!(said, "", "{entry}");
        let paginated = paginated.expect("a paginator");
        assert_eq!(paginated.by_paths, Some(expected), "{entry}");
        assert_eq!(
            (paginated.input_token, paginated.output_token),
            (None, None)
        );
    }
}

#[test]
fn what_tells_of_more_results_stands_beside_the_tokens() {
    let (paginated, said) = filled(
        r#"{ "input_token": "From", "output_token": "Next", "more_results": "Inner.More" }"#,
    );
    assert_eq!(said, "");
    let text = |text: &str| Some(text.to_owned());
    let expected = Paginated {
        input_token: text("From"),
        output_token: text("Next"),
        more: text("Inner.More"),
        complete: true,
        ..Paginated::default()
    };
    assert_eq!(paginated, Some(expected));
}

#[test]
fn the_one_list_among_the_results_is_the_items() {
    let with = r#""input_token": "From", "output_token": "Next", "result_key":"#;
    let owned = |paths: &[&str]| -> Vec<String> { paths.iter().map(|p| (*p).into()).collect() };
    for (results, items, several) in [
        (
            r#"["Count", "Inner.Cities"]"#,
            Some("Inner.Cities"),
            &[][..],
        ),
        (
            r#"["Cities", "Inner.Cities"]"#,
            None,
            &["Cities", "Inner.Cities"],
        ),
        (r#""Count""#, None, &[]),
        (r#"["Inner"]"#, None, &[]),
    ] {
        let (paginated, said) = filled(&format!("{{ {with} {results} }}"));
        assert_eq!(said, "", "{results}");
        let paginated = paginated.expect("a paginator");
        assert_eq!(paginated.items.as_deref(), items, "{results}");
        assert_eq!(paginated.several, owned(several), "{results}");
    }
}

#[test]
fn what_leads_to_no_page_is_said_of_the_operation() {
    let entries = [
        r#"{ "input_token": ["From", "Number"], "output_token": "Next" }"#,
        r#"{ "input_token": "Form", "output_token": "Next" }"#,
        r#"{ "input_token": "From", "output_token": "Inner.Nxt" }"#,
        r#"{ "input_token": "Number", "output_token": "Next" }"#,
        r#"{ "input_token": "Number", "output_token": ["Count"], "more_results": 1 }"#,
        r#"{ "input_token": [], "output_token": "Next" }"#,
    ];
    let mut all = String::new();
    for entry in entries {
        let (paginated, said) = filled(entry);
        all.push_str(&format!("{entry}\n{said}"));
        assert_eq!(
            paginated.is_some(),
            entry.contains("more_results"),
            "{entry}"
        );
    }
    assert_snapshot!(all);
}

/// Expressions are read where JMESPath is known.
#[test]
fn expressions_are_checked_when_the_crate_is_made() {
    let entries = [
        r#"{ "input_token": "From", "output_token": "Next ||" }"#,
        r#"{ "input_token": "From", "output_token": "Next || Citys[-1]" }"#,
        r#"{ "input_token": "Number", "output_token": "Cities[-1]" }"#,
        r#"{ "input_token": "From", "output_token": "Next", "more_results": "more" }"#,
        r#"{ "input_token": "From", "output_token": "Next", "more_results": "[" }"#,
    ];
    let mut all = String::new();
    for entry in entries {
        let pages = format!(r#"{{ "pagination": {{ "GetCity": {entry} }} }}"#);
        let (outline, said) = outlined("paginators", &pages);
        let is_paginated = outline.is_some_and(|outline| outline.contains("pages "));
        assert!(!is_paginated, "{entry}");
        all.push_str(&format!("{entry}\n{said}"));
    }
    assert_snapshot!(all);
}

#[test]
fn what_a_paginator_goes_without_is_said_of_the_operation() {
    let with = r#""input_token": "From", "output_token": "Next", "#;
    let entries = [
        r#""result_key": ["Cities", "Citys"]"#,
        r#""result_key": "Inner.*.Cities""#,
        r#""limit_key": "Least""#,
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

/// From the manifest to the crate: the operation has a paginator and a waiter, or the file that should be
/// there is named.
#[test]
fn the_manifest_names_the_files() {
    let pages = r#"{ "pagination": { "GetCity": {
        "input_token": "From", "output_token": "Next", "result_key": "Cities" } } }"#;
    let waiters = r#"{ "version": 2, "waiters": { "CityThere": { "operation": "GetCity",
        "delay": 5, "maxAttempts": 3, "acceptors": [
            { "state": "success", "matcher": "path", "argument": "Next", "expected": "x" } ] } } }"#;
    let mut all = String::new();
    for (key, file) in [("paginators", pages), ("waiters", waiters)] {
        let folder = TempDir::new().expect("a temporary folder");
        all.push_str(&outlined_in(&folder, key).1);
        fs::write(folder.path().join("facts.json"), file).expect("writable");
        let (outline, said) = outlined_in(&folder, key);
        assert_eq!(said, "");
        let outline = outline.expect("a crate");
        let lines = outline.lines();
        let lines = lines.filter(|line| line.starts_with("pages") || line.contains("wait"));
        all.push_str(&format!("{}\n", lines.collect::<Vec<_>>().join("\n")));
    }
    assert_snapshot!(all);
}

/// An entry says all there is: what the service has for its own paginated operations is not meant.
#[test]
fn the_services_defaults_are_not_the_files() {
    const SERVICE: &str = r#""aws.api#service": "#;
    let defaults = r#""smithy.api#paginated": { "pageSize": "limit", "items": "things" }, "#;
    let model = model_with(LIST_CITIES).replacen(SERVICE, &format!("{defaults}{SERVICE}"), 1);
    assert!(model.contains(defaults), "{model}");
    let pages =
        r#"{ "pagination": { "GetCity": { "input_token": "From", "output_token": "Next" } } }"#;
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
    write("facts.json", pages).expect("writable");
    let (outline, said) = outlined_of(&folder, "paginators", &model);
    assert_eq!(said, "");
    assert!(outline.is_some_and(|outline| outline.contains("pages get_city")));
}

/// The outline of a crate that has such a file beside its model, and what is said.
fn outlined(key: &str, file: &str) -> (Option<String>, String) {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("facts.json"), file).expect("writable");
    outlined_in(&folder, key)
}

fn outlined_in(folder: &TempDir, key: &str) -> (Option<String>, String) {
    outlined_of(folder, key, &model_with(LIST_CITIES))
}

fn outlined_of(folder: &TempDir, key: &str, model: &str) -> (Option<String>, String) {
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
    let manifest = format!(
        "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"weather.json\"\n\
         {key} = \"facts.json\"\n"
    );
    write("farrier.toml", &manifest).expect("writable");
    write("weather.json", model).expect("writable");
    let manifest = load_manifest(&folder.path().join("farrier.toml")).expect("a manifest");
    let options = Options {
        services: vec!["weather".to_owned()],
        dump: Some(Stage::Outline),
        ..Options::default()
    };
    match generate(&manifest, &options, &|_| {}) {
        Ok(summary) => (summary.dump, summary.warnings.to_string()),
        Err(problems) => (None, problems.to_string()),
    }
}

/// The waiters of the operation after a file was read, and what is said.
fn waiting(own: &str, file: &str) -> (Option<Node>, String) {
    let trait_ =
        format!(r#""type": "operation", "traits": {{ "smithy.waiters#waitable": {{ {own} }} }},"#);
    let with_own = LIST_CITIES.replacen(r#""type": "operation","#, &trait_, 1);
    let text = match own {
        "" => model_with(LIST_CITIES),
        _ => model_with(&with_own),
    };
    let mut said = Diagnostics::default();
    let mut model = load::load_bytes(text.as_bytes(), "weather.json", &mut said).expect("a model");
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("waiters.json");
    fs::write(&path, file).expect("writable");
    load::fill_waiters(&mut model, &path, "waiters.json", &mut said);
    let waitable = model.shapes().find_map(|(_, shape)| match &shape.kind {
        Kind::Operation(operation) => operation.traits.waitable.clone(),
        _ => None,
    });
    (waitable, said.to_string())
}

/// A file with these acceptors of the waiter `CityThere`.
fn waiter_file(acceptors: &str) -> String {
    format!(
        r#"{{ "version": 2, "waiters": {{ "CityThere": {{ "operation": "GetCity", "delay": 5,
            "maxAttempts": 3, "acceptors": [ {acceptors} ] }} }} }}"#
    )
}

#[test]
fn every_matcher_of_a_file_has_its_like() {
    let success = r#""state": "success""#;
    let acceptors = [
        r#""matcher": "error", "expected": true"#,
        r#""matcher": "error", "expected": false"#,
        r#""matcher": "error", "expected": "NoSuchCity""#,
        r#""matcher": "status", "expected": 200"#,
        r#""matcher": "status", "expected": 404"#,
        r#""matcher": "path", "argument": "Next", "expected": "x""#,
        r#""matcher": "path", "argument": "More", "expected": true"#,
        r#""matcher": "path", "argument": "Count", "expected": 3"#,
        r#""matcher": "path", "argument": "Next", "expected": null"#,
        r#""matcher": "path", "argument": "Cities", "expected": ["a`b"]"#,
        r#""matcher": "pathAll", "argument": "Cities[]", "expected": "x""#,
        r#""matcher": "pathAny", "argument": "Cities[]", "expected": "x""#,
        r#""matcher": "pathAll", "argument": "Cities[].length(@)", "expected": 1"#,
        r#""matcher": "pathAny", "argument": "[More]", "expected": false"#,
    ];
    let mut all = String::new();
    for acceptor in acceptors {
        let (waitable, said) = waiting("", &waiter_file(&format!("{{ {success}, {acceptor} }}")));
        assert_eq!(said, "", "{acceptor}");
        let waitable = waitable.expect("a waiter");
        let waiter = waitable.get("CityThere").expect("the waiter");
        let acceptors = waiter.get("acceptors").and_then(Node::as_array);
        let matcher = acceptors.and_then(|all| all.first()?.get("matcher"));
        all.push_str(&format!(
            "{acceptor}\n    {}\n",
            matcher.expect("a matcher")
        ));
    }
    assert_snapshot!(all);
}

#[test]
fn the_models_own_waiters_are_kept() {
    let own = r#""CityThere": { "acceptors": [
        { "state": "success", "matcher": { "success": true } } ] }"#;
    let file = r#"{ "version": 2, "waiters": {
        "CityThere": { "operation": "GetCity", "delay": 5, "maxAttempts": 3, "acceptors": [
            { "state": "success", "matcher": "error", "expected": "Gone" } ] },
        "CityGone": { "operation": "GetCity", "delay": 300, "maxAttempts": 3, "acceptors": [
            { "state": "success", "matcher": "error", "expected": "Gone" } ] } } }"#;
    let (waitable, said) = waiting(own, file);
    assert_eq!(said, "");
    let waitable = waitable.expect("waiters");
    let waiters = waitable.as_object().expect("an object");
    let names: Vec<&str> = waiters.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["CityThere", "CityGone"]);
    let text = waitable.to_string();
    assert!(text.contains(r#"{"success":true}"#), "{text}");
    assert!(text.contains(r#""minDelay":300,"maxDelay":300"#), "{text}");
}

#[test]
fn files_of_waiters_that_are_none() {
    let acceptor = |text: &str| waiter_file(&format!("{{ {text} }}"));
    let files = [
        "{".to_owned(),
        "[]".to_owned(),
        r#"{ "pagination": {} }"#.to_owned(),
        r#"{ "version": 1, "waiters": {} }"#.to_owned(),
        r#"{ "waiters": [] }"#.to_owned(),
        r#"{ "waiters": { "There": 1, "Gone": {}, "Done": { "operation": "GetCty" } } }"#
            .to_owned(),
        r#"{ "waiters": { "There": { "operation": "GetCity", "acceptors": {} } } }"#.to_owned(),
        acceptor(r#""state": "success""#),
        acceptor(r#""state": "success", "matcher": "pathNone", "expected": 1"#),
        acceptor(r#""state": "success", "matcher": "path", "expected": 1"#),
        acceptor(r#""state": "success", "matcher": "status", "expected": "200""#),
        acceptor(r#""state": "success", "matcher": "status", "expected": 20"#),
        acceptor(r#""state": "retry", "matcher": "status", "expected": 404"#),
    ];
    let mut all = String::new();
    for file in files {
        let (waitable, said) = waiting("", &file);
        assert_eq!(waitable, None, "{file}");
        let lines = file.split_whitespace().collect::<Vec<_>>().join(" ");
        all.push_str(&format!("{lines}\n{said}"));
    }
    assert_snapshot!(all);
}

#[test]
fn paths_of_waiters_are_checked_when_the_crate_is_made() {
    let mut all = String::new();
    for acceptor in [
        r#""matcher": "path", "argument": "Next ==", "expected": "x""#,
        r#""matcher": "path", "argument": "Nxt", "expected": "x""#,
        r#""matcher": "pathAny", "argument": "Next", "expected": "x""#,
        r#""matcher": "pathAll", "argument": "length(Cities) > `0`", "expected": true"#,
    ] {
        let file = waiter_file(&format!(r#"{{ "state": "success", {acceptor} }}"#));
        let said = outlined("waiters", &file).1;
        all.push_str(&format!("{acceptor}\n{said}"));
    }
    assert_snapshot!(all);
}
