//! `cargo xtask mutate`: checks that every model that the generator accepts results in a crate that compiles.
//!
//! Small models are mutated at random, and the generator runs over each mutant. A valid mutant is mutated again, and
//! the last mutant of such a chain is compiled.

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

use std::path::Path;

use anyhow::{anyhow, Result};
use clap::Args;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use crate::cargo::Step;
use crate::files::remove_folder;
use crate::paths;
use crate::task::{Help, Task, Verdict};
use bases::Base;
use bench::Bench;
use chain::Chain;
use compile::How;
use farrier_cli::Progress;

/// Generate crates from mutants of small models, and run cargo check over them
///
/// The generator must not panic, and the generated crates must compile without warnings.
#[derive(Args, Debug)]
pub struct MutateArgs {
    /// Seed of the mutations; the same seed results in the same mutants
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Number of mutants
    #[arg(long, default_value_t = 100_000)]
    count: u64,

    /// Number of mutations in a chain
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    length: u16,

    /// Maximum number of crates to compile, one for each chain
    #[arg(long, default_value_t = 1000)]
    compile: usize,

    /// Run only the chain with that number, such as one that failed
    #[arg(long)]
    chain: Option<u64>,

    /// Compile each crate with only the runtime features of its own manifest; takes longer
    #[arg(long)]
    own_features: bool,

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

impl Task for MutateArgs {
    const NAME: &'static str = "mutate";

    const HELP: Help = Help {
        examples: "",
        notes: "A stack overflow ends the program: the last model of each thread is in target/mutate/work.",
        passed: "the generator does not panic, and the generated crates compile without warnings",
        failed: "it panics, or a crate does not compile; models and messages are in target/mutate/failures",
        impossible: "the command line is invalid, or cargo could not be started",
    };

    fn run(self) -> Result<Verdict> {
        Ok(mutated(&self)?.into())
    }
}

/// Returns whether there are no problems.
fn mutated(args: &MutateArgs) -> Result<bool> {
    let folder = paths::target().join("mutate");
    let failures = folder.join("failures");
    remove_folder(&failures)?;
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

/// Runs all chains; the result is sorted by number.
fn chains(args: &MutateArgs, folder: &Path) -> Result<Vec<Chain>> {
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
            let bench = bench.as_ref().map_err(|error| anyhow!("{error:#}"))?;
            let chain = chain::run(&bases, args.seed, number, usize::from(args.length), bench);
            progress.done(&number.to_string());
            Ok(chain)
        },
    );
    let chains = chains.collect();
    progress.finish();
    chains
}
