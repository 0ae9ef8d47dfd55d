//! The same service in both formats: what the two loaders make of it is the same graph, up to
//! differences that are pinned, each with its reason.
//!
//! Needs the archive of Smithy models among the shared test data and botocore's folder `data`, which
//! `FARRIER_BOTOCORE` names (by default what `cargo xtask corpus fetch` has brought). `FARRIER_PARITY`
//! names a file for the report of all differences, a line each. Version 1.37.38 is of the age of the
//! Smithy models; with later ones whatever services have changed since differs as well.

mod built_in;
mod companions;
mod compare;
mod facts;
mod pinned;
mod sources;
mod turns;
mod walk;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use farrier_test_data::Test;
use rayon::prelude::*;

use compare::Difference;
use sources::{Pair, Sources};

fn main() -> ExitCode {
    farrier_test_data::run(vec![
        Test::with(
            "both_formats_make_the_same_graph",
            Sources::find(),
            both_formats_make_the_same_graph,
        ),
        Test::with(
            "built_in::every_built_in_customization_matches_a_model",
            sources::botocore(),
            |data| built_in::every_built_in_customization_matches_a_model(&data),
        ),
        Test::with(
            "companions::every_paginator_and_waiter_is_made_or_reported",
            sources::botocore(),
            |data| companions::every_paginator_and_waiter_is_made_or_reported(&data),
        ),
        Test::with(
            "companions::gaps_of_smithy_models_are_filled",
            Sources::find(),
            companions::gaps_of_smithy_models_are_filled,
        ),
    ])
}

fn both_formats_make_the_same_graph(found: (PathBuf, PathBuf)) {
    let sources = Sources::open(found);
    let pairs = sources.pairs();
    assert!(
        pairs.len() > 300,
        "only {} services in both forms",
        pairs.len()
    );
    let differences: BTreeMap<String, Vec<Difference>> = (pairs.par_iter())
        .map(|pair| (pair.name.clone(), of_pair(pair)))
        .collect();
    sources::note(&summary(&differences));
    sources::write_report(&differences);
    let of_one_age = sources.are_of_one_age();
    let surprises: Vec<String> = (differences.iter())
        .flat_map(|(service, found)| found.iter().map(move |one| (service, one)))
        .filter(|(service, one)| pinned::reason(service, one.kind, of_one_age).is_none())
        .map(|(service, one)| format!("{service} {one}"))
        .collect();
    let shown = surprises.iter().take(40).cloned().collect::<Vec<_>>();
    assert!(
        surprises.is_empty(),
        "{} differences are not pinned:\n{}",
        surprises.len(),
        shown.join("\n")
    );
}

fn of_pair(pair: &Pair) -> Vec<Difference> {
    let mut said = Diagnostics::default();
    let smithy = load::load_file(&pair.smithy, "smithy", &mut said);
    let botocore = load::load_file(&pair.botocore, "botocore", &mut said);
    assert!(!said.has_errors(), "{}: {said}", pair.name);
    let (Some(smithy), Some(botocore)) = (smithy, botocore) else {
        panic!("{}: {said}", pair.name);
    };
    compare::models(&smithy, &botocore)
}

/// How many services are the same, and how often each kind of difference is found, in how many.
fn summary(differences: &BTreeMap<String, Vec<Difference>>) -> String {
    let same = differences
        .values()
        .filter(|found| found.is_empty())
        .count();
    let of_files = |found: &&Vec<Difference>| found.iter().all(|one| pinned::is_unsaid(one.kind));
    let but_for_files = differences.values().filter(of_files).count();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for found in differences.values() {
        let mut of_service: BTreeMap<&str, usize> = BTreeMap::new();
        for one in found {
            *of_service.entry(one.kind).or_default() += 1;
        }
        for (kind, count) in of_service {
            let (all, services) = kinds.entry(kind).or_default();
            *all += count;
            *services += 1;
        }
    }
    let mut text = format!(
        "parity: {} services, {same} the same, {but_for_files} the same but for what the files do not say alike\n",
        differences.len(),
    );
    for (kind, (all, services)) in kinds {
        let _ = writeln!(text, "{all:>8} in {services:>3} services: {kind}");
    }
    text
}
