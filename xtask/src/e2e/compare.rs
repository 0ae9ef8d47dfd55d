//! What the two sides observed, line by line.

use std::collections::BTreeMap;

use super::table::Accepted;

/// The last line of a script that came to its end.
const END: &str = "end = of the script";

/// The steps of a run, in order, with what was observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Observed {
    steps: Vec<(String, String)>,
    finished: bool,
}

/// A step at which the sides differ; `None` for a side that did not come to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Its name, with a number where it is not the first of that name.
    pub(super) step: String,
    /// What our crate gave.
    pub(super) ours: Option<String>,
    /// What the official crate gave.
    pub(super) official: Option<String>,
}

impl Observed {
    /// Reads what the program printed: a line per step, `name = value`.
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

    /// How many steps there are.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// What ended the script before its end.
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

/// Where they differ, in the order of our steps; steps that only the official side has come last.
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

/// Takes what is accepted for this service out of the differences, an entry for all steps of its name:
/// the rest, how many were taken, and
/// the entries that nothing is left for.
pub(super) fn accept<'a>(
    service: &str,
    accepted: &'a [Accepted],
    mut differences: Vec<Difference>,
) -> (Vec<Difference>, usize, Vec<&'a Accepted>) {
    let before = differences.len();
    let mut vanished = Vec::new();
    for entry in accepted.iter().filter(|entry| entry.service == service) {
        let count = differences.len();
        let numbered = format!("{} (", entry.step);
        differences.retain(|difference| {
            difference.step != entry.step && !difference.step.starts_with(&numbered)
        });
        if differences.len() == count {
            vanished.push(entry);
        }
    }
    let taken = before - differences.len();
    (differences, taken, vanished)
}

#[cfg(test)]
mod tests {
    use super::{accept, differences, Accepted, Difference, Observed};

    const OURS: &str = "made = 1\npage = a\npage = b\nend = of the script\n";

    fn accepted(step: &str) -> Accepted {
        Accepted {
            service: "mail".to_owned(),
            step: step.to_owned(),
            reason: "r".to_owned(),
        }
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
        let table = [accepted("page")];
        assert_eq!(accept("mail", &table, found), (Vec::new(), 2, Vec::new()));
    }

    #[test]
    fn accepted_differences_are_taken_and_vanished_ones_told() {
        let official = OURS.replace("made = 1", "made = 2");
        let found = differences(&Observed::parse(OURS), &Observed::parse(&official));
        let table = [accepted("made"), accepted("gone")];
        let (rest, taken, vanished) = accept("mail", &table, found.clone());
        assert_eq!((rest, taken, vanished), (Vec::new(), 1, vec![&table[1]]));
        let (rest, taken, vanished) = accept("post", &table, found.clone());
        assert_eq!((rest, taken, vanished), (found, 0, Vec::new()));
    }
}
