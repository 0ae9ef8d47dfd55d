//! XML: `XmlNamespaceTrait`, names that are none, and flattened maps and members of one name.

use super::report::Report;
use crate::graph::Node;

/// Reports names and namespaces that XML does not have.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for (ix, _) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        let name = view.value(ix, "smithy.api#xmlName").and_then(Node::as_str);
        if let Some(name) = name.filter(|name| !is_name(name)) {
            let what = format!("`{name}` is not a name in XML, with or without a prefix");
            report.error("TraitValue", ix, what);
        }
        let Some(namespace) = view.value(ix, "smithy.api#xmlNamespace") else {
            continue;
        };
        let text = |key| namespace.get(key).and_then(Node::as_str);
        if let Some(uri) = text("uri").filter(|uri| !is_uri(uri)) {
            let what = format!("the namespace `{uri}` is not a URI");
            report.error("XmlNamespaceTrait", ix, what);
        }
        if let Some(prefix) = text("prefix").filter(|prefix| !is_part(prefix)) {
            let what = format!("`{prefix}` is not a prefix of XML names");
            report.error("TraitValue", ix, what);
        }
    }
}

fn is_name(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, name)) => is_part(prefix) && is_part(name),
        None => is_part(name),
    }
}

fn is_part(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

/// Returns whether a text can be a URI: no invalid characters, and a scheme before the first colon.
fn is_uri(text: &str) -> bool {
    let fine = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    let before = text.split(['/', '?', '#']).next().unwrap_or_default();
    text.chars().all(fine)
        && before
            .split_once(':')
            .is_none_or(|(scheme, _)| is_scheme(scheme))
}
