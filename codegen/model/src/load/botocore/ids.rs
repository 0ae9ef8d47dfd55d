//! Shape ids for a format that has names only.

use super::Loader;
use crate::graph::{Kind, Shape, ShapeId, ShapeIx, Traits};

impl Loader<'_, '_> {
    /// Returns the id of the service or an operation: its name is the wire's.
    pub(super) fn id(&self, name: &str) -> ShapeId {
        ShapeId {
            namespace: self.metadata.namespace.clone(),
            name: name.to_owned(),
            member: None,
        }
    }

    /// Returns the id of a data shape. An operation of the same name has precedence, since shapes
    /// and operations do not share their names in this format but do in Smithy.
    pub(super) fn data_id(&self, name: &str, taken: bool) -> ShapeId {
        let mut id = self.id(name);
        if taken {
            id.namespace.push_str(".types");
        }
        id
    }

    /// Adds a shape whose parts come later.
    pub(super) fn placeholder(&mut self, id: ShapeId) -> Option<ShapeIx> {
        let shape = Shape {
            id,
            kind: Kind::Document,
            traits: Traits::default(),
        };
        self.model.add(shape).ok()
    }
}
