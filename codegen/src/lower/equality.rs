//! Which types have `Eq` and `Hash`: those whose values are equal to themselves, however deep they reach.
//!
//! Floats and documents (which hold floats) are not, maps have no order to hash in, and no error is a
//! key. Recursive types are decided by their other members.

use std::collections::BTreeMap;

use crate::ir::{Crate, Equality, Field, Named, Structure, Type, Union};

/// The members of each type, and its result so far.
type Types = BTreeMap<Named, (Vec<Type>, Equality)>;

/// The most that an error can have, because its metadata contains a map.
const ERROR: Equality = Equality::Eq;

/// Decides for all structures and unions of a crate.
pub(super) fn decide(krate: &mut Crate) {
    let mut types = Types::new();
    let mut add = |named: Named, held: Vec<Type>| types.insert(named, (held, Equality::Hash));
    for one in &krate.structures {
        add(Named::Type(one.name.clone()), held(&one.fields));
    }
    for one in &krate.unions {
        let held = one.variants.iter().filter_map(|variant| variant.ty.clone());
        add(Named::Type(one.name.clone()), held.collect());
    }
    for one in &krate.enums {
        add(Named::Type(one.name.clone()), Vec::new());
    }
    for one in &krate.errors {
        add(Named::Error(one.name.clone()), held(&one.fields));
    }
    settle(&mut types);
    for one in &mut krate.structures {
        one.equality = of(&types, &one.fields);
    }
    for Union { name, equality, .. } in &mut krate.unions {
        let found = types.get(&Named::Type(name.clone()));
        *equality = found.map_or(Equality::Partial, |(_, found)| *found);
    }
    for one in &mut krate.errors {
        one.equality = of(&types, &one.fields).min(ERROR);
    }
    for operation in &mut krate.operations {
        for Structure {
            fields, equality, ..
        } in [&mut operation.input, &mut operation.output]
        {
            *equality = of(&types, fields);
        }
    }
}

/// A type loses what the types of its members lose.
fn settle(types: &mut Types) {
    let mut holders: BTreeMap<Named, Vec<Named>> = BTreeMap::new();
    for (holder, (held, _)) in types.iter() {
        for ty in held {
            if let Some(part) = named(ty) {
                let holders = holders.entry(part.clone()).or_default();
                holders.push(holder.clone());
            }
        }
    }
    let mut open: Vec<Named> = types.keys().cloned().collect();
    while let Some(named) = open.pop() {
        let Some((held, before)) = types.get(&named) else {
            continue;
        };
        let most = match named {
            Named::Type(_) => Equality::Hash,
            Named::Error(_) => ERROR,
        };
        let (found, before) = (least(types, held.iter()).min(most), *before);
        if let Some((_, equality)) = types.get_mut(&named).filter(|_| found != before) {
            *equality = found;
            open.extend(holders.get(&named).into_iter().flatten().cloned());
        }
    }
}

/// Returns the type of the crate that a type is made of.
fn named(ty: &Type) -> Option<&Named> {
    match ty {
        Type::Named(named) => Some(named),
        Type::Map(_, inner) | Type::List(inner) | Type::Sparse(inner) | Type::Boxed(inner) => {
            named(inner)
        }
        _ => None,
    }
}

fn held(fields: &[Field]) -> Vec<Type> {
    fields.iter().map(|field| field.ty.clone()).collect()
}

fn of(types: &Types, fields: &[Field]) -> Equality {
    least(types, fields.iter().map(|field| &field.ty))
}

fn least<'a>(types: &Types, held: impl Iterator<Item = &'a Type>) -> Equality {
    let all = held.map(|ty| part(types, ty));
    all.min().unwrap_or(Equality::Hash)
}

/// Returns the equality that a member of this type leaves to its container.
fn part(types: &Types, ty: &Type) -> Equality {
    match ty {
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 => Equality::Hash,
        Type::BigInteger | Type::BigDecimal | Type::String | Type::Blob | Type::DateTime => {
            Equality::Hash
        }
        Type::F32 | Type::F64 | Type::Document => Equality::Partial,
        Type::ByteStream | Type::EventSender(..) | Type::EventReceiver(..) => Equality::None,
        Type::Named(name) => (types.get(name)).map_or(Equality::Partial, |(_, found)| *found),
        Type::Map(_, value) => part(types, value).min(Equality::Eq),
        Type::List(inner) | Type::Sparse(inner) | Type::Boxed(inner) => part(types, inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{MapKey, Name};

    fn types(held: &[(&str, &[Type])]) -> Types {
        let all = held.iter().map(|(name, held)| {
            let named = Named::Type(Name((*name).to_owned()));
            (named, (held.to_vec(), Equality::Hash))
        });
        all.collect()
    }

    #[test]
    fn a_type_is_what_its_least_member_is() {
        let types = types(&[]);
        let list = |inner| Type::List(Box::new(Type::Sparse(Box::new(inner))));
        let map = |inner| Type::Map(MapKey::String, Box::new(inner));
        for (ty, expected) in [
            (list(Type::Blob), Equality::Hash),
            (map(Type::I8), Equality::Eq),
            (list(map(Type::Bool)), Equality::Eq),
            (map(list(Type::F32)), Equality::Partial),
            (Type::Boxed(Box::new(Type::Document)), Equality::Partial),
            (Type::ByteStream, Equality::None),
            (
                Type::Named(Named::Type(Name("Gone".to_owned()))),
                Equality::Partial,
            ),
        ] {
            assert_eq!(part(&types, &ty), expected, "{ty:?}");
        }
    }

    #[test]
    fn types_that_hold_each_other_are_decided_by_what_else_they_hold() {
        let named = |name: &str| Type::Named(Named::Type(Name(name.to_owned())));
        let mut types = types(&[
            ("Tree", &[Type::List(Box::new(named("Tree"))), Type::String]),
            ("A", &[named("B"), Type::I8]),
            ("B", &[Type::Boxed(Box::new(named("C")))]),
            ("C", &[named("A"), Type::F64]),
            ("Empty", &[]),
        ]);
        settle(&mut types);
        let found: Vec<_> = (types.iter())
            .map(|(named, (_, found))| match named {
                Named::Type(name) | Named::Error(name) => (name.0.as_str(), *found),
            })
            .collect();
        assert_eq!(
            found,
            [
                ("A", Equality::Partial),
                ("B", Equality::Partial),
                ("C", Equality::Partial),
                ("Empty", Equality::Hash),
                ("Tree", Equality::Hash),
            ]
        );
    }
}
