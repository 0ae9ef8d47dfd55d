//! botocore's version of the tests (`c2j-protocol-tests`), used to check the values of the models.
//!
//! Where the two differ, or where botocore has an additional test, `xtask/conformance-c2j.toml` has a decision with
//! its reason: the test with botocore's values is run as well, or it does not apply.

mod compare;
mod suite;

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::cases::{Case, Cases, Kind};
use super::data::Model;
use super::expected::FailureKind;
use crate::expectations::{Expectation, Expectations};
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

/// Path of the table of decisions, from the repository's root.
pub(super) const TABLE: &str = "xtask/conformance-c2j.toml";

/// The table of decisions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default, rename = "difference")]
    differences: Expectations<Difference>,
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

impl Expectation for Difference {
    fn name(&self) -> String {
        format!("{} {:?} {}", self.model, self.kind, self.test)
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}

impl Table {
    /// Returns a line for each decision about these models that matched no difference.
    pub(super) fn unmatched(&self, models: &[Model]) -> Vec<String> {
        let is_judged = |entry: &Difference| models.iter().any(|model| model.name == entry.model);
        self.differences.unmatched(TABLE, is_judged)
    }
}

/// Result of the check of one model.
#[derive(Debug, Default)]
pub(super) struct Check {
    /// Number of tests with the same values in both versions.
    pub(super) same: usize,
    /// Number of tests with different values and a decision in the table.
    pub(super) decided: usize,
    /// Differences without a decision.
    pub(super) problems: Vec<String>,
}

/// Compares botocore's tests with those of the model. Adds to `cases` those that are run as well.
///
/// # Errors
/// A suite that cannot be read.
pub(super) fn check(data: &Path, model: &Model, table: &Table, cases: &mut Cases) -> Result<Check> {
    let mut check = Check::default();
    let Some((_, file)) = SUITES.iter().find(|(name, _)| *name == model.name) else {
        return Ok(check);
    };
    let folder = data.join("conformance/c2j-protocol-tests");
    for test in suite::read(&folder, file)? {
        let own = cases.client.iter().find(|case| is_same_test(case, &test));
        let differences = match own {
            Some(own) => compare::differences(&own.value, &test),
            None => vec!["the model has no such test".to_owned()],
        };
        if differences.is_empty() {
            check.same += 1;
            continue;
        }
        let entry = table
            .differences
            .accept(|one| one.model == model.name && one.test == test.id && is_of(one.kind, &test));
        let Some(entry) = entry else {
            check.problems.push(format!(
                "{file}: {} differs from the model's without a decision in {TABLE}: {}",
                test.id,
                differences.join("; ")
            ));
            continue;
        };
        check.decided += 1;
        if entry.run {
            let added = added(&test, own, cases)?;
            cases.client.push(added);
        }
    }
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
fn added(test: &Test, own: Option<&Case>, cases: &Cases) -> Result<Case> {
    let kind = if test.is_request {
        Kind::Request
    } else {
        Kind::Response
    };
    let suffix = format!("#{}", test.operation);
    let of_operation =
        (cases.client.iter()).find(|case| case.name.kind == kind && case.shape.ends_with(&suffix));
    let pattern = own.or(of_operation).with_context(|| {
        let (id, operation) = (&test.id, &test.operation);
        format!("{id} cannot run: the model has no such test of the operation {operation}")
    })?;
    let mut case = pattern.clone();
    case.value = compare::with_values(&pattern.value, test);
    case.name.id = format!("{}{SUFFIX}", test.id);
    Ok(case)
}
