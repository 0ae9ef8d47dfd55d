//! The loader against Smithy's own loader tests: what must load loads, what must be rejected is.

use std::collections::BTreeMap;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use serde_json::Value;

use crate::support;

/// Why a document that must be rejected is not, or the other way round, by path.
type Surprises = BTreeMap<String, String>;

#[test]
fn accept_and_reject_what_smithy_does() {
    let Some(folder) = support::test_data("conformance/ast-loader") else {
        return;
    };
    let text = std::fs::read(folder.join("EXPECTATIONS.json")).expect("the list of expectations");
    let expectations: Value = serde_json::from_slice(&text).expect("valid JSON");
    let mut surprises = Surprises::new();
    let mut judged = 0;
    for (file, expectation) in expectations.as_object().expect("an object by file") {
        // Documents that need others beside them: the loader reads one file at a time.
        let group = expectation["group"].as_str().unwrap_or_default();
        if group == "semantic" || expectation.get("load_with").is_some() {
            continue;
        }
        judged += 1;
        let mut diagnostics = Diagnostics::default();
        load::load_file(&folder.join(file), file, &mut diagnostics);
        let accepted = !diagnostics.has_errors();
        if accepted != group.starts_with("accept") {
            surprises.insert(file.clone(), format!("{group}:\n{diagnostics}"));
        }
    }
    assert!(judged > 100, "only {judged} documents were judged");
    let report: String = surprises
        .iter()
        .map(|(file, why)| format!("{file}: {why}\n"))
        .collect();
    assert!(
        surprises.is_empty(),
        "{} of {judged} differ:\n{report}",
        surprises.len()
    );
}
