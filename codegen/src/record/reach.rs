//! Which types requests hold, and which responses.

use std::collections::BTreeMap;

use super::Use;
use crate::ir::{Crate, MapKey, Named, Structure, Type};

/// Returns the use of each type as data. Errors have one only where members hold them.
pub(super) fn uses(krate: &Crate) -> BTreeMap<Named, Use> {
    let mut members: BTreeMap<Named, Vec<&Type>> = BTreeMap::new();
    for item in &krate.structures {
        members.insert(Named::Type(item.name.clone()), types(item).collect());
    }
    for item in &krate.unions {
        let inner = item.variants.iter().filter_map(|one| one.ty.as_ref());
        members.insert(Named::Type(item.name.clone()), inner.collect());
    }
    for item in &krate.errors {
        members.insert(Named::Error(item.name.clone()), types(item).collect());
    }
    let inputs = krate.operations.iter().flat_map(|one| types(&one.input));
    let outputs = krate.operations.iter().flat_map(|one| types(&one.output));
    let errors = krate.errors.iter().flat_map(types);
    let mut found = BTreeMap::new();
    spread(inputs.collect(), &members, &mut found, |one| &mut one.sent);
    let received = outputs.chain(errors).collect();
    spread(received, &members, &mut found, |one| &mut one.received);
    found
}

fn types(item: &Structure) -> impl Iterator<Item = &Type> {
    item.fields.iter().map(|field| &field.ty)
}

fn spread<'a>(
    mut open: Vec<&'a Type>,
    members: &BTreeMap<Named, Vec<&'a Type>>,
    found: &mut BTreeMap<Named, Use>,
    mark: fn(&mut Use) -> &mut bool,
) {
    while let Some(ty) = open.pop() {
        let name = match ty {
            Type::Named(named) => named.clone(),
            Type::EventSender(union, _) | Type::EventReceiver(union, _) => {
                Named::Type(union.clone())
            }
            Type::List(inner) | Type::Sparse(inner) | Type::Boxed(inner) => {
                open.push(inner);
                continue;
            }
            Type::Map(key, value) => {
                open.push(value);
                match key {
                    MapKey::Enum(name) => Named::Type(name.clone()),
                    MapKey::String => continue,
                }
            }
            _ => continue,
        };
        let of_it = members.get(&name).into_iter().flatten();
        if !std::mem::replace(mark(found.entry(name).or_default()), true) {
            open.extend(of_it);
        }
    }
}
