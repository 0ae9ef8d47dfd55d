//! Builds the program with the scripts, once with the official crates and once with ours.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, Result};

use crate::cargo::Cargo;
use crate::files::{put, read, seed_lock};
use crate::official::{generate_into, patches, Service};

/// The package of the program.
const PROGRAM: &str = "farrier-e2e";

/// Name of the program with our crates. It differs, because both are built into one folder.
const OURS: &str = "farrier-e2e-ours";

/// Folders of a run.
#[derive(Debug)]
pub(super) struct Folders {
    /// Workspace of the scripts.
    pub(super) scripts: PathBuf,
    /// Output folder.
    pub(super) work: PathBuf,
}

impl Folders {
    /// Returns the workspace with our crates.
    fn ours(&self) -> PathBuf {
        self.work.join("ours")
    }

    /// Builds the program with the official crates.
    ///
    /// # Errors
    /// The build fails; then cargo has printed the reason to standard error.
    pub(super) fn build_official(&self, services: &[Service], offline: bool) -> Result<PathBuf> {
        self.build(&self.scripts, PROGRAM, services, offline)
    }

    /// Generates the crates and builds the program with them.
    ///
    /// # Errors
    /// Diagnostics of the models, or a build that fails; then cargo has printed the reason to standard error.
    pub(super) fn build_ours(
        &self,
        services: &[Service],
        models: &[PathBuf],
        offline: bool,
    ) -> Result<PathBuf> {
        let folder = self.ours();
        generate_into(&folder, services, models)?;
        let original = read(&self.scripts.join("Cargo.toml"))?;
        let program = patched(&original, &self.scripts, services)?;
        put(&folder.join("Cargo.toml"), &program)?;
        seed_lock(&folder, &self.scripts.join("Cargo.lock"))?;
        self.build(&folder, OURS, services, offline)
    }

    fn build(
        &self,
        folder: &Path,
        program: &str,
        services: &[Service],
        offline: bool,
    ) -> Result<PathBuf> {
        let keys: Vec<_> = services
            .iter()
            .map(|service| service.key.as_str())
            .collect();
        let target = self.work.join("build");
        let command = Cargo::new("build", folder)
            .args(["--quiet", "--features", &keys.join(",")])
            .offline(offline)
            .target(&target);
        if command.succeeds()? {
            Ok(target
                .join("debug")
                .join(program)
                .with_extension(std::env::consts::EXE_EXTENSION))
        } else {
            Err(anyhow!(
                "{program} could not be built: cargo says why above (crates that were never downloaded need the network)"
            ))
        }
    }
}

/// Returns the program's manifest with our crates instead of the official ones.
fn patched(original: &str, scripts: &Path, services: &[Service]) -> Result<String> {
    let mut manifest: toml::Table = toml::from_str(original)?;
    if let Some(toml::Value::Table(package)) = manifest.get_mut("package") {
        package.insert("name".to_owned(), OURS.into());
    }
    let mut program = toml::Table::new();
    program.insert("name".to_owned(), OURS.into());
    let main = scripts.join("src/main.rs").display().to_string();
    program.insert("path".to_owned(), main.into());
    manifest.insert("bin".to_owned(), vec![program].into());
    let patch = patches(services, Path::new("crates"));
    manifest.insert("patch".to_owned(), patch.into());
    Ok(toml::to_string(&manifest)?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{patched, Service};

    #[test]
    fn our_crates_take_the_place_of_the_official_ones() {
        let service = Service {
            key: "mail".to_owned(),
            package: "sdk-mail".to_owned(),
            version: "1.2.3".to_owned(),
        };
        let original =
            "[package]\nname = \"farrier-e2e\"\n\n[features]\nmail = [\"dep:sdk-mail\"]\n";
        let manifest = patched(original, Path::new("/s"), &[service]).expect("valid");
        let manifest: toml::Table = toml::from_str(&manifest).expect("valid");
        assert_eq!(
            manifest["patch"]["crates-io"]["sdk-mail"]["path"].as_str(),
            Some("crates/mail")
        );
        assert_eq!(manifest["bin"][0]["path"].as_str(), Some("/s/src/main.rs"));
        assert_eq!(
            manifest["package"]["name"].as_str(),
            Some("farrier-e2e-ours")
        );
        assert!(manifest["features"].get("mail").is_some());
    }
}
