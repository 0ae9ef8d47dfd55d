//! Documentation: the model's words made safe, then the facts that the model states in traits.

mod facts;
mod html;
mod inline;
mod markdown;
mod operation;

use super::case::snake;
use super::Context;
use crate::ir::{Deprecation, Docs};
use crate::model::{ErrorFault, Kind, MemberRef, Shape, ShapeIx, Traits};
use crate::prepare::{Operation, Stream};

pub(super) use operation::operation;

/// Documentation of a structure, union or enum.
pub(super) fn shape(ctx: &Context<'_>, ix: ShapeIx) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(ctx.prepared.name(ix));
    described(&shape.traits, || match shape.kind {
        Kind::Union(_) => format!("The union {name}: one of several values."),
        Kind::Enum(_) => format!("The enum {name}."),
        _ => format!("The structure {name}."),
    })
}

/// Documentation of an operation's input or output.
pub(super) fn side(ctx: &Context<'_>, operation: &Operation, ix: ShapeIx, side: &str) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(&operation.name);
    described(&shape.traits, || match shape.members().is_empty() {
        true => format!("{side} of {name}: empty."),
        false => format!("{side} of {name}."),
    })
}

/// Documentation of an error, with its status and whether it is retried.
pub(super) fn error(ctx: &Context<'_>, ix: ShapeIx) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(ctx.prepared.name(ix));
    let mut docs = described(&shape.traits, || format!("The error {name}."));
    docs.0.push(String::new());
    markdown::entry(&format!("{}.", status(shape)), &mut docs.0);
    if let Some(fact) = retried(shape) {
        markdown::entry(&format!("{fact}."), &mut docs.0);
    }
    docs
}

/// The status of an error; where `httpError` does not say it, whose fault the error is.
fn status(shape: &Shape) -> String {
    match (shape.traits.http_error, &shape.traits.error) {
        (Some(status), _) => format!("HTTP status {status}"),
        (None, Some(ErrorFault::Server)) => "Fault of the server".to_owned(),
        (None, _) => "Fault of the client".to_owned(),
    }
}

fn retried(shape: &Shape) -> Option<&'static str> {
    let retryable = shape.traits.retryable?;
    Some(match retryable.throttling {
        true => "Retried automatically, as throttling",
        false => "Retried automatically",
    })
}

/// Documentation of a member of a structure or union, with what the model demands of it.
pub(super) fn member(ctx: &Context<'_>, member: MemberRef) -> Docs {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let own = shape.traits.documentation.as_deref();
    let lines = own.map(markdown::lines).filter(|lines| !lines.is_empty());
    let lines = lines.unwrap_or_else(|| {
        let fallback = || {
            let phrase = match ctx.prepared.streams.get(&member) {
                Some(Stream::Blob) => "a stream of bytes".to_owned(),
                Some(Stream::Sender | Stream::Receiver) => {
                    format!("a stream of {}", code(&ctx.type_name(shape.target).0))
                }
                None => phrase(ctx, shape.target),
            };
            format!("{}, {phrase}.", code(&shape.name))
        };
        described(&target.traits, fallback).0
    });
    let mut docs = Docs(lines);
    let facts = facts::of_member(ctx, member);
    if !facts.is_empty() {
        docs.0.push(String::new());
        for fact in facts {
            markdown::entry(&fact, &mut docs.0);
        }
    }
    docs
}

/// Documentation of a value of an enum.
pub(super) fn enum_value(traits: &Traits, value: &str) -> Docs {
    described(traits, || {
        format!("The value {}.", code(&first_line(value)))
    })
}

/// Documentation of the crate.
pub(super) fn service(ctx: &Context<'_>) -> Docs {
    let info = &ctx.prepared.service;
    let lines = info.documentation.as_deref().map(markdown::lines);
    let lines = lines.filter(|lines| !lines.is_empty());
    Docs(lines.unwrap_or_else(|| {
        let title = text(super::service::title(ctx));
        vec![format!("Client for {title}.")]
    }))
}

/// Documentation of a waiter.
pub(super) fn waiter(operation: &Operation, name: &str, documentation: Option<&str>) -> Docs {
    let lines = documentation.map(markdown::lines);
    let mut lines = lines.filter(|lines| !lines.is_empty()).unwrap_or_else(|| {
        let operation = code(&operation.name);
        vec![format!(
            "Calls {operation} until it tells of {}.",
            code(name)
        )]
    });
    lines.extend(["", "Set its input, then `wait()` for it."].map(str::to_owned));
    Docs(lines)
}

/// Documentation of an endpoint parameter.
pub(super) fn endpoint_param(name: &str, documentation: Option<&str>) -> Docs {
    let lines = documentation.map(markdown::lines);
    let lines = lines.filter(|lines| !lines.is_empty());
    Docs(lines.unwrap_or_else(|| vec![format!("The endpoint parameter {}.", code(name))]))
}

/// The deprecation of a shape or member.
pub(super) fn deprecation(traits: &Traits) -> Option<Deprecation> {
    let text = |text: &Option<String>| {
        let text = text.as_deref().map(plain);
        text.filter(|text| !text.is_empty())
    };
    let deprecated = traits.deprecated.as_ref()?;
    let note = text(&deprecated.message);
    Some(match text(&deprecated.since) {
        Some(since) if !is_version(&since) => Deprecation {
            note: Some(match note {
                Some(note) => format!("{note} (since {since})"),
                None => format!("since {since}"),
            }),
            since: None,
        },
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

/// Text as a part of a line of Markdown in which it means nothing but itself.
pub(super) fn text(text: &str) -> String {
    inline::escape(&plain(text))
}

/// Text for where there is no Markdown: on one line, without what cannot be seen.
pub(super) fn plain(text: &str) -> String {
    let text = markdown::clean(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn described(traits: &Traits, fallback: impl FnOnce() -> String) -> Docs {
    let lines = traits.documentation.as_deref().map(markdown::lines);
    let lines = lines.filter(|lines| !lines.is_empty());
    Docs(lines.unwrap_or_else(|| vec![fallback()]))
}

/// What a shape's values are, after "a member, …".
fn phrase(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let shape = ctx.model().shape(ix);
    match &shape.kind {
        Kind::List(member) => format!("a list: each item is {}", element(ctx, member.target)),
        Kind::Map { value, .. } => format!("a map: each value is {}", element(ctx, value.target)),
        _ => element(ctx, ix),
    }
}

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
        Kind::Timestamp => "a point in time".to_owned(),
        Kind::Blob => "binary data".to_owned(),
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            let article = match kind {
                Kind::Enum(_) => "one of the values of",
                _ => "a",
            };
            format!("{article} {}", code(&ctx.type_name(ix).0))
        }
        other => format!("a {}", other.type_name()),
    }
}

/// `text` as a code span, whatever backticks it has.
fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    match runs.max().unwrap_or(0) {
        0 if text.trim().is_empty() => "(empty)".to_owned(),
        0 => format!("`{text}`"),
        longest => {
            let ticks = "`".repeat(longest + 1);
            format!("{ticks} {text} {ticks}")
        }
    }
}

/// Text on one line, without what cannot be seen.
fn first_line(text: &str) -> String {
    markdown::clean(text).replace('\n', " ")
}

/// A member's field as readers of the crate know it.
fn field(ctx: &Context<'_>, member: MemberRef) -> String {
    let stem = ctx.names.member(member).stem;
    match stem.is_empty() {
        true => snake(&ctx.model().member(member).name),
        false => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, deprecation};
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

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code(" "), "(empty)");
    }
}
