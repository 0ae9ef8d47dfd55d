//! The loader against Smithy's own loader tests: valid models load with the expected number of shapes,
//! invalid ones are rejected, for a shape that Smithy also rejects.

mod judged;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use farrier_model::diag::{Diagnostics, Severity};
use farrier_model::graph::Model;
use farrier_model::load;
use farrier_test_data::{find, Test};
use serde_json::Value;

/// Documents with a different result, and the reason. A document with the expected result must
/// leave the table.
const EXPECTED_FAILURES: &[(&str, &str)] = &[];

/// How many documents the test data has.
const DOCUMENTS: usize = 240;

fn main() -> ExitCode {
    farrier_test_data::run(vec![Test::with(
        "accept_and_reject_what_smithy_does",
        find("conformance/ast-loader"),
        |folder| judged::every_file(&folder, DOCUMENTS, EXPECTED_FAILURES, judge),
    )])
}

fn judge(folder: &Path, file: &str, expectation: &Value) -> Result<(), String> {
    let with = expectation["load_with"].as_array().into_iter().flatten();
    let mut paths: Vec<PathBuf> = with.filter_map(Value::as_str).map(PathBuf::from).collect();
    paths.push(PathBuf::from(file));
    let mut said = Diagnostics::default();
    let model = load::load_paths(folder, &paths, &mut said);
    let group = expectation["group"].as_str().unwrap_or_default();
    let accepted = !said.has_errors() && model.is_some();
    let as_expected = match group {
        "accept" => accepted,
        "accept-with-warning" => accepted && !said.is_empty(),
        "reject-format" | "reject-links" => !accepted && objects_alike(&said, expectation),
        "not-a-model" => !accepted && said.to_string().contains("not a Smithy model"),
        // Our loader is not a validator: it may accept these, but it must not panic.
        "semantic" => accepted || said.has_errors(),
        _ => false,
    };
    if !as_expected {
        return Err(format!("{group}, but was said:\n{said}"));
    }
    let shapes = model.as_ref().map_or(0, own_shapes);
    match expectation["shapes"].as_u64() {
        Some(count) if count != shapes as u64 => {
            Err(format!("{count} shapes expected, {shapes} loaded"))
        }
        _ => Ok(()),
    }
}

/// Returns the number of shapes without the prelude's.
fn own_shapes(model: &Model) -> usize {
    let own = |id: &farrier_model::graph::ShapeId| id.namespace != "smithy.api";
    model.shapes().filter(|(_, shape)| own(&shape.id)).count()
}

/// Returns whether one of our errors is about a shape that Smithy's loader has an error for, or
/// about none.
fn objects_alike(said: &Diagnostics, expectation: &Value) -> bool {
    let events = expectation["events"].as_array().into_iter().flatten();
    let theirs: BTreeSet<&str> = (events)
        .filter(|event| event["severity"] == "ERROR")
        .filter_map(|event| event["shapeId"].as_str())
        .collect();
    let errors = said.sorted().into_iter();
    let mut ours = (errors)
        .filter(|one| one.severity == Severity::Error)
        .map(|one| one.place.shape.as_deref());
    theirs.is_empty() || ours.any(|shape| shape.is_none_or(|shape| theirs.contains(shape)))
}
