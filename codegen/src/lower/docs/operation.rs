//! Documentation of operations: a description, the request, the response and the errors.

use super::super::members::MemberFacts;
use super::super::{case, Context};
use super::blocks::{docs, document};
use super::errors::{retried, status};
use super::phrases::{noun, Noun};
use crate::ir::{Docs, Pagination};
use crate::model::{Kind, ShapeIx};
use crate::prepare::{Operation, Stream};
use farrier_docs::block::{self, Block};
use farrier_docs::{code, first_sentence};

/// Documentation of an operation, for its module and the client's method.
pub(in super::super) fn operation(
    ctx: &Context<'_>,
    operation: &Operation,
    pages: Option<&Pagination>,
) -> Docs {
    let shape = ctx.model().shape(operation.shape);
    let name = code(&operation.name);
    let documentation = shape.traits.documentation.as_deref();
    let (mut blocks, words) = document(ctx, documentation, || format!("The {name} operation."));
    section(&mut blocks, None, facts(operation, pages));
    let input = ctx
        .facts(operation.input)
        .iter()
        .map(|member| asked(ctx, member));
    section(&mut blocks, Some("Request"), input.collect());
    let output = ctx.facts(operation.output).iter();
    let output = output.map(|member| answer(ctx, member));
    section(&mut blocks, Some("Response"), output.collect());
    let mut errors = operation.errors.clone();
    errors.sort_by_key(|ix| ctx.type_name(*ix));
    let errors = errors.into_iter().map(|ix| failure(ctx, ix));
    section(&mut blocks, Some("Errors"), errors.collect());
    docs(&blocks, words)
}

/// Returns the first sentence of an operation's documentation.
pub(in super::super) fn summary(ctx: &Context<'_>, operation: &Operation) -> Option<String> {
    let shape = ctx.model().shape(operation.shape);
    first_sentence(&ctx.links, shape.traits.documentation.as_deref())
}

/// Adds a list, with a heading or without, if there is anything in it.
fn section(docs: &mut Vec<Block>, heading: Option<&str>, entries: Vec<String>) {
    if entries.is_empty() {
        return;
    }
    docs.extend(heading.map(|heading| Block::Heading(1, heading.to_owned())));
    docs.push(block::list(entries));
}

fn facts(operation: &Operation, pages: Option<&Pagination>) -> Vec<String> {
    let mut facts = Vec::new();
    if operation.traits.readonly {
        facts.push("Read-only.".to_owned());
    } else if operation.traits.idempotent {
        facts.push("Idempotent.".to_owned());
    }
    if let Some(pages) = pages {
        let mut fact = "Paginated: use `into_paginator()` to get all pages.".to_owned();
        if pages.items.is_none() {
            fact.push_str(
                " The pages have no single list of items, so the paginator has no `items()`.",
            );
        }
        facts.push(fact);
    }
    facts
}

/// `arn` (string, required). The setters of the builder have the documentation.
fn asked(ctx: &Context<'_>, member: &MemberFacts<'_>) -> String {
    let name = code(&member.names.stem);
    let required = if member.required { ", required" } else { "" };
    format!("{name} ({}{required})", member_type(ctx, member))
}

/// `arn` (string): First sentence.
fn answer(ctx: &Context<'_>, member: &MemberFacts<'_>) -> String {
    let documentation = member.shape.traits.documentation.as_deref();
    let sentence = first_sentence(&ctx.links, documentation);
    let name = code(&member.names.stem);
    let head = format!("{name} ({})", member_type(ctx, member));
    match sentence {
        Some(sentence) => format!("{head}: {sentence}"),
        None => head,
    }
}

/// Returns the type of a member of an operation's input or output in few words.
fn member_type(ctx: &Context<'_>, member: &MemberFacts<'_>) -> String {
    let ty = ty(ctx, member.shape.target).one;
    match member.stream {
        Some(Stream::Blob) => "stream of bytes".to_owned(),
        Some(Stream::Sender | Stream::Receiver) => format!("stream of {ty}"),
        None => ty,
    }
}

/// Returns the type of a member in few words, linked if it has a definition.
fn ty(ctx: &Context<'_>, ix: ShapeIx) -> Noun {
    let shape = ctx.model().shape(ix);
    match &shape.kind {
        Kind::Structure(_) if shape.is_error() => Noun::same(error_link(ctx, ix)),
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            let name = ctx.type_name(ix).0;
            Noun::same(format!("[`{name}`](crate::types::{name})"))
        }
        Kind::List(member) => {
            let items = ty(ctx, member.target).many;
            Noun::new(format!("list of {items}"), format!("lists of {items}"))
        }
        Kind::Map { value, .. } => {
            let values = ty(ctx, value.target).many;
            Noun::new(format!("map to {values}"), format!("maps to {values}"))
        }
        kind => noun(kind),
    }
}

fn error_link(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let name = ctx.type_name(ix).0;
    format!("[`{name}`](crate::types::error::{name})")
}

/// Error, HTTP status, whether it is retried, first sentence.
fn failure(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let shape = ctx.model().shape(ix);
    let mut text = format!("{}: {}", error_link(ctx, ix), status(shape));
    if let Some(retried) = retried(shape) {
        let retried = case::lower_first(retried);
        text.push_str(&format!("; {retried}"));
    }
    match ctx.error_sentences.get(&ix) {
        Some(sentence) => format!("{text}. {sentence}"),
        None => format!("{text}."),
    }
}
