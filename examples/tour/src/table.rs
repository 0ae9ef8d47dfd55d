//! The report as text.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use tabled::builder::Builder;
use tabled::settings::Style as TableStyle;
use textwrap::WordSplitter;

use crate::report::{Outcome, Report, SceneReport};

/// Longer lines are wrapped; together with the longest calls this makes 120 columns.
const RESULT_WIDTH: usize = 70;

/// The report as a table per scene and a closing line, with ANSI styles; print it through a
/// stream that strips them where they are not wanted.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for (index, scene) in report.scenes.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}\n{}\n", heading(index + 1, scene), table(scene));
    }
    text + &closing(report)
}

fn heading(number: usize, scene: &SceneReport) -> String {
    let bold = Style::new().bold();
    let dim = Style::new().dimmed();
    let title = format!("{bold}{number}. {}{bold:#}", scene.title);
    match &scene.wire {
        Some(wire) => format!("{title}\n   {dim}{wire}{dim:#}"),
        None => title,
    }
}

fn table(scene: &SceneReport) -> String {
    let mut rows = Builder::default();
    rows.push_record(["step", "call", "result"]);
    for (index, step) in scene.steps.iter().enumerate() {
        let (style, mark) = look(step.outcome);
        // Ids have hyphens; they are easier to copy in one piece.
        let wrap = textwrap::Options::new(RESULT_WIDTH).word_splitter(WordSplitter::NoHyphenation);
        let result = textwrap::fill(&step.result, wrap);
        let result = match mark {
            "" => result,
            mark => format!("{style}{mark}{style:#} {result}"),
        };
        rows.push_record([
            format!("{style}{}{style:#}", index + 1),
            step.call.clone(),
            result,
        ]);
    }
    let mut table = rows.build();
    table.with(TableStyle::psql());
    // Short lines are padded to the width of their column; nobody needs to see that.
    let text = table.to_string();
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

fn look(outcome: Outcome) -> (Style, &'static str) {
    match outcome {
        Outcome::Done => (AnsiColor::Green.on_default(), ""),
        Outcome::Refused => (AnsiColor::Yellow.on_default(), "refused:"),
        Outcome::Failed => (AnsiColor::Red.on_default().bold(), "FAILED:"),
    }
}

fn closing(report: &Report) -> String {
    let steps: usize = report.scenes.iter().map(|scene| scene.steps.len()).sum();
    let scenes = report.scenes.len();
    match report.failures() {
        0 => format!("{steps} steps in {scenes} scenes, all as they should be.\n"),
        failures => format!("{steps} steps in {scenes} scenes, {failures} FAILED.\n"),
    }
}
