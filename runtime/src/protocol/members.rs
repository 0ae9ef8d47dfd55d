//! Members by their names on the wire.

use aws_smithy_schema::Schema;

/// The position of the member that `is_it` says it is. `next` is where it is looked for first, and is set
/// behind it: services mostly keep to one order.
#[inline]
pub(super) fn position(
    schema: &Schema<'_>,
    next: &mut usize,
    is_it: impl Fn(&Schema<'_>) -> bool,
) -> Option<usize> {
    let members = schema.members();
    let position = match members.get(*next).filter(|member| is_it(member)) {
        Some(_) => *next,
        None => members.iter().position(|member| is_it(member))?,
    };
    *next = position + 1;
    Some(position)
}
