//! Small models, one concern each, and the generated files that the concern shows in.
//!
//! A case is a folder with a `model.json` and a snapshot for each file of the crate named here. All
//! cases that make a crate are compiled by the tests of `xtask`.

mod run;

use std::collections::BTreeSet;

use insta::assert_snapshot;

use run::{cases_folder, Case};

/// A test for each case, and the list of all.
macro_rules! cases {
    ($($name:ident: $($file:literal),+;)+) => {
        $(
            #[test]
            fn $name() {
                shows(stringify!($name), &[$($file),+]);
            }
        )+

        const CASES: &[&str] = &[$(stringify!($name)),+];
    };
}

cases! {
    auth: "src/config/auth.rs", "src/service.rs", "Cargo.toml", "src/operation/roam.rs";
    auth_none: "src/service.rs";
    defaults: "src/types/structures.rs", "src/types/builders.rs";
    deprecated: "src/types/structures.rs", "src/types/unions.rs", "src/types/enums.rs", "src/lib.rs";
    documentation: "src/operation/get_city.rs", "src/client.rs", "src/types/enums.rs";
    endpoint_params: "said", "src/config/endpoint.rs", "src/endpoint-rules.txt";
    error: "src/types/error.rs", "src/error/sets.rs";
    error_sets: "src/error/sets.rs", "src/service_error.rs";
    idempotency_token: "src/config.rs", "src/schema.txt";
    int_enum: "src/operation/get_city.rs";
    operation: "src/client.rs", "src/operation/get_city.rs", "src/operation/get_city/builders.rs";
    operation_without_members: "src/operation/ping.rs";
    paginator: "src/operation/list_cities.rs";
    paginator_map: "src/operation/list_cities.rs";
    paginator_nested: "src/operation/list_cities.rs";
    protocols: "src/service.rs";
    r#enum: "src/types/enums.rs";
    recursive: "src/types/structures.rs", "src/types/unions.rs";
    rename: "src/types/structures.rs", "src/schema.txt";
    required: "src/types/structures.rs", "src/types/builders.rs";
    reserved_words: "src/operation/move.rs", "src/types/enums.rs", "src/schema.txt";
    schema: "src/schema.txt";
    sensitive: "src/schema.txt", "src/types/structures.rs";
    service: "src/lib.rs", "src/service.rs", "src/meta.rs", "Cargo.toml", "README.md";
    sparse: "src/schema.txt", "src/operation/get_city.rs";
    structure: "src/types/structures.rs";
    r#union: "src/types/unions.rs";
    without_endpoint_rules: "src/config/endpoint.rs", "src/endpoint-rules.txt";
}

/// Stands for the problems and warnings among the files of a case.
const SAID: &str = "said";

/// Snapshots these files of a case's crate, beside its model.
fn shows(case: &str, files: &[&str]) {
    let case = Case::run(case.trim_start_matches("r#"));
    if !files.contains(&SAID) {
        assert_eq!(case.said, "", "a case makes its crate without a word");
    }
    for path in files {
        let content = match *path {
            SAID => &case.said,
            path => case.file(path),
        };
        let name = path.replace('/', ".");
        case.beside_the_model(|| assert_snapshot!(name, content));
    }
}

/// Members, shapes and operations whose Rust names are the same: no crate, all problems at once.
#[test]
fn collisions() {
    let case = Case::run("collisions");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// The decided crate as `--dump ir` prints it.
#[test]
fn tiny() {
    let case = Case::run("tiny");
    let lowered = case.lowered.as_ref().expect("a crate");
    case.beside_the_model(|| assert_snapshot!("ir", format!("{lowered:#?}")));
}

#[test]
fn every_folder_is_a_case() {
    let entries = std::fs::read_dir(cases_folder()).expect("readable");
    let folders = entries.map(|entry| entry.expect("readable").path());
    let folders: BTreeSet<String> = folders
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    let named = CASES.iter().map(|name| name.trim_start_matches("r#"));
    let named: BTreeSet<String> = named
        .chain(["collisions", "tiny"])
        .map(str::to_owned)
        .collect();
    assert_eq!(folders, named);
}
