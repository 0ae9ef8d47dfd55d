//! `cargo xtask ecosystem`: builds and tests third-party programs with our crates instead of the official ones.

mod outcome;
mod source;
pub(crate) mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;

use crate::corpus::{self, FetchArgs};
use crate::official::{generate_into, models, put, Service};
use crate::paths;
use outcome::Outcome;
use source::Folders;
use table::{Expected, Program, Table};

/// Path of the table, from the repository's root.
pub(crate) const TABLE: &str = "xtask/ecosystem.toml";

/// Exit status for invalid or missing input, which clap also uses for an invalid command line.
const BAD_INPUT: u8 = 2;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask ecosystem                          every program with our crates
  cargo xtask ecosystem --program serde_dynamo   one of them
  cargo xtask ecosystem --official               the same tests with the official crates

Exit status:
  0  every program builds, and only tests fail that are expected to in xtask/ecosystem.toml
  1  a program does not build, a test fails, or an expected failure does not occur
  2  the command line or the table is invalid, or there is no network";

/// Options of `cargo xtask ecosystem`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
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

/// Runs the command.
pub fn run(args: EcosystemArgs) -> ExitCode {
    match all(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn all(args: &EcosystemArgs) -> Result<bool, String> {
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
                println!("{} {}: {problem}", program.name, program.version);
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
) -> Result<bool, String> {
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
pub(crate) fn generated(table: &Table, keys: &[String], data: &Path) -> Result<PathBuf, String> {
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
fn test(
    program: &Program,
    folder: &Path,
    target: &Path,
    offline: bool,
) -> Result<(Outcome, bool), String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let settings = std::env::vars_os().map(|(name, _)| name);
    for name in settings.filter(|name| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    let command = command
        .args(["test", "--quiet", "--no-fail-fast"])
        .args(offline.then_some("--offline"))
        .args(&program.args)
        // The test harness is also quiet by default.
        .args(["--", "--format", "pretty"])
        .args(
            program
                .skips
                .iter()
                .flat_map(|skips| &skips.tests)
                .flat_map(|test| ["--skip", test]),
        )
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stderr(Stdio::inherit());
    let output = command.output();
    let output = output.map_err(|error| format!("cargo could not be started: {error}"))?;
    let outcome = Outcome::parse(&String::from_utf8_lossy(&output.stdout));
    let built = output.status.success() || !outcome.failed.is_empty();
    Ok((outcome, built))
}

/// Prints the result of a program. Returns whether it is good.
fn report(program: &Program, outcome: &Outcome, built: bool, official: bool) -> bool {
    let name = format!("{} {}", program.name, program.version);
    if !built {
        println!("{name}: does not build; cargo says why above");
        return false;
    }
    let expected = program.expected.iter();
    let expected: Vec<Expected> = expected
        .filter(|entry| !official || !entry.ours_only)
        .cloned()
        .collect();
    let judged = outcome.judge(&expected);
    for test in &judged.failed {
        println!("{name}: {test} fails");
    }
    for test in &judged.vain {
        println!("{name}: {test} no longer fails: remove it from {TABLE}");
    }
    println!(
        "{name}: builds; {} tests pass, {} fail, {} fail as expected, {} are ignored",
        outcome.passed.len(),
        judged.failed.len(),
        judged.known.len(),
        outcome.ignored.len()
    );
    judged.failed.is_empty() && judged.vain.is_empty()
}
