//! Chains of mutants. Each mutant is the last valid one of the chain, with one more mutation.
//!
//! The crate at the end of a chain therefore contains many mutations that the generator accepts, so that few crates
//! need to be compiled.

use fastrand::Rng;

use super::bases::Base;
use super::bench::{Bench, Outcome};
use super::document::Document;
use super::{names, service, shapes, traits};

/// A mutation. It returns a description, or `None` where it does not apply to the model.
type Mutation = fn(&mut Document, &mut Rng) -> Option<String>;

/// All mutations with their weights.
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

/// Result of a chain.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) number: u64,
    /// The base model and the mutations of the last mutant.
    pub(super) log: Vec<String>,
    /// The last valid mutant.
    pub(super) document: Document,
    /// Number of mutants.
    pub(super) mutants: usize,
    /// Number of valid mutants.
    pub(super) generated: usize,
    /// Mutants for which the generator panicked, with the messages.
    pub(super) panics: Vec<(Document, String)>,
}

/// Runs the chain with that number.
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
    // The chains use the protocols in turn.
    let mut speaking = chain.document.clone();
    if let Some(description) = service::speak(&mut speaking, rng.usize(..)) {
        if rng.u8(..4) > 0 {
            chain.tried(bench, speaking, description);
        }
    }
    while chain.mutants < length {
        let mut mutant = chain.document.clone();
        let mutation = mutation(&mut rng);
        match mutation(&mut mutant, &mut rng) {
            Some(description) => chain.tried(bench, mutant, description),
            // A mutation that does not apply also counts, so that each chain ends.
            None => chain.mutants += 1,
        }
    }
    chain
}

impl Chain {
    /// Continues with the mutant if it is valid.
    fn tried(&mut self, bench: &Bench, mutant: Document, description: String) {
        self.mutants += 1;
        match bench.generated(&mutant) {
            Outcome::Generated => {
                self.generated += 1;
                self.document = mutant;
                self.log.push(description);
            }
            Outcome::Refused => {}
            Outcome::Panicked(panic) => {
                let log = self.log.join("\n");
                self.panics
                    .push((mutant, format!("{panic}\n\n{log}\n{description}\n")));
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

/// Combines both numbers into a seed.
fn mixed(seed: u64, number: u64) -> u64 {
    seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(number)
}
