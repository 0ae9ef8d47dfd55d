//! Chains of mutants: each is the last one that generates, with one mutation more.
//!
//! So a crate at the end of a chain holds many mutations that the generator accepts, which makes
//! compiling it worth the time.

use fastrand::Rng;

use super::bases::Base;
use super::bench::{Bench, Outcome};
use super::document::Document;
use super::{names, service, shapes, traits};

/// A mutation: what it did, `None` where the model has nothing for it.
type Mutation = fn(&mut Document, &mut Rng) -> Option<String>;

/// All mutations, and how often each is taken.
const MUTATIONS: &[(Mutation, usize)] = &[
    (names::other_namespace, 2),
    (names::rename_member, 8),
    (names::rename_operation, 5),
    (names::rename_shape, 8),
    (names::service_rename, 2),
    (service::beside, 2),
    (service::endpoint_param, 4),
    (service::near_operation, 4),
    (service::protocol, 2),
    (service::resource, 2),
    (service::second_service, 1),
    (service::sides, 5),
    (shapes::add_member, 8),
    (shapes::change_type, 5),
    (shapes::enum_value, 4),
    (shapes::error_as_data, 3),
    (shapes::fewer_members, 4),
    (shapes::message, 3),
    (shapes::mixin, 3),
    (shapes::near_member, 3),
    (shapes::near_shape, 3),
    (shapes::noise, 4),
    (shapes::recursive, 5),
    (shapes::retarget, 8),
    (shapes::wrap, 5),
    (traits::add, 30),
    (traits::copy, 5),
    (traits::remove, 4),
];

/// What became of a chain.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) number: u64,
    /// The base and the mutations that the last mutant holds.
    pub(super) log: Vec<String>,
    /// The last mutant that generates.
    pub(super) document: Document,
    /// How many mutants there were.
    pub(super) mutants: usize,
    /// How many of them generate.
    pub(super) generated: usize,
    /// Mutants that the generator panicked at, with what it said.
    pub(super) panics: Vec<(Document, String)>,
}

/// Runs the chain of that number.
pub(super) fn run(bases: &[Base], seed: u64, number: u64, length: usize, bench: &Bench) -> Chain {
    let mut rng = Rng::with_seed(mixed(seed, number));
    let base = chosen(bases, &mut rng);
    let mut chain = Chain {
        number,
        log: vec![base.name.clone()],
        document: base.document.clone(),
        mutants: 0,
        generated: 0,
        panics: Vec::new(),
    };
    // Every protocol in turn.
    let mut speaking = chain.document.clone();
    if let Some(said) = service::speak(&mut speaking, rng.usize(..)) {
        if rng.u8(..4) > 0 {
            chain.tried(bench, speaking, said);
        }
    }
    while chain.mutants < length {
        let mut mutant = chain.document.clone();
        let mutation = mutation(&mut rng);
        match mutation(&mut mutant, &mut rng) {
            Some(said) => chain.tried(bench, mutant, said),
            // Nothing to be changed counts too, so that each chain has an end.
            None => chain.mutants += 1,
        }
    }
    chain
}

impl Chain {
    /// Goes on with the mutant if it generates.
    fn tried(&mut self, bench: &Bench, mutant: Document, said: String) {
        self.mutants += 1;
        match bench.generated(&mutant) {
            Outcome::Generated => {
                self.generated += 1;
                self.document = mutant;
                self.log.push(said);
            }
            Outcome::Refused => {}
            Outcome::Panicked(panic) => {
                let log = self.log.join("\n");
                self.panics
                    .push((mutant, format!("{panic}\n\n{log}\n{said}\n")));
            }
        }
    }
}

fn chosen<'b>(bases: &'b [Base], rng: &mut Rng) -> &'b Base {
    let total: usize = bases.iter().map(|base| base.weight).sum();
    let mut at = rng.usize(..total);
    for base in bases {
        match at.checked_sub(base.weight) {
            Some(rest) => at = rest,
            None => return base,
        }
    }
    &bases[0]
}

fn mutation(rng: &mut Rng) -> Mutation {
    let total: usize = MUTATIONS.iter().map(|(_, weight)| weight).sum();
    let mut at = rng.usize(..total);
    for (mutation, weight) in MUTATIONS {
        match at.checked_sub(*weight) {
            Some(rest) => at = rest,
            None => return *mutation,
        }
    }
    shapes::noise
}

/// Both numbers in one.
fn mixed(seed: u64, number: u64) -> u64 {
    seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(number)
}
