//! Enums. Int enums are plain numbers and have no type.

use super::names::sorted;
use super::{docs, Context};
use crate::ir::{Enum, EnumDebug, EnumVariant};
use crate::model::{Node, ShapeIx};

/// Returns the enum at `ix`.
pub(super) fn lower(ctx: &Context<'_>, ix: ShapeIx) -> Enum {
    let variants = ctx.members(ix).map(|member| {
        let shape = ctx.model().member(member);
        let value = shape.traits.enum_value.as_ref().and_then(Node::as_str);
        let value = value.unwrap_or(&shape.name);
        EnumVariant {
            name: ctx.names.member(member).name,
            value: value.to_owned(),
            docs: docs::enum_value(ctx, &shape.traits, value),
            deprecation: docs::deprecation(&shape.traits),
        }
    });
    let mut unnamed = ctx.model().shape(ix).traits.unnamed_enum.clone();
    unnamed.sort();
    let sensitive = ctx.model().shape(ix).traits.sensitive;
    Enum {
        debug: if sensitive {
            EnumDebug::Redacted
        } else if unnamed.is_empty() {
            EnumDebug::Derived
        } else {
            EnumDebug::Text
        },
        name: ctx.type_name(ix),
        docs: docs::shape(ctx, ix),
        deprecation: docs::deprecation(&ctx.model().shape(ix).traits),
        unnamed,
        sensitive,
        variants: sorted(variants.collect(), |variant| &variant.name),
    }
}
