//! Unions.

use super::{constraints, docs, types, Context};
use crate::ir::{Equality, Name, Union, UnionVariant};
use crate::model::ShapeIx;

/// Returns the union at `ix`.
pub(super) fn lower(ctx: &Context<'_>, ix: ShapeIx) -> Union {
    let variants = ctx.members(ix).map(|member| {
        let shape = ctx.model().member(member);
        let names = ctx.names.member(member);
        let is_unit = ctx.model().is_unit(shape.target);
        UnionVariant {
            as_name: Name(format!("as_{}", names.stem)),
            is_name: Name(format!("is_{}", names.stem)),
            name: names.name,
            docs: docs::member(ctx, member),
            deprecation: docs::deprecation(&shape.traits),
            constraints: constraints::of_member(ctx, member),
            ty: (!is_unit).then(|| types::of_member(ctx, member)),
        }
    });
    Union {
        name: ctx.type_name(ix),
        schema: ctx.keys.key(ix).to_owned(),
        docs: docs::shape(ctx, ix),
        deprecation: docs::deprecation(&ctx.model().shape(ix).traits),
        variants: variants.collect(),
        // Decided when all types are there.
        equality: Equality::None,
    }
}
