//! `Debug` for generated types, with Rust names and with `@sensitive` members redacted.

use super::view::items;
use super::{Field, Initial, Map, Structure, Union, Variant, View};
use crate::schema::{Member, Shape};
use aws_smithy_types::error::ErrorMetadata;
use std::borrow::Cow;
use std::fmt;

/// Text shown instead of a `@sensitive` value, as in the official crates.
pub(crate) const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// Returns the view of a member's value, redacted where the model marks it sensitive.
fn redacted_view<'a>(shape: &Shape, member: &Member, value: &'a dyn Field) -> View<'a> {
    if shape.is_sensitive() || member.is_sensitive() {
        View::Text(REDACTED)
    } else {
        value.view()
    }
}

/// Prints a structure like a derived `Debug`, except for sensitive members.
pub fn fmt_structure(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = value.shape();
    let mut out = f.debug_struct(shape.name());
    for (index, member) in shape.members().iter().enumerate() {
        if let Some(value) = value.field(index) {
            out.field(member.rust_name(), &redacted_view(shape, member, value));
        }
    }
    if let Some(id) = value.extended_request_id() {
        out.field("_extended_request_id", &id.view());
    }
    if let Some(extra) = value.extra().map(Field::view) {
        match extra {
            View::Meta(meta) => out.field("meta", &redacted_meta(shape, meta)),
            extra => out.field("_request_id", &extra),
        };
    }
    out.finish()
}

/// Returns an error's metadata without a sensitive message, since the metadata repeats the message.
fn redacted_meta<'a>(shape: &Shape, meta: &'a ErrorMetadata) -> Cow<'a, ErrorMetadata> {
    let mut members = shape.members().iter();
    let message = members.find(|member| member.rust_name() == "message");
    let is_secret = shape.is_sensitive() || message.is_some_and(Member::is_sensitive);
    match meta.message() {
        Some(_) if is_secret => Cow::Owned(meta.clone().into_builder().message(REDACTED).build()),
        _ => Cow::Borrowed(meta),
    }
}

/// Prints the redacted text instead of a value.
pub fn fmt_redacted(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(REDACTED)
}

/// Prints a union like a derived `Debug`. For a sensitive union or member, the name of the variant is not shown
/// either, as in the official crates.
pub fn fmt_union<U: Union>(value: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt_variant(U::shape(), value.variant(), f)
}

fn fmt_variant(shape: &Shape, value: Variant<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if shape.is_sensitive() {
        return fmt_redacted(f);
    }
    match value {
        Variant::Known(index, value) => {
            let member = &shape.members()[index];
            if member.is_sensitive() {
                return fmt_redacted(f);
            }
            let mut out = f.debug_tuple(member.rust_name());
            match value.view() {
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

/// Prints a builder that holds the structure it builds.
pub fn fmt_builder(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = value.shape();
    let members = 0..shape.members().len();
    let fields: Vec<&dyn Field> = members.filter_map(|index| value.field(index)).collect();
    let extra = value.extra().map(Field::view);
    match extra {
        // Metadata is empty until it is set.
        Some(View::Meta(meta)) if *meta == ErrorMetadata::default() => {
            fmt_parts(shape, &fields, Some(("meta", &None::<ErrorMetadata>)), f)
        }
        Some(View::Meta(meta)) => fmt_parts(shape, &fields, Some(("meta", &Some(meta))), f),
        Some(view) => fmt_parts(shape, &fields, Some(("_request_id", &view)), f),
        None => fmt_parts(shape, &fields, None, f),
    }
}

/// Prints a builder that has its own fields: the members of the structure it builds, and the additional fields.
pub fn fmt_builder_fields<T: Structure + Initial>(
    fields: &[&dyn Field],
    meta: Option<&Option<ErrorMetadata>>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let made = T::initial();
    let made: &dyn Structure = &made;
    let extra = made.extra().map(Field::view);
    let extra = match (&meta, &extra) {
        (Some(meta), _) => Some(("meta", *meta as &dyn fmt::Debug)),
        (None, Some(view)) => Some(("_request_id", view as &dyn fmt::Debug)),
        (None, None) => None,
    };
    fmt_parts(made.shape(), fields, extra, f)
}

fn fmt_parts(
    shape: &Shape,
    fields: &[&dyn Field],
    extra: Option<(&str, &dyn fmt::Debug)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut out = f.debug_struct(&format!("{}Builder", shape.name()));
    for (member, &value) in shape.members().iter().zip(fields) {
        out.field(member.rust_name(), &redacted_view(shape, member, value));
    }
    if let Some((name, extra)) = extra {
        out.field(name, extra);
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
