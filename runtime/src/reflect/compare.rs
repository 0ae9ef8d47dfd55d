//! Equality of generated types.

use super::view::items;
use super::{Field, List, Map, Structure, Union, Variant, View};
use std::collections::BTreeMap;

/// Returns whether two structures of the same type are equal, field by field.
pub fn equal_structures(left: &dyn Structure, right: &dyn Structure) -> bool {
    let fields = |value: &dyn Structure| {
        (0..)
            .take_while(|index| value.field(*index).is_some())
            .count()
    };
    let count = fields(left);
    count == fields(right)
        && (0..count).all(|index| match (left.field(index), right.field(index)) {
            (Some(left), Some(right)) => equal(left, right),
            _ => false,
        })
}

/// Returns whether two unions hold the same variant with equal values.
pub fn equal_unions<U: Union>(left: &U, right: &U) -> bool {
    equal_variants(left.variant(), right.variant())
}

fn equal_variants(left: Variant<'_>, right: Variant<'_>) -> bool {
    match (left, right) {
        (Variant::Known(i, a), Variant::Known(j, b)) => i == j && equal(a, b),
        (Variant::Unknown(a), Variant::Unknown(b)) => a == b,
        _ => false,
    }
}

/// Returns whether two values are equal; values of different types never are.
fn equal(left: &dyn Field, right: &dyn Field) -> bool {
    match (left.view(), right.view()) {
        (View::None, View::None) | (View::Unit, View::Unit) => true,
        (View::Some(a), View::Some(b)) => equal(a, b),
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::I8(a), View::I8(b)) => a == b,
        (View::I16(a), View::I16(b)) => a == b,
        (View::I32(a), View::I32(b)) => a == b,
        (View::I64(a), View::I64(b)) => a == b,
        (View::F32(a), View::F32(b)) => a == b,
        (View::F64(a), View::F64(b)) => a == b,
        (View::BigInteger(a), View::BigInteger(b)) => a == b,
        (View::BigDecimal(a), View::BigDecimal(b)) => a == b,
        (View::Text(a), View::Text(b)) | (View::Enum(a, _), View::Enum(b, _)) => a == b,
        (View::Blob(a), View::Blob(b)) => a == b,
        (View::DateTime(a), View::DateTime(b)) => a == b,
        (View::Document(a), View::Document(b)) => a == b,
        (View::Structure(a), View::Structure(b)) => equal_structures(a, b),
        (View::Union(_, a), View::Union(_, b)) => equal_variants(a, b),
        (View::List(a), View::List(b)) => equal_lists(a, b),
        (View::Map(a), View::Map(b)) => equal_maps(a, b),
        (View::Meta(a), View::Meta(b)) => a == b,
        _ => false,
    }
}

fn equal_lists(left: &dyn List, right: &dyn List) -> bool {
    let (mut left, mut right) = (items(left), items(right));
    loop {
        match (left.next(), right.next()) {
            (Some(left), Some(right)) if equal(left, right) => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// Compares sorted entries. Lookup of keys would be compiled for every type of map.
fn equal_maps(left: &dyn Map, right: &dyn Map) -> bool {
    left.count() == right.count()
        && sorted(left)
            .into_iter()
            .zip(sorted(right))
            .all(|((key, value), (other_key, other))| key == other_key && equal(value, other))
}

/// Returns the entries of a map, sorted by key.
pub(crate) fn sorted(map: &dyn Map) -> BTreeMap<&str, &dyn Field> {
    let mut entries = BTreeMap::new();
    map.each(&mut |entry| {
        entries.insert(entry.key, entry.value);
        true
    });
    entries
}
