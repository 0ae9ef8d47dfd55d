//! Small models, one concern each, and the generated files that the concern shows in.
//!
//! A case is a folder with a `model.json` and a snapshot for each file of the crate named here. All
//! cases that make a crate are compiled by the tests of `xtask`.

mod run;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use farrier_codegen::record;
use insta::assert_snapshot;

use run::{cases_folder, Case};

/// A test for each case, and the list of all with their files.
macro_rules! cases {
    ($($name:ident: $($file:literal),+;)+) => {
        $(
            #[test]
            fn $name() {
                shows(stringify!($name), &[$($file),+]);
            }
        )+

        const CASES: &[(&str, &[&str])] = &[$((stringify!($name), &[$($file),+])),+];
    };
}

cases! {
    auth: "outline", "src/config/auth.rs", "src/service.rs", "Cargo.toml", "src/operation/roam.rs";
    auth_api_key: "src/service.rs", "src/config.rs", "src/operation/greet.rs";
    auth_bearer: "src/service.rs", "src/config.rs", "src/operation/sign.rs", "Cargo.toml";
    auth_logins: "said", "src/config.rs";
    auth_none: "src/service.rs";
    context_params: "said", "src/config.rs", "src/config/endpoint.rs", "src/operation/get_city.rs", "src/schema.txt";
    customizations: "src/service.rs", "src/operation/upload_archive.rs", "Cargo.toml";
    defaults: "src/types/structures.rs", "src/types/builders.rs";
    deprecated: "outline", "src/types/structures.rs", "src/types/unions.rs", "src/types/enums.rs", "src/lib.rs";
    discovery: "outline", "src/client.rs", "src/config.rs", "src/config/endpoint.rs", "src/endpoint_discovery.rs", "src/lib.rs", "src/service.rs";
    documentation: "src/operation/get_city.rs", "src/client.rs", "src/types/enums.rs";
    documentation_html: "src/types/structures.rs";
    endpoint_label: "src/schema.txt";
    endpoint_params: "said", "src/config/endpoint.rs", "src/endpoint-rules.txt";
    enum_unnamed: "outline", "src/types/enums.rs", "src/operation/get_city.rs", "src/schema.txt";
    equality: "outline";
    error: "src/types/error.rs", "src/error/sets.rs";
    error_as_data: "outline", "src/service_error.rs";
    error_sets: "src/error/sets.rs", "src/service_error.rs";
    event_stream: "outline", "src/operation/watch.rs", "src/operation/watch/builders.rs", "src/client.rs", "src/types/error/streams.rs", "src/primitives/event_stream.rs", "src/primitives.rs", "src/schema.txt", "Cargo.toml";
    event_stream_errors: "outline", "src/types/error/streams.rs", "src/types/error.rs", "src/service_error.rs", "src/error/sets.rs", "src/schema.txt";
    http_bindings: "src/schema.txt", "Cargo.toml";
    idempotency_token: "src/config.rs", "src/schema.txt";
    int_enum: "src/operation/get_city.rs";
    operation: "src/client.rs", "src/operation/get_city.rs", "src/operation/get_city/builders.rs";
    operation_traits: "said", "src/service.rs", "src/operation/get_city.rs", "src/operation/sum.rs";
    operation_without_members: "src/operation/ping.rs";
    paginator: "src/operation/list_cities/paginator.rs";
    paginator_map: "src/operation/list_cities/paginator.rs";
    paginator_nested: "src/operation/list_cities/paginator.rs";
    protocols: "src/service.rs";
    query_errors: "src/error/sets.rs";
    r#enum: "src/types/enums.rs";
    request_compression: "src/config.rs", "src/operation/put_city.rs", "Cargo.toml";
    recursive: "src/types/structures.rs", "src/types/unions.rs";
    rename: "src/types/structures.rs", "src/schema.txt";
    required: "outline", "src/types/structures.rs", "src/types/builders.rs";
    reserved_words: "src/operation/move.rs", "src/types/enums.rs", "src/schema.txt";
    schema: "src/schema.txt";
    sensitive: "src/schema.txt", "src/types/structures.rs";
    service: "src/lib.rs", "src/service.rs", "src/meta.rs", "Cargo.toml", "README.md";
    sparse: "src/schema.txt", "src/operation/get_city.rs";
    streaming_blob: "outline", "src/operation/get_map.rs", "src/operation/get_map/builders.rs", "src/operation/put_map.rs", "src/operation/put_map/builders.rs", "src/client.rs", "src/primitives.rs", "src/schema.txt";
    structure: "outline", "src/types/structures.rs";
    r#union: "src/types/unions.rs";
    union_empty: "src/types/unions.rs";
    union_large: "src/lib.rs";
    waiter: "outline", "src/waiters.rs", "src/waiters/city_exists.rs", "src/waiters/city_sunny.rs", "src/client.rs", "src/lib.rs", "src/operation/get_city.rs", "src/operation/get_city/builders.rs";
    without_endpoint_rules: "src/config/endpoint.rs", "src/endpoint-rules.txt";
    xml_traits: "src/schema.txt", "src/service.rs", "Cargo.toml";
}

/// Stands for the problems and warnings among the files of a case.
const SAID: &str = "said";

/// Stands for the outline of the crate's API.
const OUTLINE: &str = "outline";

/// Snapshots these files of a case's crate, beside its model.
fn shows(case: &str, files: &[&str]) {
    let case = Case::run(case.trim_start_matches("r#"));
    if !files.contains(&SAID) {
        assert_eq!(case.said, "", "a case makes its crate without a word");
    }
    for path in files {
        let content = match *path {
            SAID => case.said.clone(),
            OUTLINE => record::outline(case.lowered.as_ref().expect("a crate")),
            path => case.file(path).to_owned(),
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

/// Streams where none can be: no crate, all problems at once.
#[test]
fn misplaced_streams() {
    let case = Case::run("misplaced_streams");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// HTTP bindings and host prefixes of which no request can be made.
#[test]
fn http_bindings_refused() {
    let case = Case::run("http_bindings_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Endpoint parameters that the rules do not have, or have with another type.
#[test]
fn context_params_refused() {
    let case = Case::run("context_params_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Customizations of the generator's own table that the model does not have the shapes for.
#[test]
fn customization_unmatched() {
    let case = Case::run("customization_unmatched");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Rule sets that refer to what is not there, have wrong types, or are no rule sets at all: every rule at
/// fault is told, with its place.
#[test]
fn endpoint_rules_refused() {
    let case = Case::run("endpoint_rules_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Endpoint parameters and settings in each other's way, or of other types than what sets them.
#[test]
fn endpoint_params_refused() {
    let case = Case::run("endpoint_params_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// An operation that needs endpoint discovery in a service that has none.
#[test]
fn discovery_refused() {
    let case = Case::run("discovery_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Waiters that are not as the trait has them, and context parameters that the rules do not have.
#[test]
fn waiter_refused() {
    let case = Case::run("waiter_refused");
    assert!(case.lowered.is_none());
    case.beside_the_model(|| assert_snapshot!("said", case.said));
}

/// Paths that are not valid or lead nowhere, waiters of the same Rust name.
#[test]
fn waiter_paths() {
    let case = Case::run("waiter_paths");
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
fn every_folder_and_every_snapshot_belongs_to_a_case() {
    let alone = [
        "collisions/said.snap",
        "context_params_refused/said.snap",
        "customization_unmatched/said.snap",
        "discovery_refused/said.snap",
        "endpoint_params_refused/said.snap",
        "endpoint_rules_refused/said.snap",
        "http_bindings_refused/said.snap",
        "misplaced_streams/said.snap",
        "tiny/ir.snap",
        "waiter_paths/said.snap",
        "waiter_refused/said.snap",
    ];
    let mut expected = BTreeSet::from(alone.map(str::to_owned));
    for (case, files) in CASES {
        let case = case.trim_start_matches("r#");
        expected.extend(
            files
                .iter()
                .map(|file| format!("{case}/{}.snap", file.replace('/', "."))),
        );
    }
    let mut found = BTreeSet::new();
    for folder in entries(&cases_folder()).filter(|path| path.is_dir()) {
        assert!(folder.join("model.json").is_file(), "{folder:?}");
        for file in entries(&folder).filter(|path| !path.ends_with("model.json")) {
            let inside = file.strip_prefix(cases_folder()).expect("inside");
            found.insert(inside.to_string_lossy().replace('\\', "/"));
        }
    }
    assert_eq!(found, expected);
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).expect("readable");
    entries.map(|entry| entry.expect("readable").path())
}
