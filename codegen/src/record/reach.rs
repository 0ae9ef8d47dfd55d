//! Which types requests hold, and which responses.

use std::collections::BTreeMap;

use crate::ir::{Crate, MapKey, Named, Structure, Type};
use crate::reach::reached;
use farrier_diff::record::Use;

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

fn spread(
    roots: Vec<&Type>,
    members: &BTreeMap<Named, Vec<&Type>>,
    found: &mut BTreeMap<Named, Use>,
    mark: fn(&mut Use) -> &mut bool,
) {
    let roots = roots.into_iter().flat_map(named);
    let next = |name: &Named| {
        let of_it = members.get(name).into_iter().flatten();
        of_it.flat_map(|ty| named(ty)).collect::<Vec<_>>()
    };
    for name in reached(roots, next) {
        *mark(found.entry(name).or_default()) = true;
    }
}

/// Returns the types of the crate that a type is made of.
fn named(ty: &Type) -> Vec<Named> {
    match ty {
        Type::Named(named) => vec![named.clone()],
        Type::EventSender(union, _) | Type::EventReceiver(union, _) => {
            vec![Named::Type(union.clone())]
        }
        Type::List(inner) | Type::Sparse(inner) | Type::Boxed(inner) => named(inner),
        Type::Map(MapKey::Enum(key), value) => {
            let key = Named::Type(key.clone());
            named(value).into_iter().chain([key]).collect()
        }
        Type::Map(MapKey::String, value) => named(value),
        _ => Vec::new(),
    }
}
