//! `Hash` for generated types. The generator uses it only for types that contain nothing that cannot be hashed.

use super::view::items;
use super::{Structure, Union, Variant, View};
use std::hash::{Hash, Hasher};

/// Hashes a structure field by field. Equal structures have equal hashes.
pub fn hash_structure(value: &dyn Structure, state: &mut dyn Hasher) {
    for index in 0.. {
        match value.field(index) {
            Some(field) => hash(field.view(), state),
            None => return,
        }
    }
}

/// Hashes a union by its variant and value.
pub fn hash_union<U: Union>(value: &U, state: &mut dyn Hasher) {
    hash_variant(value.variant(), state);
}

fn hash_variant(value: Variant<'_>, mut state: &mut dyn Hasher) {
    match value {
        Variant::Known(index, value) => {
            Some(index).hash(&mut state);
            hash(value.view(), state);
        }
        Variant::Unknown(name) => {
            None::<usize>.hash(&mut state);
            name.hash(&mut state);
        }
    }
}

fn hash(view: View<'_>, mut state: &mut dyn Hasher) {
    match view {
        View::None => false.hash(&mut state),
        View::Some(value) => {
            true.hash(&mut state);
            hash(value.view(), state);
        }
        View::Bool(value) => value.hash(&mut state),
        View::I8(value) => value.hash(&mut state),
        View::I16(value) => value.hash(&mut state),
        View::I32(value) => value.hash(&mut state),
        View::I64(value) => value.hash(&mut state),
        View::BigInteger(value) => value.hash(&mut state),
        View::BigDecimal(value) => value.hash(&mut state),
        View::Text(value) | View::Enum(value, _) => value.hash(&mut state),
        View::Blob(value) => value.hash(&mut state),
        View::DateTime(value) => value.hash(&mut state),
        View::Structure(value) => hash_structure(value, state),
        View::Union(_, value) => hash_variant(value, state),
        View::List(list) => {
            items(list).count().hash(&mut state);
            items(list).for_each(|item| hash(item.view(), state));
        }
        // No hashed type has one of these. Leaving them out is correct in any case.
        View::F32(_) | View::F64(_) | View::Document(_) | View::Map(_) => {}
        View::Unit | View::Stream(_) | View::Meta(_) => {}
    }
}
