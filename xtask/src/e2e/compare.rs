//! Comparison of the observations of both sides.

use std::collections::BTreeMap;

use super::table::Accepted;
use crate::expectations::Expectations;

/// The last line of a complete script.
const END: &str = "end = of the script";

/// The steps of a run, in order, with their observations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Observed {
    steps: Vec<(String, String)>,
    finished: bool,
}

/// A step with different observations; `None` for a side that did not reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Name of the step, with a number if the name is repeated.
    pub(super) step: String,
    /// Observation of our crate.
    pub(super) ours: Option<String>,
    /// Observation of the official crate.
    pub(super) official: Option<String>,
}

impl Observed {
    /// Parses the output of the program, which has a line `name = value` for each step.
    pub(super) fn parse(output: &str) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut steps = Vec::new();
        for line in output.lines() {
            let (name, value) = line.split_once(" = ").unwrap_or(("output", line));
            let count = counts.entry(name).or_default();
            *count += 1;
            let name = match *count {
                1 => name.to_owned(),
                count => format!("{name} ({count})"),
            };
            steps.push((name, value.to_owned()));
        }
        let finished = output.lines().next_back() == Some(END);
        Self { steps, finished }
    }

    /// Returns the number of steps.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Returns the last step of a script that did not reach its end.
    pub(super) fn stopped(&self) -> Option<String> {
        let last = || match self.steps.last() {
            Some((step, value)) => format!("{step} = {value}"),
            None => "nothing was observed".to_owned(),
        };
        (!self.finished).then(last)
    }

    fn get(&self, step: &str) -> Option<&String> {
        let mut found = self.steps.iter().filter(|(name, _)| name == step);
        found.next().map(|(_, value)| value)
    }
}

/// Returns the differences, in the order of our steps, followed by steps that only the official side has.
pub(super) fn differences(ours: &Observed, official: &Observed) -> Vec<Difference> {
    let only = (official.steps.iter()).filter(|(step, _)| ours.get(step).is_none());
    let steps = ours.steps.iter().chain(only).map(|(step, _)| step);
    steps
        .map(|step| Difference {
            step: step.clone(),
            ours: ours.get(step).cloned(),
            official: official.get(step).cloned(),
        })
        .filter(|difference| difference.ours != difference.official)
        .collect()
}

/// Returns the differences of a service that no entry accepts. An entry accepts all steps with its name.
pub(super) fn unaccepted(
    service: &str,
    accepted: &Expectations<Accepted>,
    mut differences: Vec<Difference>,
) -> Vec<Difference> {
    differences.retain(|difference| {
        let entry = accepted.accept(|entry| entry.is_for(service, &difference.step));
        entry.is_none()
    });
    differences
}

#[cfg(test)]
mod tests {
    use super::{differences, unaccepted, Accepted, Difference, Expectations, Observed};

    const OURS: &str = "made = 1\npage = a\npage = b\nend = of the script\n";

    fn accepted(steps: &[&str]) -> Expectations<Accepted> {
        let entries = steps.iter().map(|step| Accepted {
            service: "mail".to_owned(),
            step: (*step).to_owned(),
            reason: "r".to_owned(),
        });
        Expectations::new(entries.collect()).expect("valid")
    }

    #[test]
    fn steps_of_one_name_are_told_apart() {
        let (ours, official) = (OURS, OURS.replace("page = b", "page = c"));
        let found = differences(&Observed::parse(ours), &Observed::parse(&official));
        let difference = Difference {
            step: "page (2)".to_owned(),
            ours: Some("b".to_owned()),
            official: Some("c".to_owned()),
        };
        assert_eq!(found, [difference]);
    }

    #[test]
    fn steps_of_one_side_differ() {
        let found = differences(&Observed::parse("a = 1\n"), &Observed::parse("b = 1\n"));
        let steps: Vec<_> = found.iter().map(|found| found.step.as_str()).collect();
        assert_eq!(steps, ["a", "b"]);
    }

    #[test]
    fn a_script_without_its_end_stopped() {
        assert_eq!(Observed::parse(OURS).stopped(), None);
        assert_eq!(
            Observed::parse("a = 1\n").stopped(),
            Some("a = 1".to_owned())
        );
        assert!(Observed::parse("").stopped().is_some());
    }

    #[test]
    fn an_entry_is_for_all_steps_of_its_name() {
        let official = OURS.replace("page = ", "page = 1");
        let found = differences(&Observed::parse(OURS), &Observed::parse(&official));
        let table = accepted(&["page"]);
        assert_eq!(found.len(), 2);
        assert!(unaccepted("mail", &table, found).is_empty());
    }

    #[test]
    fn an_entry_can_be_for_all_steps_that_begin_alike() {
        let official = OURS
            .replace("page = ", "page = 1")
            .replace("made = ", "made = 1");
        let found = differences(&Observed::parse(OURS), &Observed::parse(&official));
        let left = unaccepted("mail", &accepted(&["pa*"]), found);
        let left: Vec<_> = left.iter().map(|left| left.step.as_str()).collect();
        assert_eq!(left, ["made"]);
    }

    #[test]
    fn accepted_differences_are_taken_and_vanished_ones_told() {
        let official = OURS.replace("made = 1", "made = 2");
        let found = differences(&Observed::parse(OURS), &Observed::parse(&official));
        let table = accepted(&["made", "gone"]);
        assert_eq!(unaccepted("post", &table, found.clone()), found);
        assert!(unaccepted("mail", &table, found).is_empty());
        assert_eq!(
            table.unmatched("t", |_| true),
            ["t: the entry `mail gone` matches nothing: remove it"]
        );
    }
}
