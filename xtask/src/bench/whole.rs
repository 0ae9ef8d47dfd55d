//! `cargo xtask bench program`: a clean build of a program with one service, including all dependencies.

use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _, Result};
use clap::Args;

use super::child;
use super::measure::{median, Measured};
use crate::files::{put, remove_folder, seed_lock};
use crate::official::{patches, Service};
use crate::{corpus, ecosystem, paths};

/// Service crates that aws-config depends on with its default features, by botocore's keys.
const OF_CONFIG: [&str; 3] = ["sso", "sso-oidc", "sts"];

/// Options of `cargo xtask bench program`.
#[derive(Args, Debug)]
pub struct ProgramBenchArgs {
    /// The service: a key of [crates] in xtask/ecosystem.toml
    #[arg(long, default_value = "dynamodb")]
    service: String,

    /// Build in release mode
    #[arg(long)]
    release: bool,

    /// Number of builds; the median is shown
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// Measures and prints a table.
///
/// # Errors
/// A service that is not in the table, models that have not been fetched, or crates that do not build.
pub(super) fn run(args: &ProgramBenchArgs) -> Result<()> {
    let table = ecosystem::table::read(&paths::root().join(ecosystem::TABLE))?;
    let own = table.services(std::slice::from_ref(&args.service))?;
    let [own] = own.as_slice() else {
        bail!("name one service");
    };
    let mut keys = OF_CONFIG.map(str::to_owned).to_vec();
    keys.push(args.service.clone());
    let data = corpus::fetched_botocore()?;
    let crates = ecosystem::generated(&table, &keys, &data)?;
    let patched = patches(&table.services(&keys)?, &crates);
    let official = build(args, "official", own, None)?;
    let ours = build(args, "ours", own, Some(patched))?;
    print!("{}", text(args, &official, &ours));
    Ok(())
}

/// Writes the program of a side and builds it, each time into an empty folder.
fn build(
    args: &ProgramBenchArgs,
    side: &str,
    service: &Service,
    patch: Option<toml::Table>,
) -> Result<Measured> {
    let root = paths::target()
        .join("bench/program")
        .join(side)
        .join(&args.service);
    write(&root, service, patch)?;
    // Downloads are not part of the measurement.
    child::cargo(&root, &root.join("target"), &["fetch"])?;
    let mut build = vec!["build"];
    build.extend(args.release.then_some("--release"));
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        let target: PathBuf = root.join("target");
        remove_folder(&target)?;
        runs.push(child::cargo(&root, &target, &build)?);
    }
    median(runs).context("no run")
}

fn write(root: &Path, service: &Service, patch: Option<toml::Table>) -> Result<()> {
    let mut manifest = format!(
        "[workspace]\n\n[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\naws-config = \"1\"\n\
         sdk = {{ package = \"{}\", version = \"={}\" }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n",
        service.package, service.version
    );
    if let Some(patches) = patch {
        let mut patch = toml::Table::new();
        patch.insert("patch".to_owned(), patches.into());
        manifest.push('\n');
        manifest.push_str(&toml::to_string(&patch)?);
    }
    let source = "#[tokio::main]\nasync fn main() {\n    \
                  let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;\n    \
                  println!(\"{:?}\", sdk::Client::new(&config));\n}\n";
    put(&root.join("Cargo.toml"), &manifest)?;
    put(&root.join("src/main.rs"), source)?;
    seed_lock(root, &paths::root().join("tests/e2e/Cargo.lock"))
}

fn text(args: &ProgramBenchArgs, official: &Measured, ours: &Measured) -> String {
    let profile = if args.release { "release" } else { "dev" };
    let mut text = format!(
        "| {} and aws-config, {profile} | official | ours | ratio |\n| --- | --: | --: | --: |\n",
        args.service
    );
    let mut row = |name: &str, official: Option<f64>, ours: Option<f64>, digits: usize| {
        if let (Some(official), Some(ours)) = (official, ours) {
            let ratio = ours / official;
            text += &format!("| {name} | {official:.digits$} | {ours:.digits$} | {ratio:.2} |\n");
        }
    };
    let mega = |bytes: Option<u64>| bytes.map(|bytes| bytes as f64 / 1e6);
    row("CPU s", official.processor(), ours.processor(), 1);
    row("s", Some(official.seconds), Some(ours.seconds), 1);
    row("peak MB", mega(official.memory), mega(ours.memory), 0);
    text
}
