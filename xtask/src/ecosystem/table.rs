//! The programs to build, from `xtask/ecosystem.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::official::{read as text, Service};

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
    #[serde(default, rename = "fails")]
    pub(super) expected: Vec<Expected>,
    /// Tests that are not run, because they depend on the machine.
    #[serde(default)]
    pub(super) skips: Vec<Skipped>,
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

/// Expected failures, with the reason.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// Names of the tests; `*` matches any text.
    pub(super) tests: Vec<String>,
    /// Whether they fail only with our crates.
    #[serde(default, rename = "ours-only")]
    pub(super) ours_only: bool,
    /// The reason.
    pub(super) reason: String,
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read or is invalid, that names an unknown crate, or that expects a failure without a
/// reason.
pub(crate) fn read(path: &Path) -> Result<Table, String> {
    parse(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(text: &str) -> Result<Table, String> {
    let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    for program in &table.programs {
        let name = &program.name;
        table
            .services(&program.crates)
            .map_err(|error| format!("{name}: {error}"))?;
        let mut expected = program.expected.iter();
        if let Some(entry) = expected.find(|entry| entry.reason.trim().is_empty()) {
            return Err(format!("{name}: {} needs a reason", entry.tests.join(", ")));
        }
        let mut skips = program.skips.iter();
        if let Some(entry) = skips.find(|entry| entry.reason.trim().is_empty()) {
            return Err(format!("{name}: {} needs a reason", entry.tests.join(", ")));
        }
    }
    Ok(table)
}

impl Table {
    /// Returns the services with these keys; all if there are no keys.
    ///
    /// # Errors
    /// A key that is not in the table.
    pub(crate) fn services(&self, keys: &[String]) -> Result<Vec<Service>, String> {
        if let Some(key) = keys.iter().find(|key| !self.crates.contains_key(*key)) {
            let known: Vec<&str> = self.crates.keys().map(String::as_str).collect();
            return Err(format!(
                "there is no crate `{key}`; there is {}",
                known.join(", ")
            ));
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
    pub(super) fn chosen(&self, names: &[String]) -> Result<Vec<&Program>, String> {
        let known = || self.programs.iter().map(|program| program.name.as_str());
        if let Some(name) = names
            .iter()
            .find(|name| !known().any(|known| known == **name))
        {
            let known: Vec<&str> = known().collect();
            return Err(format!(
                "there is no program `{name}`; there is {}",
                known.join(", ")
            ));
        }
        let chosen = |program: &&Program| names.is_empty() || names.contains(&program.name);
        Ok(self.programs.iter().filter(chosen).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const CRATES: &str = "[crates]\nmail = { package = \"sdk-mail\", version = \"1.2.3\" }\n";

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
            table.chosen(&["letter".to_owned()]).map(|_| ()),
            Err("there is no program `letter`; there is post".to_owned())
        );
        assert_eq!(table.services(&[]).expect("all")[0].package, "sdk-mail");
    }

    #[test]
    fn crates_must_be_known_and_failures_have_reasons() {
        assert_eq!(
            parse(&program("crates = [\"male\"]\n")).map(|_| ()),
            Err("post: there is no crate `male`; there is mail".to_owned())
        );
        let fails = "crates = []\n[[program.fails]]\ntests = [\"t\"]\nreason = \" \"\n";
        assert_eq!(
            parse(&program(fails)).map(|_| ()),
            Err("post: t needs a reason".to_owned())
        );
    }
}
