//! Traits on shapes and members that they say nothing about: in use nonetheless, they are warned of.

use super::report::place;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Shape, Traits};
use crate::prepare::types::Prepared;

/// A trait, and the shapes that it applies to.
struct Rule {
    name: &'static str,
    present: fn(&Traits) -> bool,
    /// Returns whether such a shape can have it, or members that target such a shape.
    fits: fn(&Shape) -> bool,
    /// Where it belongs, for people.
    belongs: &'static str,
    /// Of which of the two kinds of places the rule speaks.
    places: Places,
}

#[derive(PartialEq, Eq)]
enum Places {
    /// Shapes, and members by their target.
    Values,
    /// Members by the shape that has them.
    Containers,
}

const RULES: [Rule; 17] = [
    values(
        "length",
        |t| t.length.is_some(),
        has_length,
        "strings, blobs, lists and maps",
    ),
    values("range", |t| t.range.is_some(), is_number, "numbers"),
    values("pattern", |t| t.pattern.is_some(), is_text, "strings"),
    values("uniqueItems", |t| t.unique_items, is_list, "lists"),
    values("sparse", |t| t.sparse, is_collection, "lists and maps"),
    values(
        "mediaType",
        |t| t.media_type.is_some(),
        is_bytes,
        "strings and blobs",
    ),
    values(
        "timestampFormat",
        |t| t.timestamp_format.is_some(),
        is_timestamp,
        "timestamps",
    ),
    values(
        "idempotencyToken",
        |t| t.idempotency_token,
        is_text,
        "strings",
    ),
    values(
        "xmlFlattened",
        |t| t.xml_flattened,
        is_collection,
        "lists and maps",
    ),
    values(
        "xmlAttribute",
        |t| t.xml_attribute,
        is_attribute,
        "booleans, numbers, strings and timestamps",
    ),
    values(
        "requiresLength",
        |t| t.requires_length,
        |s| s.traits.streaming,
        "streams",
    ),
    values(
        "httpError",
        |t| t.http_error.is_some(),
        Shape::is_error,
        "errors",
    ),
    values(
        "retryable",
        |t| t.retryable.is_some(),
        Shape::is_error,
        "errors",
    ),
    values(
        "awsQueryError",
        |t| t.query_error.is_some(),
        Shape::is_error,
        "errors",
    ),
    containers(
        "required",
        |t| t.required,
        is_structure,
        "members of structures",
    ),
    containers(
        "jsonName",
        |t| t.json_name.is_some(),
        has_names,
        "members of structures and unions",
    ),
    containers(
        "enumValue",
        |t| t.enum_value.is_some(),
        is_enum,
        "members of enums",
    ),
];

/// Warns about traits that have no effect on their shape.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for &ix in prepared.usage.keys() {
        let shape = prepared.model.shape(ix);
        for rule in RULES.iter().filter(|rule| (rule.present)(&shape.traits)) {
            if rule.places == Places::Containers || !(rule.fits)(shape) {
                warn(rule, Place::shape(&shape.id), diagnostics);
            }
        }
        for (position, member) in shape.members().into_iter().enumerate() {
            let target = prepared.model.shape(member.target);
            for rule in RULES.iter().filter(|rule| (rule.present)(&member.traits)) {
                let of = match rule.places {
                    Places::Values => target,
                    Places::Containers => shape,
                };
                if !(rule.fits)(of) {
                    warn(rule, place(prepared, ix, position), diagnostics);
                }
            }
        }
    }
}

fn warn(rule: &Rule, place: Place, diagnostics: &mut Diagnostics) {
    let Rule { name, belongs, .. } = rule;
    let what = format!("the trait `{name}` has no effect here: it belongs to {belongs}");
    diagnostics.push(Diagnostic::warning(what).at(place));
}

const fn values(
    name: &'static str,
    present: fn(&Traits) -> bool,
    fits: fn(&Shape) -> bool,
    belongs: &'static str,
) -> Rule {
    Rule {
        name,
        present,
        fits,
        belongs,
        places: Places::Values,
    }
}

const fn containers(
    name: &'static str,
    present: fn(&Traits) -> bool,
    fits: fn(&Shape) -> bool,
    belongs: &'static str,
) -> Rule {
    Rule {
        name,
        present,
        fits,
        belongs,
        places: Places::Containers,
    }
}

fn has_length(shape: &Shape) -> bool {
    is_bytes(shape) || is_collection(shape)
}

fn is_number(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        Kind::Byte
            | Kind::Short
            | Kind::Integer
            | Kind::IntEnum(_)
            | Kind::Long
            | Kind::Float
            | Kind::Double
            | Kind::BigInteger
            | Kind::BigDecimal
    )
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::String | Kind::Enum(_))
}

fn is_bytes(shape: &Shape) -> bool {
    is_text(shape) || matches!(shape.kind, Kind::Blob)
}

fn is_list(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::List(_))
}

fn is_collection(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::List(_) | Kind::Map { .. })
}

fn is_timestamp(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Timestamp)
}

fn is_attribute(shape: &Shape) -> bool {
    let plain = matches!(shape.kind, Kind::Boolean | Kind::Timestamp);
    plain || is_text(shape) || is_number(shape)
}

fn is_structure(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure(_))
}

fn has_names(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure(_) | Kind::Union(_))
}

fn is_enum(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Enum(_) | Kind::IntEnum(_))
}
