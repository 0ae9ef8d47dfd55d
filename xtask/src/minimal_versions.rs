//! `cargo xtask minimal-versions`: tests the runtime and generated crates with the oldest official crates that their
//! manifests allow, and with the newest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::Args;

use crate::cargo::Cargo;
use crate::files::{put, read, At as _};
use crate::paths;
use crate::task::{Help, Task, Verdict};

/// Folders that are separate workspaces.
const APART: [&str; 2] = ["tests/differential/", "tests/e2e/"];

/// Number of patch releases to try. The required version may be yanked, or too old for other crates.
const TRIES: u64 = 8;

/// Run the tests with the oldest official crates that the manifests allow, and with the newest
///
/// Runs in copies of the workspace below target/minimal-versions. Prints the versions.
#[derive(Args, Debug)]
pub struct MinimalVersionsArgs {
    /// Only these versions
    #[arg(long, value_enum)]
    only: Option<End>,
}

/// The oldest or newest versions that manifests allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum End {
    /// The oldest versions
    Lowest,
    /// The newest versions
    Newest,
}

impl End {
    fn name(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::Newest => "newest",
        }
    }
}

impl Task for MinimalVersionsArgs {
    const NAME: &'static str = "minimal-versions";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "the tests pass with both",
        failed: "the tests fail with the oldest or the newest versions",
        impossible: "the versions cannot be looked up, or cargo could not be started",
    };

    fn run(self) -> Result<Verdict> {
        Ok(both(&self)?.into())
    }
}

fn both(args: &MinimalVersionsArgs) -> Result<bool> {
    let ends = [End::Lowest, End::Newest];
    let ends: Vec<End> = (ends.into_iter())
        .filter(|end| args.only.is_none_or(|only| only == *end))
        .collect();
    let root = paths::root();
    let wanted = requirements(&read(&root.join("runtime/Cargo.toml"))?)?;
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut results = Vec::new();
    for end in &ends {
        let folder = paths::target().join("minimal-versions").join(end.name());
        copy(&root, &folder)?;
        update(&folder, &[])
            .context("the official crates could not be looked up: this needs the network")?;
        if *end == End::Lowest {
            lower(&folder, &wanted);
        }
        for (name, version) in locked(&read(&folder.join("Cargo.lock"))?)? {
            rows.entry(name).or_default().push(version);
        }
        results.push(test(&folder)?);
    }
    let header = ends.iter().map(|end| format!(" {} |", end.name()));
    println!("| crate |{}", header.collect::<String>());
    println!("| --- |{}", " --- |".repeat(ends.len()));
    for (name, versions) in &rows {
        println!("| {name} | {} |", versions.join(" | "));
    }
    let words = results
        .iter()
        .map(|good| if *good { " passed |" } else { " **failed** |" });
    println!("| tests |{}", words.collect::<String>());
    for (end, _) in ends.iter().zip(&results).filter(|(_, good)| !**good) {
        eprintln!("error: the tests fail with the {} versions", end.name());
        if *end == End::Lowest {
            eprintln!("  help: raise the version of the crate at fault in runtime/Cargo.toml to the first that works");
        }
    }
    Ok(results.into_iter().all(|good| good))
}

/// Returns the official crates that a manifest depends on, with the required versions.
fn requirements(manifest: &str) -> Result<Vec<(String, String)>> {
    let manifest: toml::Table = manifest.parse().context("runtime/Cargo.toml")?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let mut found = Vec::new();
    for (name, value) in dependencies.into_iter().flatten() {
        let version = value.as_str().or_else(|| value.get("version")?.as_str());
        if let Some(version) = version.filter(|_| name.starts_with("aws-")) {
            found.push((name.clone(), version.to_owned()));
        }
    }
    if found.is_empty() {
        Err(anyhow!("runtime/Cargo.toml depends on no official crate"))
    } else {
        Ok(found)
    }
}

/// Combines a version such as `1.3` with a patch release: `1.3.4`.
fn candidate(requirement: &str, patch: u64) -> Option<String> {
    let mut parts = requirement.split('.').map(|part| part.parse::<u64>().ok());
    let (major, minor) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    let first = parts.next().unwrap_or(Some(0))?;
    Some(format!("{major}.{minor}.{}", first + patch))
}

/// Lowers the lock file to the oldest versions. Crates limit each other, so this repeats until nothing changes.
/// Crates that cannot be lowered stay, and the table shows it.
fn lower(folder: &Path, wanted: &[(String, String)]) {
    let versions =
        || locked(&read(&folder.join("Cargo.lock")).unwrap_or_default()).unwrap_or_default();
    loop {
        let before = versions();
        for (name, requirement) in wanted {
            let now = before.iter().filter(|(known, _)| known == name);
            let now: Vec<&str> = now.map(|(_, version)| version.as_str()).collect();
            let tries = (0..TRIES).filter_map(|patch| candidate(requirement, patch));
            for version in tries.take_while(|version| !now.contains(&version.as_str())) {
                if update(folder, &["--package", name, "--precise", &version]).is_ok() {
                    break;
                }
            }
        }
        if versions() == before {
            return;
        }
    }
}

fn update(folder: &Path, arguments: &[&str]) -> Result<()> {
    Cargo::new("update", folder)
        .args(arguments)
        .text()
        .map(|_| ())
}

fn test(folder: &Path) -> Result<bool> {
    let packages = ["--package", "farrier-runtime", "--package", "farrier-tests"];
    Cargo::new("test", folder)
        .args(["--quiet"])
        .args(packages)
        .target(&paths::target().join("minimal-versions/build"))
        .env("CARGO_INCREMENTAL", "0")
        // The default path is next to the repository, not next to its copy.
        .env(farrier_test_data::VARIABLE, paths::test_data())
        .quietly_succeeds()
}

/// Returns the official crates of a lock file with their versions, sorted.
fn locked(lock: &str) -> Result<Vec<(String, String)>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let mut found = Vec::new();
    for package in packages.into_iter().flatten() {
        let text = |key| package.get(key).and_then(toml::Value::as_str);
        let is_foreign = text("source").is_some();
        if let (Some(name), Some(version), true) = (text("name"), text("version"), is_foreign) {
            if name.starts_with("aws-")
                && !name.starts_with("aws-lc")
                && !name.starts_with("aws-sdk")
            {
                found.push((name.to_owned(), version.to_owned()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies the files that git tracks. Removes deleted files and keeps unchanged ones, so that cargo builds only what
/// has changed.
fn copy(root: &Path, folder: &Path) -> Result<()> {
    let output = Command::new("git")
        // Trusts a clone that belongs to another user, as in a container, because it is only read.
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .context("git could not be started")?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr));
    }
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut kept = std::collections::BTreeSet::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let (from, to) = (root.join(path), folder.join(path));
        if APART.iter().any(|apart| path.starts_with(apart)) || !from.is_file() {
            continue;
        }
        kept.insert(to.clone());
        // Binary files are not compiled, so only text files are compared.
        match fs::read_to_string(&from) {
            Ok(text) => put(&to, &text)?,
            Err(_) => {
                let parent = to.parent().unwrap_or(folder);
                fs::create_dir_all(parent)
                    .and_then(|()| fs::copy(&from, &to))
                    .with_context(|| format!("cannot write {}", to.display()))?;
            }
        }
    }
    remove_others(folder, &kept)
}

fn remove_others(folder: &Path, kept: &std::collections::BTreeSet<PathBuf>) -> Result<()> {
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).at(&folder)?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else if !kept.contains(&path) {
                fs::remove_file(&path).at(&path)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_are_those_of_official_crates() {
        let manifest = "[dependencies]\naws-types = \"1.7\"\nbytes = \"1\"\n\
                        aws-runtime = { version = \"1.10.2\", features = [] }\n";
        let found = requirements(manifest).expect("a manifest");
        let expected = [("aws-types", "1.7"), ("aws-runtime", "1.10.2")];
        let expected = expected.map(|(name, version)| (name.to_owned(), version.to_owned()));
        let sorted = |mut all: Vec<(String, String)>| {
            all.sort();
            all
        };
        assert_eq!(sorted(found), sorted(expected.to_vec()));
        assert!(requirements("[dependencies]\nbytes = \"1\"\n").is_err());
    }

    #[test]
    fn candidates_begin_with_the_requirement() {
        assert_eq!(candidate("1.7", 0).as_deref(), Some("1.7.0"));
        assert_eq!(candidate("0.64", 3).as_deref(), Some("0.64.3"));
        assert_eq!(candidate("1.10.2", 1).as_deref(), Some("1.10.3"));
        assert_eq!(candidate("1", 0).as_deref(), Some("1.0.0"));
        assert_eq!(candidate("*", 0), None);
    }

    #[test]
    fn a_lock_file_has_the_official_crates() {
        let lock =
            "[[package]]\nname = \"aws-types\"\nversion = \"1.7.1\"\nsource = \"registry\"\n\
                    [[package]]\nname = \"aws-sdk-own\"\nversion = \"1.0.0\"\n\
                    [[package]]\nname = \"bytes\"\nversion = \"1.0.0\"\nsource = \"registry\"\n";
        let found = locked(lock).expect("a lock file");
        assert_eq!(found, [("aws-types".to_owned(), "1.7.1".to_owned())]);
    }
}
