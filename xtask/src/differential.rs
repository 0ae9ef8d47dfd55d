//! `cargo xtask differential`: compares calls through the official crates with calls through ours.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

/// Folder of the tests.
const FOLDER: &str = "tests/differential";

/// Arguments of `cargo xtask differential`.
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

/// Runs the differential tests and passes their exit code on.
pub fn run(args: DifferentialArgs) -> ExitCode {
    let folder = args.folder.or_else(nearest).unwrap_or(FOLDER.into());
    let manifest = folder.join("Cargo.toml");
    if !manifest.is_file() {
        eprintln!(
            "error: {} does not exist: name the workspace of the tests with --folder",
            manifest.display()
        );
        return ExitCode::from(2);
    }
    if let Err(reason) = fetch(&manifest, args.offline) {
        eprintln!("{reason}");
        eprintln!(
            "error: the official crates could not be fetched: this needs the network once, to \
             download the versions in {}",
            folder.join("Cargo.lock").display()
        );
        return ExitCode::from(2);
    }
    let mut command = cargo("test", &manifest, true);
    command.arg("--").args(&args.tests);
    match command.status() {
        Ok(status) => exit_code(status.code()),
        Err(error) => {
            eprintln!("error: cargo could not be started: {error}");
            ExitCode::from(2)
        }
    }
}

fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut folders = here.ancestors().map(|folder| folder.join(FOLDER));
    folders.find(|folder| folder.join("Cargo.toml").is_file())
}

/// Downloads missing crates first, so that a missing network is not reported as a failing test.
fn fetch(manifest: &Path, offline: bool) -> Result<(), String> {
    let output = cargo("fetch", manifest, offline).output();
    let output = output.map_err(|error| format!("cargo could not be started: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn cargo(subcommand: &str, manifest: &Path, offline: bool) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.arg(subcommand).arg("--manifest-path").arg(manifest);
    if offline {
        command.arg("--offline");
    }
    command
}

/// Converts an exit code. A process that a signal ended has none.
fn exit_code(code: Option<i32>) -> ExitCode {
    let code = code.and_then(|code| u8::try_from(code).ok());
    ExitCode::from(code.unwrap_or(1))
}
