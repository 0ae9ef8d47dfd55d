//! Runs cargo: the same program, environment and errors for every task.

mod steps;

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{bail, Context as _, Result};
use serde::de::DeserializeOwned;

pub(crate) use steps::{run, Messages, Step};

/// Number of lines of cargo's output that an error contains.
const MOST_LINES: usize = 40;

/// Returns the cargo that started this program, else the one in `PATH`.
pub(crate) fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or("cargo".into())
}

/// A command of cargo that is being put together.
#[derive(Debug)]
pub(crate) struct Cargo(Command);

impl Cargo {
    /// Creates a command that runs in a folder.
    pub(crate) fn new(subcommand: &str, folder: &Path) -> Self {
        let mut command = Command::new(program());
        command.arg(subcommand).current_dir(folder);
        Self(command)
    }

    /// Adds arguments.
    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        self.0.args(args);
        self
    }

    /// Adds a variable to the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Sets the target folder.
    pub(crate) fn target(self, folder: &Path) -> Self {
        self.env("CARGO_TARGET_DIR", folder)
    }

    /// Prevents access to the network, if wanted.
    pub(crate) fn offline(self, offline: bool) -> Self {
        self.args(offline.then_some("--offline"))
    }

    /// Compiles with cargo's own flags and without incremental state.
    pub(crate) fn plain(mut self) -> Self {
        self.0.env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0");
        self
    }

    /// Does not pass on the caller's settings of AWS.
    pub(crate) fn without_aws_settings(mut self) -> Self {
        without_aws_settings(&mut self.0);
        self
    }

    /// Returns the command with both outputs piped.
    pub(crate) fn piped(mut self) -> Command {
        self.0.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.0
    }

    /// Runs the command, which prints to the terminal. Returns whether it succeeds.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub(crate) fn succeeds(mut self) -> Result<bool> {
        let status = self.0.status().context("cannot start cargo")?;
        Ok(status.success())
    }

    /// Runs the command without printing its standard output. Returns whether it succeeds.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub(crate) fn quietly_succeeds(mut self) -> Result<bool> {
        self.0.stdout(Stdio::null());
        self.succeeds()
    }

    /// Runs the command and returns what it prints to both outputs, whether it succeeds or not.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub(crate) fn output(mut self) -> Result<Output> {
        self.0.output().context("cannot start cargo")
    }

    /// Runs the command and returns its standard output. Standard error goes to the terminal.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub(crate) fn printed(mut self) -> Result<Output> {
        self.0.stderr(Stdio::inherit());
        self.output()
    }

    /// Runs a command that must succeed. Returns its standard output.
    ///
    /// # Errors
    /// Cargo cannot be started, or fails; then the error has the command line and the end of its messages.
    pub(crate) fn text(mut self) -> Result<String> {
        let output = self.0.output().context("cannot start cargo")?;
        if !output.status.success() {
            let messages = String::from_utf8_lossy(&output.stderr);
            bail!("`{}` failed:\n{}", self.line(), end(&messages));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Returns the command line, so that an error tells what can be repeated.
    fn line(&self) -> String {
        let words = self.0.get_args().map(OsStr::to_string_lossy);
        words.fold("cargo".to_owned(), |line, word| line + " " + &word)
    }
}

/// Removes the caller's settings of AWS from a command.
pub(crate) fn without_aws_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
}

/// Returns cargo's metadata of the workspace in a folder.
///
/// # Errors
/// The error of cargo, for example for a package or version that does not exist.
pub(crate) fn metadata<T: DeserializeOwned>(folder: &Path, offline: bool) -> Result<T> {
    let command = Cargo::new("metadata", folder).args(["--format-version", "1"]);
    let text = command.offline(offline).text()?;
    serde_json::from_str(&text).context("cargo metadata")
}

/// Returns the last lines of cargo's messages.
fn end(messages: &str) -> String {
    let lines: Vec<&str> = messages.trim_end().lines().collect();
    lines[lines.len().saturating_sub(MOST_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{end, Cargo, MOST_LINES};

    #[test]
    fn a_failure_tells_the_command_line_and_the_reason() {
        let command = Cargo::new("metadata", Path::new("."));
        let command = command.args(["--manifest-path", "no/such/Cargo.toml"]);
        let error = command.offline(true).text().expect_err("no manifest");
        let message = error.to_string();
        assert!(
            message.starts_with(
                "`cargo metadata --manifest-path no/such/Cargo.toml --offline` failed:\nerror: "
            ),
            "{message}"
        );
    }

    #[test]
    fn messages_are_cut_at_their_start() {
        let lines: Vec<String> = (0..MOST_LINES + 2).map(|line| line.to_string()).collect();
        assert!(end(&lines.join("\n")).starts_with("2\n3\n"));
        assert_eq!(end("a\nb\n"), "a\nb");
    }
}
