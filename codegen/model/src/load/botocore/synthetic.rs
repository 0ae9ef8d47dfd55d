//! Synthetic shapes: facts that botocore attaches to a member and Smithy to the target.

use super::Loader;
use crate::graph::{Shape, ShapeIx};

impl Loader<'_, '_> {
    /// Returns a copy of the shape at `ix` that `change` has made different, called `prefix` and its
    /// name. The same copy serves all members that ask for it.
    pub(super) fn variant(
        &mut self,
        ix: ShapeIx,
        prefix: &str,
        change: impl FnOnce(&mut Shape),
    ) -> ShapeIx {
        let mut shape = self.model.shape(ix).clone();
        shape.id.namespace = format!("{}.variants", self.metadata.namespace);
        shape.id.name.insert_str(0, prefix);
        if let Some(there) = self.model.find(&shape.id) {
            return there;
        }
        change(&mut shape);
        // The id is free; where the arena is full the original has to do.
        self.model.add(shape).unwrap_or(ix)
    }
}
