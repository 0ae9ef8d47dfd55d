//! The schema: the facts about shapes that serialization and `Debug` need.

mod alloy;
mod bindings;

use std::collections::BTreeMap;

use super::structures::{self, Message};
use super::Context;
use crate::ir::{
    Schema, SchemaContent, SchemaMember, SchemaShape, SchemaTarget, SchemaTrait, SchemaType,
};
use crate::model::{Kind, MemberRef, ShapeId, ShapeIx};

/// Returns the schema of the crate.
pub(super) fn schema(ctx: &Context<'_>) -> Schema {
    let originals: BTreeMap<ShapeIx, &ShapeId> = (ctx.prepared.operations.iter())
        .flat_map(|one| {
            [
                (one.input, one.input_origin.as_ref()),
                (one.output, one.output_origin.as_ref()),
            ]
        })
        .filter_map(|(ix, origin)| Some((ix, origin?)))
        .collect();
    let shapes = ctx.keys.all().map(|(ix, key)| SchemaShape {
        key: key.to_owned(),
        traits: shape_traits(ctx, ix, key, originals.get(&ix).copied()),
        content: content(ctx, ix),
    });
    let mut shapes: Vec<SchemaShape> = shapes.collect();
    shapes.sort_by(|a, b| a.key.cmp(&b.key));
    Schema {
        namespace: ctx.prepared.service.id.namespace.clone(),
        shapes,
    }
}

fn shape_traits(
    ctx: &Context<'_>,
    ix: ShapeIx,
    key: &str,
    original: Option<&ShapeId>,
) -> Vec<SchemaTrait> {
    let shape = ctx.model().shape(ix);
    let mut traits = Vec::new();
    traits.extend(shape.traits.sensitive.then_some(SchemaTrait::Sensitive));
    let other = |name: &str| (name != key).then(|| name.to_owned());
    let rust = ctx.names.ty(ix).and_then(|name| other(&name.0));
    traits.extend(rust.map(SchemaTrait::RustName));
    // By which XML documents are called: the key is another one where two shapes have the same name.
    let original = original.map_or(ctx.prepared.name(ix), |id| id.name.as_str());
    traits.extend(other(original).map(SchemaTrait::OriginalName));
    bindings::shape(ctx, ix, &mut traits);
    alloy::shape(ctx, ix, &mut traits);
    traits
}

fn content(ctx: &Context<'_>, ix: ShapeIx) -> SchemaContent {
    let mut targets = ctx.members(ix).map(|member| target(ctx, member));
    match &ctx.model().shape(ix).kind {
        Kind::Union(_) => SchemaContent::Union(members(ctx, ix)),
        Kind::List(_) | Kind::Map { .. } => match [targets.next(), targets.next()] {
            [Some(key), Some(value)] => SchemaContent::Map(Box::new([key, value])),
            [Some(element), None] => SchemaContent::List(element),
            _ => SchemaContent::Structure(Vec::new()),
        },
        _ => SchemaContent::Structure(members(ctx, ix)),
    }
}

fn members(ctx: &Context<'_>, ix: ShapeIx) -> Vec<SchemaMember> {
    let own = ctx.members(ix).map(|member| SchemaMember {
        rust_name: rust_name(ctx, member),
        wire_name: ctx.model().member(member).name.clone(),
        target: target(ctx, member),
    });
    // After the events, so that a variant's position is its member's. No variants, but messages of the
    // stream, whose names are the members', not the errors'.
    let events = ctx.prepared.event_unions.get(&ix);
    let errors = events.into_iter().flat_map(|events| &events.errors);
    let errors = errors.map(|member| plain_member(&member.name, schema_type(ctx, member.target)));
    let shape = ctx.model().shape(ix);
    let has_message = shape.is_error() && matches!(structures::message(ctx, ix), Message::Added);
    let message = || {
        plain_member(
            structures::MESSAGE,
            SchemaType::Simple(Kind::String.type_name()),
        )
    };
    own.chain(errors).chain(has_message.then(message)).collect()
}

/// Returns a member without traits.
fn plain_member(name: &str, ty: SchemaType) -> SchemaMember {
    SchemaMember {
        rust_name: name.to_owned(),
        wire_name: name.to_owned(),
        target: SchemaTarget {
            ty,
            traits: Vec::new(),
        },
    }
}

/// Returns the field or variant as `Debug` prints it: not raw.
fn rust_name(ctx: &Context<'_>, member: MemberRef) -> String {
    ctx.names.member(member).name.plain().to_owned()
}

fn target(ctx: &Context<'_>, member: MemberRef) -> SchemaTarget {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let is_text = matches!(target.kind, Kind::String);
    let own = &shape.traits;
    let facts = ctx.fact(member);
    let mut traits = Vec::new();
    traits.extend(own.required.then_some(SchemaTrait::Required));
    let filled_in = facts.is_some_and(|facts| facts.filled_in);
    traits.extend(filled_in.then_some(SchemaTrait::HasDefault));
    traits.extend((ctx.secrets.redact(shape)).then_some(SchemaTrait::Sensitive));
    let unwritten = facts.and_then(|facts| facts.unwritten.clone());
    traits.extend(unwritten.map(SchemaTrait::Default));
    let is_token = own.idempotency_token && is_text;
    traits.extend(is_token.then_some(SchemaTrait::IdempotencyToken));
    let format = own.timestamp_format.or(target.traits.timestamp_format);
    traits.extend(format.map(|format| SchemaTrait::TimestampFormat(format.as_str())));
    traits.extend(own.json_name.clone().map(SchemaTrait::JsonName));
    // The official protocols put Base64 wherever in a request they see one; only headers want that.
    let in_url = own.http_query.is_some() || own.http_label;
    let media_type = own
        .media_type
        .as_ref()
        .or(target.traits.media_type.as_ref());
    let media_type = media_type.filter(|_| !in_url).cloned();
    traits.extend(media_type.map(SchemaTrait::MediaType));
    bindings::member(ctx, member, &mut traits);
    alloy::member(ctx, member, &mut traits);
    SchemaTarget {
        ty: schema_type(ctx, shape.target),
        traits,
    }
}

fn schema_type(ctx: &Context<'_>, ix: ShapeIx) -> SchemaType {
    match &ctx.model().shape(ix).kind {
        Kind::Structure(_) | Kind::Union(_) | Kind::List(_) | Kind::Map { .. } => {
            SchemaType::Shape(ctx.keys.key(ix).to_owned())
        }
        simple => SchemaType::Simple(simple.type_name()),
    }
}
