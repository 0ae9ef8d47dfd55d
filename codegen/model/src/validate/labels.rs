//! Labels of URIs and host prefixes, and the members that fill them: `HttpLabelTrait`, `HostLabelTrait`.

use super::kinds::Type;
use super::report::{ticked, Report};
use super::view::{Ix, View};
use crate::graph::Node;

/// Reports patterns that are malformed, labels without a member, and members without a label.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for operation in view.of_type(Type::Operation).collect::<Vec<_>>() {
        let text = |id, key| {
            view.value(operation, id)
                .and_then(|value| value.get(key)?.as_str())
        };
        if let Some(uri) = text("smithy.api#http", "uri") {
            of_uri(report, operation, uri);
        }
        if let Some(prefix) = text("smithy.api#endpoint", "hostPrefix") {
            of_prefix(report, operation, prefix);
        }
    }
}

/// Returns the input of an operation.
pub(super) fn input(view: &View<'_>, operation: Ix) -> Option<Ix> {
    let found = view.linked(operation, "input").next();
    found
}

fn of_uri(report: &mut Report<'_, '_>, operation: Ix, uri: &str) {
    if let Some(problem) = malformed_uri(uri) {
        let what = format!("the URI `{uri}` {problem}");
        return report.error("Model", operation, what);
    }
    let path = uri.split('?').next().unwrap_or_default();
    let Some(labels) = labels(path) else {
        return;
    };
    let names: Vec<&str> = labels
        .iter()
        .map(|label| label.trim_end_matches('+'))
        .collect();
    let missing = missing(report.view, operation, &names, "smithy.api#httpLabel");
    if !missing.is_empty() {
        let what = format!(
            "the URI `{uri}` has the labels {}, but the input has no members for them with the trait `httpLabel`",
            ticked(missing)
        );
        report.error("HttpLabelTrait", operation, what);
    }
    for member in surplus(report.view, operation, &names, "smithy.api#httpLabel") {
        let what = format!("the member is not a label of the URI `{uri}`");
        report.error("HttpLabelTrait", member, what);
    }
    greedy(report, operation, &labels);
}

/// A greedy label is sent with its slashes, so that it is a text.
fn greedy(report: &mut Report<'_, '_>, operation: Ix, labels: &[&str]) {
    let view = report.view;
    for label in labels.iter().filter_map(|label| label.strip_suffix('+')) {
        let member = input(view, operation).and_then(|input| view.member(input, label));
        if let Some(member) = member.filter(|ix| !view.target_type(*ix).is_string()) {
            let what = "the member of a greedy label must target a string";
            report.error("HttpLabelTrait", member, what);
        }
    }
}

fn malformed_uri(uri: &str) -> Option<&'static str> {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    if !uri.starts_with('/') {
        return Some("does not start with a slash");
    }
    if uri.contains('#') {
        return Some("has a fragment");
    }
    if query.contains(['{', '}']) {
        return Some("has a label in its query");
    }
    let Some(labels) = labels(path) else {
        return Some("has a malformed label");
    };
    let greedy = labels.iter().filter(|label| label.ends_with('+')).count();
    (greedy > 1).then_some("has two greedy labels")
}

fn of_prefix(report: &mut Report<'_, '_>, operation: Ix, prefix: &str) {
    let Some(labels) = labels(prefix) else {
        let what = format!("the host prefix `{prefix}` has a malformed label");
        return report.error("Model", operation, what);
    };
    let mut host = prefix.to_owned();
    for label in &labels {
        host = host.replace(&format!("{{{label}}}"), "a");
    }
    if !is_host(&host) {
        let what = format!("the host prefix `{prefix}` does not make a host name");
        report.error("HostLabelTrait", operation, what);
    }
    if !labels.is_empty() && !prefix.ends_with('.') {
        let what = format!(
            "the host prefix `{prefix}` has labels and does not end with a period: requests can go to hosts of others"
        );
        report.danger("HostLabelTrait", operation, what);
    }
    let missing = missing(report.view, operation, &labels, "smithy.api#hostLabel");
    if !missing.is_empty() {
        let what = format!(
            "the host prefix `{prefix}` has the labels {}, but the input has no members for them with the trait \
             `hostLabel`",
            ticked(missing)
        );
        report.error("HostLabelTrait", operation, what);
    }
}

/// Returns whether a text is a host name of RFC 3986, with a period at its end or not.
fn is_host(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let is_part = |part: &str| {
        (1..=63).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !text.starts_with('-') && text.split('.').all(is_part)
}

/// Returns the texts in braces; none if braces are unpaired or empty.
fn labels(pattern: &str) -> Option<Vec<&str>> {
    let mut labels = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}')?;
        if before.contains('}') || label.contains('{') || label.trim_end_matches('+').is_empty() {
            return None;
        }
        labels.push(label);
        rest = after;
    }
    (!rest.contains('}')).then_some(labels)
}

fn missing<'l>(view: &View<'_>, operation: Ix, labels: &[&'l str], id: &str) -> Vec<&'l str> {
    let members = marked(view, operation, id);
    let fills = |label: &str| members.iter().any(|ix| fills_label(view, *ix, label));
    labels
        .iter()
        .copied()
        .filter(|label| !fills(label))
        .collect()
}

fn surplus(view: &View<'_>, operation: Ix, labels: &[&str], id: &str) -> Vec<Ix> {
    let mut marked = marked(view, operation, id);
    marked.retain(|ix| !labels.iter().any(|label| fills_label(view, *ix, label)));
    marked
}

/// Returns the members of the input with a trait.
fn marked(view: &View<'_>, operation: Ix, id: &str) -> Vec<Ix> {
    let members = input(view, operation).map(|input| view.members(input));
    let members = members.unwrap_or_default().iter().copied();
    members.filter(|ix| view.has(*ix, id)).collect()
}

/// Returns whether a member fills a label: by its name, or by the resource's identifier that it is.
fn fills_label(view: &View<'_>, member: Ix, label: &str) -> bool {
    let identifier = text(view, member, "smithy.api#resourceIdentifier");
    view.member_name(member) == label || identifier == Some(label)
}

/// Returns the text of a trait's value.
pub(super) fn text<'a>(view: &View<'a>, ix: Ix, id: &str) -> Option<&'a str> {
    view.value(ix, id).and_then(Node::as_str)
}
