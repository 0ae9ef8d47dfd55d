//! The report as Markdown: totals, failures, a table for each source, and reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::report::{Part, Problem, Report, Status, Totals};

/// Maximum number of positions listed for one reason and service. The JSON has all of them.
const MOST_PLACES: usize = 20;

/// Returns the whole report.
pub(super) fn text(report: &Report) -> String {
    let mut text = String::from("# Corpus report\n\n");
    let _ = writeln!(
        text,
        "Every model through the whole generator, in memory. Bytes and lines are those of the formatted \
         crates, all files and headers counted; milliseconds are of each service alone, by a {} build of \
         the generator. The run took {:.1} s.\n",
        report.generator, report.seconds
    );
    for line in &report.skipped {
        let _ = writeln!(text, "{line}\n");
    }
    totals(&mut text, report);
    failures(&mut text, report);
    for part in &report.corpora {
        table(&mut text, part);
    }
    reasons(&mut text, report, "error", "What keeps services out");
    reasons(&mut text, report, "warning", "Limits and warnings");
    text
}

/// Returns a summary line for the terminal.
pub(super) fn line(name: &str, totals: &Totals) -> String {
    format!(
        "{name}: {} of {} services ({} with warnings, {} refused, {} incomplete, {} panicked), {} of {} \
         operations, {} shapes, {:.1} MB",
        totals.ok + totals.warned,
        totals.services,
        totals.warned,
        totals.refused,
        totals.incomplete,
        totals.panicked,
        totals.generated,
        totals.operations,
        totals.shapes,
        megabytes(totals.bytes),
    )
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn totals(text: &mut String, report: &Report) {
    text.push_str(
        "| corpus | services | ok | warned | incomplete | refused | panicked | operations | of | shapes | \
         files | MB | lines | s |\n| --- |",
    );
    text.push_str(&" ---: |".repeat(13));
    text.push('\n');
    let parts = report
        .corpora
        .iter()
        .map(|part| (part.name.as_str(), &part.totals));
    for (name, sum) in parts.chain([("all", &report.totals)]) {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.1} | {} | {:.1} |",
            sum.services,
            sum.ok,
            sum.warned,
            sum.incomplete,
            sum.refused,
            sum.panicked,
            sum.generated,
            sum.operations,
            sum.shapes,
            sum.files,
            megabytes(sum.bytes),
            sum.lines,
            sum.milliseconds as f64 / 1e3,
        );
    }
}

fn failures(text: &mut String, report: &Report) {
    let rows = report.corpora.iter().flat_map(|part| &part.services);
    let failed: Vec<String> = rows
        .filter_map(|row| Some(format!("- `{}`: {}\n", row.key, row.failure()?)))
        .collect();
    if !failed.is_empty() {
        let _ = write!(text, "\n## Failures\n\n{}", failed.concat());
    }
}

fn table(text: &mut String, part: &Part) {
    let _ = writeln!(
        text,
        "\n## {}\n\n| service | result | operations | shapes | files | bytes | lines | ms |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        part.name
    );
    for row in &part.services {
        let status = match row.status {
            Status::Ok => "ok",
            Status::Warned => "warned",
            Status::Incomplete => "**incomplete**",
            Status::Refused => "**refused**",
            Status::Panicked => "**panicked**",
        };
        let _ = writeln!(
            text,
            "| {} | {status} | {} / {} | {} | {} | {} | {} | {} |",
            row.key,
            row.generated,
            row.operations,
            row.shapes,
            row.files,
            row.bytes,
            row.lines,
            row.milliseconds,
        );
    }
}

/// Writes the problems, grouped by reason and by service.
fn reasons(text: &mut String, report: &Report, severity: &str, title: &str) {
    let mut reasons: BTreeMap<String, BTreeMap<&str, Vec<&Problem>>> = BTreeMap::new();
    for row in report.corpora.iter().flat_map(|part| &part.services) {
        for problem in row.problems.iter().filter(|one| one.severity == severity) {
            let services = reasons.entry(reason(&problem.what)).or_default();
            services.entry(&row.key).or_default().push(problem);
        }
    }
    if reasons.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}");
    for (reason, services) in reasons {
        let places: usize = services.values().map(Vec::len).sum();
        let _ = writeln!(
            text,
            "\n### {reason}\n\nPlaces: {places}, in services: {}.\n",
            services.len()
        );
        for (key, problems) in services {
            let shown: Vec<String> = problems
                .iter()
                .take(MOST_PLACES)
                .map(|one| place(one))
                .collect();
            let more = match problems.len().saturating_sub(MOST_PLACES) {
                0 => String::new(),
                more => format!(", and {more} more in report.json"),
            };
            let _ = writeln!(text, "- {key}: {}{more}", shown.join(", "));
        }
    }
}

/// Returns the shape of a problem, else its position in the file.
fn place(problem: &Problem) -> String {
    let place = problem
        .shape
        .as_ref()
        .or(problem.pointer.as_ref())
        .or(problem.file.as_ref());
    format!("`{}`", place.map_or("the service", String::as_str))
}

/// Returns the text of a problem without the names that differ between positions. These are in backticks, except
/// the names of traits, properties and schemes.
fn reason(what: &str) -> String {
    let mut text = String::new();
    for (position, part) in what.split('`').enumerate() {
        let is_name = position % 2 == 1;
        let kept = ["trait ", "property ", "scheme "]
            .iter()
            .any(|word| text.ends_with(word));
        match (is_name, kept) {
            (false, _) => text.push_str(part),
            (true, true) => text.push_str(&format!("`{part}`")),
            (true, false) => text.push('…'),
        }
    }
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn reasons_are_without_what_differs() {
        let what = "the trait `a#b` of `c` has no effect";
        assert_eq!(super::reason(what), "the trait `a#b` of … has no effect");
    }
}
