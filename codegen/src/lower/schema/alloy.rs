//! The traits of alloy that decide the form of JSON in `alloy#simpleRestJson`.

use super::super::Context;
use super::bindings::offers;
use crate::ir::SchemaTrait;
use crate::model::{MemberRef, Node, ProtocolKind, ShapeIx};

/// Adds the traits of a union.
pub(super) fn shape(ctx: &Context<'_>, ix: ShapeIx, traits: &mut Vec<SchemaTrait>) {
    if !offers(ctx, |kind| kind == ProtocolKind::SimpleRestJson) {
        return;
    }
    let own = &ctx.model().shape(ix).traits;
    let discriminator = own.other("alloy#discriminated").and_then(Node::as_str);
    traits.extend(discriminator.map(|key| SchemaTrait::Discriminated(key.to_owned())));
    let is_untagged = own.other("alloy#untagged").is_some();
    traits.extend(is_untagged.then_some(SchemaTrait::Untagged));
}

/// Adds the traits of a member of a structure or union.
pub(super) fn member(ctx: &Context<'_>, member: MemberRef, traits: &mut Vec<SchemaTrait>) {
    if !offers(ctx, |kind| kind == ProtocolKind::SimpleRestJson) {
        return;
    }
    let own = &ctx.model().member(member).traits;
    let keeps_unknown = own.other("alloy#jsonUnknown").is_some();
    traits.extend(keeps_unknown.then_some(SchemaTrait::JsonUnknown));
    let is_nullable = ctx.prepared.nullable.contains(&member);
    traits.extend(is_nullable.then_some(SchemaTrait::Nullable));
}
