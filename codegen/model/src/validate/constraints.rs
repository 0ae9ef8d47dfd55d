//! Constraints that no value can fulfil: `LengthTrait`, `RangeTrait`, `MediaType`, `UnitType`.

use super::kinds::Type;
use super::report::Report;
use super::view::Ix;
use crate::graph::{Node, Number};

/// Reports them.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for (ix, _) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        if let Some(value) = view.value(ix, "smithy.api#length") {
            length(report, ix, value);
        }
        if let Some(value) = view.value(ix, "smithy.api#range") {
            range(report, ix, value);
        }
        let media = view
            .value(ix, "smithy.api#mediaType")
            .and_then(Node::as_str);
        if let Some(text) = media.filter(|text| !is_media_type(text)) {
            report.error("MediaType", ix, format!("`{text}` is not a media type"));
        }
        if view.target(ix) != ix && view.id(view.target(ix)) == crate::graph::UNIT_SHAPE {
            unit(report, ix);
        }
    }
}

fn bound<'n>(value: &'n Node, key: &str) -> Option<&'n Number> {
    value.get(key).and_then(Node::as_number)
}

fn length(report: &mut Report<'_, '_>, ix: Ix, value: &Node) {
    let at = |key| bound(value, key).and_then(Number::as_i64);
    for key in ["min", "max"] {
        if at(key).is_some_and(|bound| bound < 0) {
            let what = format!("the `{key}` of the length is negative");
            report.error("LengthTrait", ix, what);
        }
    }
    if let (Some(min), Some(max)) = (at("min"), at("max")) {
        if min > max {
            let what =
                format!("the length has a `min` of {min}, which is above its `max` of {max}");
            report.error("LengthTrait", ix, what);
        }
    }
}

fn range(report: &mut Report<'_, '_>, ix: Ix, value: &Node) {
    let ty = report.view.target_type(ix);
    for key in ["min", "max"] {
        let Some(bound) = bound(value, key) else {
            continue;
        };
        if let Some(reason) = misfit(ty, bound) {
            let what = format!("the `{key}` of the range is {bound}, which {reason}");
            report.error("RangeTrait", ix, what);
        }
    }
    let at = |key| bound(value, key).and_then(Number::as_f64);
    if let (Some(min), Some(max)) = (at("min"), at("max")) {
        if min > max {
            let what = format!("the range has a `min` of {min}, which is above its `max` of {max}");
            report.error("RangeTrait", ix, what);
        }
    }
}

/// Returns why a number is no value of a type.
pub(super) fn misfit(ty: Type, number: &Number) -> Option<String> {
    let is_fraction = number.as_f64().is_some_and(|value| value.fract() != 0.0);
    let is_whole = ty.is_whole() || ty == Type::BigInteger;
    if is_whole && is_fraction {
        return Some(format!("is not a value of the type {}", ty.name()));
    }
    let (least, most) = match ty {
        Type::Byte => (f64::from(i8::MIN), f64::from(i8::MAX)),
        Type::Short => (f64::from(i16::MIN), f64::from(i16::MAX)),
        Type::Integer | Type::IntEnum => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Type::Long => (-9_223_372_036_854_775_808.0, 9_223_372_036_854_775_808.0),
        Type::Float => (f64::from(f32::MIN), f64::from(f32::MAX)),
        Type::Double => (f64::MIN, f64::MAX),
        _ => return None,
    };
    let exact =
        ty != Type::Long || number.as_i64().is_some() || number.as_str().contains(['.', 'e', 'E']);
    let fits = number
        .as_f64()
        .is_some_and(|value| least <= value && value <= most);
    (!fits || !exact).then(|| format!("is beyond the type {}", ty.name()))
}

/// The empty structure stands for nothing: only operations, unions and enums have a place for that.
fn unit(report: &mut Report<'_, '_>, member: Ix) {
    let view = report.view;
    let container = view.shapes[member].container.map(|ix| view.ty(ix));
    if !matches!(container, Some(Type::Union | Type::Enum | Type::IntEnum)) {
        let what = "only members of unions and enums can target `smithy.api#Unit`";
        report.error("UnitType", member, what);
    }
}

/// Returns whether a text is a media type of RFC 2045: type, subtype, and parameters.
fn is_media_type(text: &str) -> bool {
    let mut parts = text.split(';');
    let (kind, subtype) = match parts.next().and_then(|main| main.split_once('/')) {
        Some((kind, subtype)) => (kind.trim(), subtype.trim()),
        None => return false,
    };
    let is_parameter = |part: &str| match part.trim().split_once('=') {
        Some((name, value)) => {
            is_token(name.trim()) && (is_token(value.trim()) || is_quoted(value.trim()))
        }
        None => false,
    };
    is_token(kind) && is_token(subtype) && parts.all(is_parameter)
}

fn is_token(text: &str) -> bool {
    let special = "()<>@,;:\\\"/[]?=";
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !special.contains(c))
}

fn is_quoted(text: &str) -> bool {
    text.len() > 1 && text.starts_with('"') && text.ends_with('"')
}
