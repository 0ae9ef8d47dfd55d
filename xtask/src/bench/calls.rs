//! `cargo xtask bench calls`.

use std::process::Command;

use clap::Args;

use crate::official::{generate_into, models, put, seed_lock, Service};
use crate::{corpus, places};

/// Where the program's code lies, from the repository's root.
const SOURCE: &str = "differential/run/src/main.rs";

/// Its package.
const NAME: &str = "calls";

/// The crates of both sides: what the program calls them, botocore's keys, packages and versions.
const CRATES: [(&str, &str, &str, &str); 4] = [
    ("dynamodb", "dynamodb", "aws-sdk-dynamodb", "1.136.0"),
    (
        "entitlement",
        "marketplace-entitlement",
        "aws-sdk-marketplaceentitlement",
        "1.126.0",
    ),
    ("iam", "iam", "aws-sdk-iam", "1.133.0"),
    ("s3", "s3", "aws-sdk-s3", "1.157.0"),
];

/// The options of `cargo xtask bench calls`.
#[derive(Args, Debug)]
pub struct CallsBenchArgs {}

/// Generates our crates, builds the program with both sides' and runs it.
///
/// # Errors
/// Models that have not been fetched, a program that does not build, calls that differ.
pub(super) fn run(_: &CallsBenchArgs) -> Result<(), String> {
    let data = corpus::botocore_data()?
        .ok_or("the models are not there: run `cargo xtask corpus fetch` first")?;
    let folder = places::target().join("bench/calls");
    let services = CRATES.map(|(_, key, package, version)| Service {
        key: key.to_owned(),
        package: package.to_owned(),
        version: version.to_owned(),
    });
    generate_into(&folder, &services, &models(&data, &services)?)?;
    put(&folder.join("Cargo.toml"), &manifest())?;
    seed_lock(&folder, &places::root().join("Cargo.lock"))?;
    let status = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["run", "--release", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err("the program failed".to_owned()),
    }
}

/// Both sides have the same packages in the same versions, from two sources.
fn manifest() -> String {
    let main = places::root().join(SOURCE);
    let mut text = format!(
        "[workspace]\nexclude = [\"crates\"]\n\n[package]\nname = \"{NAME}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [[bin]]\nname = \"{NAME}\"\npath = {:?}\n\n[dependencies]\nallocation-counter = \"0.8\"\n\
         aws-credential-types = {{ version = \"1\", features = [\"hardcoded-credentials\"] }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\nbytes = \"1\"\nciborium = \"0.2\"\n\
         quick-xml = {{ version = \"0.38\", features = [\"serialize\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n",
        main.display().to_string()
    );
    for (name, key, package, version) in CRATES {
        let rest = "default-features = false, features = [\"rt-tokio\"]";
        text += &format!(
            "official-{name} = {{ package = \"{package}\", version = \"={version}\", {rest} }}\n\
             ours-{name} = {{ package = \"{package}\", path = \"crates/{key}\", {rest} }}\n"
        );
    }
    text
}
