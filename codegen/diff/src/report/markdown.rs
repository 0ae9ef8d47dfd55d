//! The report for a pull request.

use std::fmt::Write as _;

use crate::{Change, Class, Documentation, Group, Report};

use super::{table, Outcome};

/// GitHub refuses comments of more than 65,536 characters.
const MOST: usize = 60_000;

/// Shows the class and numbers first, then breaking changes, and folds the rest.
pub fn report(outcomes: &[Outcome], shown: Documentation) -> String {
    let all: Vec<&Outcome> = outcomes.iter().collect();
    if all.is_empty() {
        return "**none**: no changes to API, wire, constraints or documentation\n".to_owned();
    }
    let headline = table::headline(&all);
    let (class, rest) = headline.split_once(':').unwrap_or_default();
    let mut text = format!("**{class}**:{rest}");
    for (index, outcome) in outcomes.iter().enumerate() {
        let section = section(outcome, shown);
        if text.len() + section.len() > MOST {
            let _ = writeln!(
                text,
                "\n{} more services: see the report of the job.",
                outcomes.len() - index
            );
            break;
        }
        text += &section;
    }
    text
}

fn section(outcome: &Outcome, shown: Documentation) -> String {
    match outcome {
        Outcome::Added(record) => {
            format!("\n### {}\n\n**minor**: a new crate\n", record.package().0)
        }
        Outcome::Removed(record) => {
            format!(
                "\n### {}\n\n**major**: the crate is removed\n",
                record.package().0
            )
        }
        Outcome::Changed(one) => service(&one.report, shown),
    }
}

/// Breaking changes and risks are not folded.
fn service(report: &Report, shown: Documentation) -> String {
    let headline = report.headline();
    let (class, rest) = headline.split_once(": ").unwrap_or_default();
    let rest = rest.strip_prefix(&report.package).unwrap_or(rest);
    let mut text = format!("\n### {}\n\n**{class}**:{rest}\n", report.package);
    for (class, groups) in report.by_class() {
        let is_open = |group: &Group<'_>| class == Class::Major || group.change.risk;
        let (open, folded): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_open);
        if !open.is_empty() {
            let _ = write!(text, "\n{}", rows(&open));
        }
        if !folded.is_empty() {
            let count: usize = folded.iter().map(|group| 1 + group.also.len()).sum();
            text += &details(&format!("{count} {class}"), &rows(&folded));
        }
    }
    let docs: Vec<&Change> = report.docs().collect();
    if !docs.is_empty() {
        let summary = format!("documentation of {}", docs.len());
        text += &details(&summary, &documented(&docs, shown));
    }
    text
}

fn details(summary: &str, content: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{content}\n</details>\n")
}

/// Returns the items, with the words that differ if they are asked for.
fn documented(docs: &[&Change], shown: Documentation) -> String {
    let items = docs.iter().map(|change| code(&change.item()));
    match shown {
        Documentation::Names => items.collect::<Vec<_>>().join(", ") + "\n",
        Documentation::Words => {
            let words = docs.iter().map(|change| code(&change.detail()));
            let rows = items.zip(words);
            let rows: String = rows
                .map(|(item, words)| format!("| {item} | {words} |\n"))
                .collect();
            format!("| item | words |\n| --- | --- |\n{rows}")
        }
    }
}

fn rows(groups: &[Group<'_>]) -> String {
    let mut text = String::from("| | item | | why |\n| --- | --- | --- | --- |\n");
    for group in groups {
        let change = group.change;
        let others = match group.others() {
            others if others.is_empty() => others,
            others => format!(" and so {}", cell(&others)),
        };
        let _ = writeln!(
            text,
            "| {}{} {} | {}{others} | {} | {} |",
            if change.risk { "**risk** " } else { "" },
            change.area.word(),
            change.what.word(),
            code(&change.item()),
            code(&change.detail()),
            cell(&change.reason),
        );
    }
    text
}

/// Returns a text as code in a table's cell.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match text {
        "" => String::new(),
        text if longest > 0 => format!("{fence} {} {fence}", cell(text)),
        text => format!("{fence}{}{fence}", cell(text)),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_keeps_to_its_cell() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code(""), "");
    }
}
