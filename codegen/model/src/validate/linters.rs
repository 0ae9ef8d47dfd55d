//! Validators that a model brings: `metadata validators` with `EmitEachSelector` and `EmitNoneSelector`. Others need
//! code and are left to Smithy.

use super::report::Report;
use super::selector::Selector;
use crate::diag::{Diagnostic, Severity};
use crate::graph::Node;

/// Reports what the validators of the model find.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let lists: Vec<&Node> = report
        .view
        .metadata
        .iter()
        .filter(|(key, _)| *key == "validators")
        .map(|(_, list)| *list)
        .collect();
    for list in lists {
        match list.as_array() {
            Some(items) => items.iter().for_each(|item| one(report, item)),
            None => {
                let what = format!("`validators` is {}; it must be an array", list.form());
                report.of_model("Model", what);
            }
        }
    }
}

fn one(report: &mut Report<'_, '_>, item: &Node) {
    let text = |key| item.get(key).and_then(Node::as_str);
    if let Some(Err((at, expected))) = text("selector").map(Selector::parse) {
        let what = format!(
            "the selector of a validator is malformed at character {}: expected {expected}",
            at + 1
        );
        report.of_model("Model", what);
    }
    let Some(name) =
        text("name").filter(|name| ["EmitEachSelector", "EmitNoneSelector"].contains(name))
    else {
        return;
    };
    let configuration = item.get("configuration");
    let Some(selector) = configuration.and_then(|all| all.get("selector")?.as_str()) else {
        report.of_model("Model", format!("a validator `{name}` has no `selector`"));
        return;
    };
    let parsed = match Selector::parse(selector) {
        Ok(parsed) => parsed,
        Err((at, expected)) => {
            let what = format!(
                "the selector `{selector}` is malformed at character {}: expected {expected}",
                at + 1
            );
            report.of_model("Model", what);
            return;
        }
    };
    let severity = match text("severity") {
        Some("NOTE") => Severity::Note,
        Some("WARNING") => Severity::Warning,
        Some("ERROR") => Severity::Error,
        _ => Severity::Danger,
    };
    let id = text("id").unwrap_or(name).to_owned();
    let message = text("message").map(str::to_owned);
    let view = report.view;
    let selected = parsed.select(view);
    let found: Vec<usize> = (0..selected.len())
        .filter(|ix| {
            selected[*ix] && view.shapes[*ix].own && in_namespaces(item, view.namespace(*ix))
        })
        .collect();
    if name == "EmitEachSelector" {
        let what = message.unwrap_or_else(|| format!("the selector `{selector}` gives this shape"));
        for ix in found {
            report.push(severity, id.clone(), ix, what.clone());
        }
    } else if found.is_empty() {
        let what = message.unwrap_or_else(|| format!("the selector `{selector}` gives no shape"));
        report.events.push(Diagnostic::of_event(severity, id, what));
    }
}

fn in_namespaces(item: &Node, namespace: &str) -> bool {
    let listed = item.get("namespaces").and_then(Node::as_array);
    listed.is_none_or(|listed| listed.iter().any(|one| one.as_str() == Some(namespace)))
}
