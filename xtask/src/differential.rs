//! `cargo xtask differential`: compares calls through the official crates with calls through ours.

use std::path::PathBuf;

use anyhow::{bail, Context as _, Result};
use clap::Args;

use crate::cargo::Cargo;
use crate::task::{Help, Task, Verdict};

/// Folder of the tests.
const FOLDER: &str = "tests/differential";

/// Run the tests that compare calls through the official crates and through ours
///
/// The tests are a separate workspace (tests/differential/), because they depend on the official
/// crates, which its lock file pins.
#[derive(Args, Debug)]
pub struct DifferentialArgs {
    /// The workspace of the tests [default: tests/differential/ in this folder or the nearest parent]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Use only crates that cargo has downloaded before
    #[arg(long)]
    offline: bool,
    /// Arguments for the tests, after `--`
    #[arg(last = true, value_name = "ARGS")]
    tests: Vec<String>,
}

impl Task for DifferentialArgs {
    const NAME: &'static str = "differential";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "the tests pass",
        failed: "a test fails, or the tests do not compile",
        impossible: "the workspace is missing, or the official crates cannot be downloaded",
    };

    fn run(self) -> Result<Verdict> {
        let folder = self.folder.or_else(nearest).unwrap_or(FOLDER.into());
        let manifest = folder.join("Cargo.toml");
        if !manifest.is_file() {
            bail!(
                "{} does not exist: name the workspace of the tests with --folder",
                manifest.display()
            );
        }
        // Missing crates are downloaded first, so that a missing network is not reported as a failing test.
        let fetch = Cargo::new("fetch", &folder).offline(self.offline);
        fetch.text().with_context(|| {
            format!(
                "the official crates could not be fetched: this needs the network once, to download the versions in {}",
                folder.join("Cargo.lock").display()
            )
        })?;
        let tests = Cargo::new("test", &folder).offline(true);
        let passed = tests.args(["--"]).args(&self.tests).succeeds()?;
        Ok(passed.into())
    }
}

fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut folders = here.ancestors().map(|folder| folder.join(FOLDER));
    folders.find(|folder| folder.join("Cargo.toml").is_file())
}
