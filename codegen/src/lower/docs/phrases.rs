//! The values of shapes in words, for members without documentation.

use farrier_docs::code;

use super::super::Context;
use crate::model::{Kind, ShapeIx};

/// Describes the values of a shape, for "`member`, …".
pub(super) fn phrase(ctx: &Context<'_>, ix: ShapeIx) -> String {
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
pub(super) fn noun(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let phrase = element(ctx, ix);
    let noun = phrase.strip_prefix("a ").or(phrase.strip_prefix("an "));
    noun.unwrap_or(&phrase).to_owned()
}

pub(super) fn plural(noun: &str) -> String {
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
