//! Files that a list of expectations describes, each judged by a test.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// Judges every file of `EXPECTATIONS.json`, of which there must be `count`. `failures` has the files that are expected to
/// fail, with reasons; a file that passes must leave it.
pub(crate) fn every_file(
    folder: &Path,
    count: usize,
    failures: &[(&str, &str)],
    judge: fn(&Path, &str, &Value) -> Result<(), String>,
) {
    let text = std::fs::read(folder.join("EXPECTATIONS.json")).expect("the list of expectations");
    let expectations: Value = serde_json::from_slice(&text).expect("valid JSON");
    let expectations = expectations.as_object().expect("an object by file");
    assert_eq!(expectations.len(), count);
    let expected: BTreeMap<&str, &str> = failures.iter().copied().collect();
    let mut report = String::new();
    for (file, expectation) in expectations {
        let verdict = judge(folder, file, expectation);
        match (verdict, expected.get(file.as_str())) {
            (Err(why), None) => report.push_str(&format!("{file}: {why}\n")),
            (Ok(()), Some(_)) => report.push_str(&format!("{file}: no failure any more\n")),
            _ => {}
        }
    }
    let unknown = expected
        .keys()
        .filter(|file| !expectations.contains_key(**file));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(report.is_empty(), "{report}");
}
