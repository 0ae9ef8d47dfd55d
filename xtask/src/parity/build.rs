//! rustdoc JSON of packages, built by cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{bail, Result};
use farrier_codegen::settings::RUNTIME_PACKAGE;
use serde::Deserialize;

use super::settings::Service;
use crate::cargo::{self, Cargo};
use crate::files::{put, read};

/// Features enabled on both sides, if a package has them. The whole API is compared, including
/// test utilities.
const FEATURES: [&str; 2] = ["behavior-version-latest", "test-util"];

/// Hidden and private items are needed to resolve aliases. The comparison itself ignores them.
const RUSTDOC_FLAGS: &str = "-Z unstable-options --output-format json --document-private-items \
                             --document-hidden-items --cap-lints allow";

/// A documented package.
pub struct Docs {
    /// Its rustdoc JSON, followed by that of the runtime if it depends on one.
    pub files: Vec<PathBuf>,
    /// Its folder.
    pub folder: PathBuf,
    /// Its cargo features, and the features that each enables.
    pub features: Vec<(String, Vec<String>)>,
}

/// A workspace whose packages are documented.
pub struct Workspace {
    folder: PathBuf,
    packages: Vec<Package>,
    runtime: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    source: Option<String>,
    manifest_path: PathBuf,
    features: BTreeMap<String, Vec<String>>,
    targets: Vec<Target>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

impl Workspace {
    /// Reads a workspace.
    ///
    /// # Errors
    /// The error of cargo for the manifest.
    pub fn open(manifest: &Path) -> Result<Self> {
        let folder = manifest.parent().unwrap_or(Path::new("."));
        let metadata: Metadata = cargo::metadata(folder, false)?;
        Ok(Workspace {
            folder: folder.to_owned(),
            packages: metadata.packages,
            runtime: RUNTIME_PACKAGE.to_owned(),
        })
    }

    /// Returns the same workspace with another package as the runtime. Items of the runtime count as items of the
    /// crates that re-export them.
    pub fn with_runtime(mut self, package: &str) -> Self {
        self.runtime = package.to_owned();
        self
    }

    /// Writes a package that depends on the official crates, and opens it. It prefers the versions locked
    /// by this repository, so that both sides have the same dependencies.
    ///
    /// # Errors
    /// A folder that cannot be written, or versions that the registry does not have.
    pub fn of_official(
        services: &[Service],
        folder: &Path,
        lock: Option<&PathBuf>,
    ) -> Result<Self> {
        let manifest = folder.join("Cargo.toml");
        put(&folder.join("src/lib.rs"), "")?;
        if let Some(lock) = lock.filter(|_| !folder.join("Cargo.lock").exists()) {
            put(&folder.join("Cargo.lock"), &read(lock)?)?;
        }
        let write = |features: &dyn Fn(&str) -> Vec<String>| {
            let text = official_manifest(services, features);
            put(&manifest, &text)
        };
        write(&|_| Vec::new())?;
        let plain = Workspace::open(&manifest)?;
        write(&|package| plain.features_of(package))?;
        Workspace::open(&manifest)
    }

    fn package(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }

    /// Returns the features to enable: those of [`FEATURES`] that the package has.
    fn features_of(&self, package: &str) -> Vec<String> {
        let features = self.package(package).map(|package| &package.features);
        let has = |name: &&str| features.is_some_and(|features| features.contains_key(*name));
        FEATURES
            .into_iter()
            .filter(has)
            .map(str::to_owned)
            .collect()
    }

    /// Returns the package, and the runtime if it depends on it.
    fn own_crates(&self, name: &str) -> Vec<&Package> {
        let package = self.package(name);
        let depends = |package: &&Package| {
            let mut names = package.dependencies.iter();
            names.any(|dependency| dependency.kind.is_none() && dependency.name == self.runtime)
        };
        let runtime = package
            .filter(depends)
            .and_then(|_| self.package(&self.runtime));
        package.into_iter().chain(runtime).collect()
    }

    /// Documents packages of the workspace, or dependencies of it, into `target`.
    ///
    /// # Errors
    /// A package that does not exist or does not compile.
    pub fn document(&self, names: &[&str], target: &Path, build: &Path) -> Result<Vec<Docs>> {
        if let Some(name) = names.iter().find(|name| self.package(name).is_none()) {
            bail!("{} has no package `{name}`", self.folder.display());
        }
        let own = names.iter().flat_map(|name| self.own_crates(name));
        let all: BTreeSet<&str> = own.map(|package| package.name.as_str()).collect();
        let mut command = Cargo::new("doc", &self.folder).args(["--lib", "--no-deps"]);
        for name in all {
            command = command.args(["--package", name]);
        }
        for name in names {
            if self
                .package(name)
                .is_some_and(|package| package.source.is_none())
            {
                for feature in self.features_of(name) {
                    command = command.args(["--features", &format!("{name}/{feature}")]);
                }
            }
        }
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTDOCFLAGS", RUSTDOC_FLAGS)
            .target(target)
            .env("CARGO_BUILD_BUILD_DIR", build)
            .text()?;
        names.iter().map(|name| self.docs(name, target)).collect()
    }

    fn docs(&self, name: &str, target: &Path) -> Result<Docs> {
        let mut files = Vec::new();
        for package in self.own_crates(name) {
            let library = package
                .library()
                .unwrap_or_else(|| package.name.replace('-', "_"));
            let file = target.join("doc").join(format!("{library}.json"));
            if !file.exists() {
                bail!(
                    "{}: cargo left no rustdoc JSON here: remove the folder and run again",
                    file.display()
                );
            }
            files.push(file);
        }
        let package = self.package(name);
        let features = package.map(|package| package.features.clone());
        let folder = package.and_then(|package| package.manifest_path.parent());
        Ok(Docs {
            files,
            folder: folder.unwrap_or(Path::new("")).to_owned(),
            features: features.unwrap_or_default().into_iter().collect(),
        })
    }
}

impl Package {
    fn library(&self) -> Option<String> {
        let is_lib = |target: &&Target| target.kind.iter().any(|kind| kind == "lib");
        let target = self.targets.iter().find(is_lib)?;
        Some(target.name.replace('-', "_"))
    }
}

fn official_manifest(services: &[Service], features: &dyn Fn(&str) -> Vec<String>) -> String {
    let mut text = String::from(
        "# Written by `cargo xtask parity`.\n[package]\nname = \"parity-official\"\n\
         version = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n",
    );
    for service in services {
        let features = features(&service.package);
        text.push_str(&format!(
            "{} = {{ version = \"={}\", features = {features:?} }}\n",
            service.package, service.version
        ));
    }
    text
}
