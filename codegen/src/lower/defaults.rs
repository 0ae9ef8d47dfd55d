//! Defaults as Rust expressions.

use base64::prelude::{Engine as _, BASE64_STANDARD};

use farrier_runtime::primitives::{DateTime, DateTimeFormat};

use super::nullability::default;
use super::Context;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Node, Number};

/// The Rust expression of a member's default; `None` where the type's initial value is the same.
/// What has no expression is reported.
pub(super) fn expression(
    ctx: &Context<'_>,
    member: MemberRef,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let shape = ctx.model().member(member);
    let default = default(shape)?;
    match value(ctx, shape, default) {
        Ok(expression) => expression,
        Err(Unsupported) => {
            let what = format!("the default `{default}` of the member is unsupported");
            let place = Place::shape(&ctx.member_id(member));
            diagnostics.push(Diagnostic::error(what).at(place));
            None
        }
    }
}

struct Unsupported;

fn value(ctx: &Context<'_>, member: &Member, node: &Node) -> Result<Option<String>, Unsupported> {
    match (&ctx.model().shape(member.target).kind, node) {
        (Kind::Boolean, Node::Bool(value)) => Ok(value.then(|| "true".to_owned())),
        (
            Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::IntEnum(_),
            Node::Number(number),
        ) => {
            let value = number.as_i64().ok_or(Unsupported)?;
            Ok((value != 0).then(|| value.to_string()))
        }
        (Kind::Float | Kind::Double, Node::Number(number)) => {
            let value = number.as_f64().ok_or(Unsupported)?;
            Ok((value != 0.0).then(|| format!("{value:?}")))
        }
        (Kind::BigInteger | Kind::BigDecimal, Node::Number(number)) => match number.as_f64() {
            Some(0.0) => Ok(None),
            _ => Ok(Some(format!(
                "::std::str::FromStr::from_str({:?}).unwrap_or_default()",
                number.as_str()
            ))),
        },
        (Kind::String, Node::String(text)) => Ok((!text.is_empty()).then(|| string(text))),
        (Kind::Enum(_), Node::String(text)) => {
            let name = ctx.names.ty(member.target).ok_or(Unsupported)?;
            Ok(Some(format!("crate::types::{}::from({text:?})", name.0)))
        }
        (Kind::Timestamp, Node::Number(number)) => Ok(timestamp(number)),
        (Kind::Timestamp, Node::String(text)) => date_time(text),
        (Kind::Document, value) => document(value).map(Some),
        (Kind::Blob, Node::String(text)) => blob(text),
        (Kind::List(_), Node::Array(items)) if items.is_empty() => Ok(None),
        (Kind::Map { .. }, Node::Object(entries)) if entries.is_empty() => Ok(None),
        _ => Err(Unsupported),
    }
}

fn string(text: &str) -> String {
    format!("::std::string::String::from({text:?})")
}

fn timestamp(number: &Number) -> Option<String> {
    let from = |function: &str, value: String| {
        Some(format!("crate::primitives::DateTime::{function}({value})"))
    };
    match (number.as_i64(), number.as_f64()) {
        (Some(0), _) => None,
        (Some(seconds), _) => from("from_secs", seconds.to_string()),
        (None, seconds) => from("from_secs_f64", format!("{:?}", seconds?)),
    }
}

/// A time as RFC 3339 has it.
fn date_time(text: &str) -> Result<Option<String>, Unsupported> {
    let time = DateTime::from_str(text, DateTimeFormat::DateTimeWithOffset);
    let time = time.map_err(|_| Unsupported)?;
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
fn blob(text: &str) -> Result<Option<String>, Unsupported> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| Unsupported)?;
    let literal = format!(
        "crate::primitives::Blob::new(*b\"{}\")",
        bytes.escape_ascii()
    );
    Ok((!bytes.is_empty()).then_some(literal))
}

fn document(value: &Node) -> Result<String, Unsupported> {
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

fn document_number(number: &Number) -> Result<String, Unsupported> {
    let literal = match number.as_i64() {
        Some(value) => format!("{value}_i64"),
        None => format!("{:?}_f64", number.as_f64().ok_or(Unsupported)?),
    };
    Ok(format!("crate::primitives::Document::from({literal})"))
}
