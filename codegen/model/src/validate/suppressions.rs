//! Reads what a model suppresses: `metadata suppressions` and the trait `suppress`.

use super::view::View;
use crate::diag::Suppressions;
use crate::graph::Node;

/// Returns what a model suppresses.
pub(crate) fn of(view: &View<'_>) -> Suppressions {
    let lists = view
        .metadata
        .iter()
        .filter(|(key, _)| *key == "suppressions")
        .filter_map(|(_, list)| list.as_array());
    let in_namespaces = lists.flatten().filter_map(|one| {
        let text = |key| Some(one.get(key)?.as_str()?.to_owned());
        Some((text("id")?, text("namespace")?))
    });
    let at_shapes = view.shapes.iter().enumerate().filter_map(|(ix, shape)| {
        let listed = view.value(ix, "smithy.api#suppress")?.as_array()?;
        let listed = listed.iter().filter_map(Node::as_str).map(str::to_owned);
        Some((shape.id.clone(), listed.collect()))
    });
    Suppressions {
        in_namespaces: in_namespaces.collect(),
        at_shapes: at_shapes.collect(),
    }
}
