//! Parsing of the output of libtest.

use std::collections::BTreeMap;

use farrier_conformance::MARK;

/// Result of a test: success, or the reasons of the failure.
pub(crate) type Outcome = Result<(), Vec<String>>;

/// Returns the results by test name, from the output of a run.
pub(crate) fn parse(output: &str) -> BTreeMap<String, Outcome> {
    let mut outcomes = BTreeMap::new();
    for line in output.lines() {
        let Some((name, end)) =
            (line.strip_prefix("test ")).and_then(|rest| rest.split_once(" ... "))
        else {
            continue;
        };
        let outcome = match end {
            "ok" => Ok(()),
            _ => Err(Vec::new()),
        };
        outcomes.insert(name.to_owned(), outcome);
    }
    for section in output.split("\n---- ").skip(1) {
        let Some((name, text)) = section.split_once(" stdout ----\n") else {
            continue;
        };
        if let Some(Err(reasons)) = outcomes.get_mut(name) {
            *reasons = self::reasons(text);
        }
    }
    outcomes
}

/// Returns the findings, else the message of a panic or error.
fn reasons(text: &str) -> Vec<String> {
    let text = text.split("\nfailures:\n").next().unwrap_or(text);
    let findings: Vec<String> = (text.lines())
        .filter_map(|line| line.trim_start().strip_prefix(MARK))
        .map(str::to_owned)
        .collect();
    if findings.is_empty() {
        (text.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("note: "))
            .map(str::to_owned)
            .collect()
    } else {
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const OUTPUT: &str = "
running 3 tests
test a::request::One ... ok
test a::request::Two ... FAILED
test a::request::Three ... FAILED

failures:

---- a::request::Two stdout ----

thread 'a::request::Two' panicked at src/lib.rs:1:1:

finding: uri: expected
finding: method: expected
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

---- a::request::Three stdout ----
Error: BuildError

failures:
    a::request::Two
    a::request::Three
";

    #[test]
    fn reasons_are_those_of_the_test() {
        let outcomes = parse(OUTPUT);
        let reasons = |name: &str| outcomes[name].clone();
        assert_eq!(reasons("a::request::One"), Ok(()));
        let two = ["uri: expected", "method: expected"].map(str::to_owned);
        assert_eq!(reasons("a::request::Two"), Err(two.to_vec()));
        let three = vec!["Error: BuildError".to_owned()];
        assert_eq!(reasons("a::request::Three"), Err(three));
        assert_eq!(outcomes.len(), 3);
    }
}
