//! Compiles the last mutants of chains, in batches that form a workspace each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::bench::Bench;
use super::chain::Chain;
use crate::cargo::{self, Messages, Step};
use crate::files::{put, read, remove_folder};
use crate::paths;

/// Number of crates in a workspace. Their names are the same in every batch, so that their build files replace those of
/// the batch before.
const BATCH: usize = 100;

/// A member that enables all features of the runtime, so that it is built once.
const EVERYTHING: &str = "everything";

/// The features of the runtime that depend on the model.
const FEATURES: [&str; 12] = [
    "compression",
    "context-params",
    "event-stream",
    "http-auth",
    "jmespath",
    "md5",
    "query",
    "serde",
    "sigv4a",
    "simple-rest-json",
    "tree-hash",
    "xml",
];

/// Options for compiling crates.
#[derive(Clone, Debug)]
pub(super) struct How {
    pub(super) steps: Vec<Step>,
    /// Whether each crate enables only the features of its own manifest. Then the runtime is built for each set of
    /// features.
    pub(super) own_features: bool,
}

/// A crate with errors or warnings.
#[derive(Debug)]
pub(super) struct Failure<'c> {
    pub(super) chain: &'c Chain,
    pub(super) step: Step,
    pub(super) messages: Vec<String>,
}

/// Compiles the last mutant of each chain. Returns those with errors or warnings. Calls `done` with each crate that is
/// completed.
///
/// # Errors
/// A folder that cannot be written, or a cargo that cannot be started.
pub(super) fn checked<'c>(
    chains: &[&'c Chain],
    how: &How,
    folder: &Path,
    done: &(dyn Fn(&str) + Sync),
) -> Result<Vec<Failure<'c>>> {
    let root = folder.join("check");
    workspace(&root)?;
    let mut failures = Vec::new();
    for batch in chains.chunks(BATCH) {
        let members = written(batch, folder, &root)?;
        for &step in &how.steps {
            let mut all = BTreeMap::new();
            for packages in groups(&members, &root, how.own_features)? {
                all.extend(cargo::run(step, &root, &packages, &|name| done(name))?);
            }
            for (chain, member) in batch.iter().zip(&members) {
                let messages = all.remove(member).unwrap_or_default();
                if !messages.is_clean() {
                    failures.push(failure(chain, step, messages));
                }
            }
        }
        // The pages of a crate take several megabytes and are not needed.
        let pages = root.join("target/doc");
        remove_folder(&pages)?;
    }
    Ok(failures)
}

fn failure<'c>(chain: &'c Chain, step: Step, messages: Messages) -> Failure<'c> {
    Failure {
        chain,
        step,
        messages: messages.messages,
    }
}

/// Writes the crates of a batch. Returns the names of their folders.
fn written(batch: &[&Chain], folder: &Path, root: &Path) -> Result<Vec<String>> {
    let crates = root.join("crates");
    if crates.is_dir() {
        // A batch may be smaller than the one before it.
        for at in batch.len()..BATCH {
            let surplus = crates.join(member(at));
            remove_folder(&surplus)?;
        }
    }
    let members = batch.par_iter().enumerate().map(|(at, chain)| {
        let bench = Bench::new(folder.join("work").join(member(at)))?;
        let output = PathBuf::from("crates").join(member(at));
        let written = bench.written(&chain.document, root, &output, &member(at));
        written.with_context(|| format!("chain {}", chain.number))?;
        Ok(member(at))
    });
    members.collect()
}

fn member(at: usize) -> String {
    format!("mutant-{at}")
}

/// Returns the packages for one cargo command.
fn groups(members: &[String], root: &Path, own: bool) -> Result<Vec<Vec<String>>> {
    if !own {
        let everything = std::iter::once(EVERYTHING.to_owned());
        return Ok(vec![members.iter().cloned().chain(everything).collect()]);
    }
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for member in members {
        let path = root.join("crates").join(member).join("Cargo.toml");
        let text = read(&path)?;
        let features = text.lines().filter(|line| line.starts_with("features = "));
        groups
            .entry(features.collect())
            .or_default()
            .push(member.clone());
    }
    Ok(groups.into_values().collect())
}

/// Writes the files that all batches share.
fn workspace(root: &Path) -> Result<()> {
    let everything = root.join(EVERYTHING);
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"{EVERYTHING}\"]\n\n\
         [profile.dev]\ndebug = false\n"
    );
    let runtime = paths::root().join("runtime").display().to_string();
    let features = FEATURES.map(|feature| format!("{feature:?}")).join(", ");
    let member = format!(
        "[package]\nname = \"{EVERYTHING}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies.farrier-runtime]\npath = {runtime:?}\ndefault-features = false\n\
         features = [{features}]\n"
    );
    // The versions that the repository is tested with.
    let lock = read(&paths::root().join("Cargo.lock"))?;
    let files = [
        (root.join("Cargo.toml"), manifest),
        (root.join("Cargo.lock"), lock),
        (everything.join("Cargo.toml"), member),
        (everything.join("src/lib.rs"), String::new()),
    ];
    for (path, text) in files {
        put(&path, &text)?;
    }
    Ok(())
}
