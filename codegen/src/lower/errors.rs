//! Sets of errors, shared by the operations that can end with the same ones.

use std::collections::BTreeSet;

use super::case::snake;
use super::names::{error_alias, sorted};
use super::{docs, Context};
use crate::ir::{ErrorSet, ErrorVariant, Name, StreamError};
use crate::model::{ProtocolKind, ShapeIx};
use crate::prepare::{EventUnion, Operation};

/// Returns the distinct sets, sorted by name.
///
/// A set is named after the first operation, by name, that has it: so its name stays when a model
/// gets further operations, unless one sorts before that.
pub(super) fn sets(ctx: &Context<'_>) -> Vec<ErrorSet> {
    let sets = ctx.error_sets.iter().map(|(errors, operations)| ErrorSet {
        name: set_name(operations),
        used_by: operations.iter().map(error_alias).collect(),
        variants: variants(ctx, errors.iter().copied()),
    });
    sorted(sets.collect(), |set| &set.name)
}

/// Returns the name of the set that an operation's error is an alias of.
pub(super) fn set_of(ctx: &Context<'_>, operation: &Operation) -> Name {
    let errors: BTreeSet<ShapeIx> = operation.errors.iter().copied().collect();
    (ctx.error_sets.get(&errors)).map_or_else(|| set_name(&BTreeSet::new()), set_name)
}

/// Returns the errors of event streams, sorted by name.
pub(super) fn of_streams(ctx: &Context<'_>) -> Vec<StreamError> {
    let unions = ctx.prepared.event_unions.iter();
    let errors = unions.map(|(ix, union)| of_stream(ctx, *ix, union));
    sorted(errors.collect(), |error| &error.name)
}

fn of_stream(ctx: &Context<'_>, ix: ShapeIx, events: &EventUnion) -> StreamError {
    let union = ctx.type_name(ix);
    let errors: BTreeSet<ShapeIx> = events.errors.iter().map(|one| one.target).collect();
    let codes = events.errors.iter();
    let mut codes: Vec<(String, Name)> = codes
        .map(|member| (member.name.clone(), ctx.type_name(member.target)))
        .collect();
    codes.sort();
    StreamError {
        name: error_alias(&union),
        union,
        variants: variants(ctx, errors.into_iter()),
        codes,
    }
}

fn set_name(operations: &BTreeSet<Name>) -> Name {
    let first = operations.first().map_or("", |name| &name.0);
    Name(format!("{first}ErrorSet"))
}

/// Returns the errors of all operations. Errors that are only values of members are not included.
pub(super) fn of_service(ctx: &Context<'_>) -> Vec<ErrorVariant> {
    let operations = ctx.prepared.operations.iter();
    let all: BTreeSet<ShapeIx> = operations.flat_map(|one| &one.errors).copied().collect();
    variants(ctx, all.into_iter())
}

/// Variants for these errors, sorted by name.
pub(super) fn variants(
    ctx: &Context<'_>,
    errors: impl Iterator<Item = ShapeIx>,
) -> Vec<ErrorVariant> {
    let errors: Vec<ShapeIx> = errors.collect();
    let codes: BTreeSet<&str> = errors.iter().map(|ix| code(ctx, *ix)).collect();
    let variants = errors.into_iter().map(|ix| {
        let name = ctx.type_name(ix);
        let shape_name = ctx.prepared.name(ix);
        ErrorVariant {
            is_name: Name(format!("is_{}", snake(&name.0))),
            code: code(ctx, ix).to_owned(),
            shape_code: (!codes.contains(shape_name)).then(|| shape_name.to_owned()),
            docs: docs::error(ctx, ix),
            deprecation: docs::deprecation(&ctx.model().shape(ix).traits),
            name,
        }
    });
    let mut variants = sorted(variants.collect(), |variant| &variant.name);
    let mut taken = BTreeSet::new();
    for variant in &mut variants {
        if !taken.insert(variant.code.clone()) {
            // Several errors share a code: the code identifies the first, and the others keep their
            // own names.
            variant.code = variant.shape_code.take().unwrap_or_default();
        }
    }
    variants
}

/// Returns the code by which a response names an error: in awsQuery, and in protocols that are
/// compatible with it, the error can have one of its own.
pub(super) fn code<'a>(ctx: &'a Context<'_>, error: ShapeIx) -> &'a str {
    match &ctx.model().shape(error).traits.query_error {
        Some(own) if names_codes(ctx) => &own.code,
        _ => ctx.prepared.name(error),
    }
}

/// Returns whether errors can have codes and statuses of their own (`aws.protocols#awsQueryError`).
pub(super) fn names_codes(ctx: &Context<'_>) -> bool {
    let service = &ctx.prepared.service;
    let mut protocols = service.protocols.iter();
    service.query_compatible || protocols.any(|p| p.kind == ProtocolKind::AwsQuery)
}
