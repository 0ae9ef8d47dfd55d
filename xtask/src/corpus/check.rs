//! `cargo xtask corpus check`: compiles crates of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{anyhow, Result};
use clap::Args;
use farrier_codegen::{generate, Options};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::models::{self, Choice, Corpus, Crate, Format};
use super::{pin, sample};
use crate::cargo::{self, Messages, Step};
use crate::files::{put, read, At as _};
use crate::paths;
use crate::task::Verdict;
use farrier_cli::Progress;

/// Folder of the crates, inside the workspace.
const CRATES: &str = "crates";

const SECONDS_OF_A_DAY: u64 = 86_400;

/// Options of `cargo xtask corpus check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The services of xtask/corpus.toml and a random sample of others, which changes daily [default]
    #[arg(long, conflicts_with_all = ["all", "services"])]
    sample: bool,

    /// Every service
    #[arg(long, conflicts_with = "services")]
    all: bool,

    /// Services whose key matches; `*` matches any text; can be given several times
    #[arg(long = "service", value_name = "PATTERN")]
    services: Vec<String>,

    /// Only the models of this source
    #[arg(long, value_name = "SOURCE")]
    corpus: Option<Format>,

    /// Seed of the random sample [default: the number of days since 1970]
    #[arg(long)]
    seed: Option<u64>,

    /// Also build the crates; some services of a sample are always built
    #[arg(long)]
    build: bool,

    /// Also run clippy
    #[arg(long)]
    clippy: bool,

    /// Also build the documentation
    #[arg(long)]
    doc: bool,

    /// Print only problems and the summary
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
///
/// # Errors
/// Models that have not been fetched, an invalid command line, a model that is rejected, or a cargo that cannot be
/// started.
pub(super) fn run(args: &CheckArgs) -> Result<Verdict> {
    let table = pin::read()?;
    let choice = Choice {
        format: args.corpus,
        patterns: args.services.clone(),
    };
    let folder = super::folder();
    let (mut corpora, skipped) = models::chosen(&choice, &table, &folder, &paths::test_data())?;
    for line in &skipped {
        eprintln!("{line}");
    }
    let mut built = Vec::new();
    if !args.all && args.services.is_empty() {
        let seed = args.seed.unwrap_or_else(today);
        println!("sample of seed {seed}");
        let mut fixed = table.sample.clone();
        if args.corpus.is_some() {
            // If only some corpora are selected, only their part of the sample is used.
            let keys = corpora.iter().flat_map(|corpus| &corpus.models);
            let keys: Vec<&String> = keys.map(|(key, _)| key).collect();
            fixed.services.retain(|key| keys.contains(&key));
        }
        let picks = sample::picks(&corpora, &fixed, seed)?;
        keep(&mut corpora, &picks);
        built.clone_from(&fixed.build);
    }
    let root = folder.join("check");
    let names = generated(&corpora, &root)?;
    let built: Vec<String> = (names.iter())
        .filter(|(key, _)| args.build || built.contains(key))
        .map(|(_, name)| name.clone())
        .collect();
    let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    let mut steps = vec![(Step::Check, &names), (Step::Build, &built)];
    steps.extend(args.clippy.then_some((Step::Clippy, &names)));
    steps.extend(args.doc.then_some((Step::Doc, &names)));
    steps.retain(|(_, names)| !names.is_empty());
    let mut results = BTreeMap::new();
    for (step, names) in &steps {
        let progress = Progress::new(names.len(), args.quiet);
        let messages = cargo::run(*step, &root, names, &|name| progress.done(name))?;
        progress.finish();
        results.insert(*step, messages);
    }
    Ok(print_results(&steps, &results, args.quiet))
}

/// Returns the number of days since 1970.
fn today() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs() / SECONDS_OF_A_DAY)
}

fn keep(corpora: &mut Vec<Corpus>, picks: &[sample::Pick]) {
    for (position, corpus) in corpora.iter_mut().enumerate() {
        let mut at = 0..;
        let is_picked = |at| picks.contains(&(position, at));
        corpus.models.retain(|_| at.next().is_some_and(is_picked));
    }
    corpora.retain(|corpus| !corpus.models.is_empty());
}

/// Writes the crates and a workspace for them. Returns the keys of the services and the names of the packages, which
/// are also the names of their folders.
fn generated(corpora: &[Corpus], root: &Path) -> Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    let mut wanted = Vec::new();
    for corpus in corpora {
        let name = |key: &str| format!("{}-{key}", corpus.format.name());
        let manifest = corpus.manifest(root, |key| Crate {
            output: format!("{CRATES}/{}", name(key)),
            package: Some(name(key)),
        })?;
        generate(&manifest, &Options::default(), &|_| {})
            .map_err(|problems| anyhow!("{}: models are refused\n{problems}", corpus.name))?;
        for (key, _) in &corpus.models {
            names.push((key.clone(), name(key)));
            wanted.push(root.join(CRATES).join(name(key)));
        }
    }
    remove_others(&root.join(CRATES), &wanted)?;
    let manifest =
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = false\n";
    put(&root.join("Cargo.toml"), manifest)?;
    // The versions that the repository is tested with.
    let lock = read(&paths::root().join("Cargo.lock"))?;
    put(&root.join("Cargo.lock"), &lock)?;
    Ok(names)
}

/// Removes the crates of earlier runs.
fn remove_others(folder: &Path, wanted: &[PathBuf]) -> Result<()> {
    let entries = fs::read_dir(folder).at(folder)?;
    let others: Vec<PathBuf> = (entries.flatten())
        .map(|entry| entry.path())
        .filter(|path| !wanted.contains(path))
        .collect();
    let removed: Result<Vec<()>> = (others.par_iter())
        .map(|path| fs::remove_dir_all(path).at(path))
        .collect();
    removed.map(|_| ())
}

/// Prints a table of crates with problems, the messages, and a summary.
fn print_results(
    steps: &[(Step, &Vec<String>)],
    results: &BTreeMap<Step, BTreeMap<String, Messages>>,
    quiet: bool,
) -> Verdict {
    let mut failed = 0;
    let mut counts = Vec::new();
    for (step, names) in steps {
        let mut clean = 0;
        for name in *names {
            let messages = results[step].get(name);
            if messages.is_some_and(Messages::is_clean) {
                clean += 1;
                continue;
            }
            let messages = messages.cloned().unwrap_or_default();
            failed += 1;
            eprintln!("{}", messages.messages.concat());
            let how = if messages.done { "warnings" } else { "failed" };
            eprintln!(
                "{name}: cargo {}: {how}, messages: {}",
                step.name(),
                messages.messages.len()
            );
        }
        counts.push(format!("{} {clean} of {}", step.name(), names.len()));
    }
    if let (false, Some((_, names))) = (quiet, steps.first()) {
        println!("{}", names.join(" "));
    }
    println!("clean: {}", counts.join(", "));
    (failed == 0).into()
}
