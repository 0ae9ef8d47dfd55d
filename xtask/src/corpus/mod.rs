//! `cargo xtask corpus`: every service model there is.
//!
//! The models are botocore's, of a release that `xtask/corpus.toml` pins, and the Smithy models in the
//! test data's archives. Both are unpacked below `target/corpus`.

mod check;
mod fetch;
mod markdown;
mod models;
mod pin;
mod place;
mod raw;
mod report;
mod run;
mod sample;
mod unpack;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::places;
pub use check::CheckArgs;
pub use fetch::FetchArgs;
pub use models::Format;
pub(crate) use models::{Corpus, Crate};
pub use place::{botocore_data, folder};
pub use run::RunArgs;

/// The table with the pin, from the repository's root.
const TABLE: &str = "xtask/corpus.toml";

/// What went wrong with the input, as an exit status; clap uses the same for a wrong command line.
const BAD_INPUT: u8 = 2;

const AFTER_HELP: &str = "\
Exit status:
  0  everything is as it shall be; what is not there to be gone through is said
  1  a service is refused or incomplete, the generator panicked, or a crate does not compile cleanly
  2  something is wrong with the command line or the models' archives, or cargo could not be started";

/// The options of `cargo xtask corpus`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct CorpusArgs {
    #[command(subcommand)]
    step: Step,
}

#[derive(Subcommand, Debug)]
enum Step {
    /// Download the pinned botocore and unpack the models
    ///
    /// pip downloads the wheel from PyPI, or from the mirror that it is configured for; its SHA-256 is
    /// checked. The Smithy models are unpacked from models/*.tar.* in FARRIER_TEST_DATA [default:
    /// ../shared beside the repository]. What is there already stays.
    Fetch(FetchArgs),
    /// Generate every crate in memory and report what came of each
    ///
    /// Writes report.md and report.json to target/corpus. Fails if a service is refused, if an operation
    /// of a model is not in its crate, or if the generator panics.
    Run(RunArgs),
    /// Generate crates and have cargo check them
    ///
    /// They make a workspace in target/corpus/check. A warning fails as an error does. `--all` takes all
    /// cores for hours.
    Check(CheckArgs),
}

/// Runs the command.
pub fn run(args: CorpusArgs) -> ExitCode {
    let result = match args.step {
        Step::Fetch(args) => fetched(&args),
        Step::Run(args) => run::run(&args),
        Step::Check(args) => check::run(&args),
    };
    match result {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// All models of a form, and what there is to say of those that are missing.
///
/// # Errors
/// Models that have not been fetched.
pub(crate) fn all(format: Format) -> Result<(Vec<Corpus>, Vec<String>), String> {
    let table = pin::read(&places::root().join(TABLE))?;
    let choice = models::Choice {
        format: Some(format),
        patterns: Vec::new(),
    };
    models::chosen(&choice, &table, &folder(), &places::test_data())
}

/// Makes sure that the pinned botocore is there; the folder of its models, and a line that says so.
///
/// # Errors
/// What is missing or wrong.
pub fn botocore(args: &FetchArgs) -> Result<(PathBuf, String), String> {
    let table = pin::read(&places::root().join(TABLE))?;
    let said = fetch::fetch_botocore(args, &folder(), &table.botocore)?;
    let data = place::data_of(&folder(), &table.botocore);
    let data = data.ok_or_else(|| format!("there is no model where {said}"))?;
    Ok((data, said))
}

fn fetched(args: &FetchArgs) -> Result<ExitCode, String> {
    let table = pin::read(&places::root().join(TABLE))?;
    for line in fetch::fetch(args, &folder(), &table.botocore, &places::test_data())? {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}
