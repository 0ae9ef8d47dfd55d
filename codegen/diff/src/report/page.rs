//! A service's page: the new, updated and removed parts, method by method.

use std::fmt::Write as _;

use crate::{words, Class, Documentation, Group, Piece};

use farrier_model::visible::escaped;

use super::tree::{methods, Method, Node, State};
use super::Compared;

/// `2026/11/27 - Weather - 1 new, 2 updated, 0 removed api methods`
fn title(compared: &Compared, date: &str) -> String {
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

fn parts(method: &Method) -> [(&'static str, &[Node]); 3] {
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
    for method in methods(compared) {
        let _ = writeln!(text, "\n{}", heading(&method));
        for note in &method.notes {
            let _ = writeln!(text, "  ~ {note}");
        }
        for (name, nodes) in parts(&method) {
            if !nodes.is_empty() {
                let _ = writeln!(text, "  {name}");
                text_nodes(&mut text, nodes, 2);
            }
        }
    }
    text + &text_docs(compared, shown)
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
    for node in nodes {
        let sign = match node.state {
            State::Same => ' ',
            State::New => '+',
            State::Changed => '~',
            State::Removed => '-',
        };
        let notes = if node.notes.is_empty() {
            String::new()
        } else {
            format!("  ({})", node.notes.join("; "))
        };
        let _ = writeln!(text, "{}{sign} {}{notes}", "  ".repeat(depth), node.text);
        text_nodes(text, &node.children, depth + 1);
    }
}

/// Light and dark as the reader's system has it; no script.
const STYLE: &str = "\
:root{color-scheme:light dark;--back:#fff;--text:#1b1f24;--faint:#59636e;--line:#d1d9e0;--new:#116329;--new-back:#dafbe1;\
--changed:#7d4e00;--changed-back:#fff1c9;--removed:#a40e26;--removed-back:#ffe3e0}\
@media(prefers-color-scheme:dark){:root{--back:#0d1117;--text:#e6edf3;--faint:#9198a1;--line:#3d444d;--new:#7ee787;\
--new-back:#12301b;--changed:#f2cc60;--changed-back:#3a2d0b;--removed:#ffa198;--removed-back:#45191b}}\
body{background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.4rem}h2 code{font-size:1.1rem}h2{font-size:1.15rem;border-top:1px solid var(--line);padding-top:1rem;margin-top:2rem}h3{font-size:1rem;margin:.8rem 0 .2rem}\
a{color:inherit}code,ul.tree{font:14px/1.6 ui-monospace,monospace}ul.tree,ul.tree ul{list-style:none;margin:0;padding-left:1.4rem}\
ul.tree ul{border-left:1px solid var(--line)}ul.tree li{overflow-wrap:anywhere}\
.new{color:var(--new);background:var(--new-back)}.updated{color:var(--changed);background:var(--changed-back)}\
.removed{color:var(--removed);background:var(--removed-back)}.removed s{text-decoration:line-through}\
.note{color:var(--faint);font:13px/1.5 system-ui,sans-serif}.mark{font:12px/1 system-ui,sans-serif;border:1px solid currentColor;border-radius:.6rem;padding:.05rem .4rem;margin-left:.4rem}\
table{border-collapse:collapse;width:100%}td,th{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}";

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
pub fn html(compared: &Compared, date: &str, shown: Documentation) -> String {
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
                "<li><a href=\"#{name}\">{name}</a> <span class=\"{state}\">{state}</span></li>"
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
            let _ = writeln!(body, "<h3>{name}</h3>\n{}", list(nodes, " class=\"tree\""));
        }
    }
    body + "</section>\n"
}

fn list(nodes: &[Node], class: &str) -> String {
    let mut text = format!("<ul{class}>\n");
    for node in nodes {
        let (content, state) = (escape(&node.text), node.state.word());
        let marked = match node.state {
            State::Same => content,
            State::Removed => {
                format!("<span class=\"removed\"><s>{content}</s></span><span class=\"mark removed\">removed</span>")
            }
            _ => format!("<span class=\"{state}\">{content}</span><span class=\"mark {state}\">{state}</span>"),
        };
        let notes = node
            .notes
            .iter()
            .map(|note| format!(" <span class=\"note\">{}</span>", escape(note)));
        let notes: String = notes.collect();
        let inner = if node.children.is_empty() {
            String::new()
        } else {
            format!("\n{}", list(&node.children, ""))
        };
        let _ = writeln!(text, "<li>{marked}{notes}{inner}</li>");
    }
    text + "</ul>"
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
