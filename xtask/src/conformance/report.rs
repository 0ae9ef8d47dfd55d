//! Report of a run: counts by protocol, and failures with their reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::c2j::Check;
use super::cases::{Case, Name};
use super::expected::{Expected, Failure, TABLE};
use super::results::Outcome;

/// Maximum number of reasons printed for one test.
const MOST_REASONS: usize = 4;

/// Results of a run, compared with the expected failures.
#[derive(Debug, Default)]
pub(super) struct Report {
    counts: BTreeMap<String, Counts>,
    /// Unexpected failures.
    failures: Vec<(Name, Vec<String>)>,
    /// Wrong entries of the tables, with the reasons.
    stale: Vec<String>,
    /// Messages for models whose tests could not run.
    broken: Vec<Broken>,
    server: usize,
    digits: usize,
    /// Number of tests with the same values in botocore's version, and number of tests that the table decides.
    botocore: (usize, usize),
}

/// A model whose tests cannot run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Module of the tests.
    pub(super) module: String,
    /// The failure.
    pub(super) what: &'static str,
    /// Messages of the generator or the compiler.
    pub(super) messages: String,
}

/// Counts for one protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    expected: usize,
}

impl Report {
    /// Compares the results of `cases` with the table. `must_exist` is whether a test of the table must be in `cases`.
    pub(super) fn new(
        cases: &[Case],
        outcomes: &BTreeMap<String, Outcome>,
        expected: &Expected,
        must_exist: impl Fn(&Name) -> bool,
    ) -> Self {
        let mut report = Self::default();
        for case in cases {
            let outcome = outcomes.get(&case.name.to_string());
            report.judge(case, outcome, expected);
        }
        let is_judged = |entry: &Failure| must_exist(&entry.test());
        report.stale = expected.failures.unmatched(TABLE, is_judged);
        report
    }

    fn judge(&mut self, case: &Case, outcome: Option<&Outcome>, expected: &Expected) {
        let counts = self.counts.entry(case.protocol.clone()).or_default();
        let reasons = match outcome {
            Some(Ok(())) => {
                counts.passed += 1;
                return;
            }
            Some(Err(reasons)) => reasons.clone(),
            None => vec!["the test did not run".to_owned()],
        };
        let entry = expected.failures.accept(|entry| entry.test() == case.name);
        if entry.is_some() {
            counts.expected += 1;
        } else {
            counts.failed += 1;
            self.failures.push((case.name.clone(), reasons));
        }
    }

    /// Adds the number of tests for servers only.
    pub(super) fn servers(&mut self, count: usize) {
        self.server += count;
    }

    /// Adds the number of parameters whose lost digits were restored.
    pub(super) fn digits(&mut self, count: usize) {
        self.digits += count;
    }

    /// Adds the results of the comparison with botocore's version of the tests, and decisions that matched nothing.
    pub(super) fn cross_checks(&mut self, checks: Vec<Check>, unmatched: Vec<String>) {
        self.stale.extend(unmatched);
        for check in checks {
            self.botocore.0 += check.same;
            self.botocore.1 += check.decided;
            self.stale.extend(check.problems);
        }
    }

    /// Adds messages of the generator or the compiler.
    pub(super) fn broken(&mut self, messages: Vec<Broken>) {
        self.broken.extend(messages);
    }

    /// Returns whether all results are as expected.
    pub(super) fn is_fine(&self) -> bool {
        self.failures.is_empty() && self.broken.is_empty() && self.stale.is_empty()
    }

    /// Returns the table of counts and the failures.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut all = Counts::default();
        let _ = writeln!(
            text,
            "{:<32} {:>6} {:>6} {:>17}",
            "protocol", "passed", "failed", "expected failures"
        );
        for (protocol, counts) in &self.counts {
            let name = protocol.rsplit('#').next().unwrap_or(protocol);
            line(&mut text, name, *counts);
            all.passed += counts.passed;
            all.failed += counts.failed;
            all.expected += counts.expected;
        }
        line(&mut text, "all", all);
        let _ = writeln!(text, "not applicable (for servers): {}", self.server);
        if self.digits > 0 {
            let _ = writeln!(
                text,
                "numbers that the data has rounded, restored from the bodies: {}",
                self.digits
            );
        }
        let (same, decided) = self.botocore;
        let _ = writeln!(
            text,
            "botocore's form: {same} tests with the same values, {decided} others decided in the table"
        );
        let is_broken = |name: &Name| self.broken.iter().any(|one| one.module == name.module);
        for (name, reasons) in self.failures.iter().filter(|(name, _)| !is_broken(name)) {
            let _ = writeln!(text, "\nFAILED {name}");
            for reason in reasons.iter().take(MOST_REASONS) {
                let _ = writeln!(text, "  {reason}");
            }
            if reasons.len() > MOST_REASONS {
                let _ = writeln!(text, "  and {} more", reasons.len() - MOST_REASONS);
            }
        }
        for Broken {
            module,
            what,
            messages,
        } in &self.broken
        {
            let tests = self
                .failures
                .iter()
                .filter(|(name, _)| name.module == *module);
            let _ = writeln!(
                text,
                "\nFAILED {module}, all {} tests: {what}",
                tests.count()
            );
            let _ = writeln!(text, "{}", messages.trim_end());
        }
        for stale in &self.stale {
            let _ = writeln!(text, "\nFAILED {stale}");
        }
        text
    }
}

fn line(text: &mut String, name: &str, counts: Counts) {
    let Counts {
        passed,
        failed,
        expected,
    } = counts;
    let _ = writeln!(text, "{name:<32} {passed:>6} {failed:>6} {expected:>17}");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use farrier_conformance::json::Json;

    use super::super::cases::{Case, Kind, Name};
    use super::super::expected::{Expected, Failure, FailureKind};
    use super::{Counts, Report};
    use crate::expectations::Expectations;

    fn case(id: &str) -> Case {
        Case {
            name: Name {
                module: "m".to_owned(),
                kind: Kind::Request,
                id: id.to_owned(),
            },
            shape: "a#B".to_owned(),
            protocol: "p#one".to_owned(),
            value: Json::Null,
        }
    }

    fn report(outcome: Option<bool>, expected: &[&str], is_whole: bool) -> Report {
        let outcome = outcome.map(|passed| {
            if passed {
                Ok(())
            } else {
                Err(vec!["uri".to_owned()])
            }
        });
        let outcomes: BTreeMap<_, _> = (outcome.into_iter())
            .map(|outcome| ("m::request::A".to_owned(), outcome))
            .collect();
        let failures = (expected.iter())
            .map(|id| Failure {
                test: (*id).to_owned(),
                kind: FailureKind::Request,
                model: "m".to_owned(),
                reason: "r".to_owned(),
                link: "https://example.com".to_owned(),
            })
            .collect();
        let failures = Expectations::new(failures).expect("valid");
        Report::new(&[case("A")], &outcomes, &Expected { failures }, |_| {
            is_whole
        })
    }

    fn counts(report: &Report) -> [usize; 3] {
        let Counts {
            passed,
            failed,
            expected,
        } = report.counts["p#one"];
        [passed, failed, expected]
    }

    #[test]
    fn passes_and_expected_failures_are_fine() {
        let passed = report(Some(true), &[], true);
        assert!(passed.is_fine() && counts(&passed) == [1, 0, 0]);
        let expected = report(Some(false), &["A"], true);
        assert!(expected.is_fine() && counts(&expected) == [0, 0, 1]);
    }

    #[test]
    fn failures_and_tests_that_did_not_run_are_not() {
        for outcome in [Some(false), None] {
            let failed = report(outcome, &[], true);
            assert!(!failed.is_fine() && counts(&failed) == [0, 1, 0]);
            assert!(failed.text().contains("FAILED m::request::A"));
        }
    }

    #[test]
    fn entries_that_pass_or_do_not_exist_are_not() {
        assert!(!report(Some(true), &["A"], true).is_fine());
        assert!(!report(Some(true), &["B"], true).is_fine());
        assert!(report(Some(true), &["B"], false).is_fine());
    }
}
