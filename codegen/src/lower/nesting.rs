//! How deep the types of a crate are nested: the compiler follows them to find out whether a value can be
//! sent to another thread, and gives up at 128 steps unless the crate sets a limit.

use std::collections::BTreeMap;

use crate::ir::{Crate, Name, Named, Structure, Type};

/// Steps up to which the compiler's own limit is enough, with room for those that are not counted here.
const ENOUGH: usize = 100;

/// Returns the limit for the compiler, where its own is too low.
pub(super) fn recursion_limit(krate: &Crate) -> Option<usize> {
    let mut nesting = Nesting::of(krate);
    let all: Vec<Named> = nesting.parts.keys().cloned().collect();
    let types = all.iter().map(|named| nesting.below(named));
    let deepest = types.max().unwrap_or_default();
    let sides = (krate.operations.iter()).flat_map(|one| [&one.input, &one.output]);
    let deepest = (sides.flat_map(parts))
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
    parts: BTreeMap<Named, Vec<Part<'a>>>,
    /// Steps below each type; of one that is being counted none.
    known: BTreeMap<Named, usize>,
}

impl<'a> Nesting<'a> {
    fn of(krate: &'a Crate) -> Self {
        let type_named = |name: &Name| Named::Type(name.clone());
        let structures = krate.structures.iter();
        let structures = structures.map(|one| (type_named(&one.name), parts(one)));
        let errors = krate.errors.iter();
        let errors = errors.map(|one| (Named::Error(one.name.clone()), parts(one)));
        let unions = krate.unions.iter().map(|one| {
            let variants = one
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref());
            (type_named(&one.name), variants.map(|ty| (ty, 1)).collect())
        });
        Self {
            parts: structures.chain(unions).chain(errors).collect(),
            known: BTreeMap::new(),
        }
    }

    /// Returns the steps below a type, of which those below all that it leads to are found first.
    fn below(&mut self, outermost: &Named) -> usize {
        let mut open = vec![(outermost.clone(), false)];
        while let Some((one, parts_are_known)) = open.pop() {
            let Some(parts) = self.parts.get(&one) else {
                continue;
            };
            if parts_are_known {
                let steps = parts.iter().map(|part| self.steps(*part)).max();
                self.known.insert(one, steps.unwrap_or_default());
            } else if !self.known.contains_key(&one) {
                self.known.insert(one.clone(), 0);
                let inner = parts.iter().filter_map(|(ty, _)| named(ty).0);
                let inner: Vec<Named> = inner.cloned().collect();
                open.push((one, true));
                open.extend(inner.into_iter().map(|one| (one, false)));
            }
        }
        self.known.get(outermost).copied().unwrap_or_default()
    }

    fn steps(&self, (ty, before): Part<'_>) -> usize {
        let (named, around) = named(ty);
        let below = named.and_then(|named| self.known.get(named));
        before + around + below.copied().unwrap_or_default()
    }
}

/// Returns the type of the crate at the bottom of a type, and the steps to it.
fn named(ty: &Type) -> (Option<&Named>, usize) {
    let (mut ty, mut steps) = (ty, 0);
    loop {
        let (inner, more) = match ty {
            Type::Named(named) => return (Some(named), steps),
            Type::Sparse(inner) => (inner, 1),
            Type::List(inner) | Type::Boxed(inner) => (inner, 4),
            Type::Map(_, inner) => (inner, 6),
            _ => return (None, steps),
        };
        (ty, steps) = (inner, steps + more);
    }
}
