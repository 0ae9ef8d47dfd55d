//! How deep the types of a crate are nested: the compiler follows them to find out whether a value can be
//! sent to another thread, and gives up at 128 steps unless the crate says otherwise.

use std::collections::BTreeMap;

use crate::ir::{Crate, Structure, Type};

/// Steps up to which the compiler's own limit is enough, with room for those that are not counted here.
const ENOUGH: usize = 100;

/// The limit for the compiler, where its own is too low.
pub(super) fn recursion_limit(krate: &Crate) -> Option<usize> {
    let mut nesting = Nesting::of(krate);
    let names: Vec<&str> = nesting.parts.keys().copied().collect();
    let types = names.into_iter().map(|name| nesting.below(name));
    let deepest = types.max().unwrap_or_default();
    let sides = (krate.operations.iter()).flat_map(|one| [&one.input, &one.output]);
    let parts = sides.chain(&krate.errors).flat_map(parts);
    let deepest = parts
        .map(|part| nesting.steps(part))
        .fold(deepest, usize::max);
    // Steps are an estimate; a limit that is too high costs nothing.
    (deepest > ENOUGH).then(|| deepest.saturating_mul(2).next_power_of_two())
}

/// A type within another, and the steps that lead to it.
type Part<'a> = (&'a Type, usize);

fn parts(structure: &Structure) -> Vec<Part<'_>> {
    let fields = structure.fields.iter();
    let fields = fields.map(|field| (&field.ty, 1 + usize::from(field.optional)));
    fields.collect()
}

struct Nesting<'a> {
    parts: BTreeMap<&'a str, Vec<Part<'a>>>,
    /// Steps below each type; of one that is being counted none.
    known: BTreeMap<&'a str, usize>,
}

impl<'a> Nesting<'a> {
    fn of(krate: &'a Crate) -> Self {
        let structures = krate.structures.iter();
        let structures = structures.map(|one| (one.name.0.as_str(), parts(one)));
        let unions = krate.unions.iter().map(|one| {
            let variants = one
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref());
            (one.name.0.as_str(), variants.map(|ty| (ty, 1)).collect())
        });
        Self {
            parts: structures.chain(unions).collect(),
            known: BTreeMap::new(),
        }
    }

    /// The steps below a type, of which those below all that it leads to are found first.
    fn below(&mut self, name: &'a str) -> usize {
        let mut open = vec![(name, false)];
        while let Some((name, parts_are_known)) = open.pop() {
            let Some(parts) = self.parts.get(name) else {
                continue;
            };
            if parts_are_known {
                let steps = parts.iter().map(|part| self.steps(*part)).max();
                self.known.insert(name, steps.unwrap_or_default());
            } else if !self.known.contains_key(name) {
                self.known.insert(name, 0);
                open.push((name, true));
                let names = parts.iter().filter_map(|(ty, _)| named(ty).0);
                open.extend(names.map(|name| (name, false)));
            }
        }
        self.known.get(name).copied().unwrap_or_default()
    }

    fn steps(&self, (ty, before): Part<'_>) -> usize {
        let (name, around) = named(ty);
        let below = name.and_then(|name| self.known.get(name));
        before + around + below.copied().unwrap_or_default()
    }
}

/// The type with a name at the bottom of a type, and the steps to it.
fn named(ty: &Type) -> (Option<&str>, usize) {
    let (mut ty, mut steps) = (ty, 0);
    loop {
        let (inner, more) = match ty {
            Type::Named(name) => return (Some(&name.0), steps),
            Type::Sparse(inner) => (inner, 1),
            Type::List(inner) | Type::Boxed(inner) => (inner, 4),
            Type::Map(_, inner) => (inner, 6),
            _ => return (None, steps),
        };
        (ty, steps) = (inner, steps + more);
    }
}
