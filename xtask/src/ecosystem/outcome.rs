//! Results of a program's tests, compared with the expected failures.

use super::table::Expected;
use crate::parity::accept::matches;

/// Names of tests by result, as the test harness prints them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) passed: Vec<String>,
    pub(super) failed: Vec<String>,
    pub(super) ignored: Vec<String>,
}

impl Outcome {
    /// Parses the standard output of `cargo test`.
    pub(super) fn parse(output: &str) -> Self {
        let mut outcome = Self::default();
        for line in output.lines() {
            let Some((name, result)) = line
                .strip_prefix("test ")
                .and_then(|line| line.rsplit_once(" ... "))
            else {
                continue;
            };
            let name = name.trim_end_matches(" - should panic").to_owned();
            match result.split([',', ' ']).next() {
                Some("ok") => outcome.passed.push(name),
                Some("FAILED") => outcome.failed.push(name),
                Some("ignored") => outcome.ignored.push(name),
                _ => {}
            }
        }
        outcome
    }

    /// Separates unexpected failures, expected failures, and expected failures that did not occur.
    pub(super) fn judge<'a>(&'a self, expected: &'a [Expected]) -> Judged<'a> {
        let patterns = || expected.iter().flat_map(|entry| &entry.tests);
        let is_expected = |test: &str| patterns().any(|pattern| matches(pattern, test));
        let (known, failed) = self.failed.iter().partition(|test| is_expected(test));
        let is_met = |pattern: &str| self.failed.iter().any(|test| matches(pattern, test));
        Judged {
            failed,
            known,
            vain: patterns().filter(|pattern| !is_met(pattern)).collect(),
        }
    }
}

/// An [`Outcome`] compared with the expected failures.
#[derive(Debug)]
pub(super) struct Judged<'a> {
    pub(super) failed: Vec<&'a String>,
    pub(super) known: Vec<&'a String>,
    pub(super) vain: Vec<&'a String>,
}

#[cfg(test)]
mod tests {
    use super::{Expected, Outcome};

    const OUTPUT: &str = "running 5 tests\ntest a::one ... ok\ntest a::two ... FAILED\n\
        test b::three - should panic ... ok\ntest b::four ... ignored, slow\ntest b::five ... FAILED\n\n\
        test result: FAILED. 2 passed; 2 failed; 1 ignored\n";

    fn expected(test: &str) -> Expected {
        Expected {
            tests: vec![test.to_owned()],
            ours_only: false,
            reason: "for a reason".to_owned(),
        }
    }

    #[test]
    fn lines_of_the_harness_are_read() {
        let outcome = Outcome::parse(OUTPUT);
        assert_eq!(outcome.passed, ["a::one", "b::three"]);
        assert_eq!(outcome.failed, ["a::two", "b::five"]);
        assert_eq!(outcome.ignored, ["b::four"]);
    }

    #[test]
    fn what_is_expected_must_fail() {
        let outcome = Outcome::parse(OUTPUT);
        let expected = [expected("a::*"), expected("b::three")];
        let judged = outcome.judge(&expected);
        assert_eq!(judged.failed, ["b::five"]);
        assert_eq!(judged.known, ["a::two"]);
        assert_eq!(judged.vain, ["b::three"]);
    }
}
