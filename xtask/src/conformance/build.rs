//! Builds clients and tests, and separates build errors from test failures.

use std::collections::BTreeMap;

use anyhow::{anyhow, Result};

use super::workspace::{Workspace, TESTS};
use crate::cargo::Cargo;

/// Result of a build.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Built {
    /// Everything was built.
    All,
    /// Packages or test modules that do not compile, with the first message for each.
    Without(BTreeMap<String, String>),
}

impl Workspace {
    /// Builds the clients, each separately.
    ///
    /// # Errors
    /// The output of cargo, if no client is the cause.
    pub(crate) fn build_clients(&self) -> Result<Built> {
        let command = self.cargo("build");
        let messages = messages(command.args(["--workspace", "--keep-going", "--exclude", TESTS]))?;
        judge(messages, package_of)
    }

    /// Builds the tests.
    ///
    /// # Errors
    /// The output of cargo, if no module is the cause.
    pub(crate) fn build_tests(&self) -> Result<Built> {
        let command = self.cargo("test");
        let messages = messages(command.args(["--no-run", "--package", TESTS]))?;
        judge(messages, module_of)
    }

    /// Runs the tests whose names contain `filter`. Returns their output.
    ///
    /// # Errors
    /// Tests that cannot be started.
    pub(crate) fn run_tests(&self, filter: Option<&str>) -> Result<String> {
        let command = self.cargo("test");
        let command = command.args(["--package", TESTS, "--test", "all", "--quiet"]);
        let command = command.args(["--", "--format", "pretty"]).args(filter);
        let output = command.output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn cargo(&self, subcommand: &str) -> Cargo {
        Cargo::new(subcommand, &self.root)
            .offline(true)
            .target(&self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env("RUST_BACKTRACE", "0")
    }
}

/// Returns `None` for a successful build, else the output of cargo.
fn messages(command: Cargo) -> Result<Option<String>> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(text))
}

fn judge(messages: Option<String>, culprit: fn(&str) -> Option<String>) -> Result<Built> {
    let Some(messages) = messages else {
        return Ok(Built::All);
    };
    let mut culprits = BTreeMap::new();
    // Messages are separated by an empty line. The first word distinguishes warnings from errors.
    for message in messages.split("\n\n") {
        if let Some(culprit) = culprit(message).filter(|_| message.contains("error")) {
            culprits
                .entry(culprit)
                .or_insert_with(|| message.trim().to_owned());
        }
    }
    if culprits.is_empty() {
        Err(anyhow!(messages))
    } else {
        Ok(Built::Without(culprits))
    }
}

/// Returns the package with the file of a message: `--> conformance-x/src/…` or `--> x/src/…`.
fn package_of(message: &str) -> Option<String> {
    let path = place(message)?;
    let (folder, _) = path.split_once("/src/")?;
    Some(folder.rsplit('/').next().unwrap_or(folder).to_owned())
}

/// Returns the test module of a message.
fn module_of(message: &str) -> Option<String> {
    let path = place(message)?;
    let (_, file) = path.split_once("tests/all/")?;
    let (module, _) = file.split_once(".rs")?;
    Some(module.to_owned())
}

fn place(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("--> ")?;
    rest.lines().next()
}

#[cfg(test)]
mod tests {
    use super::{judge, module_of, package_of, Built};

    const MESSAGES: &str = "warning: unused\n --> a/src/lib.rs:1:1\n  |\n\n\
        error[E0425]: no `x`\n --> b/src/types.rs:1:1\n  |\n\n\
        error[E0425]: no `y`\n --> c-tests/tests/all/one.rs:7:1\n  |\n\n\
        error: could not compile `b` (lib) due to 1 previous error\n";

    #[test]
    fn errors_belong_to_the_file_they_are_in() {
        let of = |culprit| match judge(Some(MESSAGES.to_owned()), culprit) {
            Ok(Built::Without(culprits)) => culprits.into_keys().collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(of(package_of), ["b"]);
        assert_eq!(of(module_of), ["one"]);
    }

    #[test]
    fn errors_without_a_file_are_nobodys() {
        let messages = "error: no matching package named `x` found\n".to_owned();
        let error = judge(Some(messages.clone()), package_of).expect_err("nobody's");
        assert_eq!(error.to_string(), messages);
        assert_eq!(judge(None, package_of).expect("built"), Built::All);
    }
}
