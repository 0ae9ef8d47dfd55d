//! Members that have the target of their resource's identifier or property, as `$name` says.

use std::collections::HashMap;

use super::lower::Elided;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::Node;
use crate::load::cursor::Spans;
use crate::load::document::Document;
use crate::load::smithy::RawKind;

/// Gives members their targets. Those that no resource has are left: a mixin may have them.
pub(super) fn resolve(
    documents: &mut [Document],
    elided: Vec<(usize, Vec<Elided>)>,
    diagnostics: &mut Diagnostics,
) {
    if elided.iter().all(|(_, members)| members.is_empty()) {
        return;
    }
    let resources = resources(documents, &elided);
    for (position, members) in elided {
        for member in members {
            let document = &mut documents[position];
            match resources.get(&member.resource) {
                Some(Ok(targets)) => {
                    if let Some(target) = targets.get(&member.member) {
                        set_target(document, &member, target);
                    }
                }
                found => {
                    let what = match found {
                        Some(Err(kind)) => format!(
                            "`for` must name a resource, but `{}` is of type {kind}",
                            member.resource
                        ),
                        _ => format!("the resource `{}` does not exist", member.resource),
                    };
                    let place = document.source.place(member.at);
                    diagnostics.push(Diagnostic::error(what).at(place));
                }
            }
        }
    }
}

/// The targets of a resource's identifiers and properties by name, or the type of what is not a resource.
type Targets = Result<HashMap<String, String>, String>;

fn resources(documents: &[Document], elided: &[(usize, Vec<Elided>)]) -> HashMap<String, Targets> {
    let mut wanted: HashMap<String, Targets> = HashMap::new();
    let names = elided.iter().flat_map(|(_, members)| members);
    let names: std::collections::HashSet<&str> =
        names.map(|member| member.resource.as_str()).collect();
    for document in documents {
        let shapes = document.node.get("shapes").and_then(Node::as_object);
        for (id, shape) in shapes.unwrap_or_default() {
            let kind = shape.get("type").and_then(Node::as_str).unwrap_or_default();
            if !names.contains(id.as_str()) || kind == "apply" || wanted.contains_key(id) {
                continue;
            }
            let targets = match RawKind::from_name(kind) {
                Some(RawKind::Resource) => Ok(targets(shape)),
                _ => Err(kind.to_owned()),
            };
            wanted.insert(id.clone(), targets);
        }
    }
    wanted
}

fn targets(resource: &Node) -> HashMap<String, String> {
    let maps = ["identifiers", "properties"].map(|key| resource.get(key));
    let entries = maps.into_iter().flatten().filter_map(Node::as_object);
    let targets = entries.flatten().filter_map(|(name, reference)| {
        let target = reference.get("target").and_then(Node::as_str)?;
        Some((name.clone(), target.to_owned()))
    });
    targets.collect()
}

/// Adds `target` to a member of the document.
fn set_target(document: &mut Document, elided: &Elided, target: &str) -> Option<()> {
    let spans = document.spans.as_mut()?;
    let (shapes, spans) = entry(&mut document.node, spans, "shapes")?;
    let Node::Object(entries) = shapes else {
        return None;
    };
    let (_, shape) = entries.get_mut(elided.shape)?;
    let spans = spans.kids.get_mut(elided.shape)?;
    let (owner, spans) = match shape.get("members") {
        Some(_) => entry(shape, spans, "members")?,
        None => (shape, spans),
    };
    let Node::Object(entries) = owner else {
        return None;
    };
    let (_, member) = entries.get_mut(elided.position)?;
    let spans = spans.kids.get_mut(elided.position)?;
    let Node::Object(entries) = member else {
        return None;
    };
    entries.insert(0, ("target".to_owned(), Node::String(target.to_owned())));
    spans.kids.insert(0, Spans::leaf(spans.at));
    Some(())
}

fn entry<'n>(
    node: &'n mut Node,
    spans: &'n mut Spans,
    key: &str,
) -> Option<(&'n mut Node, &'n mut Spans)> {
    let Node::Object(entries) = node else {
        return None;
    };
    let position = entries.iter().position(|(name, _)| name == key)?;
    let (_, value) = entries.get_mut(position)?;
    Some((value, spans.kids.get_mut(position)?))
}
