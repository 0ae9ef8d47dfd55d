//! Runs a command in a separate process, so that its memory use is measured alone.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

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
pub(super) fn run(args: &ChildArgs) -> Result<(), String> {
    let [program, rest @ ..] = args.command.as_slice() else {
        return Err("no command".to_owned());
    };
    let measured = measured_of(Who::Children, |_| {
        let status = Command::new(program)
            .args(rest)
            .stdout(Stdio::null())
            .status()
            .map_err(|error| format!("cannot start {}: {error}", program.display()))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{} failed: {status}", program.display()))
        }
    })?;
    let json = serde_json::to_string(&measured).map_err(|error| error.to_string())?;
    println!("{json}");
    Ok(())
}

/// Measures a cargo command in a workspace.
///
/// # Errors
/// Cargo cannot be started, or fails; then the error contains its output.
pub(super) fn cargo(root: &Path, target: &Path, args: &[&str]) -> Result<Measured, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(own)
        .args(["bench", "child", "--"])
        .arg(cargo)
        .args(args)
        .arg("--quiet")
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "cargo {} failed:\n{}",
            args.join(" "),
            stderr.trim_end()
        ));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo {}: {error}", args.join(" ")))
}
