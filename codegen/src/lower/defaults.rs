//! Defaults as Rust expressions.

use std::str::FromStr;

use base64::prelude::{Engine as _, BASE64_STANDARD};

use aws_smithy_types::date_time::Format as DateTimeFormat;
use aws_smithy_types::{BigDecimal, BigInteger, DateTime};

use super::nullability::default;
use super::Context;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Node, Number, TimestampFormat};

/// Returns the Rust expression of a member's default; `None` if the type's initial value is the
/// same.
pub(super) fn expression(ctx: &Context<'_>, member: MemberRef) -> Option<String> {
    let shape = ctx.model().member(member);
    value(ctx, shape, default(shape)?).ok().flatten()
}

/// Reports the defaults of members that are not valid values of the member's type, those that have
/// no effect on the crate included.
pub(super) fn check(ctx: &Context<'_>, diagnostics: &mut Diagnostics) {
    for &ix in ctx.prepared.usage.keys() {
        if !matches!(ctx.model().shape(ix).kind, Kind::Structure(_)) {
            continue;
        }
        for member in ctx.members(ix) {
            let shape = ctx.model().member(member);
            let default = shape.traits.default.as_ref();
            let default = default.filter(|node| **node != Node::Null);
            if let Some(Err(Misfit)) = default.map(|node| value(ctx, shape, node)) {
                misfit(ctx, member, default, diagnostics);
            }
        }
    }
}

fn misfit(
    ctx: &Context<'_>,
    member: MemberRef,
    default: Option<&Node>,
    diagnostics: &mut Diagnostics,
) {
    let target = ctx.model().shape(ctx.model().member(member).target);
    let text = match default.map(Node::to_string) {
        Some(text) if text.len() <= 40 => format!("the default `{text}`"),
        _ => "the default".to_owned(),
    };
    let kind = target.kind.type_name();
    let what = format!("{text} of the member is not a valid value of its type {kind}");
    let mut diagnostic = Diagnostic::error(what).at(Place::shape(&ctx.member_id(member)));
    if matches!(target.kind, Kind::List(_) | Kind::Map { .. }) {
        diagnostic = diagnostic.help("the default of a list or map can only be empty");
    }
    diagnostics.push(diagnostic);
}

/// Reports a default that is not a valid value of the member's type.
struct Misfit;

fn value(ctx: &Context<'_>, member: &Member, node: &Node) -> Result<Option<String>, Misfit> {
    match (&ctx.model().shape(member.target).kind, node) {
        (Kind::Boolean, Node::Bool(value)) => Ok(value.then(|| "true".to_owned())),
        (Kind::Byte, Node::Number(number)) => whole::<i8>(number),
        (Kind::Short, Node::Number(number)) => whole::<i16>(number),
        (Kind::Integer | Kind::IntEnum(_), Node::Number(number)) => whole::<i32>(number),
        (Kind::Long, Node::Number(number)) => whole::<i64>(number),
        (Kind::Float, Node::Number(number)) => float(number, f64::from(f32::MAX)),
        (Kind::Double, Node::Number(number)) => float(number, f64::MAX),
        (Kind::Float, Node::String(text)) => not_finite("f32", text),
        (Kind::Double, Node::String(text)) => not_finite("f64", text),
        (Kind::BigInteger, Node::Number(number)) => {
            let text = number.as_str();
            big::<BigInteger>(text.strip_suffix(".0").unwrap_or(text))
        }
        (Kind::BigDecimal, Node::Number(number)) => big::<BigDecimal>(number.as_str()),
        (Kind::String, Node::String(text)) => Ok((!text.is_empty()).then(|| string(text))),
        (Kind::Enum(_), Node::String(text)) => {
            let name = ctx.names.ty(member.target).ok_or(Misfit)?;
            Ok(Some(format!("crate::types::{}::from({text:?})", name.0)))
        }
        (Kind::Timestamp, Node::Number(number)) => timestamp(number),
        (Kind::Timestamp, Node::String(text)) => date_time(text, format(ctx, member)),
        (Kind::Document, value) => document(value).map(Some),
        (Kind::Blob, Node::String(text)) => blob(text),
        (Kind::List(_), Node::Array(items)) if items.is_empty() => Ok(None),
        (Kind::Map { .. }, Node::Object(entries)) if entries.is_empty() => Ok(None),
        _ => Err(Misfit),
    }
}

/// Returns a number of an integer type.
fn whole<T: TryFrom<i64>>(number: &Number) -> Result<Option<String>, Misfit> {
    let value = number.as_i64().ok_or(Misfit)?;
    match T::try_from(value) {
        Ok(_) => Ok((value != 0).then(|| value.to_string())),
        Err(_) => Err(Misfit),
    }
}

/// Returns a float that a literal can spell: none beyond the type's largest.
fn float(number: &Number, largest: f64) -> Result<Option<String>, Misfit> {
    let value = number.as_f64().filter(|value| value.abs() <= largest);
    let value = value.ok_or(Misfit)?;
    Ok((value != 0.0).then(|| format!("{value:?}")))
}

/// Numbers that JSON cannot represent.
fn not_finite(ty: &str, text: &str) -> Result<Option<String>, Misfit> {
    let name = match text {
        "NaN" => "NAN",
        "Infinity" => "INFINITY",
        "-Infinity" => "NEG_INFINITY",
        _ => return Err(Misfit),
    };
    Ok(Some(format!("{ty}::{name}")))
}

/// Returns a number of any size, as text that the type takes.
fn big<T: FromStr>(text: &str) -> Result<Option<String>, Misfit> {
    T::from_str(text).map_err(|_| Misfit)?;
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.contains(|c: char| ('1'..='9').contains(&c));
    Ok((!is_zero).then(|| format!("::std::str::FromStr::from_str({text:?}).unwrap_or_default()")))
}

fn string(text: &str) -> String {
    format!("::std::string::String::from({text:?})")
}

/// Seconds since 1970 that a number of 64 bits can count.
fn timestamp(number: &Number) -> Result<Option<String>, Misfit> {
    let from = |function: &str, value: String| {
        Some(format!("crate::primitives::DateTime::{function}({value})"))
    };
    if let Some(seconds) = number.as_i64() {
        return Ok((seconds != 0)
            .then(|| from("from_secs", seconds.to_string()))
            .flatten());
    }
    let seconds = number.as_f64().ok_or(Misfit)?;
    if seconds.abs() < MOST_SECONDS {
        Ok(from("from_secs_f64", format!("{seconds:?}")))
    } else {
        Err(Misfit)
    }
}

/// The first number that 64 bits with a sign cannot hold.
const MOST_SECONDS: f64 = 9_223_372_036_854_775_808.0;

/// Returns the format of times as text: RFC 3339, unless the member or its target says another.
fn format(ctx: &Context<'_>, member: &Member) -> DateTimeFormat {
    let target = &ctx.model().shape(member.target).traits;
    match member.traits.timestamp_format.or(target.timestamp_format) {
        Some(TimestampFormat::HttpDate) => DateTimeFormat::HttpDate,
        _ => DateTimeFormat::DateTimeWithOffset,
    }
}

fn date_time(text: &str, format: DateTimeFormat) -> Result<Option<String>, Misfit> {
    let time = DateTime::from_str(text, format);
    let time = time.map_err(|_| Misfit)?;
    let (seconds, nanos) = (time.secs(), time.subsec_nanos());
    Ok(match (seconds, nanos) {
        (0, 0) => None,
        (_, 0) => Some(format!("crate::primitives::DateTime::from_secs({seconds})")),
        _ => Some(format!(
            "crate::primitives::DateTime::from_secs_and_nanos({seconds}, {nanos})"
        )),
    })
}

/// Bytes, in Base64.
fn blob(text: &str) -> Result<Option<String>, Misfit> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| Misfit)?;
    let literal = format!(
        "crate::primitives::Blob::new(*b\"{}\")",
        bytes.escape_ascii()
    );
    Ok((!bytes.is_empty()).then_some(literal))
}

fn document(value: &Node) -> Result<String, Misfit> {
    let (variant, value) = match value {
        Node::Null => return Ok("crate::primitives::Document::Null".to_owned()),
        Node::Bool(value) => ("Bool", value.to_string()),
        Node::String(text) => ("String", string(text)),
        Node::Number(number) => return document_number(number),
        Node::Array(items) => {
            let items: Result<Vec<_>, _> = items.iter().map(document).collect();
            ("Array", format!("::std::vec![{}]", items?.join(", ")))
        }
        Node::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = document(value)?;
                Ok(format!("({}, {value})", string(key)))
            });
            let entries: Result<Vec<_>, _> = entries.collect();
            let entries = entries?.join(", ");
            (
                "Object",
                format!("::std::collections::HashMap::from([{entries}])"),
            )
        }
    };
    Ok(format!("crate::primitives::Document::{variant}({value})"))
}

fn document_number(number: &Number) -> Result<String, Misfit> {
    // Numbers of documents are unsigned unless they are negative, as after deserialization.
    let text = number.as_str();
    let literal = match (text.parse::<u64>(), text.parse::<i64>()) {
        (Ok(value), _) => format!("{value}_u64"),
        (Err(_), Ok(value)) => format!("{value}_i64"),
        (Err(_), Err(_)) => {
            let value = number.as_f64().filter(|value| value.is_finite());
            format!("{:?}_f64", value.ok_or(Misfit)?)
        }
    };
    Ok(format!("crate::primitives::Document::from({literal})"))
}
