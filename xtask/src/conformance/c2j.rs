//! botocore's version of the tests (`c2j-protocol-tests`), used to check the values of the models.
//!
//! Where the two differ, or where botocore has an additional test, `xtask/conformance-c2j.toml` has a decision with
//! its reason: the test with botocore's values is run as well, or it does not apply.

mod compare;
mod suite;

use std::collections::BTreeSet;
use std::path::Path;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

use super::cases::{Case, Cases, Kind};
use super::data::Model;
use super::expected::FailureKind;
use suite::Test;

/// Suffix for the ids of tests with botocore's values.
const SUFFIX: &str = "_c2j";

/// The models, and the suites of botocore with the same tests.
const SUITES: [(&str, &str); 10] = [
    ("ec2Query", "ec2.json"),
    ("awsJson1_1", "json.json"),
    ("awsJson1_0", "json_1_0.json"),
    (
        "awsJson1_0-query-compatible",
        "json_1_0-query-compatible.json",
    ),
    ("awsQuery", "query.json"),
    ("restJson1", "rest-json.json"),
    ("restXml", "rest-xml.json"),
    ("rpcv2Cbor", "smithy-rpc-v2-cbor.json"),
    (
        "rpcv2Cbor-non-query-compatible",
        "smithy-rpc-v2-cbor-non-query-compatible.json",
    ),
    (
        "rpcv2Cbor-query-compatible",
        "smithy-rpc-v2-cbor-query-compatible.json",
    ),
];

/// The table of decisions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default, rename = "difference")]
    differences: Vec<Difference>,
}

/// A test whose values differ, with the decision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    test: String,
    kind: FailureKind,
    model: String,
    /// Whether the test with botocore's values is run as well.
    run: bool,
    reason: String,
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read, is invalid, or has an entry without a reason.
pub(super) fn table(file: &Path) -> Result<Table, String> {
    let place = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {place}: {}", io_reason(&error)))?;
    let table: Table = toml::from_str(&text).map_err(|error| format!("{place}: {error}"))?;
    match table
        .differences
        .iter()
        .find(|one| one.reason.trim().is_empty())
    {
        Some(bare) => Err(format!("{place}: {} needs a reason", bare.test)),
        None => Ok(table),
    }
}

/// Result of the check of one model.
#[derive(Debug, Default)]
pub(super) struct Check {
    /// Number of tests with the same values in both versions.
    pub(super) same: usize,
    /// Number of tests with different values and a decision in the table.
    pub(super) decided: usize,
    /// Differences without a decision, and decisions without a difference.
    pub(super) problems: Vec<String>,
}

/// Compares botocore's tests with those of the model. Adds to `cases` those that are run as well.
///
/// # Errors
/// A suite that cannot be read.
pub(super) fn check(
    data: &Path,
    model: &Model,
    table: &Table,
    cases: &mut Cases,
) -> Result<Check, String> {
    let mut check = Check::default();
    let Some((_, file)) = SUITES.iter().find(|(name, _)| *name == model.name) else {
        return Ok(check);
    };
    let folder = data.join("conformance/c2j-protocol-tests");
    let mut open: BTreeSet<usize> = (0..table.differences.len())
        .filter(|index| table.differences[*index].model == model.name)
        .collect();
    for test in suite::read(&folder, file)? {
        let own = cases.client.iter().find(|case| is_same_test(case, &test));
        let differences = match own {
            Some(own) => compare::differences(&own.value, &test),
            None => vec!["the model has no such test".to_owned()],
        };
        let entry = table.differences.iter().enumerate().find(|(_, one)| {
            one.model == model.name && one.test == test.id && is_of(one.kind, &test)
        });
        match (differences.is_empty(), entry) {
            (true, None) => check.same += 1,
            // Reported below, because the entry stays unused.
            (true, Some(_)) => {}
            (false, None) => check.problems.push(format!(
                "{}: {} differs from the model's without a decision in the table: {}",
                file,
                test.id,
                differences.join("; ")
            )),
            (false, Some((index, entry))) => {
                open.remove(&index);
                check.decided += 1;
                if entry.run {
                    let added = added(&test, own, cases)?;
                    cases.client.push(added);
                }
            }
        }
    }
    check.problems.extend(open.into_iter().map(|index| {
        let test = &table.differences[index].test;
        format!("{test} does not differ: take it out of the table of botocore's values")
    }));
    Ok(check)
}

fn is_same_test(case: &Case, test: &Test) -> bool {
    let is_request = case.name.kind == Kind::Request;
    let is_response = matches!(case.name.kind, Kind::Response | Kind::Error);
    let text = case.value.get("id").and_then(|id| id.text());
    text == Some(&test.id)
        && if test.is_request {
            is_request
        } else {
            is_response
        }
}

fn is_of(kind: FailureKind, test: &Test) -> bool {
    (kind == FailureKind::Request) == test.is_request
}

/// Creates the test with botocore's values.
fn added(test: &Test, own: Option<&Case>, cases: &Cases) -> Result<Case, String> {
    let kind = if test.is_request {
        Kind::Request
    } else {
        Kind::Response
    };
    let suffix = format!("#{}", test.operation);
    let of_operation =
        (cases.client.iter()).find(|case| case.name.kind == kind && case.shape.ends_with(&suffix));
    let pattern = own.or(of_operation).ok_or_else(|| {
        let (id, operation) = (&test.id, &test.operation);
        format!("{id} cannot run: the model has no such test of the operation {operation}")
    })?;
    let mut case = pattern.clone();
    case.value = compare::with_values(&pattern.value, test);
    case.name.id = format!("{}{SUFFIX}", test.id);
    Ok(case)
}
