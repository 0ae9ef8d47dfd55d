//! `cargo xtask corpus`: generates crates from all available service models.
//!
//! The models are those of the botocore release that `xtask/corpus.toml` pins, and the Smithy models in the archives
//! of the test data. Both are unpacked below `target/corpus`.

mod check;
mod earlier;
mod fetch;
mod folders;
mod markdown;
mod models;
mod pin;
mod raw;
mod report;
mod run;
mod sample;
mod unpack;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use crate::paths;
use crate::task::{Help, Task, Verdict};

pub use check::CheckArgs;
pub use fetch::FetchArgs;
pub(crate) use folders::fetched_botocore;
pub use folders::{botocore_data, folder};
pub use models::Format;
pub(crate) use models::{Corpus, Crate};
pub use run::RunArgs;

/// Generate crates from all available service models
///
/// The models are those of a pinned release of botocore and those of the test data.
#[derive(Args, Debug)]
pub struct CorpusArgs {
    #[command(subcommand)]
    step: Step,
}

#[derive(Subcommand, Debug)]
enum Step {
    /// Download the pinned botocore and unpack the models
    ///
    /// pip downloads the wheel from PyPI, or from a configured mirror, and its SHA-256 is checked. The Smithy
    /// models are unpacked from models/*.tar.* in FARRIER_TEST_DATA [default: ../shared next to the
    /// repository]. Models that are already unpacked are kept.
    Fetch(FetchArgs),
    /// Generate every crate in memory and write a report
    ///
    /// Writes report.md and report.json to target/corpus. Fails if a service is rejected, by Smithy's validators or
    /// as a crate, if an operation of a model is not in its crate, or if the generator panics.
    Run(RunArgs),
    /// Generate crates and run cargo check over them
    ///
    /// The crates form a workspace in target/corpus/check. A warning counts as a failure. `--all` uses all
    /// cores for hours.
    Check(CheckArgs),
}

impl Task for CorpusArgs {
    const NAME: &'static str = "corpus";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "no problems; models that are missing are reported",
        failed: "a service is rejected or incomplete, the generator panicked, or a crate has compiler errors or warnings",
        impossible: "the command line or an archive is invalid, or cargo could not be started",
    };

    fn run(self) -> Result<Verdict> {
        match self.step {
            Step::Fetch(args) => fetched(&args),
            Step::Run(args) => run::run(&args),
            Step::Check(args) => check::run(&args),
        }
    }
}

/// Returns all models of a format, and notes about those that are missing.
///
/// # Errors
/// Models that have not been fetched.
pub(crate) fn all(format: Format) -> Result<(Vec<Corpus>, Vec<String>)> {
    let table = pin::read()?;
    let choice = models::Choice {
        format: Some(format),
        patterns: Vec::new(),
    };
    models::chosen(&choice, &table, &folder(), &paths::test_data())
}

/// Fetches the pinned botocore if needed. Returns the folder of its models, and a line with its location.
///
/// # Errors
/// Models that are missing or invalid.
pub fn botocore(args: &FetchArgs) -> Result<(PathBuf, String)> {
    let table = pin::read()?;
    let location = fetch::fetch_botocore(args, &folder(), &table.botocore)?;
    let data = folders::data_of(&folder(), &table.botocore);
    let data = data.with_context(|| format!("there is no model where {location}"))?;
    Ok((data, location))
}

fn fetched(args: &FetchArgs) -> Result<Verdict> {
    let table = pin::read()?;
    for line in fetch::fetch(args, &folder(), &table.botocore, &paths::test_data())? {
        println!("{line}");
    }
    Ok(Verdict::Passed)
}
