//! Members that the model does not know.

use aws_smithy_schema::{shape_id, Schema, ShapeType};

/// Past the last member of any structure.
const NOWHERE: usize = usize::MAX - 1;

/// The schema of an unknown member: like the official codecs' a document at no position, but with the
/// name that stands on the wire, which a union keeps.
pub(crate) const fn unknown_member(name: &str) -> Schema<'_> {
    let id = shape_id!("smithy.api", "Document");
    Schema::new_member(id, ShapeType::Document, name, NOWHERE)
}
