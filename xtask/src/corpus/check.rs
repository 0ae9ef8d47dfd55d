//! `cargo xtask corpus check`: crates of the corpus through the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use farrier_codegen::{generate, Options};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::models::{self, Choice, Corpus, Crate, Format};
use super::{pin, sample};
use crate::cargo::{self, Said, Step};
use crate::places;
use farrier_cli::Progress;

/// The folder of the crates, below that of the workspace.
const CRATES: &str = "crates";

const SECONDS_OF_A_DAY: u64 = 86_400;

/// The options of `cargo xtask corpus check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The services of xtask/corpus.toml and some others, which change from day to day [default]
    #[arg(long, conflicts_with_all = ["all", "services"])]
    sample: bool,

    /// Every service
    #[arg(long, conflicts_with = "services")]
    all: bool,

    /// Services whose key is like this; `*` stands for any text; can be given several times
    #[arg(long = "service", value_name = "PATTERN")]
    services: Vec<String>,

    /// Only the models of this source
    #[arg(long, value_name = "SOURCE")]
    corpus: Option<Format>,

    /// Which others are in the sample [default: the day, counted from 1970]
    #[arg(long)]
    seed: Option<u64>,

    /// Build them too; of a sample some always are
    #[arg(long)]
    build: bool,

    /// Run clippy over them
    #[arg(long)]
    clippy: bool,

    /// Make their documentation
    #[arg(long)]
    doc: bool,

    /// Print nothing but problems and the closing line
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
///
/// # Errors
/// Models that are not there, a command line that does not fit, a model that is refused, a cargo that
/// cannot be started.
pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, String> {
    let table = pin::read(&places::root().join(super::TABLE))?;
    let choice = Choice {
        format: args.corpus,
        patterns: args.services.clone(),
    };
    let folder = super::folder();
    let (mut corpora, skipped) = models::chosen(&choice, &table, &folder, &places::test_data())?;
    for line in &skipped {
        eprintln!("{line}");
    }
    let mut built = Vec::new();
    if !args.all && args.services.is_empty() {
        let seed = args.seed.unwrap_or_else(today);
        println!("sample of seed {seed}");
        let mut fixed = table.sample.clone();
        if args.corpus.is_some() {
            // A part of the corpora has a part of them.
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
        let said = cargo::run(*step, &root, names, &|name| progress.done(name))?;
        progress.finish();
        results.insert(*step, said);
    }
    Ok(told(&steps, &results, args.quiet))
}

/// Days since 1970.
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

/// Writes the crates and a workspace around them; gives the services' keys and the packages' names, which
/// are those of their folders.
fn generated(corpora: &[Corpus], root: &Path) -> Result<Vec<(String, String)>, String> {
    let mut names = Vec::new();
    let mut wanted = Vec::new();
    for corpus in corpora {
        let name = |key: &str| format!("{}-{key}", corpus.format.name());
        let manifest = corpus.manifest(root, |key| Crate {
            output: format!("{CRATES}/{}", name(key)),
            package: Some(name(key)),
        })?;
        generate(&manifest, &Options::default(), &|_| {})
            .map_err(|problems| format!("{}: models are refused\n{problems}", corpus.name))?;
        for (key, _) in &corpus.models {
            names.push((key.clone(), name(key)));
            wanted.push(root.join(CRATES).join(name(key)));
        }
    }
    remove_others(&root.join(CRATES), &wanted)?;
    let manifest =
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = false\n";
    put(&root.join("Cargo.toml"), manifest)?;
    // The versions that the repository's tests have passed with.
    let lock = places::root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(|error| fault(&lock, &error))?;
    put(&root.join("Cargo.lock"), &lock)?;
    Ok(names)
}

/// Crates of earlier runs are no members any more.
fn remove_others(folder: &Path, wanted: &[PathBuf]) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| fault(folder, &error))?;
    let others: Vec<PathBuf> = (entries.flatten())
        .map(|entry| entry.path())
        .filter(|path| !wanted.contains(path))
        .collect();
    let removed: Result<Vec<()>, String> = (others.par_iter())
        .map(|path| fs::remove_dir_all(path).map_err(|error| fault(path, &error)))
        .collect();
    removed.map(|_| ())
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| fault(path, &error))
}

fn fault(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Prints a table of what is not clean, with the messages, and a closing line.
fn told(
    steps: &[(Step, &Vec<String>)],
    results: &BTreeMap<Step, BTreeMap<String, Said>>,
    quiet: bool,
) -> ExitCode {
    let mut failed = 0;
    let mut counts = Vec::new();
    for (step, names) in steps {
        let mut clean = 0;
        for name in *names {
            let said = results[step].get(name);
            if said.is_some_and(Said::is_clean) {
                clean += 1;
                continue;
            }
            let said = said.cloned().unwrap_or_default();
            failed += 1;
            eprintln!("{}", said.messages.concat());
            let how = match said.done {
                true => "warnings",
                false => "failed",
            };
            eprintln!(
                "{name}: cargo {}: {how}, messages: {}",
                step.name(),
                said.messages.len()
            );
        }
        counts.push(format!("{} {clean} of {}", step.name(), names.len()));
    }
    if let (false, Some((_, names))) = (quiet, steps.first()) {
        println!("{}", names.join(" "));
    }
    println!("clean: {}", counts.join(", "));
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
