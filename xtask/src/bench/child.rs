//! Runs a command in a separate process, so that its memory use is measured alone.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{anyhow, bail, Context as _, Result};
use clap::Args;

use super::measure::{measured_of, Measured, Who};

/// The command.
#[derive(Args, Debug)]
pub(super) struct ChildArgs {
    #[arg(last = true, required = true)]
    command: Vec<OsString>,
}

/// Runs the command and prints its measurements.
///
/// # Errors
/// The command cannot be started, or fails.
pub(super) fn run(args: &ChildArgs) -> Result<()> {
    let [program, rest @ ..] = args.command.as_slice() else {
        bail!("no command");
    };
    let measured = measured_of(Who::Children, |_| {
        let status = Command::new(program)
            .args(rest)
            .stdout(Stdio::null())
            .status()
            .with_context(|| format!("cannot start {}", program.display()))?;
        if status.success() {
            Ok(())
        } else {
            Err(anyhow!("{} failed: {status}", program.display()))
        }
    })?;
    let json = serde_json::to_string(&measured)?;
    println!("{json}");
    Ok(())
}

/// Measures a cargo command in a workspace.
///
/// # Errors
/// Cargo cannot be started, or fails; then the error contains its output.
pub(super) fn cargo(root: &Path, target: &Path, args: &[&str]) -> Result<Measured> {
    cargo_with(root, target, args, &[])
}

/// Measures a cargo command like [`cargo`], with these environment variables.
///
/// # Errors
/// As of [`cargo`].
pub(super) fn cargo_with(
    root: &Path,
    target: &Path,
    args: &[&str],
    variables: &[(&str, String)],
) -> Result<Measured> {
    let own = std::env::current_exe()?;
    let cargo = crate::cargo::program();
    let output = Command::new(own)
        .args(["bench", "child", "--"])
        .arg(cargo)
        .args(args)
        .arg("--quiet")
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("cargo {} failed:\n{}", args.join(" "), stderr.trim_end());
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("cargo {}", args.join(" ")))
}
