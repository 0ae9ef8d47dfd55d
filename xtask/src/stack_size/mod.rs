//! `cargo xtask stack-size`: measures the size of futures, and the stack that calls need.

mod program;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::Args;
use farrier_codegen::record::{Kind, FOLDER};
use farrier_codegen::recorded;
use serde::Deserialize;

use crate::cargo::Cargo;
use crate::corpus;
use crate::files::{put, read_toml, seed_lock, At as _};
use crate::official::{generate_into, models, Service};
use crate::paths;
use crate::task::{Help, Task, Verdict};

/// Path of the table of services and budgets, from the repository's root.
const TABLE: &str = "xtask/stack-size.toml";

/// Precision of the measured stack size, in bytes.
const STEP: usize = 4_096;

/// Measure the futures of calls and the stack that calls need
///
/// Measures every operation of DynamoDB and S3, generated from the pinned botocore, in a build without
/// optimization. Sizes over the budget in xtask/stack-size.toml are failures.
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

impl Task for StackSizeArgs {
    const NAME: &'static str = "stack-size";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "all sizes are within the budget",
        failed: "a size is over the budget",
        impossible: "models are missing, or the programs cannot be built",
    };

    fn run(self) -> Result<Verdict> {
        Ok(all(&self)?.into())
    }
}

fn all(args: &StackSizeArgs) -> Result<bool> {
    let root = paths::root();
    let table: Table = read_toml(&root.join(TABLE))?;
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
            bail!("{TABLE}: `{key}` has no call `{}`", subject.call);
        }
        let program = build(&folder.join(key), &crate_folder, subject, &calls)?;
        is_good &= report(key, &table.budget, &program, calls.len())?;
    }
    Ok(is_good)
}

/// Returns the client's methods that make calls, from the crate's record.
fn calls(folder: &Path) -> Result<Vec<String>> {
    let record = recorded(&folder.join(FOLDER))?;
    let calls = record.api.iter().filter(|line| line.kind == Kind::Call);
    // Methods that take no input start endpoint discovery.
    let calls = calls.filter(|line| line.value.input().is_some());
    Ok(calls.map(|line| line.path.clone()).collect())
}

/// Builds the program that measures a service. Returns its path.
fn build(root: &Path, krate: &Path, subject: &Subject, calls: &[String]) -> Result<PathBuf> {
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
    let command = Cargo::new("build", root).args(["--quiet"]).target(&target);
    if command.succeeds()? {
        Ok(target.join("debug").join(program::NAME))
    } else {
        Err(anyhow!("the program in {} was not built", root.display()))
    }
}

/// Prints the sizes for a service. Returns whether they are within the budget.
fn report(key: &str, budget: &Budget, program: &Path, calls: usize) -> Result<bool> {
    let (sends, customized): (Vec<_>, Vec<_>) = sizes(program)?.into_iter().unzip();
    if sends.len() != calls {
        bail!("{key}: {} of {calls} operations were measured", sends.len());
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
fn sizes(program: &Path) -> Result<Vec<(Size, Size)>> {
    let output = Command::new(program).arg("sizes").output();
    let output = output.at(program)?;
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
        .map(|line| size(line).with_context(|| format!("no sizes: `{line}`")))
        .collect()
}

/// Returns the smallest stack size in bytes with which a call succeeds; `None` if it is more than `most`. A stack
/// overflow ends the process, so each attempt is a separate process.
fn stack(program: &Path, most: usize) -> Result<Option<usize>> {
    let fits = |bytes: usize| -> Result<bool> {
        let output = Command::new(program)
            .args(["call", &bytes.to_string()])
            .output();
        let output = output.at(program)?;
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
