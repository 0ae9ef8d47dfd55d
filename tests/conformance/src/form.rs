//! Form bodies: pairs, in any order but for those of one key.

use std::collections::BTreeMap;

use crate::Findings;

/// Compares two form bodies. Lists have an order; entries of maps may not (`in_order`): then those that
/// look like entries are numbered anew.
pub(crate) fn compare(expected: &str, actual: &str, in_order: bool, findings: &mut Findings) {
    let read = |text: &str| match in_order {
        true => pairs(text),
        false => Tree::of(pairs(text)).renumbered(),
    };
    let (expected, actual) = (read(expected), read(actual));
    for (key, values) in &expected {
        match actual.get(key) {
            None => findings.add(format!("form: `{key}` is missing, expected {values:?}")),
            Some(found) if found != values => {
                findings.add(format!(
                    "form: `{key}`: expected {values:?}, found {found:?}"
                ));
            }
            Some(_) => {}
        }
    }
    for (key, values) in &actual {
        if !expected.contains_key(key) {
            findings.add(format!("form: `{key}` should not be there: {values:?}"));
        }
    }
}

/// Pairs by the parts of their keys between dots.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Tree {
    values: Vec<String>,
    parts: BTreeMap<String, Tree>,
}

impl Tree {
    fn of(pairs: BTreeMap<String, Vec<String>>) -> Self {
        let mut tree = Self::default();
        for (key, values) in pairs {
            let mut place = &mut tree;
            for part in key.split('.') {
                place = place.parts.entry(part.to_owned()).or_default();
            }
            place.values.extend(values);
        }
        tree
    }

    /// The pairs again, entries of maps in the order of their content.
    fn renumbered(mut self) -> BTreeMap<String, Vec<String>> {
        self.sort();
        let mut pairs = BTreeMap::new();
        self.write("", &mut pairs);
        pairs
    }

    fn sort(&mut self) {
        self.parts.values_mut().for_each(Self::sort);
        let names = |entry: &Self| entry.parts.keys().cloned().collect::<Vec<_>>();
        let first = self.parts.values().next().map(names).unwrap_or_default();
        let is_number = |part: &String| part.parse::<u32>().is_ok();
        let is_map = first.len() == 2
            && self.parts.keys().all(is_number)
            && self.parts.values().all(|entry| names(entry) == first);
        if is_map {
            let mut entries: Vec<Self> = self.parts.values().cloned().collect();
            entries.sort();
            let numbers: Vec<String> = self.parts.keys().cloned().collect();
            self.parts = numbers.into_iter().zip(entries).collect();
        }
    }

    fn write(self, path: &str, pairs: &mut BTreeMap<String, Vec<String>>) {
        if !self.values.is_empty() {
            pairs.insert(path.to_owned(), self.values);
        }
        for (part, tree) in self.parts {
            let path = match path {
                "" => part,
                path => format!("{path}.{part}"),
            };
            tree.write(&path, pairs);
        }
    }
}

/// Tests break long forms into lines.
fn pairs(text: &str) -> BTreeMap<String, Vec<String>> {
    let text: String = text.split(['\r', '\n']).map(str::trim).collect();
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(text.as_bytes()) {
        let values = pairs.entry(key.into_owned()).or_default();
        values.push(value.into_owned());
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::Findings;

    fn found(expected: &str, actual: &str) -> usize {
        let mut findings = Findings::default();
        super::compare(expected, actual, true, &mut findings);
        findings.len()
    }

    #[test]
    fn entries_of_maps_may_change_places() {
        let compare = |expected, actual, in_order| {
            let mut findings = Findings::default();
            super::compare(expected, actual, in_order, &mut findings);
            findings.is_empty()
        };
        let one = "a.1.key=x&a.1.value=1&a.2.key=y&a.2.value=2";
        let other = "a.1.key=y&a.1.value=2&a.2.key=x&a.2.value=1";
        assert!(compare(one, other, false) && !compare(one, other, true));
        assert!(!compare(
            one,
            "a.1.key=x&a.1.value=2&a.2.key=y&a.2.value=1",
            false
        ));
        assert!(!compare(
            one,
            "a.1.key=x&a.1.value=1&a.3.key=y&a.3.value=2",
            false
        ));
        assert!(
            !compare("a.1=x&a.2=y", "a.1=y&a.2=x", false),
            "lists keep their order"
        );
    }

    #[test]
    fn order_and_encoding_do_not_count() {
        assert_eq!(found("a=1&\nb=x%2Fy z", "b=x%2fy+z&a=1"), 0);
    }

    #[test]
    fn every_difference_counts() {
        for (expected, actual, count) in [
            ("a=1", "a=2", 1),
            ("a=1", "", 1),
            ("a=1", "a=1&b=", 1),
            ("a=1&a=2", "a=2&a=1", 1),
            ("a=1", "A=1", 2),
        ] {
            assert_eq!(found(expected, actual), count, "{expected} and {actual}");
        }
    }
}
