//! Changes of constraints. Clients do not check them, so programs compile and run as before, but the
//! other side may no longer accept their values.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::compare::Sides;
use super::{Area, Change, Class, What};
use crate::record::{Constraint, Rule, Use};

pub(super) fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let Some(pair) = &sides.constraints else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    for (line, (old, new)) in pair.items().filter(|(line, _)| sides.is_kept(line)) {
        let used = sides.used(line);
        let [old, new] = [old, new].map(|line| line.map_or(&[][..], |line| &line.value.0));
        let names: BTreeSet<String> = old.iter().chain(new).map(Constraint::name).collect();
        for name in names {
            let [was, is] = [old, new].map(|all| all.iter().find(|one| one.name() == name));
            if was == is {
                continue;
            }
            let verdict = Verdict::of(was.map(|one| &one.rule), is.map(|one| &one.rule), used);
            let text = |one: Option<&Constraint>| one.map(Constraint::to_string);
            changes.push(Change {
                class: verdict.class,
                area: Area::Constraint,
                what: What::Changed,
                kind: line.kind,
                path: line.path.clone(),
                old: text(was).unwrap_or_default(),
                new: text(is).unwrap_or_default(),
                reason: verdict.reason.to_owned(),
                risk: verdict.risk,
                on_wire: false,
            });
        }
    }
    changes
}

struct Verdict {
    class: Class,
    reason: &'static str,
    risk: bool,
}

impl Verdict {
    fn of(was: Option<&Rule>, is: Option<&Rule>, used: Use) -> Self {
        if let (Some(Rule::Values(was)), Some(Rule::Values(is))) = (was, is) {
            if was.iter().any(|value| !is.contains(value)) {
                return Self {
                    class: Class::Major,
                    reason: "programs that send or expect the value no longer work",
                    risk: false,
                };
            }
        }
        let turn = Turn::of(was, is);
        let (refused, unexpected) = (turn.narrowed && used.sent, turn.widened && used.received);
        Self {
            class: Class::Minor,
            reason: match (refused, unexpected) {
                (true, true) => {
                    "services may reject values that they accepted before, and send values that programs do not expect"
                }
                (true, false) => "services may reject values that they accepted before",
                (false, true) => "services may send values that programs do not expect",
                (false, false) if turn.widened => "services accept more values",
                (false, false) => "services send fewer values",
            },
            risk: refused || unexpected,
        }
    }
}

/// How a demand has changed; both where it takes some values more and others no longer, or where that
/// is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Turn {
    widened: bool,
    narrowed: bool,
}

impl Turn {
    const WIDENED: Self = Self {
        widened: true,
        narrowed: false,
    };
    const NARROWED: Self = Self {
        widened: false,
        narrowed: true,
    };
    const UNKNOWN: Self = Self {
        widened: true,
        narrowed: true,
    };

    fn of(was: Option<&Rule>, is: Option<&Rule>) -> Self {
        match (was, is) {
            (None, None) => Self::default(),
            (None, Some(_)) => Self::NARROWED,
            (Some(_), None) => Self::WIDENED,
            (
                Some(Rule::Length { min, max }),
                Some(Rule::Length {
                    min: new_min,
                    max: new_max,
                }),
            ) => {
                let order = |a: &u64, b: &u64| Some(a.cmp(b));
                Self::of_bounds([min, new_min], [max, new_max], order)
            }
            (
                Some(Rule::Range { min, max }),
                Some(Rule::Range {
                    min: new_min,
                    max: new_max,
                }),
            ) => Self::of_bounds([min, new_min], [max, new_max], order),
            (Some(Rule::Values(was)), Some(Rule::Values(is))) => Self {
                widened: is.iter().any(|value| !was.contains(value)),
                narrowed: was.iter().any(|value| !is.contains(value)),
            },
            (Some(was), Some(is)) if was == is => Self::default(),
            // Which texts a regular expression takes is for readers to judge.
            (Some(_), Some(_)) => Self::UNKNOWN,
        }
    }

    fn of_bounds<T>(
        [old_min, new_min]: [&Option<T>; 2],
        [old_max, new_max]: [&Option<T>; 2],
        order: impl Fn(&T, &T) -> Option<Ordering>,
    ) -> Self {
        let turn = |old: &Option<T>, new: &Option<T>, wider: Ordering| match (old, new) {
            (None, None) => Self::default(),
            (None, Some(_)) => Self::NARROWED,
            (Some(_), None) => Self::WIDENED,
            (Some(old), Some(new)) => match order(new, old) {
                Some(Ordering::Equal) => Self::default(),
                Some(order) if order == wider => Self::WIDENED,
                Some(_) => Self::NARROWED,
                None => Self::UNKNOWN,
            },
        };
        let min = turn(old_min, new_min, Ordering::Less);
        let max = turn(old_max, new_max, Ordering::Greater);
        Self {
            widened: min.widened || max.widened,
            narrowed: min.narrowed || max.narrowed,
        }
    }
}

/// Returns the order of two numbers in decimal digits; `None` if a float cannot tell them apart.
fn order(a: &String, b: &String) -> Option<Ordering> {
    if let (Ok(a), Ok(b)) = (a.parse::<i128>(), b.parse::<i128>()) {
        return Some(a.cmp(&b));
    }
    let order = a.parse::<f64>().ok()?.partial_cmp(&b.parse().ok()?);
    order.filter(|order| a == b || *order != Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(min: &str, max: &str) -> Rule {
        let bound = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Rule::Range {
            min: bound(min),
            max: bound(max),
        }
    }

    #[test]
    fn bounds_are_compared_as_numbers() {
        let turn = |was: (&str, &str), is: (&str, &str)| {
            Turn::of(Some(&range(was.0, was.1)), Some(&range(is.0, is.1)))
        };
        assert_eq!(turn(("9", ""), ("10", "")), Turn::NARROWED);
        assert_eq!(turn(("", "9"), ("", "10")), Turn::WIDENED);
        assert_eq!(turn(("-0.5", "1"), ("-1", "1")), Turn::WIDENED);
        assert_eq!(turn(("1", "5"), ("2", "6")), Turn::UNKNOWN);
        assert_eq!(turn(("1", ""), ("", "")), Turn::WIDENED);
        let long = ("9007199254740992.1", "9007199254740992.2");
        assert_eq!(turn((long.0, ""), (long.1, "")), Turn::UNKNOWN);
    }

    #[test]
    fn what_a_pattern_takes_is_not_known() {
        let pattern = |text: &str| Rule::Pattern(text.to_owned());
        let turn = Turn::of(Some(&pattern("a")), Some(&pattern("b")));
        assert_eq!(turn, Turn::UNKNOWN);
    }
}
