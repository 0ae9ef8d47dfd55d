//! `Debug` of generated types: Rust names, and `@sensitive` members redacted.

use super::view::items;
use super::{Field, Initial, Map, Structure, Union, Variant, View};
use crate::schema::{Member, Shape};
use std::fmt;

/// What stands in place of a `@sensitive` value, as in the official crates.
pub(crate) const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// A member's value, redacted where the model says so.
fn shown<'a>(shape: &Shape, member: &Member, value: &'a dyn Field) -> View<'a> {
    match shape.is_sensitive() || member.is_sensitive() {
        true => View::Text(REDACTED),
        false => value.view(),
    }
}

/// Prints a structure as a derived `Debug` would, but for sensitive members.
pub fn fmt_structure(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = value.shape();
    let mut out = f.debug_struct(shape.name());
    for (index, member) in shape.members().iter().enumerate() {
        if let Some(value) = value.field(index) {
            out.field(member.rust_name(), &shown(shape, member, value));
        }
    }
    if let Some(extra) = value.extra().map(Field::view) {
        let name = match extra {
            View::Meta(_) => "meta",
            _ => "_request_id",
        };
        out.field(name, &extra);
    }
    out.finish()
}

/// Prints a union as a derived `Debug` would, but for sensitive members.
pub fn fmt_union<U: Union>(value: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt_variant(U::shape(), value.variant(), f)
}

fn fmt_variant(shape: &Shape, value: Variant<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Variant::Known(index, value) => {
            let member = &shape.members()[index];
            let mut out = f.debug_tuple(member.rust_name());
            match shown(shape, member, value) {
                View::Unit => {}
                value => {
                    out.field(&value);
                }
            }
            out.finish()
        }
        Variant::Unknown(name) => f.debug_struct("Unknown").field("name", &name).finish(),
    }
}

/// Prints a builder that has fields of its own: the members of the structure it makes.
pub fn fmt_builder<T: Structure + Initial>(
    fields: &[&dyn Field],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let shape = T::initial().shape();
    let mut out = f.debug_struct(&format!("{}Builder", shape.name()));
    for (member, &value) in shape.members().iter().zip(fields) {
        out.field(member.rust_name(), &shown(shape, member, value));
    }
    out.finish()
}

/// Prints a value.
pub(super) fn fmt_view(view: View<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match view {
        View::None => f.write_str("None"),
        View::Some(value) => f.debug_tuple("Some").field(&value.view()).finish(),
        View::Bool(value) => fmt::Debug::fmt(&value, f),
        View::I8(value) => fmt::Debug::fmt(&value, f),
        View::I16(value) => fmt::Debug::fmt(&value, f),
        View::I32(value) => fmt::Debug::fmt(&value, f),
        View::I64(value) => fmt::Debug::fmt(&value, f),
        View::F32(value) => fmt::Debug::fmt(&value, f),
        View::F64(value) => fmt::Debug::fmt(&value, f),
        View::BigInteger(value) => fmt::Debug::fmt(value, f),
        View::BigDecimal(value) => fmt::Debug::fmt(value, f),
        View::Text(value) => fmt::Debug::fmt(value, f),
        View::Enum(_, value) | View::Stream(value) => value.fmt(f),
        View::Blob(value) => fmt::Debug::fmt(value, f),
        View::DateTime(value) => fmt::Debug::fmt(value, f),
        View::Document(value) => fmt::Debug::fmt(value, f),
        View::Structure(value) => fmt_structure(value, f),
        View::Union(shape, value) => fmt_variant(shape, value, f),
        View::List(list) => f
            .debug_list()
            .entries(items(list).map(|item| item.view()))
            .finish(),
        View::Map(map) => fmt_map(map, f),
        View::Unit => f.write_str("()"),
        View::Meta(value) => fmt::Debug::fmt(value, f),
    }
}

fn fmt_map(map: &dyn Map, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_map();
    map.each(&mut |entry| {
        out.entry(entry.debug, &entry.value.view());
        true
    });
    out.finish()
}
