//! Estimates the size of a crate's types in memory, closely enough to find unions that have one
//! alternative that is much larger than the others.

use std::collections::BTreeMap;

use crate::ir::{Crate, Field, Name, Named, Structure, Type, Union};

/// Bytes between the two largest alternatives from which on clippy may object: its limit is 200, and
/// sizes are estimates.
const MUCH: usize = 120;

/// A `String`, a `Vec`, and every open enum, whose unknown values are texts.
const TEXT: usize = 24;

/// The size of an error's metadata.
const METADATA: usize = 96;

/// The size of a type that is not known: of a box around it.
const POINTER: usize = 8;

/// Returns whether any union has a variant that is much larger than all others.
pub(super) fn large_variant(krate: &Crate) -> bool {
    let type_named = |name: &Name| Named::Type(name.clone());
    let structures = krate.structures.iter();
    let structures = structures.map(|one| (type_named(&one.name), Parts::Structure(one)));
    let unions = krate.unions.iter();
    let unions = unions.map(|one| (type_named(&one.name), Parts::Union(one)));
    let errors = krate.errors.iter();
    let errors = errors.map(|one| (Named::Error(one.name.clone()), Parts::Error(one)));
    let mut sizes = Sizes {
        parts: structures.chain(unions).chain(errors).collect(),
        known: BTreeMap::new(),
    };
    krate.unions.iter().any(|union| {
        sizes.learn(&type_named(&union.name));
        let mut all = sizes.variants(union);
        all.sort_unstable();
        match all.as_slice() {
            [.., second, first] => first - second >= MUCH,
            _ => false,
        }
    })
}

/// A type that holds others.
#[derive(Clone, Copy)]
enum Parts<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
    Error(&'a Structure),
}

impl<'a> Parts<'a> {
    /// Returns the types of the crate that it contains without a box.
    fn named(self) -> Vec<&'a Named> {
        let (fields, variants) = match self {
            Self::Structure(one) | Self::Error(one) => (one.fields.as_slice(), [].as_slice()),
            Self::Union(one) => ([].as_slice(), one.variants.as_slice()),
        };
        let variants = variants.iter().filter_map(|variant| variant.ty.as_ref());
        let types = fields.iter().map(|field| &field.ty).chain(variants);
        types.filter_map(named).collect()
    }
}

fn named(ty: &Type) -> Option<&Named> {
    match ty {
        Type::Named(named) => Some(named),
        Type::Sparse(inner) => named(inner),
        _ => None,
    }
}

struct Sizes<'a> {
    parts: BTreeMap<Named, Parts<'a>>,
    known: BTreeMap<Named, usize>,
}

impl<'a> Sizes<'a> {
    /// Finds the size of a type, and of all in it before that.
    fn learn(&mut self, named: &Named) {
        let mut open = vec![(named.clone(), false)];
        while let Some((named, parts_are_known)) = open.pop() {
            let Some(parts) = self.parts.get(&named).copied() else {
                continue;
            };
            if parts_are_known {
                let size = self.sum(parts);
                self.known.insert(named, size);
            } else if !self.known.contains_key(&named) {
                // Only boxes and collections lead back to a type, and these are not entered; should one be
                // missing, this ends the walk.
                self.known.insert(named.clone(), POINTER);
                open.push((named, true));
                let inner = parts.named().into_iter().cloned();
                open.extend(inner.map(|named| (named, false)));
            }
        }
    }

    fn sum(&self, parts: Parts<'_>) -> usize {
        match parts {
            Parts::Structure(structure) => self.fields(structure),
            Parts::Error(error) => self.fields(error).saturating_add(METADATA),
            Parts::Union(union) => {
                let largest = self.variants(union).into_iter().max();
                largest.unwrap_or_default().saturating_add(8)
            }
        }
    }

    fn fields(&self, structure: &Structure) -> usize {
        let fields = structure.fields.iter().map(|field| self.field(field));
        let sum = fields.fold(0, usize::saturating_add);
        sum.checked_next_multiple_of(8).unwrap_or(sum)
    }

    fn variants(&self, union: &Union) -> Vec<usize> {
        let types = union.variants.iter().map(|variant| variant.ty.as_ref());
        let mut sizes: Vec<usize> = types.map(|ty| ty.map_or(0, |ty| self.of(ty))).collect();
        // The alternative for members newer than the crate holds a name.
        sizes.push(TEXT);
        sizes
    }

    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Bool | Type::I8 => 1,
            Type::I16 => 2,
            Type::I32 | Type::F32 => 4,
            Type::I64 | Type::F64 => 8,
            Type::Boxed(_) => POINTER,
            Type::DateTime => 16,
            Type::String | Type::List(_) | Type::BigInteger | Type::BigDecimal => TEXT,
            Type::Blob => 32,
            Type::Map(..) => 48,
            Type::Document => 56,
            Type::ByteStream | Type::EventSender(..) | Type::EventReceiver(..) => 200,
            Type::Sparse(inner) => self.of(inner).saturating_add(8),
            Type::Named(named) => self.known.get(named).copied().unwrap_or(TEXT),
        }
    }

    fn field(&self, field: &Field) -> usize {
        let size = self.of(&field.ty);
        // All other types have a bit pattern to spare for `None`.
        match field.ty {
            Type::I16 | Type::I32 | Type::F32 | Type::I64 | Type::F64 if field.optional => size * 2,
            Type::DateTime if field.optional => size + 8,
            _ => size,
        }
    }
}
