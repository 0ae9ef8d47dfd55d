//! Unions.

use super::{constraints, docs, Context};
use crate::ir::{Equality, Name, Union, UnionVariant};
use crate::model::ShapeIx;

/// Returns the union at `ix`.
pub(super) fn lower(ctx: &Context<'_>, ix: ShapeIx) -> Union {
    let variants = ctx.facts(ix).iter().map(|member| {
        let stem = &member.names.stem;
        let is_unit = ctx.model().is_unit(member.shape.target);
        UnionVariant {
            name: member.names.name.clone(),
            as_name: Name(format!("as_{stem}")),
            is_name: Name(format!("is_{stem}")),
            docs: docs::member(ctx, member),
            deprecation: docs::deprecation(&member.shape.traits),
            constraints: constraints::of_member(ctx, member.at),
            ty: (!is_unit).then(|| member.ty.clone()),
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
