//! What a test found: all of it at once, a line each.

use std::fmt::Debug;

use crate::Same;

/// Begins each line of a failed test that says what is wrong.
pub const MARK: &str = "finding: ";

/// Differences between what a test expects and what happened.
#[derive(Debug, Default)]
pub struct Findings(Vec<String>);

impl Findings {
    /// Adds a difference.
    pub fn add(&mut self, what: impl Into<String>) {
        self.0.push(what.into());
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether everything was as expected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compares a member of an output or error; NaN is the same as NaN.
    pub fn member<T: Same + Debug>(&mut self, name: &str, expected: &T, actual: &T) {
        if !expected.same(actual) {
            self.add(format!("`{name}`: expected {expected:?}, found {actual:?}"));
        }
    }

    /// Compares a member whose type can hold no NaN of its own.
    pub fn equal<T: PartialEq + Debug + ?Sized>(&mut self, name: &str, expected: &T, actual: &T) {
        if expected != actual {
            self.add(format!("`{name}`: expected {expected:?}, found {actual:?}"));
        }
    }

    /// Ends the test.
    ///
    /// # Panics
    /// Where anything was found: this is how a test fails.
    pub fn finish(self) {
        let lines: Vec<String> = (self.0.iter())
            .map(|what| format!("{MARK}{}", what.replace('\n', "\\n")))
            .collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}

/// Ends a test that could not get as far as comparing.
///
/// # Panics
/// Always.
pub fn stop(what: impl Into<String>) -> ! {
    let mut findings = Findings::default();
    findings.add(what);
    findings.finish();
    unreachable!("a finding ends the test")
}

#[cfg(test)]
mod tests {
    use super::Findings;

    #[test]
    fn nothing_found_is_a_pass() {
        let mut findings = Findings::default();
        findings.member("a", &Some(f32::NAN), &Some(f32::NAN));
        findings.equal("b", "x", "x");
        findings.finish();
    }

    #[test]
    #[should_panic(expected = "finding: `b`: expected 1, found 2")]
    fn what_was_found_fails_the_test() {
        let mut findings = Findings::default();
        findings.equal("b", &1, &2);
        findings.finish();
    }

    #[test]
    fn members_that_differ_are_found() {
        let mut findings = Findings::default();
        findings.member("a", &Some(1.0_f64), &None);
        findings.member("a", &vec![1.0_f64], &vec![1.5]);
        assert_eq!(findings.len(), 2);
    }
}
