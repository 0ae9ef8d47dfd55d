//! The values of shapes in words, for members without documentation.

use farrier_docs::code;

use super::super::Context;
use crate::model::{Kind, ShapeIx};

/// What the values of a shape are called.
pub(super) struct Noun {
    article: &'static str,
    /// One of them: "string".
    pub(super) one: String,
    /// Several: "strings".
    pub(super) many: String,
}

impl Noun {
    /// Returns a noun that is used without an article.
    pub(super) fn new(one: String, many: String) -> Self {
        Self {
            article: "",
            one,
            many,
        }
    }

    /// Returns one that is the same for one and for many.
    pub(super) fn same(text: String) -> Self {
        Self::new(text.clone(), text)
    }

    fn regular(article: &'static str, one: &str) -> Self {
        Self {
            article,
            one: one.to_owned(),
            many: format!("{one}s"),
        }
    }
}

/// Describes the values of a shape, for "`member`, …".
pub(super) fn phrase(ctx: &Context<'_>, ix: ShapeIx) -> String {
    match &ctx.model().shape(ix).kind {
        Kind::List(member) => format!("a list of {}", many(ctx, member.target)),
        Kind::Map { key, value } => {
            let (key, value) = (many(ctx, key.target), many(ctx, value.target));
            format!("a map from {key} to {value}")
        }
        Kind::Enum(_) => format!("a value of {}", code(&ctx.type_name(ix).0)),
        kind => {
            let Noun { article, one, .. } = named(ctx, ix).unwrap_or_else(|| noun(kind));
            format!("{article}{one}")
        }
    }
}

/// Describes several values of a shape: "strings".
fn many(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let noun = named(ctx, ix).unwrap_or_else(|| noun(&ctx.model().shape(ix).kind));
    noun.many
}

/// Returns the noun for the values of a type that the crate defines.
fn named(ctx: &Context<'_>, ix: ShapeIx) -> Option<Noun> {
    let kind = &ctx.model().shape(ix).kind;
    matches!(kind, Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_)).then(|| {
        let one = code(&ctx.type_name(ix).0);
        Noun {
            article: "a ",
            many: format!("{one} values"),
            one,
        }
    })
}

/// Returns the noun for the values of other types.
pub(super) fn noun(kind: &Kind) -> Noun {
    match kind {
        Kind::Boolean => Noun::regular("a ", "Boolean"),
        Kind::Byte
        | Kind::Short
        | Kind::Integer
        | Kind::Long
        | Kind::BigInteger
        | Kind::IntEnum(_) => Noun::regular("an ", "integer"),
        Kind::Float | Kind::Double | Kind::BigDecimal => Noun::regular("a ", "number"),
        Kind::Timestamp => Noun::regular("a ", "timestamp"),
        Kind::Blob => Noun::same("binary data".to_owned()),
        other => Noun::regular("a ", other.type_name()),
    }
}
