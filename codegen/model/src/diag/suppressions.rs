//! Events that a model suppresses: `metadata suppressions` and the trait `suppress`.

use std::collections::HashMap;

use super::{Diagnostic, Severity};

/// The suppressions of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Suppressions {
    /// Pairs of an event id and the namespace of the shapes at which it is suppressed; `*` is every namespace.
    pub(crate) in_namespaces: Vec<(String, String)>,
    /// Event ids by the shape or member at which they are suppressed.
    pub(crate) at_shapes: HashMap<String, Vec<String>>,
}

impl Suppressions {
    /// Returns whether an event is suppressed. Errors never are.
    pub(crate) fn cover(&self, event: &Diagnostic) -> bool {
        let id = event.event.as_deref().unwrap_or_default();
        let shape = event.place.shape.as_deref().unwrap_or_default();
        let namespace = shape.split_once('#').map(|(namespace, _)| namespace);
        let mut in_namespaces = self.in_namespaces.iter();
        let mut at_shape = self.at_shapes.get(shape).into_iter().flatten();
        event.severity != Severity::Error
            && (in_namespaces
                .any(|(wanted, of)| is(wanted, id) && (of == "*" || namespace == Some(of)))
                || at_shape.any(|wanted| is(wanted, id)))
    }
}

/// Returns whether an id is `wanted` or below it: `Foo` covers `Foo.Bar`.
fn is(wanted: &str, id: &str) -> bool {
    let rest = id.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
