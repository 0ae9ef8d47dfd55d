//! Defaults of the model as Rust expressions.

use std::str::FromStr;

use base64::prelude::{Engine as _, BASE64_STANDARD};

use aws_smithy_types::date_time::Format as DateTimeFormat;
use aws_smithy_types::{BigDecimal, BigInteger, DateTime};

use super::names::Names;
use crate::ir::{Expr, Number as Literal, Path, Root};
use crate::model::{Kind, Member, Node, Number, TimestampFormat};
use crate::prepare::Prepared;

/// A default that is not a valid value of the member's type.
pub(super) struct Misfit;

/// Returns the expression of a member's default; `None` if the type's initial value is the same.
pub(super) fn value(
    prepared: &Prepared,
    names: &Names,
    member: &Member,
    node: &Node,
) -> Result<Option<Expr>, Misfit> {
    let target = prepared.model.shape(member.target);
    match (&target.kind, node) {
        (Kind::Boolean, Node::Bool(value)) => Ok(value.then_some(Expr::Bool(true))),
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
        (Kind::String, Node::String(text)) => {
            Ok((!text.is_empty()).then(|| Expr::String(text.clone())))
        }
        (Kind::Enum(_), Node::String(text)) => {
            let name = names.ty(member.target).ok_or(Misfit)?;
            let from = in_crate(["types", &name.0, "from"]);
            Ok(Some(Expr::Call(from, vec![Expr::Text(text.clone())])))
        }
        (Kind::Timestamp, Node::Number(number)) => timestamp(number),
        (Kind::Timestamp, Node::String(text)) => {
            let format = member.traits.timestamp_format;
            date_time(text, format.or(target.traits.timestamp_format))
        }
        (Kind::Document, value) => document(value).map(Some),
        (Kind::Blob, Node::String(text)) => blob(text),
        (Kind::List(_), Node::Array(items)) if items.is_empty() => Ok(None),
        (Kind::Map { .. }, Node::Object(entries)) if entries.is_empty() => Ok(None),
        _ => Err(Misfit),
    }
}

fn in_crate<'a>(names: impl IntoIterator<Item = &'a str>) -> Path {
    Path::new(Root::Crate, names)
}

fn in_std<'a>(names: impl IntoIterator<Item = &'a str>) -> Path {
    Path::new(Root::Std, names)
}

/// Returns a number of an integer type.
fn whole<T: TryFrom<i64>>(number: &Number) -> Result<Option<Expr>, Misfit> {
    let value = number.as_i64().ok_or(Misfit)?;
    match T::try_from(value) {
        Ok(_) => Ok((value != 0).then_some(Expr::Whole(value))),
        Err(_) => Err(Misfit),
    }
}

/// Returns a float that a literal can spell: none beyond the type's largest.
fn float(number: &Number, largest: f64) -> Result<Option<Expr>, Misfit> {
    let value = number.as_f64().filter(|value| value.abs() <= largest);
    let value = value.ok_or(Misfit)?;
    Ok((value != 0.0).then_some(Expr::Float(value)))
}

/// Numbers that JSON cannot represent.
fn not_finite(ty: &str, text: &str) -> Result<Option<Expr>, Misfit> {
    let name = match text {
        "NaN" => "NAN",
        "Infinity" => "INFINITY",
        "-Infinity" => "NEG_INFINITY",
        _ => return Err(Misfit),
    };
    Ok(Some(Expr::Path(Path::new(Root::Prelude, [ty, name]))))
}

/// Returns a number of any size, as text that the type takes.
fn big<T: FromStr>(text: &str) -> Result<Option<Expr>, Misfit> {
    T::from_str(text).map_err(|_| Misfit)?;
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.contains(|c: char| ('1'..='9').contains(&c));
    let read = || {
        let from = in_std(["str", "FromStr", "from_str"]);
        let read = Expr::Call(from, vec![Expr::Text(text.to_owned())]);
        read.method("unwrap_or_default", Vec::new())
    };
    Ok((!is_zero).then(read))
}

fn time(function: &str, arguments: Vec<Expr>) -> Expr {
    Expr::Call(in_crate(["primitives", "DateTime", function]), arguments)
}

/// Seconds since 1970 that a number of 64 bits can count.
fn timestamp(number: &Number) -> Result<Option<Expr>, Misfit> {
    if let Some(seconds) = number.as_i64() {
        return Ok((seconds != 0).then(|| time("from_secs", vec![Expr::Whole(seconds)])));
    }
    let seconds = number.as_f64().ok_or(Misfit)?;
    if seconds.abs() < MOST_SECONDS {
        Ok(Some(time("from_secs_f64", vec![Expr::Float(seconds)])))
    } else {
        Err(Misfit)
    }
}

/// The first number that 64 bits with a sign cannot hold.
const MOST_SECONDS: f64 = 9_223_372_036_854_775_808.0;

/// Returns a time that the model gives as text: in RFC 3339, unless the member or its target says another
/// format.
fn date_time(text: &str, format: Option<TimestampFormat>) -> Result<Option<Expr>, Misfit> {
    let format = match format {
        Some(TimestampFormat::HttpDate) => DateTimeFormat::HttpDate,
        _ => DateTimeFormat::DateTimeWithOffset,
    };
    let parsed = DateTime::from_str(text, format).map_err(|_| Misfit)?;
    let seconds = Expr::Whole(parsed.secs());
    Ok(match (parsed.secs(), parsed.subsec_nanos()) {
        (0, 0) => None,
        (_, 0) => Some(time("from_secs", vec![seconds])),
        (_, nanos) => {
            let nanos = Expr::Whole(nanos.into());
            Some(time("from_secs_and_nanos", vec![seconds, nanos]))
        }
    })
}

/// Bytes, in Base64.
fn blob(text: &str) -> Result<Option<Expr>, Misfit> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| Misfit)?;
    let new = in_crate(["primitives", "Blob", "new"]);
    Ok((!bytes.is_empty())
        .then(|| Expr::Call(new, vec![Expr::Deref(Box::new(Expr::Bytes(bytes)))])))
}

fn document(value: &Node) -> Result<Expr, Misfit> {
    let (variant, value) = match value {
        Node::Null => return Ok(Expr::Path(in_crate(["primitives", "Document", "Null"]))),
        Node::Bool(value) => ("Bool", Expr::Bool(*value)),
        Node::String(text) => ("String", Expr::String(text.clone())),
        Node::Number(number) => ("from", Expr::Number(document_number(number)?)),
        Node::Array(items) => {
            let items: Result<Vec<_>, _> = items.iter().map(document).collect();
            ("Array", Expr::Vec(items?))
        }
        Node::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = document(value)?;
                Ok(Expr::Tuple(vec![Expr::String(key.clone()), value]))
            });
            let entries: Result<Vec<_>, _> = entries.collect();
            let from = in_std(["collections", "HashMap", "from"]);
            ("Object", Expr::Call(from, vec![Expr::Array(entries?)]))
        }
    };
    let path = in_crate(["primitives", "Document", variant]);
    Ok(Expr::Call(path, vec![value]))
}

/// Numbers of documents are unsigned unless they are negative, as after deserialization.
fn document_number(number: &Number) -> Result<Literal, Misfit> {
    let text = number.as_str();
    Ok(match (text.parse(), text.parse()) {
        (Ok(value), _) => Literal::U64(value),
        (Err(_), Ok(value)) => Literal::I64(value),
        (Err(_), Err(_)) => {
            let value = number.as_f64().filter(|value| value.is_finite());
            Literal::F64(value.ok_or(Misfit)?)
        }
    })
}
