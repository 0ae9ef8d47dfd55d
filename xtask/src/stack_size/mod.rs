//! `cargo xtask stack-size`: measures the size of futures, and the stack that calls need.

mod program;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
use farrier_codegen::record::{Kind, FOLDER};
use farrier_codegen::recorded;
use serde::Deserialize;

use crate::corpus;
use crate::official::{generate_into, models, put, read, seed_lock, Service};
use crate::paths;

/// Path of the table of services and budgets, from the repository's root.
const TABLE: &str = "xtask/stack-size.toml";

/// Exit status for invalid input, which clap also uses for an invalid command line.
const BAD_INPUT: u8 = 2;

/// Precision of the measured stack size, in bytes.
const STEP: usize = 4_096;

/// Options of `cargo xtask stack-size`.
#[derive(Args, Debug)]
pub struct StackSizeArgs {
    #[command(flatten)]
    fetch: corpus::FetchArgs,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    budget: Budget,
    services: BTreeMap<String, Subject>,
}

/// Maximum sizes in bytes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    send: usize,
    customized: usize,
    stack: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    package: String,
    /// A method that needs no input.
    call: String,
    /// Body of the response to the call.
    response: String,
}

/// Generates the crates, builds the programs and measures them.
pub fn run(args: StackSizeArgs) -> ExitCode {
    match all(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn all(args: &StackSizeArgs) -> Result<bool, String> {
    let root = paths::root();
    let text = read(&root.join(TABLE))?;
    let table: Table = toml::from_str(&text).map_err(|error| format!("{TABLE}: {error}"))?;
    let (data, _) = corpus::botocore(&args.fetch)?;
    let folder = paths::target().join("stack-size");
    let service = |(key, subject): (&String, &Subject)| Service {
        key: key.clone(),
        package: subject.package.clone(),
        version: "0.0.0".to_owned(),
    };
    let services: Vec<Service> = table.services.iter().map(service).collect();
    generate_into(&folder, &services, &models(&data, &services)?)?;
    println!("| service | operations | send() | customize().send() | stack |\n| --- | --: | --: | --: | --: |");
    let mut is_good = true;
    for (key, subject) in &table.services {
        let crate_folder = folder.join("crates").join(key);
        let calls = calls(&crate_folder)?;
        if !calls.contains(&subject.call) {
            return Err(format!("{TABLE}: `{key}` has no call `{}`", subject.call));
        }
        let program = build(&folder.join(key), &crate_folder, subject, &calls)?;
        is_good &= report(key, &table.budget, &program, calls.len())?;
    }
    Ok(is_good)
}

/// Returns the client's methods that make calls, from the crate's record.
fn calls(folder: &Path) -> Result<Vec<String>, String> {
    let record = recorded(&folder.join(FOLDER)).map_err(|error| error.to_string())?;
    let calls = record.api.iter().filter(|line| line.kind == Kind::Call);
    // Methods that take no input start endpoint discovery.
    let calls = calls.filter(|line| line.value.input().is_some());
    Ok(calls.map(|line| line.path.clone()).collect())
}

/// Builds the program that measures a service. Returns its path.
fn build(
    root: &Path,
    krate: &Path,
    subject: &Subject,
    calls: &[String],
) -> Result<PathBuf, String> {
    put(
        &root.join("Cargo.toml"),
        &program::manifest(&subject.package, krate),
    )?;
    put(
        &root.join("src/main.rs"),
        &program::source(calls, &subject.call, &subject.response),
    )?;
    seed_lock(root, &paths::root().join("Cargo.lock"))?;
    let target = paths::target().join("stack-size/build");
    let status = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["build", "--quiet"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if status.success() {
        Ok(target.join("debug").join(program::NAME))
    } else {
        Err(format!("the program in {} was not built", root.display()))
    }
}

/// Prints the sizes for a service. Returns whether they are within the budget.
fn report(key: &str, budget: &Budget, program: &Path, calls: usize) -> Result<bool, String> {
    let (sends, customized): (Vec<_>, Vec<_>) = sizes(program)?.into_iter().unzip();
    if sends.len() != calls {
        return Err(format!(
            "{key}: {} of {calls} operations were measured",
            sends.len()
        ));
    }
    let largest = |sizes: &[(String, usize)]| {
        let largest = sizes.iter().max_by_key(|(_, size)| *size);
        largest.cloned().unwrap_or_default()
    };
    let (send, custom) = (largest(&sends), largest(&customized));
    let stack = stack(program, budget.stack)?;
    let shown = stack.map_or("too much".to_owned(), |bytes| bytes.to_string());
    println!("| {key} | {calls} | {} | {} | {shown} |", send.1, custom.1);
    let mut is_good = stack.is_some();
    if stack.is_none() {
        eprintln!(
            "error: {key}: a call takes more stack than {} bytes",
            budget.stack
        );
    }
    for (name, size, most) in [
        (&send.0, send.1, budget.send),
        (&custom.0, custom.1, budget.customized),
    ] {
        if size > most {
            eprintln!("error: {key}: the future of {name} has {size} bytes of at most {most}");
            is_good = false;
        }
    }
    Ok(is_good)
}

type Size = (String, usize);

/// Returns the sizes of the futures of `send()` and `customize().send()` for each operation.
fn sizes(program: &Path) -> Result<Vec<(Size, Size)>, String> {
    let output = Command::new(program).arg("sizes").output();
    let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let size = |line: &str| {
        let mut words = line.split(' ');
        let (name, send, customized) = (words.next()?, words.next()?, words.next()?);
        let send = (name.to_owned(), send.parse().ok()?);
        Some((
            send,
            (format!("{name}, customized"), customized.parse().ok()?),
        ))
    };
    text.lines()
        .map(|line| size(line).ok_or_else(|| format!("no sizes: `{line}`")))
        .collect()
}

/// Returns the smallest stack size in bytes with which a call succeeds; `None` if it is more than `most`. A stack
/// overflow ends the process, so each attempt is a separate process.
fn stack(program: &Path, most: usize) -> Result<Option<usize>, String> {
    let fits = |bytes: usize| -> Result<bool, String> {
        let output = Command::new(program)
            .args(["call", &bytes.to_string()])
            .output();
        let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
        Ok(output.status.success())
    };
    if !fits(most)? {
        return Ok(None);
    }
    let (mut too_small, mut enough) = (0, most / STEP);
    while enough - too_small > 1 {
        let middle = too_small + (enough - too_small) / 2;
        if fits(middle * STEP)? {
            enough = middle
        } else {
            too_small = middle
        }
    }
    Ok(Some(enough * STEP))
}
