//! Paginators and waiters of botocore: each is made, or what keeps it from being made is said of its
//! operation.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::{Diagnostic, Diagnostics, Severity};
use farrier_codegen::ir::{Crate, Matcher, PageTurn};
use farrier_codegen::model::{Kind, Model, Node};
use farrier_codegen::{load, lower, prepare, settings};
use rayon::prelude::*;
use serde_json::Value;

use crate::sources::{self, Pair, Sources};

type Counts = BTreeMap<String, usize>;

pub(crate) fn every_paginator_and_waiter_is_made_or_reported(data: &Path) {
    let found: Vec<(Counts, Vec<String>)> = (sources::folders(data).par_iter())
        .map(|folder| of_service(folder))
        .collect();
    let mut counts = Counts::new();
    let mut silent = Vec::new();
    for (some, without_a_word) in found {
        for (what, count) in some {
            *counts.entry(what).or_default() += count;
        }
        silent.extend(without_a_word);
    }
    let mut text = "paginators and waiters of botocore:\n".to_owned();
    for (what, count) in &counts {
        let _ = writeln!(text, "{count:>6} {what}");
    }
    sources::note(&text);
    assert!(
        silent.is_empty(),
        "{} without a word:\n{}",
        silent.len(),
        silent.join("\n")
    );
    let count = |what: &str| counts.get(what).copied().unwrap_or_default();
    assert!(count("paginators") > 1000, "{text}");
    assert!(count("waiters") > 100, "{text}");
}

/// A Smithy model that lacks what botocore's files have gets it from them, and is a crate then.
pub(crate) fn gaps_of_smithy_models_are_filled(found: (PathBuf, PathBuf)) {
    let sources = Sources::open(found);
    let filled: Vec<(usize, usize, Vec<String>)> =
        (sources.pairs().par_iter()).map(of_gaps).collect();
    let paginators: usize = filled.iter().map(|(paginators, ..)| paginators).sum();
    let waiters: usize = filled.iter().map(|(_, waiters, _)| waiters).sum();
    sources::note(&format!(
        "gaps of Smithy models: {paginators} paginators and {waiters} waiters of botocore's files\n"
    ));
    let problems: Vec<String> = filled.into_iter().flat_map(|(.., said)| said).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(paginators > 100, "{paginators} paginators filled in");
}

/// How many operations got pages and how many waiters there are more, and the errors that come of it.
fn of_gaps(pair: &Pair) -> (usize, usize, Vec<String>) {
    let mut said = Diagnostics::default();
    let mut model = load::load_file(&pair.smithy, "", &mut said).expect("a model");
    let counts = |model: &Model| {
        let shapes = model.shapes();
        let operations = shapes.filter_map(|(_, shape)| match &shape.kind {
            Kind::Operation(operation) => Some(&operation.traits),
            _ => None,
        });
        operations.fold((0, 0), |(pages, waiters), traits| {
            let waitable = traits.waitable.as_ref().and_then(Node::as_object);
            let more = waitable.map_or(0, <[_]>::len);
            (
                pages + usize::from(traits.paginated.is_some()),
                waiters + more,
            )
        })
    };
    let before = counts(&model);
    for (name, fill) in [
        ("paginators-1.json", load::fill_paginators as Fill),
        ("waiters-2.json", load::fill_waiters),
    ] {
        let path = pair.botocore.join(name);
        if path.is_file() {
            fill(&mut model, &path, name, &mut said);
        }
    }
    let after = counts(&model);
    let (manifest, mut made) = (one_service(), Diagnostics::default());
    let prepared = prepare::prepare(model, &manifest.services[0], &mut made);
    prepared.and_then(|prepared| lower::lower(&prepared, &manifest.services[0], &mut made));
    // A service may be refused for what is not here, and an older model has fewer operations.
    let of_fillings =
        |one: &&Diagnostic| ["paginat", "waiter"].iter().any(|w| one.what.contains(w));
    let newer = |one: &&Diagnostic| !one.what.contains("the model has no such operation");
    let said = said.sorted().into_iter().filter(newer);
    let said = said.chain(made.sorted().into_iter().filter(of_fillings));
    let errors = said.filter(|one| one.severity == Severity::Error);
    let errors = errors
        .map(|one| format!("{}: {one:?}", pair.name))
        .collect();
    (after.0 - before.0, after.1 - before.1, errors)
}

type Fill = fn(&mut Model, &Path, &str, &mut Diagnostics) -> Option<()>;

/// The counts of a service, and what is neither made nor reported.
fn of_service(folder: &Path) -> (Counts, Vec<String>) {
    let (mut counts, mut silent) = (Counts::new(), Vec::new());
    let paginators = entries(&folder.join("paginators-1.json"), "pagination");
    let waiters = entries(&folder.join("waiters-2.json"), "waiters");
    if paginators.is_empty() && waiters.is_empty() {
        return (counts, silent);
    }
    let (lowered, said) = lowered(folder);
    let mut add = |what: &str| *counts.entry(what.to_owned()).or_default() += 1;
    let Some(lowered) = lowered else {
        for _ in &paginators {
            add("paginators of services that are refused");
        }
        for _ in &waiters {
            add("waiters of services that are refused");
        }
        return (counts, silent);
    };
    let said_of = |name: &str, words: &str| {
        let end = format!("#{name}");
        let of_it = said.iter().filter(|one| {
            let shape = one.place.shape.as_deref().unwrap_or_default();
            shape.ends_with(&end) || one.what.contains(&format!("`{name}`"))
        });
        let mut of_it = of_it.map(|one| one.what.as_str());
        of_it.any(|what| what.contains(words))
    };
    for (name, _) in &paginators {
        add("paginators");
        let mut operations = lowered.operations.iter();
        let operation = operations.find(|operation| operation.shape_name == *name);
        let pages = operation.and_then(|operation| operation.pagination.as_ref());
        match pages {
            Some(pages) => {
                add("paginators: made");
                if pages.items.is_some() {
                    add("paginators: made, with items");
                }
                if matches!(pages.turn, PageTurn::Paths { .. }) {
                    add("paginators: made, by paths");
                }
                if said_of(name, "paginator") {
                    add("paginators: made, with a warning");
                }
            }
            None if said_of(name, "paginat") => add("paginators: reported"),
            None => silent.push(format!("{}: paginator of {name}", folder.display())),
        }
    }
    for (name, waiter) in &waiters {
        add("waiters");
        for acceptor in waiter["acceptors"].as_array().into_iter().flatten() {
            let (matcher, expected) = (&acceptor["matcher"], &acceptor["expected"]);
            let form = match expected {
                Value::Bool(_) => "boolean",
                Value::Number(_) => "number",
                Value::String(_) => "text",
                _ => "other",
            };
            add(&format!(
                "acceptors: {} {form}",
                matcher.as_str().unwrap_or("none")
            ));
        }
        let made = waiter_of(&lowered, name, waiter);
        let all = waiter["acceptors"].as_array().map(Vec::len);
        match made {
            Some(acceptors) if Some(acceptors.len()) == all => {
                add("waiters: made");
                if acceptors
                    .iter()
                    .any(|one| matches!(one, Matcher::Status(..)))
                {
                    add("waiters: made, by a status");
                }
                if said_of(
                    waiter["operation"].as_str().unwrap_or_default(),
                    &format!("waiter `{name}`"),
                ) {
                    add("waiters: made, with a warning");
                }
            }
            _ if said_of(waiter["operation"].as_str().unwrap_or_default(), "wait") => {
                add("waiters: reported");
            }
            _ => silent.push(format!("{}: waiter {name}", folder.display())),
        }
    }
    (counts, silent)
}

fn entries(path: &Path, key: &str) -> Vec<(String, Value)> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Vec::new();
    };
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    match document[key].take() {
        Value::Object(entries) => entries.into_iter().collect(),
        other => panic!("{}: {other}", path.display()),
    }
}

fn lowered(folder: &Path) -> (Option<Crate>, Vec<Diagnostic>) {
    let (manifest, mut said) = (one_service(), Diagnostics::default());
    let service = &manifest.services[0];
    let model = load::load_file(folder, "", &mut said).expect("a model");
    let prepared = prepare::prepare(model, service, &mut said);
    let lowered = prepared.and_then(|prepared| lower::lower(&prepared, service, &mut said));
    let lowered = lowered.filter(|_| !said.has_errors());
    (lowered, said.sorted().into_iter().cloned().collect())
}

fn one_service() -> settings::Manifest {
    let text =
        "[runtime]\npath = \"runtime\"\n[services.one]\nmodel = \"model\"\npackage = \"one\"\n";
    let mut said = Diagnostics::default();
    let manifest = settings::parse_manifest(Path::new("farrier.toml"), text, &mut said);
    assert!(said.is_empty(), "{said}");
    manifest
}

fn waiter_of(lowered: &Crate, name: &str, waiter: &Value) -> Option<Vec<Matcher>> {
    let mut operations = lowered.operations.iter();
    let operation = operations.find(|one| waiter["operation"] == one.shape_name.as_str())?;
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let mut waiters = operation.waiters.iter();
    let waiter = waiters.find(|waiter| plain(&waiter.name.0) == plain(name))?;
    let acceptors = waiter.acceptors.iter();
    Some(acceptors.map(|one| one.matcher.clone()).collect())
}
