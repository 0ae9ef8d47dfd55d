//! Converts a Smithy 1.0 document to 2.0: booleans and numbers that are not boxed have a default.

use super::prelude::{is_prelude, is_scalar};
use crate::graph::{Kind, Member, Model, Node, Number, Shape, ShapeId, ShapeIx};

/// Adds the implicit `default` traits of version 1.0 to the shapes of 1.0 documents.
pub(super) fn upgrade(model: &mut Model, is_v1: impl Fn(&ShapeId) -> bool) {
    let all: Vec<ShapeIx> = (model.shapes())
        .filter(|(_, shape)| is_v1(&shape.id))
        .map(|(ix, _)| ix)
        .collect();
    for &ix in &all {
        let shape = model.shape_mut(ix);
        let plain = is_scalar(&shape.kind) && !shape.traits.boxed && shape.traits.default.is_none();
        if plain && !is_prelude(&shape.id) {
            shape.traits.default = zero(shape);
        }
    }
    for ix in all {
        let Kind::Structure(members) = &model.shape(ix).kind else {
            continue;
        };
        let defaults: Vec<_> = members
            .iter()
            .map(|member| default_of(member, model))
            .collect();
        if let Kind::Structure(members) = &mut model.shape_mut(ix).kind {
            for (member, default) in members.iter_mut().zip(defaults) {
                member.traits.default = default;
            }
        }
    }
}

fn default_of(member: &Member, model: &Model) -> Option<Node> {
    let target = model.shape(member.target);
    let traits = &member.traits;
    if traits.default.is_some() || !is_scalar(&target.kind) {
        return traits.default.clone();
    }
    if traits.boxed {
        return Some(Node::Null);
    }
    let range = traits.range.as_ref().or(target.traits.range.as_ref());
    let allowed = range.is_none_or(|range| {
        let above = |number: &Number| number.as_f64().is_some_and(|value| value > 0.0);
        let below = |number: &Number| number.as_f64().is_some_and(|value| value < 0.0);
        !range.min.as_ref().is_some_and(above) && !range.max.as_ref().is_some_and(below)
    });
    if target.traits.boxed || !allowed {
        return None;
    }
    zero(target)
}

fn zero(shape: &Shape) -> Option<Node> {
    Some(match shape.kind {
        Kind::Boolean => Node::Bool(false),
        _ => Node::Number(Number::from_i64(0)),
    })
}
