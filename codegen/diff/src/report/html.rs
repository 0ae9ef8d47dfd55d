//! A service's page for a browser.

use std::fmt::Write as _;

use crate::{words, Class, Documentation, Group, Piece};

use farrier_model::visible::escaped;

use super::page::{parts, title};
use super::summary::{changes, ChangedMember};
use super::tree::{methods, Method, Node, State};
use super::Compared;

/// Light and dark as the reader's system has it; no script.
const STYLE: &str = include_str!("page.css");

/// Returns a whole page with that title.
pub(super) fn document(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Returns the page for a browser.
pub fn page(compared: &Compared, date: &str, shown: Documentation) -> String {
    let report = &compared.report;
    let title = title(compared, date);
    let mut body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n",
        escape(&title),
        escape(&report.headline())
    );
    for (class, groups) in report.by_class() {
        let is_open = |group: &&Group<'_>| class == Class::Major || group.change.risk;
        body.extend(groups.iter().filter(is_open).map(warning));
    }
    let methods = methods(compared);
    if !methods.is_empty() {
        body += "<ul>\n";
        for method in &methods {
            let (name, state) = (escape(&method.name), method.state.word());
            let _ = writeln!(
                body,
                "<li><a href=\"#{name}\">{name}</a> <span class=\"{state}\">{state}</span>{}</li>",
                summary(method)
            );
        }
        body += "</ul>\n";
    }
    for method in &methods {
        body += &section(method);
    }
    body += &html_docs(compared, shown);
    document(&title, &body)
}

/// How many members are named in the summary of a method.
const MOST_NAMED: usize = 12;

/// Returns links to the members of a method that changed.
fn summary(method: &Method) -> String {
    let all = changes(method);
    let links = all.iter().take(MOST_NAMED).map(|one| {
        let (state, part) = (one.state.word(), one.part.to_lowercase());
        let (id, path) = (escape(&anchor(method, one)), escape(&one.path()));
        format!(", <a href=\"#{id}\">{part} <code class=\"{state}\">{path}</code></a>")
    });
    let links: String = links.collect();
    let more = match all.len().checked_sub(MOST_NAMED) {
        Some(more @ 1..) => format!(" and {more} more"),
        _ => String::new(),
    };
    match links.strip_prefix(", ") {
        Some(links) => format!(": {links}{more}"),
        None => links,
    }
}

/// Returns the id of a member on the page.
fn anchor(method: &Method, one: &ChangedMember) -> String {
    format!("{}.{}.{}", method.name, one.part, one.path())
}

/// Returns the changes that break programs or are a risk to them.
fn warning(group: &Group<'_>) -> String {
    let change = group.change;
    let (word, style) = match change.class {
        Class::Major => ("major", "removed"),
        _ => ("risk", "updated"),
    };
    let others = match group.others() {
        others if others.is_empty() => others,
        others => format!(" (and so {})", escape(&others)),
    };
    format!(
        "<p><span class=\"{style}\">{word}</span> {} <code>{}</code>{others} <code>{}</code>: {}</p>\n",
        change.what.word(),
        escape(&change.item()),
        escape(&change.detail()),
        escape(&change.reason),
    )
}

fn html_docs(compared: &Compared, shown: Documentation) -> String {
    let items = compared.report.docs().map(|change| {
        let words = match shown {
            Documentation::Names => String::new(),
            Documentation::Words => format!(": {}", marked(&words(&change.old, &change.new))),
        };
        format!("<li><code>{}</code>{words}</li>\n", escape(&change.item()))
    });
    let items: String = items.collect();
    if items.is_empty() {
        return items;
    }
    format!("<section>\n<h2>Documentation</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

/// Words with the removed and new ones marked.
fn marked(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Same(text) => escape(text),
        Piece::Old(text) => format!("<del class=\"removed\">{}</del>", escape(text)),
        Piece::New(text) => format!("<ins class=\"new\">{}</ins>", escape(text)),
        Piece::Gap => "…".to_owned(),
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn section(method: &Method) -> String {
    let (name, state) = (escape(&method.name), method.state.word());
    let mut body = format!(
        "<section>\n<h2 id=\"{name}\"><code>{name}</code><span class=\"mark {state}\">{state}</span></h2>\n"
    );
    for note in &method.notes {
        let _ = writeln!(body, "<p class=\"note\">{}</p>", escape(note));
    }
    for (name, nodes) in parts(method) {
        if !nodes.is_empty() {
            let id = format!("{}.{name}", method.name);
            let tree = list(nodes, " class=\"tree\"", &id);
            let _ = writeln!(body, "<h3>{name}</h3>\n{tree}");
        }
    }
    body + "</section>\n"
}

/// Returns a list of members. Runs of those without a change are folded.
fn list(nodes: &[Node], class: &str, id: &str) -> String {
    let mut text = format!("<ul{class}>\n");
    for run in nodes.chunk_by(|a, b| a.is_folded && b.is_folded) {
        if run[0].is_folded {
            let items: String = run.iter().map(|node| item(node, id)).collect();
            let _ = writeln!(
                text,
                "<li><details><summary>{} unchanged</summary>\n<ul>\n{items}</ul></details></li>",
                run.len()
            );
        } else {
            text.extend(run.iter().map(|node| item(node, id)));
        }
    }
    text + "</ul>"
}

fn item(node: &Node, id: &str) -> String {
    let id = format!("{id}.{}", node.name);
    let (content, state) = (escape(&node.text), node.state.word());
    let marked = match node.state {
        State::Same => content,
        State::Removed => {
            format!("<span class=\"removed\"><s>{content}</s></span><span class=\"mark removed\">removed</span>")
        }
        _ => format!(
            "<span class=\"{state}\">{content}</span><span class=\"mark {state}\">{state}</span>"
        ),
    };
    let facts = node.facts.iter();
    let facts = facts.map(|fact| format!(" <span class=\"fact\">{}</span>", escape(fact)));
    let notes = node.notes.iter();
    let notes = notes.map(|note| format!(" <span class=\"note\">{}</span>", escape(note)));
    let beside: String = facts.chain(notes).collect();
    let values: String = node.values.iter().map(|values| values_of(values)).collect();
    let inner = if node.children.is_empty() {
        String::new()
    } else {
        format!("\n{}", list(&node.children, "", &id))
    };
    let anchor = match node.state {
        State::Same => String::new(),
        _ => format!(" id=\"{}\"", escape(&id)),
    };
    format!("<li{anchor}>{marked}{beside}{values}{inner}</li>\n")
}

/// The valid values on one line, changed ones marked.
fn values_of(values: &[(State, String)]) -> String {
    let values = values.iter().map(|(state, value)| {
        let value = escape(&escaped(value));
        match state {
            State::New => format!("<ins class=\"new\">{value}</ins>"),
            State::Removed => format!("<del class=\"removed\">{value}</del>"),
            State::Same | State::Changed => value,
        }
    });
    let values: Vec<String> = values.collect();
    format!("<div class=\"values\">values: {}</div>", values.join(" | "))
}

/// Text as HTML.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
