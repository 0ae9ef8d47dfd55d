//! Sources of the programs, downloaded from crates.io with cargo, and patched to use our crates.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail, Context as _, Result};
use serde::Deserialize;

use super::table::Program;
use crate::cargo;
use crate::files::{put, read, remove_folder, seed_lock, At as _};
use crate::official::{patches, Service};
use crate::paths;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

/// Output folder of the programs, and the lock file for their dependencies.
#[derive(Debug)]
pub(super) struct Folders {
    /// Output folder.
    pub(super) work: PathBuf,
    /// Lock file with the preferred versions.
    pub(super) lock: PathBuf,
}

impl Folders {
    /// Creates the workspace of a program: a copy of its sources and its data, with our crates instead of the official
    /// ones, if given.
    ///
    /// # Errors
    /// No network, another file than the table pins, or a crate of ours that cargo does not use.
    pub(super) fn prepare(
        &self,
        program: &Program,
        services: &[Service],
        crates: Option<&Path>,
        offline: bool,
    ) -> Result<PathBuf> {
        let source = self.fetch(program, offline)?;
        let side = crates.map_or("official", |_| "ours");
        let folder = self.work.join(side).join(&program.name);
        if read(&folder.join(".sha256")).ok().as_ref() != Some(&program.sha256) {
            remove_folder(&folder)?;
            copy(&source, &folder).at(&folder)?;
            let shipped = folder.join("Cargo.lock");
            if shipped.exists() {
                fs::remove_file(&shipped).at(&shipped)?;
            }
            put(&folder.join(".sha256"), &program.sha256)?;
        }
        if let Some(data) = &program.data {
            let (from, to) = (paths::test_data().join(&data.from), folder.join(&data.to));
            if from.is_dir() {
                copy(&from, &to).at(&to)?;
            }
        }
        let mut manifest = read(&source.join("Cargo.toml"))?;
        manifest.push_str("\n[workspace]\n");
        if let Some(crates) = crates {
            let mut patch = toml::Table::new();
            patch.insert("patch".to_owned(), patches(services, crates).into());
            manifest.push_str(&toml::to_string(&patch)?);
        }
        put(&folder.join("Cargo.toml"), &manifest)?;
        seed_lock(&folder, &self.lock)?;
        if crates.is_some() {
            let _: Metadata = cargo::metadata(&folder, offline)?;
            check(&read(&folder.join("Cargo.lock"))?, program, services)?;
        }
        Ok(folder)
    }

    /// Returns the folder of the unpacked package, whose checksum cargo has verified.
    fn fetch(&self, program: &Program, offline: bool) -> Result<PathBuf> {
        let Program { name, version, .. } = program;
        let folder = self.work.join("fetch").join(name);
        let manifest = format!(
            "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
             [dependencies]\n{name} = {{ version = \"={version}\", default-features = false }}\n"
        );
        put(&folder.join("Cargo.toml"), &manifest)?;
        put(&folder.join("src/lib.rs"), "")?;
        seed_lock(&folder, &self.lock)?;
        let metadata: Metadata = cargo::metadata(&folder, offline)?;
        let mut packages = metadata.packages.iter();
        let found = packages.find(|one| one.name == *name && one.version == *version);
        let source = found.and_then(|package| package.manifest_path.parent());
        let source = source.with_context(|| format!("cargo knows no {name} {version}"))?;
        let locked = checksum(&read(&folder.join("Cargo.lock"))?, program)?;
        if locked == program.sha256 {
            Ok(source.to_owned())
        } else {
            Err(anyhow!(
                "{name} {version} has the SHA-256 {locked} in the registry, and xtask/ecosystem.toml pins {}",
                program.sha256
            ))
        }
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

fn lock(text: &str) -> Result<Lock> {
    toml::from_str(text).context("Cargo.lock")
}

/// Returns the checksum of a package in a lock file.
fn checksum(text: &str, program: &Program) -> Result<String> {
    let mut packages = lock(text)?.package.into_iter();
    let found = packages.find(|one| one.name == program.name && one.version == program.version);
    let checksum = found.and_then(|package| package.checksum);
    checksum.with_context(|| format!("Cargo.lock has no checksum of {}", program.name))
}

/// Checks that a lock file uses the patched crates. If the version of a patch is too low, cargo ignores the patch
/// with only a warning.
fn check(text: &str, program: &Program, services: &[Service]) -> Result<()> {
    let packages = lock(text)?.package;
    for service in services {
        let Service {
            package, version, ..
        } = service;
        let mut named = packages.iter().filter(|one| one.name == *package);
        if named.clone().any(|one| one.source.is_none()) {
            continue;
        }
        match named.next_back() {
            Some(other) => bail!(
                "{} takes the official {package} {} rather than ours, which is {version}: give ours a \
                 version that fits in xtask/ecosystem.toml",
                program.name, other.version
            ),
            None => bail!("{} does not depend on {package}", program.name),
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?
        } else {
            fs::copy(entry.path(), to).map(|_| ())?
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check, checksum};
    use crate::ecosystem::table::Program;
    use crate::expectations::Expectations;
    use crate::official::Service;

    fn program() -> Program {
        Program {
            name: "post".to_owned(),
            version: "2.0.0".to_owned(),
            sha256: String::new(),
            crates: Vec::new(),
            args: Vec::new(),
            expected: Expectations::default(),
            skips: Expectations::default(),
            data: None,
        }
    }

    fn package(name: &str, version: &str, rest: &str) -> String {
        format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{rest}")
    }

    #[test]
    fn the_checksum_is_that_of_name_and_version() {
        let one =
            |version: &str| package("post", version, &format!("checksum = \"of {version}\"\n"));
        let lock = one("1.0.0") + &one("2.0.0");
        assert_eq!(checksum(&lock, &program()).expect("there"), "of 2.0.0");
        assert!(checksum(&one("1.0.0"), &program()).is_err());
    }

    #[test]
    fn a_patch_that_is_passed_over_is_found() {
        let services = [Service {
            key: "mail".to_owned(),
            package: "sdk-mail".to_owned(),
            version: "1.2.3".to_owned(),
        }];
        let source = "source = \"registry+https://example.com\"\n";
        let old = package("sdk-mail", "0.9.0", source);
        let ours = package("sdk-mail", "1.2.3", "");
        let check = |lock: &str| check(lock, &program(), &services);
        assert!(check(&(old.clone() + &ours)).is_ok());
        let new = old + &package("sdk-mail", "1.3.0", source);
        let message = check(&new).expect_err("the official one").to_string();
        assert!(
            message.starts_with("post takes the official sdk-mail 1.3.0"),
            "{message}"
        );
        let message = check(&package("other", "1.0.0", ""))
            .expect_err("none")
            .to_string();
        assert_eq!(message, "post does not depend on sdk-mail");
    }
}
