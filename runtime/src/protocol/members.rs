//! Lookup of members by wire name.

use aws_smithy_schema::Schema;

/// Returns the position of the member that matches. The search starts at `next`, which is then set to the position
/// after the match, because most services send members in the same order.
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
