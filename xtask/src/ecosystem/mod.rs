//! `cargo xtask ecosystem`: builds and tests third-party programs with our crates instead of the official ones.

mod outcome;
mod source;
pub(crate) mod table;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cargo::Cargo;
use crate::corpus::{self, FetchArgs};
use crate::files::put;
use crate::official::{generate_into, models, Service};
use crate::paths;
use crate::task::{Help, Task, Verdict};
use outcome::Outcome;
use source::Folders;
use table::{Data, Expected, Program, Table};

/// Path of the table, from the repository's root.
pub(crate) const TABLE: &str = "xtask/ecosystem.toml";

/// Build third-party programs with our crates instead of the official ones, and run their tests
///
/// The programs are packages of crates.io in pinned versions. Only their dependency is replaced, with
/// `[patch.crates-io]`. Our crates are generated from the models of the pinned botocore with the official
/// names and versions. xtask/ecosystem.toml lists programs, crates and expected failures.
#[derive(Args, Debug)]
pub struct EcosystemArgs {
    /// Build only this program; can be given several times
    #[arg(long, value_name = "NAME")]
    program: Vec<String>,

    /// Build with the official crates instead of ours
    #[arg(long)]
    official: bool,

    /// Use only crates that cargo has downloaded before
    #[arg(long)]
    offline: bool,

    #[command(flatten)]
    fetch: FetchArgs,
}

impl Task for EcosystemArgs {
    const NAME: &'static str = "ecosystem";

    const HELP: Help = Help {
        examples: "\
cargo xtask ecosystem                          every program with our crates
cargo xtask ecosystem --program serde_dynamo   one of them
cargo xtask ecosystem --official               the same tests with the official crates",
        notes: "",
        passed:
            "every program builds, and only tests fail that are expected to in xtask/ecosystem.toml",
        failed: "a program does not build, a test fails, or an expected failure does not occur",
        impossible: "the command line or the table is invalid, or there is no network",
    };

    fn run(self) -> Result<Verdict> {
        Ok(all(&self)?.into())
    }
}

fn all(args: &EcosystemArgs) -> Result<bool> {
    let root = paths::root();
    let table = table::read(&root.join(TABLE))?;
    let folders = Folders {
        work: paths::target().join("ecosystem"),
        lock: root.join("tests/e2e/Cargo.lock"),
    };
    let programs = table.chosen(&args.program)?;
    let crates = if args.official {
        None
    } else {
        let (data, _) = corpus::botocore(&args.fetch)?;
        Some(generated(&table, &keys(&programs), &data)?)
    };
    let mut good = true;
    for program in programs {
        match one(program, &table, &folders, crates.as_deref(), args) {
            Ok(one) => good &= one,
            Err(problem) => {
                good = false;
                println!("{} {}: {problem:#}", program.name, program.version);
            }
        }
    }
    Ok(good)
}

/// Builds a program and runs its tests. Returns whether the result is good.
fn one(
    program: &Program,
    table: &Table,
    folders: &Folders,
    crates: Option<&Path>,
    args: &EcosystemArgs,
) -> Result<bool> {
    let services = table.services(&program.crates)?;
    let folder = folders.prepare(program, &services, crates, args.offline)?;
    eprintln!("{} {}: building", program.name, program.version);
    let (outcome, built) = test(program, &folder, &folders.work.join("build"), args.offline)?;
    Ok(report(program, &outcome, built, args.official))
}

/// Returns the keys of the crates that the programs depend on.
fn keys(programs: &[&Program]) -> Vec<String> {
    let keys = programs.iter().flat_map(|program| program.crates.iter());
    keys.cloned().collect()
}

/// Generates our crates with these keys (all if there are none) from botocore's models in `data` into
/// `target/ecosystem`, which is a separate workspace. Returns the folder of the crates.
///
/// # Errors
/// A service without a model, or diagnostics of the models.
pub(crate) fn generated(table: &Table, keys: &[String], data: &Path) -> Result<PathBuf> {
    let folder = paths::target().join("ecosystem");
    let services: Vec<Service> = table.services(keys)?;
    generate_into(&folder, &services, &models(data, &services)?)?;
    let members: Vec<String> = services
        .iter()
        .map(|service| format!("crates/{}", service.key))
        .collect();
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    put(&folder.join("Cargo.toml"), &workspace)?;
    Ok(folder.join("crates"))
}

/// Runs the tests of a program. Returns their results, and whether they were built. The environment of the caller is
/// not passed on.
fn test(program: &Program, folder: &Path, target: &Path, offline: bool) -> Result<(Outcome, bool)> {
    let command = Cargo::new("test", folder)
        .without_aws_settings()
        .args(["--quiet", "--no-fail-fast"])
        .offline(offline)
        .args(&program.args)
        // The test harness is also quiet by default.
        .args(["--", "--format", "pretty"])
        .args(skipped(program).flat_map(|test| ["--skip", test]))
        .target(target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = command.printed()?;
    let outcome = Outcome::parse(&String::from_utf8_lossy(&output.stdout));
    let built = output.status.success() || !outcome.failed.is_empty();
    Ok((outcome, built))
}

/// Returns the tests that are not run.
fn skipped(program: &Program) -> impl Iterator<Item = &String> {
    let skipped = program.skips.iter().flat_map(|skips| &skips.tests);
    skipped.chain(missing_data(program).flat_map(|data| &data.tests))
}

/// Returns the data of a program, if it is not on this machine.
fn missing_data(program: &Program) -> impl Iterator<Item = &Data> {
    let data = program.data.iter();
    data.filter(|data| !paths::test_data().join(&data.from).is_dir())
}

/// Prints the result of a program. Returns whether it is good.
fn report(program: &Program, outcome: &Outcome, built: bool, official: bool) -> bool {
    let name = format!("{} {}", program.name, program.version);
    if !built {
        println!("{name}: does not build; cargo says why above");
        return false;
    }
    let (failed, known) = outcome.judge(&program.expected, !official);
    let is_judged = |entry: &Expected| !official || !entry.ours_only;
    let unmatched = program.expected.unmatched(TABLE, is_judged);
    for test in &failed {
        println!("{name}: {test} fails");
    }
    for line in &unmatched {
        println!("{name}: {line}");
    }
    for data in missing_data(program) {
        println!(
            "{name}: {} tests are not run, since {} has no {}; set FARRIER_TEST_DATA",
            data.tests.len(),
            paths::test_data().display(),
            data.from.display()
        );
    }
    println!(
        "{name}: builds; {} tests pass, {} fail, {} fail as expected, {} are ignored",
        outcome.passed.len(),
        failed.len(),
        known.len(),
        outcome.ignored.len()
    );
    failed.is_empty() && unmatched.is_empty()
}
