//! Schema for members that are not in the model.

use aws_smithy_schema::{shape_id, Schema, ShapeType};

/// A position after the last member of any structure.
const NOWHERE: usize = usize::MAX - 1;

/// Returns the schema of an unknown member. Like in the official codecs it is a document without a position, but
/// it has the wire name, which a union keeps.
pub(crate) const fn unknown_member(name: &str) -> Schema<'_> {
    let id = shape_id!("smithy.api", "Document");
    Schema::new_member(id, ShapeType::Document, name, NOWHERE)
}
