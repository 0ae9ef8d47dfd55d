//! The outcome of a run as JSON, for programs.

use farrier_codegen::diag::{Diagnostic, Diagnostics};
use farrier_codegen::{ServiceSummary, Summary};
use serde_json::{json, Value};

/// Returns a run that went through.
pub(super) fn summary(summary: &Summary) -> String {
    let services: Vec<Value> = summary.services.iter().map(service).collect();
    let all = [&summary.warnings, &summary.errors];
    let found: Vec<Value> = all.into_iter().flat_map(diagnostics).collect();
    text(&json!({
        "fresh": summary.is_fresh(),
        "services": services,
        "leftOut": summary.left_out,
        "diagnostics": found,
    }))
}

/// Returns a run that was given up.
pub(super) fn problems(problems: &Diagnostics) -> String {
    text(&json!({
        "fresh": false,
        "services": [],
        "leftOut": [],
        "diagnostics": diagnostics(problems),
    }))
}

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

fn service(one: &ServiceSummary) -> Value {
    let change = one.change.as_ref().and_then(|change| {
        let class = change.class()?;
        Some(json!({ "class": class.word(), "headline": change.headline() }))
    });
    json!({
        "key": one.key,
        "package": one.package,
        "output": one.output,
        "operations": one.operations,
        "operationsOfModel": one.all_operations,
        "shapes": one.shapes,
        "missing": one.missing,
        "stale": one.stale,
        "surplus": one.surplus,
        "unchanged": one.unchanged,
        "change": change,
    })
}

fn diagnostics(all: &Diagnostics) -> Vec<Value> {
    all.sorted().into_iter().map(diagnostic).collect()
}

/// Returns a problem.
pub(crate) fn diagnostic(one: &Diagnostic) -> Value {
    let (line, column) = one.place.line.unzip();
    json!({
        "severity": one.severity.word(),
        "id": one.event,
        "message": one.what,
        "help": one.help,
        "file": one.place.file,
        "line": line,
        "column": column,
        "pointer": one.place.pointer,
        "shape": one.place.shape,
    })
}
