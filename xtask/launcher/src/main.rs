//! `cargo xtask`: starts the program that has the task.
//!
//! The commands of `farrier` are started directly, so that generating does not compile the developers' tasks.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The tasks that are commands of `farrier`, with the names of the commands.
const OF_FARRIER: [(&str, &str); 4] = [
    ("codegen", "generate"),
    ("diff", "diff"),
    ("history", "history"),
    ("inspect", "inspect"),
];

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let mut package = "xtask";
    if let Some(first) = arguments.first_mut() {
        let command = OF_FARRIER.iter().find(|(task, _)| *task == first);
        if let Some((_, command)) = command {
            package = "farrier-cli";
            *first = command.into();
        }
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", package, "--"])
        .args(arguments)
        .status();
    match status {
        Ok(status) => ExitCode::from(status.code().map_or(1, |code| code.clamp(0, 255) as u8)),
        Err(error) => {
            eprintln!("error: cargo cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}
