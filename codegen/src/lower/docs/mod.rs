//! Documentation: the model's words made safe, then the facts that the model states in traits.

mod blocks;
mod deprecation;
mod errors;
mod facts;
mod links;
mod operation;
mod phrases;

use farrier_docs::block::{self, Block};
use farrier_docs::{code, first_line, read};

use self::blocks::{described, docs, document};
use super::members::MemberFacts;
use super::Context;
use crate::ir::Docs;
use crate::model::{Kind, ShapeIx, Traits};
use crate::prepare::{Operation, Stream};

pub(super) use deprecation::deprecation;
pub(super) use errors::{error, error_sentences};
pub(super) use farrier_docs::{plain, text};
pub(super) use links::links;
pub(super) use operation::{operation, summary};

/// Documentation of a structure, union or enum.
pub(super) fn shape(ctx: &Context<'_>, ix: ShapeIx) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(ctx.prepared.name(ix));
    described(ctx, &shape.traits, || match shape.kind {
        Kind::Union(_) => format!("The {name} union, which holds one of several values."),
        Kind::Enum(_) => format!("The {name} enum."),
        _ => format!("The {name} structure."),
    })
}

/// Documentation of an operation's input or output.
pub(super) fn side(ctx: &Context<'_>, operation: &Operation, ix: ShapeIx, side: &str) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(&operation.name);
    described(ctx, &shape.traits, || {
        if shape.members().is_empty() {
            format!("{side} of {name}, which has no members.")
        } else {
            format!("{side} of {name}.")
        }
    })
}

/// Documentation of a member of a structure or union, with its constraints.
pub(super) fn member(ctx: &Context<'_>, member: &MemberFacts<'_>) -> Docs {
    let phrase = || {
        let phrase = match member.stream {
            Some(Stream::Blob) => "a stream of bytes".to_owned(),
            Some(Stream::Sender | Stream::Receiver) => {
                format!(
                    "a stream of {}",
                    code(&ctx.type_name(member.shape.target).0)
                )
            }
            None => phrases::phrase(ctx, member.shape.target),
        };
        format!("{}, {phrase}.", code(&member.shape.name))
    };
    let own = member.shape.traits.documentation.as_deref();
    let own = own.filter(|text| !read(&ctx.links, text).is_empty());
    let documentation = own.or(member.target.traits.documentation.as_deref());
    let (mut blocks, words) = document(ctx, documentation, phrase);
    // The documentation of the target is not repeated for the member.
    let is_borrowed = own.is_none() && ctx.names.ty(member.shape.target).is_some();
    let words = if is_borrowed { 0 } else { words };
    let facts = facts::of_member(ctx, member);
    if !facts.is_empty() {
        blocks.push(block::list(facts));
    }
    docs(&blocks, words)
}

/// Documentation of a value of an enum.
pub(super) fn enum_value(ctx: &Context<'_>, traits: &Traits, value: &str) -> Docs {
    described(ctx, traits, || {
        format!("The value {}.", code(&first_line(value)))
    })
}

/// Documentation of the crate.
pub(super) fn service(ctx: &Context<'_>) -> Docs {
    let info = &ctx.prepared.service;
    let (blocks, words) = document(ctx, info.documentation.as_deref(), || {
        format!("Client for {}.", text(ctx.title()))
    });
    docs(&blocks, words)
}

/// Documentation of a waiter.
pub(super) fn waiter(
    ctx: &Context<'_>,
    operation: &Operation,
    name: &str,
    documentation: Option<&str>,
) -> Docs {
    let (mut blocks, words) = document(ctx, documentation, || {
        let operation = code(&operation.name);
        format!(
            "Waits for {} by calling {operation} repeatedly.",
            code(name)
        )
    });
    let usage = "Set the members of the input, then call `wait()`.";
    blocks.push(Block::Paragraph(usage.to_owned()));
    docs(&blocks, words)
}

/// Documentation of an endpoint parameter.
pub(super) fn endpoint_param(ctx: &Context<'_>, name: &str, documentation: Option<&str>) -> Docs {
    let (blocks, words) = document(ctx, documentation, || {
        format!("The endpoint parameter {}.", code(name))
    });
    docs(&blocks, words)
}
