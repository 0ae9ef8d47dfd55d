//! How large values of a crate's types are in memory, near enough to tell whether a union has one
//! alternative that is much larger than the others.

use std::collections::BTreeMap;

use crate::ir::{Crate, Field, Name, Named, Structure, Type, Union};

/// Bytes between the two largest alternatives from which on clippy may object: its limit is 200, and
/// sizes are estimates.
const MUCH: usize = 120;

/// A `String`, a `Vec`, and every open enum, whose unknown values are texts.
const TEXT: usize = 24;

/// What an error has beside its members.
const METADATA: usize = 96;

/// Whether any union has an alternative that is much larger than all others.
pub(super) fn large_variant(krate: &Crate) -> bool {
    let mut sizes = Sizes {
        structures: by_name(&krate.structures, |one| &one.name),
        errors: by_name(&krate.errors, |one| &one.name),
        unions: by_name(&krate.unions, |one| &one.name),
        known: BTreeMap::new(),
    };
    krate.unions.iter().any(|union| {
        let mut all = sizes.variants(union);
        all.sort_unstable();
        match all.as_slice() {
            [.., second, first] => first - second >= MUCH,
            _ => false,
        }
    })
}

fn by_name<T>(items: &[T], name: impl Fn(&T) -> &Name) -> BTreeMap<&str, &T> {
    items
        .iter()
        .map(|item| (name(item).0.as_str(), item))
        .collect()
}

struct Sizes<'a> {
    structures: BTreeMap<&'a str, &'a Structure>,
    errors: BTreeMap<&'a str, &'a Structure>,
    unions: BTreeMap<&'a str, &'a Union>,
    known: BTreeMap<&'a Named, usize>,
}

impl<'a> Sizes<'a> {
    fn variants(&mut self, union: &'a Union) -> Vec<usize> {
        let types = union.variants.iter().map(|variant| variant.ty.as_ref());
        let mut sizes: Vec<usize> = types.map(|ty| ty.map_or(0, |ty| self.of(ty))).collect();
        // The alternative for members newer than the crate holds a name.
        sizes.push(TEXT);
        sizes
    }

    fn of(&mut self, ty: &'a Type) -> usize {
        match ty {
            Type::Bool | Type::I8 => 1,
            Type::I16 => 2,
            Type::I32 | Type::F32 => 4,
            Type::I64 | Type::F64 | Type::Boxed(_) => 8,
            Type::DateTime => 16,
            Type::String | Type::List(_) | Type::BigInteger | Type::BigDecimal => TEXT,
            Type::Blob => 32,
            Type::Map(..) => 48,
            Type::Document => 56,
            Type::ByteStream | Type::EventSender(..) | Type::EventReceiver(..) => 200,
            Type::Sparse(inner) => self.of(inner) + 8,
            Type::Named(named) => self.named(named),
        }
    }

    fn field(&mut self, field: &'a Field) -> usize {
        let size = self.of(&field.ty);
        // All other types have a bit pattern to spare for `None`.
        match field.ty {
            Type::I16 | Type::I32 | Type::F32 | Type::I64 | Type::F64 if field.optional => size * 2,
            Type::DateTime if field.optional => size + 8,
            _ => size,
        }
    }

    fn named(&mut self, named: &'a Named) -> usize {
        if let Some(known) = self.known.get(named) {
            return *known;
        }
        // Only boxes and collections lead back to a type, and these are not entered; should one be missing,
        // this ends the walk.
        self.known.insert(named, 8);
        let (structure, union, extra) = match named {
            Named::Type(Name(name)) => {
                let name = name.as_str();
                (self.structures.get(name), self.unions.get(name), 0)
            }
            Named::Error(Name(name)) => (self.errors.get(name.as_str()), None, METADATA),
        };
        let size = match (structure.copied(), union.copied()) {
            (Some(structure), _) => {
                let fields = structure.fields.iter();
                let sum: usize = fields.map(|field| self.field(field)).sum();
                sum.next_multiple_of(8) + extra
            }
            (None, Some(union)) => {
                let largest = self.variants(union).into_iter().max();
                largest.unwrap_or_default() + 8
            }
            (None, None) => TEXT,
        };
        self.known.insert(named, size);
        size
    }
}
