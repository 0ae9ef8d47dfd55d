//! `cargo xtask bench program`: a clean build of a program with one service, including all dependencies.

use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _, Result};
use clap::Args;

use super::child;
use super::compile::stripped;
use super::measure::{median, Measured};
use super::program::PROGRAM;
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

    /// Compare our program with little around the client, as in examples/lean, with the default program of the official
    /// crate
    #[arg(long)]
    lean: bool,

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
    let official = build(args, "official", own, None, &AROUND_CONFIG)?;
    let (side, around) = if args.lean {
        ("lean", &LEAN)
    } else {
        ("ours", &AROUND_CONFIG)
    };
    let ours = build(args, side, own, Some(patched), around)?;
    print!("{}", text(args, &official, &ours));
    Ok(())
}

/// A program around a client.
struct Around {
    /// The rest of the dependency on the client, after its version.
    sdk: &'static str,
    /// The other dependencies.
    dependencies: &'static str,
    source: &'static str,
}

/// With `aws-config` and all defaults.
const AROUND_CONFIG: Around = Around {
    sdk: "",
    dependencies: "\
aws-config = \"1\"
tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }
",
    source: "\
#[tokio::main]
async fn main() {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    println!(\"{:?}\", sdk::Client::new(&config));
}
",
};

/// As `examples/lean`: ring, one thread, credentials from the environment.
const LEAN: Around = Around {
    sdk: ", default-features = false, features = [\"rt-tokio\"]",
    dependencies: "\
aws-smithy-http-client = { version = \"1\", default-features = false, features = [\"rustls-ring\"] }
tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }
",
    source: "\
use aws_smithy_http_client::tls::{rustls_provider::CryptoMode, Provider};

#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let (key, secret) = (variable(\"AWS_ACCESS_KEY_ID\"), variable(\"AWS_SECRET_ACCESS_KEY\"));
    let http_client = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    let config = sdk::Config::builder()
        .behavior_version(sdk::config::BehaviorVersion::latest())
        .region(sdk::config::Region::new(variable(\"AWS_REGION\")))
        .credentials_provider(sdk::config::Credentials::new(key, secret, None, None, \"environment\"))
        .http_client(http_client.build_https())
        .build();
    println!(\"{:?}\", sdk::Client::from_conf(config));
}
",
};

/// A program's build, and the size of its binary without symbols.
struct Built {
    measured: Measured,
    binary: Option<u64>,
}

/// Writes the program of a side and builds it, each time into an empty folder.
fn build(
    args: &ProgramBenchArgs,
    side: &str,
    service: &Service,
    patch: Option<toml::Table>,
    around: &Around,
) -> Result<Built> {
    let root = paths::target()
        .join("bench/program")
        .join(side)
        .join(&args.service);
    write(&root, service, patch, around)?;
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
    let folder = if args.release { "release" } else { "debug" };
    Ok(Built {
        measured: median(runs).context("no run")?,
        binary: stripped(&root.join("target").join(folder).join(PROGRAM)),
    })
}

fn write(
    root: &Path,
    service: &Service,
    patch: Option<toml::Table>,
    around: &Around,
) -> Result<()> {
    let mut manifest = format!(
        "[workspace]\n\n[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\n{}sdk = {{ package = \"{}\", version = \"={}\"{} }}\n",
        around.dependencies, service.package, service.version, around.sdk
    );
    if let Some(patches) = patch {
        let mut patch = toml::Table::new();
        patch.insert("patch".to_owned(), patches.into());
        manifest.push('\n');
        manifest.push_str(&toml::to_string(&patch)?);
    }
    put(&root.join("Cargo.toml"), &manifest)?;
    put(&root.join("src/main.rs"), around.source)?;
    seed_lock(root, &paths::root().join("tests/e2e/Cargo.lock"))
}

fn text(args: &ProgramBenchArgs, official: &Built, ours: &Built) -> String {
    let profile = if args.release { "release" } else { "dev" };
    let sizes = (official.binary, ours.binary);
    let (official, ours) = (&official.measured, &ours.measured);
    let program = if args.lean {
        "lean beside the default program"
    } else {
        "and aws-config"
    };
    let mut text = format!(
        "| {} {program}, {profile} | official | ours | ratio |\n| --- | --: | --: | --: |\n",
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
    row("stripped MB", mega(sizes.0), mega(sizes.1), 2);
    text
}
