//! Files of botocore's tests.

use std::path::Path;

use anyhow::{anyhow, Context as _, Result};
use farrier_conformance::json::Json;

use crate::files::read as read_file;

/// One test.
#[derive(Clone, Debug)]
pub(in crate::conformance) struct Test {
    /// Id of the test, the same as that of the Smithy test.
    pub(super) id: String,
    /// Name of the operation.
    pub(super) operation: String,
    /// Whether it is a test of a request, else of a response.
    pub(super) is_request: bool,
    /// Members of the test.
    pub(super) params: Json,
    /// `serialized` of requests, `response` of responses.
    pub(super) message: Json,
}

/// Reads the suites of one file, those of requests first. A file may be missing in one of the folders.
///
/// # Errors
/// A file that cannot be read or is invalid.
pub(super) fn read(folder: &Path, file: &str) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    for (side, is_request) in [("input", true), ("output", false)] {
        let path = folder.join(side).join(file);
        if !path.is_file() {
            continue;
        }
        let place = path.display();
        let text = read_file(&path)?;
        let suites = Json::parse(&text).map_err(|error| anyhow!("{place}: {error}"))?;
        let cases = suites.items().iter().filter_map(|suite| suite.get("cases"));
        for case in cases.flat_map(Json::items) {
            let test = test(case, is_request);
            tests.push(test.with_context(|| format!("{place}: a case is not of the known form"))?);
        }
    }
    Ok(tests)
}

fn test(case: &Json, is_request: bool) -> Option<Test> {
    let members = if is_request {
        case.get("params")
    } else {
        case.get("result").or_else(|| case.get("error"))
    };
    let message = case.get(if is_request { "serialized" } else { "response" })?;
    Some(Test {
        id: case.get("id")?.text()?.to_owned(),
        operation: case.get("given")?.get("name")?.text()?.to_owned(),
        is_request,
        params: members.cloned().unwrap_or(Json::Object(Vec::new())),
        message: message.clone(),
    })
}
