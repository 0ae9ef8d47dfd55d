//! Models written as the IDL and as the JSON AST, and read again, are the same.
//!
//! By default the models of the official protocol tests and of Smithy's loader tests. `FARRIER_MODELS` names a folder
//! with more: every JSON file and every service of botocore in it and in its folders.

mod same;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use farrier_model::diag::Diagnostics;
use farrier_model::graph::{Kind, Model, Node, STATUS_MATCHER};
use farrier_model::load;
use farrier_model::write::{idl, json};
use farrier_test_data::{find, Absent, Test};

const VARIABLE: &str = "FARRIER_MODELS";

/// Models that the IDL cannot say, and the reason.
const OTHERS: &[(&str, &str)] = &[(
    "test-foo-protocol-validator.json",
    "it has a trait that does not exist any more, which is an error in the IDL",
)];

fn main() -> ExitCode {
    let more = std::env::var_os(VARIABLE).map(PathBuf::from);
    let more = more.ok_or_else(|| Absent::new("more models", VARIABLE));
    farrier_test_data::run(vec![
        Test::with(
            "models_of_protocol_tests",
            find("conformance/protocol-tests"),
            |folder| all(&folder, 17),
        ),
        Test::with(
            "models_of_loader_tests",
            find("conformance/ast-loader"),
            |folder| all(&folder, 100),
        ),
        Test::with("more_models", more, |folder| all(&folder, 1)),
    ])
}

/// Checks every model below a folder that is read without an error; there are so many at least.
fn all(folder: &Path, least: usize) {
    let mut files = Vec::new();
    json_files(folder, &mut files);
    let (mut report, mut count) = (String::new(), 0);
    for file in files {
        match round_trip(&file) {
            Some(Ok(())) => count += 1,
            Some(Err(_)) if OTHERS.iter().any(|(name, _)| file.ends_with(name)) => {}
            Some(Err(why)) => report.push_str(&format!("{}: {why}\n", file.display())),
            None => {}
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(count >= least, "only {count} models");
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let is_service = |name: &&str| path.join(name).is_file();
        if ["service-2.json", "service-2.json.gz"]
            .iter()
            .any(is_service)
        {
            files.push(path);
        } else if path.is_dir() {
            json_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "json") {
            files.push(path);
        }
    }
}

/// `None` for files that are no valid models.
fn round_trip(file: &Path) -> Option<Result<(), String>> {
    let path = [file.to_owned()];
    let mut said = Diagnostics::default();
    let first = load::load_paths(Path::new(""), &path, &mut said);
    let document = ast(&path, &mut said);
    let (Some(mut first), Some(document), false) = (first, document, said.has_errors()) else {
        return None;
    };
    unbox(&mut first);
    express(&mut first);
    Some(as_json(&first, &document).and_then(|()| as_idl(&first, &document)))
}

fn ast(paths: &[PathBuf], said: &mut Diagnostics) -> Option<Node> {
    let files = load::ModelFiles {
        root: Path::new(""),
        paths,
        dependencies: &BTreeMap::new(),
        protocol: None,
    };
    load::ast_of(files, said)
}

/// Takes out the trait `box`, which Smithy 2.0 does not have: defaults say the same.
fn unbox(model: &mut Model) {
    let own = (model.shapes()).filter(|(_, shape)| shape.id.namespace != "smithy.api");
    let own: Vec<_> = own.map(|(ix, _)| ix).collect();
    for ix in own {
        let shape = model.shape_mut(ix);
        shape.traits.boxed = false;
        for member in shape.members_mut() {
            member.traits.boxed = false;
        }
    }
}

/// Takes out what only botocore's files can say.
fn express(model: &mut Model) {
    let all: Vec<_> = model.shapes().map(|(ix, _)| ix).collect();
    for ix in all {
        match &mut model.shape_mut(ix).kind {
            Kind::Service(service) => service.traits.endpoint_rule_set_file = None,
            Kind::Operation(operation) => {
                let traits = &mut operation.traits;
                traits.paginated = traits.paginated.take().filter(|one| one.by_paths.is_none());
                if let Some(paginated) = &mut traits.paginated {
                    paginated.complete = false;
                    paginated.more = None;
                    paginated.several.clear();
                }
                let waiters = traits.waitable.as_ref().map(ToString::to_string);
                if waiters.is_some_and(|text| text.contains(STATUS_MATCHER)) {
                    traits.waitable = None;
                }
            }
            _ => {}
        }
    }
}

/// Takes out the waiters of operations that have none in the other model.
fn without_waiters(mut model: Model, other: &Model) -> Model {
    let all: Vec<_> = (model.shapes())
        .map(|(ix, shape)| (ix, shape.id.clone()))
        .collect();
    for (ix, id) in all {
        let theirs = other.find(&id).map(|ix| &other.shape(ix).kind);
        let has_none =
            matches!(theirs, Some(Kind::Operation(one)) if one.traits.waitable.is_none());
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            operation.traits.waitable = operation.traits.waitable.take().filter(|_| !has_none);
        }
    }
    model
}

fn as_json(first: &Model, document: &Node) -> Result<(), String> {
    let mut said = Diagnostics::default();
    let text = json::text(document);
    let second = load::load_bytes(text.as_bytes(), "model.json", &mut said);
    match second.filter(|_| !said.has_errors()) {
        Some(second) => same::same(first, &without_waiters(second, first)),
        None => Err(format!("the JSON AST is not read:\n{said}")),
    }
}

fn as_idl(first: &Model, document: &Node) -> Result<(), String> {
    let folder = folder();
    let mut paths = Vec::new();
    for (position, file) in idl::files(document).iter().enumerate() {
        let name = PathBuf::from(format!("{position}.smithy"));
        std::fs::write(folder.join(&name), &file.text).expect("a file");
        paths.push(name);
    }
    if paths.is_empty() {
        return Ok(());
    }
    let mut said = Diagnostics::default();
    let second = load::load_paths(&folder, &paths, &mut said);
    let mut result = match second.filter(|_| !said.has_errors()) {
        Some(second) => same::same(first, &without_waiters(second, first)),
        None => Err(format!("the IDL is not read:\n{said}")),
    };
    // The same definitions in both formats are one model.
    std::fs::write(folder.join("model.json"), json::text(document)).expect("a file");
    paths.push(PathBuf::from("model.json"));
    let both = load::load_paths(&folder, &paths, &mut said);
    match both.filter(|_| !said.has_errors()) {
        Some(mut both) => {
            both.set_metadata(first.metadata().to_vec());
            result = result.and_then(|()| same::same(first, &without_waiters(both, first)));
        }
        None => result = result.and(Err(format!("both are not read:\n{said}"))),
    }
    std::fs::remove_dir_all(&folder).expect("the folder");
    result
}

/// An empty folder of this process and thread.
fn folder() -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id());
    let name = thread.replace(['(', ')'], "-");
    let folder = std::env::temp_dir().join(format!("farrier-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
