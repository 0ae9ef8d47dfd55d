//! Which types requests hold, and which responses.

use std::collections::BTreeMap;

use crate::ir::{Crate, MapKey, Name, Structure, Type};

/// Where values of a type stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// In requests.
    pub(super) sent: bool,
    /// In responses and errors.
    pub(super) received: bool,
}

impl Use {
    /// `[in]`, `[out]`, `[in, out]`, or nothing.
    pub(super) fn text(self) -> &'static str {
        match (self.sent, self.received) {
            (true, true) => " [in, out]",
            (true, false) => " [in]",
            (false, true) => " [out]",
            (false, false) => "",
        }
    }
}

/// The use of each type in `types`, by name.
pub(super) fn uses(krate: &Crate) -> BTreeMap<&Name, Use> {
    let mut members: BTreeMap<&Name, Vec<&Type>> = BTreeMap::new();
    for item in &krate.structures {
        members.insert(&item.name, types(item).collect());
    }
    for item in &krate.unions {
        let inner = item.variants.iter().filter_map(|one| one.ty.as_ref());
        members.insert(&item.name, inner.collect());
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
    members: &BTreeMap<&'a Name, Vec<&'a Type>>,
    found: &mut BTreeMap<&'a Name, Use>,
    mark: fn(&mut Use) -> &mut bool,
) {
    while let Some(ty) = open.pop() {
        let name = match ty {
            Type::Named(name) | Type::EventSender(name, _) | Type::EventReceiver(name, _) => name,
            Type::List(inner) | Type::Sparse(inner) | Type::Boxed(inner) => {
                open.push(inner);
                continue;
            }
            Type::Map(key, value) => {
                open.push(value);
                match key {
                    MapKey::Enum(name) => name,
                    MapKey::String => continue,
                }
            }
            _ => continue,
        };
        if !std::mem::replace(mark(found.entry(name).or_default()), true) {
            open.extend(members.get(name).into_iter().flatten());
        }
    }
}
