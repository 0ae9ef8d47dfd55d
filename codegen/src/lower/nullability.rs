//! Which members are optional, and which have a default.
//!
//! Smithy 2.0, client rules, with care: structures and unions stay optional even where the model
//! requires them, because no value could represent a union that a service omits. Streams never are:
//! bytes are empty by default, events have to be set.

use crate::model::{Kind, Member, Node, Shape};

/// Returns whether a member's field is an `Option`, unless it is a stream.
pub(super) fn is_optional(member: &Member, target: &Shape, of_input: bool) -> bool {
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

/// Returns the value of a number or a boolean that requests omit: the member's default. Empty for zero
/// and `false`; `None` if any value is sent. The field is not an `Option`.
///
/// Official crates leave it out unless the member is required: the field holds the default where nobody
/// set it.
pub(super) fn unwritten(member: &Member, target: &Shape) -> Option<String> {
    let is_plain = target.kind.is_number() || matches!(target.kind, Kind::Boolean);
    if member.traits.required || !is_plain {
        return None;
    }
    match default(member)? {
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
        assert!(is_optional(&member(|_| {}), &number, false));
        assert!(!is_optional(&member(|t| t.required = true), &number, false));
        let zero = Some(Node::Number(Number::from_i64(0)));
        let with_default = |t: &mut Traits| t.default = zero.clone();
        assert!(!is_optional(&member(with_default), &number, false));
        let added = |t: &mut Traits| {
            t.default = Some(Node::Bool(true));
            t.added_default = true;
        };
        assert!(!is_optional(&member(added), &shape(Kind::Boolean), false));
        let null = |t: &mut Traits| t.default = Some(Node::Null);
        assert!(is_optional(&member(null), &number, false));
    }

    #[test]
    fn inputs_and_members_that_may_lose_the_guarantee_are_optional() {
        let number = shape(Kind::Integer);
        assert!(is_optional(&member(|t| t.required = true), &number, true));
        let client_optional = |t: &mut Traits| {
            t.required = true;
            t.client_optional = true;
        };
        assert!(is_optional(&member(client_optional), &number, false));
    }

    #[test]
    fn structures_and_unions_are_always_optional() {
        for kind in [Kind::Structure(Vec::new()), Kind::Union(Vec::new())] {
            assert!(is_optional(
                &member(|t| t.required = true),
                &shape(kind),
                false
            ));
        }
    }
}
