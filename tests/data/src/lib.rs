//! What tests of several packages read: the public test data, and the [`models`] of the generator's cases.
//!
//! The data is the folder that `FARRIER_TEST_DATA` names, by default `shared` beside the repository. Tests whose
//! data is absent are ignored; `--ignored` runs them, and they fail with the reason. Where `FARRIER_TEST_DATA` is set,
//! they fail without that.

pub mod models;

use std::env;
use std::fmt::{self, Display};
use std::io::Write as _;
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

/// Data that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    path: PathBuf,
    /// The environment variable that names the data.
    variable: &'static str,
}

impl Absent {
    /// Data at `path`, which the environment variable names.
    pub fn new(path: impl Into<PathBuf>, variable: &'static str) -> Self {
        let path = path.into();
        Self { path, variable }
    }

    /// Returns whether somebody has said where the data is, so that a test without it must fail.
    fn is_expected(&self) -> bool {
        env::var_os(self.variable).is_some()
    }
}

impl Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, variable) = (self.path.display(), self.variable);
        write!(f, "no {path}; {variable} names the data")
    }
}

impl std::error::Error for Absent {}

impl From<Absent> for String {
    fn from(absent: Absent) -> Self {
        absent.to_string()
    }
}

/// What has this path in the test data.
///
/// # Errors
/// It does not exist.
pub fn find(path: &str) -> Result<PathBuf, Absent> {
    let whole = root().join(path);
    if whole.exists() {
        Ok(whole)
    } else {
        Err(Absent::new(whole, VARIABLE))
    }
}

/// Data of which a test only does more, in the usual harness. Without it there is a note on stderr.
///
/// # Panics
/// When it is absent although somebody has said where it is.
pub fn if_there<D>(what: &str, data: Result<D, Absent>) -> Option<D> {
    let absent = match data {
        Ok(data) => return Some(data),
        Err(absent) => absent,
    };
    assert!(!absent.is_expected(), "{absent}");
    // Not `eprintln!`, whose output the harness captures.
    let note = format!("left out: {what}: {absent}\n");
    std::io::stderr().write_all(note.as_bytes()).ok();
    None
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

    /// One that needs data. Without it the test is ignored, or fails if somebody has said where the data is.
    pub fn with<D: Send + 'static>(
        name: &str,
        data: Result<D, Absent>,
        run: impl FnOnce(D) + Send + 'static,
    ) -> Self {
        Self(match data {
            Ok(data) => Trial::test(name, || {
                run(data);
                Ok(())
            }),
            Err(absent) => {
                let (is_ignored, kind) = (
                    !absent.is_expected(),
                    format!("no {}", absent.path.display()),
                );
                Trial::test(name, move || Err(Failed::from(absent)))
                    .with_ignored_flag(is_ignored)
                    .with_kind(kind)
            }
        })
    }

    /// Returns whether the test is ignored.
    pub fn is_ignored(&self) -> bool {
        self.0.has_ignored_flag()
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
        let reason = find("no/such/file").expect_err("absent").to_string();
        assert!(reason.contains("no/such/file"), "{reason}");
    }

    #[test]
    fn tests_without_data_fail_where_the_data_is_named() {
        let without = |variable| {
            let absent: Result<(), Absent> = Err(Absent::new("no/such/file", variable));
            Test::with("a_test", absent, |()| unreachable!())
        };
        assert!(without("FARRIER_NO_SUCH_VARIABLE").is_ignored());
        // Cargo sets it for tests.
        assert!(!without("CARGO_MANIFEST_DIR").is_ignored());
    }
}
