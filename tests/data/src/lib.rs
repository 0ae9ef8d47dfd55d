//! What tests of several packages read: the public test data, and the [`models`] of the generator's cases.
//!
//! The data is the folder that `FARRIER_TEST_DATA` names, by default `shared` beside the repository. Tests whose
//! data is absent are ignored; `--ignored` runs them, and they fail with the reason.

pub mod models;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// Names the folder of the test data.
pub const VARIABLE: &str = "FARRIER_TEST_DATA";

/// The folder of the test data, whether it exists or not.
pub fn root() -> PathBuf {
    match env::var_os(VARIABLE) {
        Some(given) => from_start(Path::new(&given)),
        None => workspace().join("../shared"),
    }
}

/// What has this path in the test data.
///
/// # Errors
/// It does not exist: the reason, with the whole path.
pub fn find(path: &str) -> Result<PathBuf, String> {
    let whole = root().join(path);
    match whole.exists() {
        true => Ok(whole),
        false => Err(format!(
            "no {}; {VARIABLE} names the test data",
            whole.display()
        )),
    }
}

/// A path that somebody has given on a command line or in a variable. A relative one starts from the folder in
/// which the command was started: cargo runs tests in the folder of their package.
pub fn from_start(given: &Path) -> PathBuf {
    let started = env::var_os("PWD").map(PathBuf::from);
    let here = env::current_dir().ok();
    from_any(given, started.into_iter().chain(here).chain([workspace()]))
}

/// The path from the first of the folders from which it leads anywhere, or else from the first.
fn from_any(given: &Path, folders: impl Iterator<Item = PathBuf>) -> PathBuf {
    let mut paths: Vec<PathBuf> = folders.map(|folder| folder.join(given)).collect();
    let there = paths.iter().position(|path| path.exists());
    match paths.is_empty() {
        true => given.to_owned(),
        false => paths.swap_remove(there.unwrap_or(0)),
    }
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A test.
pub struct Test(Trial);

impl Test {
    /// One that needs nothing.
    pub fn new(name: &str, run: impl FnOnce() + Send + 'static) -> Self {
        Self(Trial::test(name, || {
            run();
            Ok(())
        }))
    }

    /// One that needs data: it is ignored where there is none.
    pub fn with<D: Send + 'static>(
        name: &str,
        data: Result<D, String>,
        run: impl FnOnce(D) + Send + 'static,
    ) -> Self {
        Self(match data {
            Ok(data) => Trial::test(name, || {
                run(data);
                Ok(())
            }),
            Err(reason) => {
                let kind = reason.split(';').next().unwrap_or_default().to_owned();
                Trial::test(name, || Err(Failed::from(reason)))
                    .with_ignored_flag(true)
                    .with_kind(kind)
            }
        })
    }
}

/// Runs tests as `cargo test` wants it: the `main` of a test without a harness.
pub fn run(tests: Vec<Test>) -> ExitCode {
    let tests = tests.into_iter().map(|test| test.0).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_start_where_they_lead_somewhere() {
        let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let folders = || [PathBuf::from("/nowhere"), own.clone()].into_iter();
        assert_eq!(from_any(Path::new("src"), folders()), own.join("src"));
        let absent = from_any(Path::new("absent"), folders());
        assert_eq!(absent, Path::new("/nowhere/absent"));
        let absolute = own.join("src");
        assert_eq!(from_any(&absolute, folders()), absolute);
    }

    #[test]
    fn what_is_absent_is_named() {
        let reason = find("no/such/file").expect_err("absent");
        assert!(reason.contains("no/such/file"), "{reason}");
    }
}
