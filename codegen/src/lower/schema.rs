//! The schema: the facts about shapes that serialization and `Debug` need.

mod bindings;

pub(super) use bindings::is_all_endpoint;

use std::collections::{BTreeMap, HashMap};

use super::structures::{self, Message};
use super::{nullability, Context};
use crate::ir::{
    Schema, SchemaContent, SchemaMember, SchemaShape, SchemaTarget, SchemaTrait, SchemaType,
};
use crate::model::{Kind, MemberRef, ShapeId, ShapeIx};
use crate::prepare::Prepared;

/// The keys of shapes that the schema has: structures, unions, lists and maps.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeMap<ShapeIx, String>);

impl Keys {
    /// Returns the key of the shape.
    pub(super) fn key(&self, ix: ShapeIx) -> &str {
        self.0.get(&ix).map_or("", String::as_str)
    }
}

/// Gives every shape of the schema its name as key, numbered where another shape has the name
/// already: shapes with a Rust type come first.
pub(super) fn keys(prepared: &Prepared) -> Keys {
    let lists = [&prepared.structures, &prepared.unions, &prepared.errors];
    let named = lists.into_iter().flatten().copied();
    let sides = (prepared.operations.iter()).flat_map(|one| [one.input, one.output]);
    let mut rest: Vec<ShapeIx> = (prepared.usage.keys().copied())
        .filter(|ix| is_collection(prepared, *ix) || prepared.model.is_unit(*ix))
        .collect();
    rest.sort_by_key(|ix| (prepared.name(*ix), &prepared.model.shape(*ix).id));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut keys = BTreeMap::new();
    for ix in named.chain(sides).chain(rest) {
        let name = prepared.name(ix);
        let count = counts.entry(name).or_default();
        *count += 1;
        // No name has a dash, so that no other key is the same.
        let key = match *count {
            1 => name.to_owned(),
            number => format!("{name}-{number}"),
        };
        keys.insert(ix, key);
    }
    Keys(keys)
}

fn is_collection(prepared: &Prepared, ix: ShapeIx) -> bool {
    let kind = &prepared.model.shape(ix).kind;
    matches!(kind, Kind::List(_) | Kind::Map { .. })
}

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
    let shapes = ctx.keys.0.iter().map(|(ix, key)| SchemaShape {
        key: key.clone(),
        traits: shape_traits(ctx, *ix, key, originals.get(ix).copied()),
        content: content(ctx, *ix),
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
    let name = ctx.names.member(member).name.0;
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

fn target(ctx: &Context<'_>, member: MemberRef) -> SchemaTarget {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let is_text = matches!(target.kind, Kind::String);
    let own = &shape.traits;
    let mut traits = Vec::new();
    traits.extend(own.required.then_some(SchemaTrait::Required));
    traits.extend(nullability::is_filled_in(ctx, member).then_some(SchemaTrait::HasDefault));
    traits.extend(is_sensitive(ctx, member).then_some(SchemaTrait::Sensitive));
    traits.extend(nullability::unwritten(ctx, member).map(SchemaTrait::Default));
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

/// Returns whether a member must be redacted: it, its target or an element of the target is
/// `@sensitive`.
pub(super) fn is_sensitive(ctx: &Context<'_>, member: MemberRef) -> bool {
    let member = ctx.model().member(member);
    member.traits.sensitive || ctx.secrets.are_shown_by(member.target)
}
