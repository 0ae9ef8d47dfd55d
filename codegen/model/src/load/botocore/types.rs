//! Which shape type each definition is, before any reference is followed.

use std::collections::HashSet;

use super::common::{flag, is_name, unknown};
use super::Loader;
use crate::diag::Diagnostics;
use crate::graph::{Kind, ShapeIx};
use crate::load::cursor::At;
use crate::load::prelude;

/// A definition with its place in the model.
#[derive(Clone)]
pub(super) struct Declared<'a> {
    pub(super) ix: ShapeIx,
    pub(super) ty: Type,
    pub(super) at: At<'a>,
}

/// The types of the format, with the effect of flags on structures and strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    String,
    Enum,
    Blob,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
}

const TYPES: [(&str, Type); 16] = [
    ("boolean", Type::Boolean),
    ("byte", Type::Byte),
    ("short", Type::Short),
    ("integer", Type::Integer),
    ("long", Type::Long),
    ("float", Type::Float),
    ("double", Type::Double),
    ("biginteger", Type::BigInteger),
    ("bigdecimal", Type::BigDecimal),
    ("string", Type::String),
    ("character", Type::String),
    ("blob", Type::Blob),
    ("timestamp", Type::Timestamp),
    ("list", Type::List),
    ("map", Type::Map),
    ("structure", Type::Structure),
];

impl Type {
    /// Returns the kind of a type without parts.
    pub(super) fn simple(self) -> Option<Kind> {
        Some(match self {
            Self::Boolean => Kind::Boolean,
            Self::Byte => Kind::Byte,
            Self::Short => Kind::Short,
            Self::Integer => Kind::Integer,
            Self::Long => Kind::Long,
            Self::Float => Kind::Float,
            Self::Double => Kind::Double,
            Self::BigInteger => Kind::BigInteger,
            Self::BigDecimal => Kind::BigDecimal,
            Self::String => Kind::String,
            Self::Blob => Kind::Blob,
            Self::Timestamp => Kind::Timestamp,
            Self::Document => Kind::Document,
            Self::Enum | Self::List | Self::Map | Self::Structure | Self::Union => return None,
        })
    }

    pub(super) fn is_number(self) -> bool {
        matches!(
            self,
            Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::Float
                | Self::Double
                | Self::BigInteger
                | Self::BigDecimal
        )
    }
}

/// Adds the prelude and every shape of the file, as placeholders; gives them back in file order.
pub(super) fn declare<'a>(loader: &mut Loader<'a, '_>, root: &At<'a>) -> Vec<Declared<'a>> {
    for shape in prelude::shapes() {
        // Nothing is there yet that could hold the id.
        let _ = loader.model.add(shape);
    }
    let Some(all) = root.get("shapes") else {
        return Vec::new();
    };
    all.object(loader.diagnostics);
    let operations = root.get("operations");
    let operations: HashSet<&str> = (operations.iter())
        .flat_map(At::entries)
        .map(|(name, _)| name)
        .collect();
    let mut order = Vec::new();
    for (name, at) in all.entries() {
        let taken = name == loader.metadata.service_name || operations.contains(name);
        let at = at.of(loader.data_id(name, taken));
        let is_shape = is_name(name, &at, loader.diagnostics) && at.object(loader.diagnostics);
        let ty = is_shape.then(|| type_of(&at, loader.diagnostics)).flatten();
        let Some(ty) = ty else {
            loader.broken.insert(name);
            continue;
        };
        if let Some(ix) = loader.placeholder(loader.data_id(name, taken)) {
            let declared = Declared { ix, ty, at };
            loader.shapes.insert(name, declared.clone());
            loader.types.insert(ix, ty);
            order.push(declared);
        }
    }
    order
}

fn type_of(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    let Some(named) = at.get("type") else {
        at.error("the shape has no `type`", diagnostics);
        return None;
    };
    let name = named.text(diagnostics)?;
    let Some((_, ty)) = TYPES.iter().find(|(known, _)| *known == name) else {
        let known = TYPES.map(|(known, _)| known);
        unknown("shape type", name, &known, &named, diagnostics);
        return None;
    };
    Some(match ty {
        Type::Structure if flag(at, "document", diagnostics) => Type::Document,
        Type::Structure
            if flag(at, "union", diagnostics) || flag(at, "eventstream", diagnostics) =>
        {
            Type::Union
        }
        Type::String if has_values(at) => Type::Enum,
        ty => *ty,
    })
}

fn has_values(at: &At<'_>) -> bool {
    let values = at.get("enum").and_then(|at| at.node.as_array());
    values.is_some_and(|values| !values.is_empty())
}

/// Returns whether the file distinguishes boxed numbers and booleans. Many files do not: there every
/// one may be absent.
pub(super) fn tells_boxes(shapes: &[Declared<'_>]) -> bool {
    let boxed = |at: &At<'_>| at.node.get("box").is_some();
    shapes.iter().any(|shape| {
        let members = shape.at.get("members");
        boxed(&shape.at) || members.is_some_and(|all| all.entries().any(|(_, at)| boxed(&at)))
    })
}
