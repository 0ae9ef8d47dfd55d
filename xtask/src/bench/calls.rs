//! `cargo xtask bench calls`.

use std::collections::BTreeMap;

use anyhow::{ensure, Result};
use clap::Args;

use super::CallsTable;
use crate::cargo::Cargo;
use crate::files::{put, seed_lock};
use crate::official::{generate_into, models, Service};
use crate::{corpus, paths};

/// Path of the program's source, from the repository's root.
const SOURCE: &str = "tests/differential/run/src/main.rs";

/// Package of the program.
const NAME: &str = "calls";

/// Options of `cargo xtask bench calls`.
#[derive(Args, Debug)]
pub struct CallsBenchArgs {
    /// Also make the calls of large services (ec2), whose official crates take minutes and gigabytes to
    /// build
    #[arg(long)]
    large: bool,
    /// Make only the calls whose names contain this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
}

/// Generates our crates, builds the program with the crates of both sides, and runs it.
///
/// # Errors
/// Models that have not been fetched, a program that does not build, or calls with different results.
pub(super) fn run(args: &CallsBenchArgs) -> Result<()> {
    let data = corpus::fetched_botocore()?;
    let folder = paths::target().join("bench/calls");
    let all = super::table()?.calls;
    let mut crates = all.clone();
    crates.retain(|_, one| args.large || !one.large);
    let service = |one: &CallsTable| Service {
        key: one.service.clone(),
        package: one.official.clone(),
        version: one.version.clone(),
    };
    let services: Vec<Service> = crates.values().map(service).collect();
    generate_into(&folder, &services, &models(&data, &services)?)?;
    put(&folder.join("Cargo.toml"), &manifest(&crates, &all))?;
    seed_lock(&folder, &paths::root().join("Cargo.lock"))?;
    let program = Cargo::new("run", &folder)
        .args(["--release", "--quiet"])
        .args(args.large.then_some("--all-features"))
        .args(["--", &args.only])
        .target(&folder.join("target"));
    ensure!(program.succeeds()?, "the program failed");
    Ok(())
}

/// Returns the manifest. Both sides have the same packages in the same versions. Each large service is a feature.
fn manifest(crates: &BTreeMap<String, CallsTable>, all: &BTreeMap<String, CallsTable>) -> String {
    let main = paths::root().join(SOURCE);
    let runtime = paths::root().join("runtime");
    let mut text = format!(
        "[workspace]\nexclude = [\"crates\"]\n\n[package]\nname = \"{NAME}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [[bin]]\nname = \"{NAME}\"\npath = {:?}\n\n[dependencies]\nallocation-counter = \"0.8\"\n\
         aws-credential-types = {{ version = \"1\", features = [\"hardcoded-credentials\"] }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-schema = \"1\"\naws-smithy-types = \"1\"\nbytes = \"1\"\nciborium = \"0.2\"\n\
         farrier-runtime = {{ path = {:?} }}\n\
         quick-xml = {{ version = \"0.38\", features = [\"serialize\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n",
        main.display().to_string(),
        runtime.display().to_string()
    );
    let rest = "default-features = false, features = [\"rt-tokio\"]";
    for (name, one) in crates {
        let (key, package, version) = (&one.service, &one.official, &one.version);
        text += &format!(
            "official-{name} = {{ package = \"{package}\", version = \"={version}\", {rest} }}\n\
             ours-{name} = {{ package = \"{package}\", path = \"crates/{key}\", {rest} }}\n"
        );
    }
    text += "\n[features]\n";
    for (name, _) in all.iter().filter(|(_, one)| one.large) {
        text += &format!("{name} = []\n");
    }
    text
}
