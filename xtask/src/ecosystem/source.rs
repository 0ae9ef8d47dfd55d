//! Sources of the programs, downloaded from crates.io with cargo, and patched to use our crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

use super::table::Program;
use crate::official::{patches, put, read, seed_lock, Service};

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
    /// Creates the workspace of a program: a copy of its sources, with our crates instead of the official ones, if
    /// given.
    ///
    /// # Errors
    /// No network, another file than the table pins, or a crate of ours that cargo does not use.
    pub(super) fn prepare(
        &self,
        program: &Program,
        services: &[Service],
        crates: Option<&Path>,
        offline: bool,
    ) -> Result<PathBuf, String> {
        let source = self.fetch(program, offline)?;
        let side = crates.map_or("official", |_| "ours");
        let folder = self.work.join(side).join(&program.name);
        if read(&folder.join(".sha256")).ok().as_ref() != Some(&program.sha256) {
            let fail = |error| format!("cannot write {}: {}", folder.display(), io_reason(&error));
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(fail)?;
            }
            copy(&source, &folder).map_err(fail)?;
            let shipped = folder.join("Cargo.lock");
            if shipped.exists() {
                fs::remove_file(shipped).map_err(fail)?;
            }
            put(&folder.join(".sha256"), &program.sha256)?;
        }
        let mut manifest = read(&source.join("Cargo.toml"))?;
        manifest.push_str("\n[workspace]\n");
        if let Some(crates) = crates {
            let mut patch = toml::Table::new();
            patch.insert("patch".to_owned(), patches(services, crates).into());
            manifest.push_str(&toml::to_string(&patch).map_err(|error| error.to_string())?);
        }
        put(&folder.join("Cargo.toml"), &manifest)?;
        seed_lock(&folder, &self.lock)?;
        if crates.is_some() {
            metadata(&folder, offline)?;
            check(&read(&folder.join("Cargo.lock"))?, program, services)?;
        }
        Ok(folder)
    }

    /// Returns the folder of the unpacked package, whose checksum cargo has verified.
    fn fetch(&self, program: &Program, offline: bool) -> Result<PathBuf, String> {
        let Program { name, version, .. } = program;
        let folder = self.work.join("fetch").join(name);
        let manifest = format!(
            "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
             [dependencies]\n{name} = {{ version = \"={version}\", default-features = false }}\n"
        );
        put(&folder.join("Cargo.toml"), &manifest)?;
        put(&folder.join("src/lib.rs"), "")?;
        seed_lock(&folder, &self.lock)?;
        let metadata = metadata(&folder, offline)?;
        let mut packages = metadata.packages.iter();
        let found = packages.find(|one| one.name == *name && one.version == *version);
        let source = found.and_then(|package| package.manifest_path.parent());
        let source = source.ok_or_else(|| format!("cargo knows no {name} {version}"))?;
        let locked = checksum(&read(&folder.join("Cargo.lock"))?, program)?;
        if locked == program.sha256 {
            Ok(source.to_owned())
        } else {
            Err(format!(
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

fn lock(text: &str) -> Result<Lock, String> {
    toml::from_str(text).map_err(|error| format!("Cargo.lock: {error}"))
}

/// Returns the checksum of a package in a lock file.
fn checksum(text: &str, program: &Program) -> Result<String, String> {
    let mut packages = lock(text)?.package.into_iter();
    let found = packages.find(|one| one.name == program.name && one.version == program.version);
    let checksum = found.and_then(|package| package.checksum);
    checksum.ok_or_else(|| format!("Cargo.lock has no checksum of {}", program.name))
}

/// Checks that a lock file uses the patched crates. If the version of a patch is too low, cargo ignores the patch
/// with only a warning.
fn check(text: &str, program: &Program, services: &[Service]) -> Result<(), String> {
    let packages = lock(text)?.package;
    for service in services {
        let Service {
            package, version, ..
        } = service;
        let mut named = packages.iter().filter(|one| one.name == *package);
        if named.clone().any(|one| one.source.is_none()) {
            continue;
        }
        return Err(match named.next_back() {
            Some(other) => format!(
                "{} takes the official {package} {} rather than ours, which is {version}: give ours a \
                 version that fits in xtask/ecosystem.toml",
                program.name, other.version
            ),
            None => format!("{} does not depend on {package}", program.name),
        });
    }
    Ok(())
}

fn metadata(folder: &Path, offline: bool) -> Result<Metadata, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let command = command
        .args(["metadata", "--format-version", "1"])
        .args(offline.then_some("--offline"))
        .current_dir(folder);
    let output = command.output();
    let output = output.map_err(|error| format!("cargo could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo cannot resolve {} (what was never downloaded needs the network)\n{}",
            folder.display(),
            String::from_utf8_lossy(&output.stderr).trim_end()
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))
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
    use crate::official::Service;

    fn program() -> Program {
        Program {
            name: "post".to_owned(),
            version: "2.0.0".to_owned(),
            sha256: String::new(),
            crates: Vec::new(),
            args: Vec::new(),
            expected: Vec::new(),
            skips: Vec::new(),
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
        assert_eq!(checksum(&lock, &program()), Ok("of 2.0.0".to_owned()));
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
        assert_eq!(check(&(old.clone() + &ours)), Ok(()));
        let new = old + &package("sdk-mail", "1.3.0", source);
        let message = check(&new).expect_err("the official one");
        assert!(
            message.starts_with("post takes the official sdk-mail 1.3.0"),
            "{message}"
        );
        let message = check(&package("other", "1.0.0", "")).expect_err("none");
        assert_eq!(message, "post does not depend on sdk-mail");
    }
}
