//! The prelude: shapes that every model may target without defining them.

use crate::graph::{Kind, Node, Number, Shape, ShapeId, Traits};

const NAMESPACE: &str = "smithy.api";

/// Returns whether the id is of the prelude's namespace.
pub(super) fn is_prelude(id: &ShapeId) -> bool {
    id.namespace == NAMESPACE
}

/// Returns the prelude's shapes that are not traits.
pub(super) fn shapes() -> Vec<Shape> {
    let zero = || Some(Node::Number(Number::from_i64(0)));
    let boxed = [
        ("String", Kind::String),
        ("Blob", Kind::Blob),
        ("BigInteger", Kind::BigInteger),
        ("BigDecimal", Kind::BigDecimal),
        ("Timestamp", Kind::Timestamp),
        ("Document", Kind::Document),
        ("Boolean", Kind::Boolean),
        ("Byte", Kind::Byte),
        ("Short", Kind::Short),
        ("Integer", Kind::Integer),
        ("Long", Kind::Long),
        ("Float", Kind::Float),
        ("Double", Kind::Double),
        ("Unit", Kind::Structure(Vec::new())),
    ];
    let primitive = [
        ("PrimitiveBoolean", Kind::Boolean, Some(Node::Bool(false))),
        ("PrimitiveByte", Kind::Byte, zero()),
        ("PrimitiveShort", Kind::Short, zero()),
        ("PrimitiveInteger", Kind::Integer, zero()),
        ("PrimitiveLong", Kind::Long, zero()),
        ("PrimitiveFloat", Kind::Float, zero()),
        ("PrimitiveDouble", Kind::Double, zero()),
    ];
    (boxed
        .into_iter()
        .map(|(name, kind)| shape(name, kind, None)))
    .chain(
        primitive
            .into_iter()
            .map(|(name, kind, default)| shape(name, kind, default)),
    )
    .collect()
}

fn shape(name: &str, kind: Kind, default: Option<Node>) -> Shape {
    Shape {
        id: ShapeId {
            namespace: NAMESPACE.to_owned(),
            name: name.to_owned(),
            member: None,
        },
        traits: Traits {
            boxed: default.is_none() && is_scalar(&kind),
            default,
            ..Traits::default()
        },
        kind,
    }
}

/// Returns whether the shape type had a default value in Smithy 1.0 unless boxed.
pub(super) fn is_scalar(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Boolean
            | Kind::Byte
            | Kind::Short
            | Kind::Integer
            | Kind::Long
            | Kind::Float
            | Kind::Double
    )
}
