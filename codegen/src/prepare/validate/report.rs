//! Where the problems are, and what to do about them.

use crate::diag::{Diagnostic, Place};
use crate::model::{MemberRef, ShapeIx};
use crate::prepare::types::Prepared;

/// Returns the place of a member in the source: that of the original where the container is synthetic.
pub(super) fn place(prepared: &Prepared, container: ShapeIx, position: usize) -> Place {
    let member = MemberRef {
        container,
        position,
    };
    let id = prepared.model.member_id(member);
    match (prepared.origin(container), &id.member) {
        (Some(origin), Some(name)) => Place::shape(&origin.with_member(name)),
        _ => Place::shape(&id),
    }
}

/// Adds advice about an operation that cannot be generated.
pub(super) fn leave_out(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("exclude the operation: list the others under `operations` in farrier.toml")
}
