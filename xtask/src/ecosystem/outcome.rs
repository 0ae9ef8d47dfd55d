//! Results of a program's tests, compared with the expected failures.

use super::table::Expected;
use crate::expectations::{matches, Expectations};

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

    /// Separates unexpected failures from those that an entry accepts. `with_ours` is whether the program uses our
    /// crates.
    pub(super) fn judge(
        &self,
        expected: &Expectations<Expected>,
        with_ours: bool,
    ) -> (Vec<&String>, Vec<&String>) {
        self.failed.iter().partition(|test| {
            let entry = expected
                .accept(|entry| (with_ours || !entry.ours_only) && matches(&entry.test, test));
            entry.is_none()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Expectations, Expected, Outcome};

    const OUTPUT: &str = "running 5 tests\ntest a::one ... ok\ntest a::two ... FAILED\n\
        test b::three - should panic ... ok\ntest b::four ... ignored, slow\ntest b::five ... FAILED\n\n\
        test result: FAILED. 2 passed; 2 failed; 1 ignored\n";

    fn expected(test: &str) -> Expected {
        Expected {
            test: test.to_owned(),
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
        let expected = vec![expected("a::*"), expected("b::three")];
        let expected = Expectations::new(expected).expect("valid");
        let (failed, known) = outcome.judge(&expected, true);
        assert_eq!(failed, ["b::five"]);
        assert_eq!(known, ["a::two"]);
        assert_eq!(
            expected.unmatched("t", |_| true),
            ["t: the entry `b::three` matches nothing: remove it"]
        );
    }
}
