//! Documentation: the model's words made safe, then the facts that the model states in traits.

mod facts;
mod links;
mod operation;

use std::collections::BTreeMap;

use farrier_docs::block::{self, Block};
use farrier_docs::{code, first_line, first_sentence, read, summary_first, Links};

use super::case::snake;
use super::Context;
use crate::ir::{Deprecation, Docs};
use crate::model::{ErrorFault, Kind, MemberRef, Shape, ShapeIx, Traits};
use crate::prepare::{Operation, Prepared, Stream};

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

/// Documentation of an error, with its status and whether it is retried.
pub(super) fn error(ctx: &Context<'_>, ix: ShapeIx) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(ctx.prepared.name(ix));
    let documentation = shape.traits.documentation.as_deref();
    let (mut blocks, words) = document(ctx, documentation, || format!("The {name} error."));
    let facts = [Some(status(shape)), retried(shape).map(str::to_owned)];
    let facts = facts.into_iter().flatten();
    blocks.push(block::list(facts.map(|fact| format!("{fact}."))));
    docs(&blocks, words)
}

/// Returns the status of an error; where `httpError` does not say it, whose fault the error is.
fn status(shape: &Shape) -> String {
    match (shape.traits.http_error, &shape.traits.error) {
        (Some(status), _) => format!("HTTP status {status}"),
        (None, Some(ErrorFault::Server)) => "Server error".to_owned(),
        (None, _) => "Client error".to_owned(),
    }
}

fn retried(shape: &Shape) -> Option<&'static str> {
    let retryable = shape.traits.retryable?;
    Some(if retryable.throttling {
        "Retried automatically as a throttling error"
    } else {
        "Retried automatically"
    })
}

/// Returns the first sentence of each error's documentation: every operation that can end with the error
/// says it.
pub(super) fn error_sentences(prepared: &Prepared, links: &Links) -> BTreeMap<ShapeIx, String> {
    let sentences = prepared.errors.iter().filter_map(|ix| {
        let documentation = prepared.model.shape(*ix).traits.documentation.as_deref();
        Some((*ix, first_sentence(links, documentation)?))
    });
    sentences.collect()
}

/// Documentation of a member of a structure or union, with its constraints.
pub(super) fn member(ctx: &Context<'_>, member: MemberRef) -> Docs {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let phrase = || {
        let phrase = match ctx.prepared.streams.get(&member) {
            Some(Stream::Blob) => "a stream of bytes".to_owned(),
            Some(Stream::Sender | Stream::Receiver) => {
                format!("a stream of {}", code(&ctx.type_name(shape.target).0))
            }
            None => phrase(ctx, shape.target),
        };
        format!("{}, {phrase}.", code(&shape.name))
    };
    let own = shape.traits.documentation.as_deref();
    let own = own.filter(|text| !read(&ctx.links, text).is_empty());
    let documentation = own.or(target.traits.documentation.as_deref());
    let (mut blocks, words) = document(ctx, documentation, phrase);
    // The documentation of the target is not repeated for the member.
    let is_borrowed = own.is_none() && ctx.names.ty(shape.target).is_some();
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
        format!("Client for {}.", text(super::service::title(ctx)))
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

/// Returns the deprecation of a shape or member. rustdoc reads the note as Markdown.
pub(super) fn deprecation(traits: &Traits) -> Option<Deprecation> {
    let given = |text: &Option<String>| {
        let text = text.as_deref().map(plain);
        text.filter(|text| !text.is_empty())
    };
    let deprecated = traits.deprecated.as_ref()?;
    let note = given(&deprecated.message).map(|note| text(&note));
    Some(match given(&deprecated.since) {
        Some(since) if !is_version(&since) => {
            let since = text(&since);
            Deprecation {
                note: Some(match note {
                    Some(note) => format!("{note} (since {since})"),
                    None => format!("since {since}"),
                }),
                since: None,
            }
        }
        since => Deprecation { note, since },
    })
}

/// Rust's attribute wants a semantic version where models mostly have a date.
fn is_version(since: &str) -> bool {
    let is_number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        digits && !part.is_empty() && (part == "0" || !part.starts_with('0'))
    };
    since.split('.').count() == 3 && since.split('.').all(is_number)
}

fn described(ctx: &Context<'_>, traits: &Traits, fallback: impl FnOnce() -> String) -> Docs {
    let (blocks, words) = document(ctx, traits.documentation.as_deref(), fallback);
    docs(&blocks, words)
}

/// Blocks as lines; the first `words` of them are the model's.
fn docs(blocks: &[Block], words: usize) -> Docs {
    Docs {
        lines: block::lines(blocks),
        words: block::lines(&blocks[..words]).len(),
    }
}

/// Returns the blocks of documentation, of which the first is a paragraph: one of `fallback` where the
/// text has none to start with. With them, how many are the model's words: all or none.
fn document(
    ctx: &Context<'_>,
    documentation: Option<&str>,
    fallback: impl FnOnce() -> String,
) -> (Vec<Block>, usize) {
    let mut blocks = documentation.map_or_else(Vec::new, |text| read(&ctx.links, text));
    let has_words = !blocks.is_empty();
    if !summary_first(&mut blocks) {
        blocks.insert(0, Block::Paragraph(fallback()));
    }
    let words = if has_words { blocks.len() } else { 0 };
    (blocks, words)
}

/// Describes the values of a shape, for "`member`, …".
fn phrase(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let shape = ctx.model().shape(ix);
    match &shape.kind {
        Kind::List(member) => format!("a list of {}", elements(ctx, member.target)),
        Kind::Map { key, value } => {
            let (key, value) = (elements(ctx, key.target), elements(ctx, value.target));
            format!("a map from {key} to {value}")
        }
        _ => element(ctx, ix),
    }
}

/// Describes several values of a shape: "strings".
fn elements(ctx: &Context<'_>, ix: ShapeIx) -> String {
    match ctx.model().shape(ix).kind {
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            format!("{} values", code(&ctx.type_name(ix).0))
        }
        _ => plural(&noun(ctx, ix)),
    }
}

/// Describes one value of a shape without an article: "string".
fn noun(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let phrase = element(ctx, ix);
    let noun = phrase.strip_prefix("a ").or(phrase.strip_prefix("an "));
    noun.unwrap_or(&phrase).to_owned()
}

fn plural(noun: &str) -> String {
    match noun {
        "binary data" => noun.to_owned(),
        _ if noun.starts_with('[') => noun.to_owned(),
        _ if noun.starts_with("list of") => noun.replacen("list", "lists", 1),
        _ if noun.starts_with("map to") => noun.replacen("map", "maps", 1),
        _ => format!("{noun}s"),
    }
}

/// Describes one value of a shape: "a string".
fn element(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let kind = &ctx.model().shape(ix).kind;
    match kind {
        Kind::Boolean => "a Boolean".to_owned(),
        Kind::Byte
        | Kind::Short
        | Kind::Integer
        | Kind::Long
        | Kind::BigInteger
        | Kind::IntEnum(_) => "an integer".to_owned(),
        Kind::Float | Kind::Double | Kind::BigDecimal => "a number".to_owned(),
        Kind::Timestamp => "a timestamp".to_owned(),
        Kind::Blob => "binary data".to_owned(),
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            let article = match kind {
                Kind::Enum(_) => "a value of",
                _ => "a",
            };
            format!("{article} {}", code(&ctx.type_name(ix).0))
        }
        other => format!("a {}", other.type_name()),
    }
}

/// Returns a member's field as readers of the crate know it.
fn field(ctx: &Context<'_>, member: MemberRef) -> String {
    let stem = ctx.names.member(member).stem;
    if stem.is_empty() {
        snake(&ctx.model().member(member).name)
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::deprecation;
    use crate::model::{Deprecated, Traits};

    #[test]
    fn dates_of_deprecations_stand_in_the_note() {
        let deprecation = |message: Option<&str>, since: &str| {
            let deprecated = Some(Deprecated {
                message: message.map(str::to_owned),
                since: Some(since.to_owned()),
            });
            let found = deprecation(&Traits {
                deprecated,
                ..Traits::default()
            });
            found.map(|found| (found.note, found.since))
        };
        let note = |text: &str| Some((Some(text.to_owned()), None));
        assert_eq!(
            deprecation(Some("gone"), "Nov 08 2025"),
            note("gone (since Nov 08 2025)")
        );
        assert_eq!(deprecation(None, "2025-11-08"), note("since 2025-11-08"));
        assert_eq!(
            deprecation(None, "1.20.3"),
            Some((None, Some("1.20.3".to_owned())))
        );
    }
}
