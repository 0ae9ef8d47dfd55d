//! Events that a model suppresses: `metadata suppressions` and the trait `suppress`.

use super::view::View;
use crate::diag::{Diagnostic, Severity};
use crate::graph::Node;

/// Takes out suppressed events. Errors stay: a model cannot suppress them.
pub(super) fn apply(view: &View<'_>, events: &mut Vec<Diagnostic>) {
    let lists = view
        .metadata
        .iter()
        .filter(|(key, _)| *key == "suppressions")
        .map(|(_, list)| *list);
    let by_namespace: Vec<(&str, &str)> = lists
        .filter_map(Node::as_array)
        .flatten()
        .filter_map(|one| {
            let text = |key| one.get(key).and_then(Node::as_str);
            Some((text("id")?, text("namespace")?))
        })
        .collect();
    events.retain(|event| event.severity == Severity::Error || !is(view, &by_namespace, event));
}

fn is(view: &View<'_>, by_namespace: &[(&str, &str)], event: &Diagnostic) -> bool {
    let id = event.event.as_deref().unwrap_or_default();
    let shape = event.place.shape.as_deref();
    let namespace = shape.and_then(|shape| Some(shape.split_once('#')?.0));
    let in_metadata = by_namespace.iter().any(|(wanted, of)| {
        covers(wanted, id) && (*of == "*" || namespace.is_some_and(|namespace| namespace == *of))
    });
    let ix = shape.and_then(|shape| view.find(shape));
    let by_trait = ix.and_then(|ix| view.value(ix, "smithy.api#suppress"));
    let listed = by_trait.and_then(Node::as_array).unwrap_or_default();
    let mut listed = listed.iter().filter_map(Node::as_str);
    in_metadata || listed.any(|wanted| covers(wanted, id))
}

/// Returns whether an id is `wanted` or below it: `Foo` covers `Foo.Bar`.
fn covers(wanted: &str, id: &str) -> bool {
    let rest = id.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
