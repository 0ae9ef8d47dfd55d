//! Which members are optional, and which have a default.
//!
//! Smithy 2.0, client rules, with care: structures and unions stay optional even where the model
//! requires them, because no value could represent a union that a service omits. Streams never are:
//! bytes are empty by default, events have to be set.

use super::Context;
use crate::model::{Kind, Member, MemberRef, Node, Shape};
use crate::prepare::Side;

/// Returns whether a member's field is an `Option`.
pub(super) fn is_optional(ctx: &Context<'_>, member: MemberRef, of_input: bool) -> bool {
    let target = ctx.model().member(member).target;
    let is_stream = ctx.prepared.streams.contains_key(&member);
    let optional = optional(
        ctx.model().member(member),
        ctx.model().shape(target),
        of_input,
    );
    optional && !is_stream
}

fn optional(member: &Member, target: &Shape, of_input: bool) -> bool {
    let aggregate = matches!(target.kind, Kind::Structure(_) | Kind::Union(_));
    let present = member.traits.required || default(member).is_some();
    of_input || aggregate || member.traits.client_optional || !present
}

/// Returns the default that counts for clients: any but `null`. One that was added after the member's first
/// release (`smithy.api#addedDefault`) counts as well, as in the official crates.
pub(super) fn default(member: &Member) -> Option<&Node> {
    let default = member.traits.default.as_ref();
    default.filter(|node| **node != Node::Null)
}

/// Returns whether a required member of an input is never missing, because the service fills in the
/// default.
pub(super) fn is_filled_in(ctx: &Context<'_>, member: MemberRef) -> bool {
    let shape = ctx.model().member(member);
    is_input(ctx, member) && shape.traits.required && default(shape).is_some()
}

fn is_input(ctx: &Context<'_>, member: MemberRef) -> bool {
    let side = ctx.prepared.sides.get(&member.container);
    matches!(side, Some(Side::Input(_)))
}

/// Returns the value of a number or a boolean that requests omit: the member's default. Empty for zero
/// and `false`; `None` if any value is sent.
///
/// Official crates leave it out unless the member is required: the field holds the default where nobody
/// set it.
pub(super) fn unwritten(ctx: &Context<'_>, member: MemberRef) -> Option<String> {
    let usage = ctx.prepared.usage.get(&member.container)?;
    if !usage.input || is_input(ctx, member) || is_optional(ctx, member, false) {
        return None;
    }
    let shape = ctx.model().member(member);
    let owner = &ctx.model().shape(member.container).kind;
    let target = &ctx.model().shape(shape.target).kind;
    let is_plain = target.is_number() || matches!(target, Kind::Boolean);
    if shape.traits.required || !is_plain || !matches!(owner, Kind::Structure(_)) {
        return None;
    }
    match default(shape)? {
        Node::Bool(true) => Some("true".to_owned()),
        Node::Bool(false) => Some(String::new()),
        Node::Number(number) if number.as_f64() == Some(0.0) => Some(String::new()),
        Node::Number(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Number, ShapeId, ShapeIx, Traits};

    fn shape(kind: Kind) -> Shape {
        Shape {
            id: ShapeId {
                namespace: "a".to_owned(),
                name: "B".to_owned(),
                member: None,
            },
            kind,
            traits: Traits::default(),
        }
    }

    fn member(change: impl FnOnce(&mut Traits)) -> Member {
        let mut traits = Traits::default();
        change(&mut traits);
        Member {
            name: "c".to_owned(),
            target: ShapeIx::new(0).expect("a first index"),
            traits: Box::new(traits),
        }
    }

    #[test]
    fn what_the_model_guarantees_is_not_optional() {
        let number = shape(Kind::Integer);
        assert!(optional(&member(|_| {}), &number, false));
        assert!(!optional(&member(|t| t.required = true), &number, false));
        let zero = Some(Node::Number(Number::from_i64(0)));
        let with_default = |t: &mut Traits| t.default = zero.clone();
        assert!(!optional(&member(with_default), &number, false));
        let added = |t: &mut Traits| {
            t.default = Some(Node::Bool(true));
            t.added_default = true;
        };
        assert!(!optional(&member(added), &shape(Kind::Boolean), false));
        let null = |t: &mut Traits| t.default = Some(Node::Null);
        assert!(optional(&member(null), &number, false));
    }

    #[test]
    fn inputs_and_members_that_may_lose_the_guarantee_are_optional() {
        let number = shape(Kind::Integer);
        assert!(optional(&member(|t| t.required = true), &number, true));
        let client_optional = |t: &mut Traits| {
            t.required = true;
            t.client_optional = true;
        };
        assert!(optional(&member(client_optional), &number, false));
    }

    #[test]
    fn structures_and_unions_are_always_optional() {
        for kind in [Kind::Structure(Vec::new()), Kind::Union(Vec::new())] {
            assert!(optional(
                &member(|t| t.required = true),
                &shape(kind),
                false
            ));
        }
    }
}
