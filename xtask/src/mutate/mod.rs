//! `cargo xtask mutate`: whatever the generator accepts must compile.
//!
//! Small models are changed at random, and each mutant goes through the generator. One that it accepts is
//! changed further; the last of such a chain is compiled.

mod bases;
mod bench;
mod chain;
mod compile;
mod document;
mod names;
mod report;
mod service;
mod shapes;
mod traits;
mod words;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use bases::Base;
use bench::Bench;
use chain::Chain;
use compile::How;

use crate::cargo::Step;
use crate::paths;
use farrier_cli::Progress;

/// What went wrong with the input, as an exit status; clap uses the same for a wrong command line.
const BAD_INPUT: u8 = 2;

const AFTER_HELP: &str = "\
Exit status:
  0  the generator does not panic, and what it generates compiles without a warning
  1  it panics, or a crate does not compile; models and messages are in target/mutate/failures
  2  something is wrong with the command line, or cargo could not be started

A stack overflow ends the program: the model that each thread had last is in target/mutate/work.";

/// The options of `cargo xtask mutate`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct MutateArgs {
    /// What the mutations are chosen by; the same seed gives the same mutants
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// How many mutants go through the generator
    #[arg(long, default_value_t = 100_000)]
    count: u64,

    /// How many mutations a chain has: each mutant is the last one that generates, changed once more
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    length: u16,

    /// How many crates are compiled at most, each at the end of a chain
    #[arg(long, default_value_t = 1000)]
    compile: usize,

    /// Only the chain of that number, such as one that failed
    #[arg(long)]
    chain: Option<u64>,

    /// Compile each crate with the runtime's features that its own manifest names; takes longer
    #[arg(long)]
    own_features: bool,

    /// Run clippy over the crates too
    #[arg(long)]
    clippy: bool,

    /// Make their documentation too
    #[arg(long)]
    doc: bool,

    /// Print nothing but problems and the closing lines
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
pub fn run(args: MutateArgs) -> ExitCode {
    match mutated(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Whether all is as it shall be.
fn mutated(args: &MutateArgs) -> Result<bool, String> {
    let folder = paths::target().join("mutate");
    let failures = folder.join("failures");
    if failures.is_dir() {
        let removed = fs::remove_dir_all(&failures);
        removed.map_err(|error| format!("{}: {error}", failures.display()))?;
    }
    let chains = chains(args, &folder)?;
    let mut sound = report::generated(args.seed, &chains, &failures)?;
    let changed: Vec<&Chain> = chains.iter().filter(|chain| chain.generated > 0).collect();
    let chosen: Vec<&Chain> = changed.into_iter().take(args.compile).collect();
    let mut steps = vec![Step::Check];
    steps.extend(args.clippy.then_some(Step::Clippy));
    steps.extend(args.doc.then_some(Step::Doc));
    let how = How {
        steps,
        own_features: args.own_features,
    };
    let progress = Progress::new(chosen.len() * how.steps.len(), args.quiet);
    let failed = compile::checked(&chosen, &how, &folder, &|name| progress.done(name))?;
    progress.finish();
    sound &= report::compiled(args.seed, chosen.len(), &failed, &failures)?;
    Ok(sound)
}

/// All chains, by number.
fn chains(args: &MutateArgs, folder: &Path) -> Result<Vec<Chain>, String> {
    let bases: Vec<Base> = bases::all()?;
    let length = u64::from(args.length);
    let numbers = match args.chain {
        Some(chain) => chain..chain + 1,
        None => 0..args.count.div_ceil(length),
    };
    let progress = Progress::new(
        usize::try_from(numbers.end).unwrap_or(usize::MAX),
        args.quiet,
    );
    let chains = numbers.into_par_iter().map_init(
        || {
            let thread = rayon::current_thread_index().unwrap_or_default();
            Bench::new(folder.join("work").join(format!("thread-{thread}")))
        },
        |bench, number| {
            let bench = bench.as_ref().map_err(String::clone)?;
            let chain = chain::run(&bases, args.seed, number, usize::from(args.length), bench);
            progress.done(&number.to_string());
            Ok(chain)
        },
    );
    let chains = chains.collect();
    progress.finish();
    chains
}
