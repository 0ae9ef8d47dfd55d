//! A service's page for a terminal: the new, updated and removed parts, method by method.

use std::fmt::Write as _;

use crate::Documentation;

use farrier_model::visible::escaped;

use super::summary::changes;
use super::tree::{methods, Method, Node, State};
use super::Compared;

/// `2026/11/27 - Weather - 1 new, 2 updated, 0 removed api methods`
pub(super) fn title(compared: &Compared, date: &str) -> String {
    let report = &compared.report;
    let date = date.replace('-', "/");
    let service = escaped(&report.service);
    let parts = [date.as_str(), &service, &report.methods.counts()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" - ")
}

/// `get_city (updated)`
fn heading(method: &Method) -> String {
    format!("{} ({})", method.name, method.state.word())
}

pub(super) fn parts(method: &Method) -> [(&'static str, &[Node]); 3] {
    [
        ("Request", &method.request),
        ("Response", &method.response),
        ("Errors", &method.errors),
    ]
}

/// Returns the page for a terminal: `+` before new parts, `~` before changed ones, `-` before removed
/// ones.
pub fn text(compared: &Compared, date: &str, shown: Documentation) -> String {
    let mut text = format!(
        "{}\n{}\n",
        title(compared, date),
        compared.report.headline()
    );
    let methods = methods(compared);
    summary(&mut text, &methods);
    for method in &methods {
        let _ = writeln!(text, "\n{}", heading(method));
        for note in &method.notes {
            let _ = writeln!(text, "  ~ {note}");
        }
        for (name, nodes) in parts(method) {
            if !nodes.is_empty() {
                let _ = writeln!(text, "  {name}");
                text_nodes(&mut text, nodes, 2);
            }
        }
    }
    text + &text_docs(compared, shown)
}

/// The methods with the members that changed.
fn summary(text: &mut String, methods: &[Method]) {
    if !methods.is_empty() {
        *text += "\nSummary\n";
    }
    for method in methods {
        let _ = writeln!(text, "  {}", heading(method));
        for one in changes(method) {
            let _ = writeln!(text, "    {} {} {}", sign(one.state), one.part, one.path());
        }
    }
}

fn sign(state: State) -> char {
    match state {
        State::Same => ' ',
        State::New => '+',
        State::Changed => '~',
        State::Removed => '-',
    }
}

/// Returns the items whose documentation changed, however many there are: they may be all that
/// changed.
fn text_docs(compared: &Compared, shown: Documentation) -> String {
    let mut text = String::new();
    for change in compared.report.docs() {
        if text.is_empty() {
            text += "\nDocumentation\n";
        }
        let words = match shown {
            Documentation::Names => String::new(),
            Documentation::Words => format!(": {}", change.detail()),
        };
        let _ = writeln!(text, "  ~ {}{words}", change.item());
    }
    text
}

fn text_nodes(text: &mut String, nodes: &[Node], depth: usize) {
    let indent = "  ".repeat(depth);
    for run in nodes.chunk_by(|a, b| a.is_folded && b.is_folded) {
        if run[0].is_folded {
            let _ = writeln!(text, "{indent}  ... {} unchanged", run.len());
            continue;
        }
        for node in run {
            let facts = match node.facts.join(", ") {
                facts if facts.is_empty() => facts,
                facts => format!("  {facts}"),
            };
            let notes = match node.notes.join("; ") {
                notes if notes.is_empty() => notes,
                notes => format!("  ({notes})"),
            };
            let _ = writeln!(
                text,
                "{indent}{} {}{facts}{notes}",
                sign(node.state),
                node.text
            );
            for values in &node.values {
                let _ = writeln!(text, "{indent}    values: {}", text_values(values));
            }
            text_nodes(text, &node.children, depth + 1);
        }
    }
}

/// `A | B | +C | -D`
fn text_values(values: &[(State, String)]) -> String {
    let values = values.iter().map(|(state, value)| match state {
        State::Same => escaped(value).into_owned(),
        state => format!("{}{}", sign(*state), escaped(value)),
    });
    values.collect::<Vec<_>>().join(" | ")
}
