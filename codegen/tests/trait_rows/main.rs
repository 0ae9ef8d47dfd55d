//! Every trait in the models of the test data has a row in the table of `docs/changes.md`.

#[path = "../changes/rows.rs"]
mod rows;

use std::path::PathBuf;
use std::process::ExitCode;

use farrier_test_data::{find, Test};

const MODELS: [&str; 2] = [
    "conformance/protocol-tests",
    "conformance/malformed-request-tests",
];

fn main() -> ExitCode {
    let folders: Result<Vec<PathBuf>, _> = MODELS.into_iter().map(find).collect();
    farrier_test_data::run(vec![Test::with(
        "traits_of_the_test_data_have_rows",
        folders,
        |folders| traits_of_the_test_data_have_rows(&folders),
    )])
}

fn traits_of_the_test_data_have_rows(folders: &[PathBuf]) {
    let found = rows::traits_below(folders);
    assert!(found.len() > 30, "only {} traits were found", found.len());
    let missing = rows::without_row(&found);
    assert!(missing.is_empty(), "no row in {}: {missing:?}", rows::TABLE);
}
