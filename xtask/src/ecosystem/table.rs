//! The programs to build, from `xtask/ecosystem.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _, Result};
use serde::{Deserialize, Deserializer};

use crate::expectations::{Expectation, Expectations};
use crate::files::read_toml;
use crate::official::Service;

/// Content of `xtask/ecosystem.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// The official crates that ours replace, by botocore's keys.
    pub(crate) crates: BTreeMap<String, Crate>,
    /// The programs.
    #[serde(default, rename = "program")]
    pub(super) programs: Vec<Program>,
}

/// An official crate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crate {
    /// The package.
    package: String,
    /// Its version.
    version: String,
}

/// A third-party program or library on crates.io.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Program {
    /// The package.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// SHA-256 of the package file, in hexadecimal digits.
    pub(super) sha256: String,
    /// Keys of the crates that it depends on, directly or indirectly.
    pub(super) crates: Vec<String>,
    /// Arguments of `cargo test`: features, and targets that need no account.
    #[serde(default)]
    pub(super) args: Vec<String>,
    /// Expected failures.
    #[serde(default, rename = "fails", deserialize_with = "one_entry_per_test")]
    pub(super) expected: Expectations<Expected>,
    /// Tests that are not run, because they depend on the machine.
    #[serde(default)]
    pub(super) skips: Expectations<Skipped>,
    /// Files that its tests read and its package does not contain.
    pub(super) data: Option<Data>,
}

/// A folder that a package does not contain.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    /// The folder, relative to the test data.
    pub(super) from: PathBuf,
    /// Its place, relative to the package.
    pub(super) to: PathBuf,
    /// The tests that read it. They are not run without the folder.
    pub(super) tests: Vec<String>,
}

/// Tests that are not run, with the reason.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Skipped {
    /// The tests.
    pub(super) tests: Vec<String>,
    /// The reason.
    pub(super) reason: String,
}

/// An expected failure, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// Name of the test; `*` matches any text.
    pub(super) test: String,
    /// Whether it fails only with our crates.
    pub(super) ours_only: bool,
    /// The reason.
    pub(super) reason: String,
}

/// Reads expected failures, which are listed together where they have one reason.
fn one_entry_per_test<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Expectations<Expected>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fails {
        tests: Vec<String>,
        #[serde(default, rename = "ours-only")]
        ours_only: bool,
        reason: String,
    }
    let mut entries = Vec::new();
    for fails in Vec::<Fails>::deserialize(deserializer)? {
        entries.extend(fails.tests.into_iter().map(|test| Expected {
            test,
            ours_only: fails.ours_only,
            reason: fails.reason.clone(),
        }));
    }
    Expectations::new(entries).map_err(serde::de::Error::custom)
}

impl Expectation for Skipped {
    fn name(&self) -> String {
        self.tests.join(" ")
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}

impl Expectation for Expected {
    fn name(&self) -> String {
        self.test.clone()
    }

    fn reason(&self) -> &str {
        &self.reason
    }
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read or is invalid, or that names an unknown crate.
pub(crate) fn read(path: &Path) -> Result<Table> {
    let table: Table = read_toml(path)?;
    table.check().with_context(|| path.display().to_string())?;
    Ok(table)
}

impl Table {
    /// Checks that the programs name known crates.
    fn check(&self) -> Result<()> {
        for program in &self.programs {
            self.services(&program.crates)
                .with_context(|| program.name.clone())?;
        }
        Ok(())
    }

    /// Returns the services with these keys; all if there are no keys.
    ///
    /// # Errors
    /// A key that is not in the table.
    pub(crate) fn services(&self, keys: &[String]) -> Result<Vec<Service>> {
        if let Some(key) = keys.iter().find(|key| !self.crates.contains_key(*key)) {
            let known: Vec<&str> = self.crates.keys().map(String::as_str).collect();
            bail!("there is no crate `{key}`; there is {}", known.join(", "));
        }
        let chosen = |key: &String| keys.is_empty() || keys.contains(key);
        let crates = self.crates.iter().filter(|(key, _)| chosen(key));
        let services = crates.map(|(key, krate)| Service {
            key: key.clone(),
            package: krate.package.clone(),
            version: krate.version.clone(),
        });
        Ok(services.collect())
    }

    /// Returns the programs with these names; all if there are no names.
    ///
    /// # Errors
    /// A name that is not in the table.
    pub(super) fn chosen(&self, names: &[String]) -> Result<Vec<&Program>> {
        let known = || self.programs.iter().map(|program| program.name.as_str());
        if let Some(name) = names
            .iter()
            .find(|name| !known().any(|known| known == **name))
        {
            let known: Vec<&str> = known().collect();
            bail!(
                "there is no program `{name}`; there is {}",
                known.join(", ")
            );
        }
        let chosen = |program: &&Program| names.is_empty() || names.contains(&program.name);
        Ok(self.programs.iter().filter(chosen).collect())
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::Table;

    const CRATES: &str = "[crates]\nmail = { package = \"sdk-mail\", version = \"1.2.3\" }\n";

    fn parse(text: &str) -> Result<Table> {
        let table: Table = toml::from_str(text)?;
        table.check()?;
        Ok(table)
    }

    fn refusal<T>(result: Result<T>) -> String {
        result
            .err()
            .map_or_else(String::new, |error| format!("{error:#}"))
    }

    fn program(rest: &str) -> String {
        format!(
            "{CRATES}[[program]]\nname = \"post\"\nversion = \"1.0.0\"\nsha256 = \"00\"\n{rest}"
        )
    }

    #[test]
    fn programs_and_crates_are_found_by_name() {
        let table = parse(&program("crates = [\"mail\"]\n")).expect("valid");
        assert_eq!(table.chosen(&[]).expect("all").len(), 1);
        assert_eq!(
            refusal(table.chosen(&["letter".to_owned()])),
            "there is no program `letter`; there is post"
        );
        assert_eq!(table.services(&[]).expect("all")[0].package, "sdk-mail");
    }

    #[test]
    fn crates_must_be_known_and_failures_have_reasons() {
        assert_eq!(
            refusal(parse(&program("crates = [\"male\"]\n"))),
            "post: there is no crate `male`; there is mail"
        );
        let fails = "crates = []\n[[program.fails]]\ntests = [\"t\"]\nreason = \" \"\n";
        assert!(refusal(parse(&program(fails))).contains("the entry `t` has no reason"));
    }
}
