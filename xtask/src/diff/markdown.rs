//! The report for a pull request.

use std::fmt::Write as _;

use farrier_codegen::diff::{Change, Class, Report};

use super::{table, Outcome};

/// GitHub refuses comments of more than 65,536 characters.
const MOST: usize = 60_000;

/// Class and numbers first, what breaks programs open, the rest folded.
pub(super) fn report(outcomes: &[Outcome]) -> String {
    let all: Vec<&Outcome> = outcomes.iter().collect();
    if all.is_empty() {
        return "**none**: no change of API, wire or documentation\n".to_owned();
    }
    let headline = table::headline(&all);
    let (class, rest) = headline.split_once(':').unwrap_or_default();
    let mut text = format!("**{class}**:{rest}");
    for (index, outcome) in outcomes.iter().enumerate() {
        let section = section(outcome);
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

fn section(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Added(record) => {
            format!("\n### {}\n\n**minor**: a new crate\n", record.package().0)
        }
        Outcome::Removed(record) => {
            format!(
                "\n### {}\n\n**major**: the crate is gone\n",
                record.package().0
            )
        }
        Outcome::Changed(one) => service(&one.report),
    }
}

fn service(report: &Report) -> String {
    let headline = report.headline();
    let (class, rest) = headline.split_once(": ").unwrap_or_default();
    let rest = rest.strip_prefix(&report.package).unwrap_or(rest);
    let mut text = format!("\n### {}\n\n**{class}**:{rest}\n", report.package);
    for (class, changes) in report.by_class() {
        let rows = rows(&changes);
        if class == Class::Major {
            let _ = write!(text, "\n{rows}");
        } else {
            let summary = format!("{} {class}", changes.len());
            let _ = write!(
                text,
                "\n<details><summary>{summary}</summary>\n\n{rows}\n</details>\n"
            );
        }
    }
    let docs: Vec<String> = report.docs().map(|change| code(&change.item())).collect();
    if !docs.is_empty() {
        let summary = format!("documentation of {}", docs.len());
        let list = docs.join(", ");
        let _ = write!(
            text,
            "\n<details><summary>{summary}</summary>\n\n{list}\n</details>\n"
        );
    }
    text
}

fn rows(changes: &[&Change]) -> String {
    let mut text = String::from("| | item | | why |\n| --- | --- | --- | --- |\n");
    for change in changes {
        let _ = writeln!(
            text,
            "| {} {} | {} | {} | {} |",
            change.area.word(),
            change.what.word(),
            code(&change.item()),
            code(&change.detail()),
            cell(&change.reason),
        );
    }
    text
}

/// A text as code in a table's cell.
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
