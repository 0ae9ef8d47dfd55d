//! The report for a terminal.

use crate::{Class, Documentation};

use super::Outcome;

/// If more services than this change at once, each has one line and its breaking changes.
const WHOLE: usize = 3;

/// Returns the class of all services in the first line, then each service.
pub fn report(outcomes: &[Outcome], shown: Documentation) -> String {
    let changed: Vec<&Outcome> = outcomes.iter().collect();
    match changed.as_slice() {
        [] => "none: no change\n".to_owned(),
        [Outcome::Changed(one)] => one.report.told(shown),
        several => {
            let mut text = headline(several);
            for outcome in several {
                text += "\n";
                text += &service(outcome, several.len() <= WHOLE, shown);
            }
            text
        }
    }
}

/// `major: 12 services changed: 2 major, 7 minor, 3 patch`
pub(super) fn headline(outcomes: &[&Outcome]) -> String {
    let class = outcomes.iter().map(|one| one.class()).max();
    let count = |class| outcomes.iter().filter(|one| one.class() == class).count();
    let counts = [Class::Major, Class::Minor, Class::Patch]
        .map(|class| format!("{} {class}", count(class)).trim_end().to_owned());
    let services = match outcomes.len() {
        1 => "1 service".to_owned(),
        number => format!("{number} services"),
    };
    let class = class.map_or("none", Class::word);
    format!("{class}: {services} changed: {}\n", counts.join(", "))
}

fn service(outcome: &Outcome, whole: bool, shown: Documentation) -> String {
    match outcome {
        Outcome::Added(record) => format!("minor: {}: a new crate\n", record.package().0),
        Outcome::Removed(record) => {
            format!("major: {}: the crate is removed\n", record.package().0)
        }
        Outcome::Changed(one) if whole => one.report.told(shown),
        Outcome::Changed(one) => {
            let mut text = one.report.headline() + "\n";
            let breaking = one
                .report
                .by_class()
                .filter(|(class, _)| *class == Class::Major);
            for group in breaking.flat_map(|(_, groups)| groups) {
                let change = group.change;
                let (area, what) = (change.area.word(), change.what.word());
                text += &format!(
                    "  {area:10}  {what:7}  {}: {}\n",
                    change.item(),
                    change.reason
                );
            }
            if shown == Documentation::Words {
                for change in one.report.docs() {
                    text += &format!("  {}: {}\n", change.item(), change.detail());
                }
            }
            text
        }
    }
}
