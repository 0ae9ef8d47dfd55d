//! The packages that only one side's program needs: its client crate and that crate's own dependencies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::child;
use super::measure::{median, Measured};
use super::program::PROGRAM;
use crate::cargo;

/// The workspace of a side's program.
pub(super) struct Place {
    pub(super) root: PathBuf,
    pub(super) target: PathBuf,
}

/// The packages that only one side needs, and what it takes to build them together.
pub(super) struct Own {
    /// `NAME@VERSION`.
    pub(super) packages: BTreeSet<String>,
    pub(super) build: Measured,
}

impl Own {
    /// Builds the packages of `side` that `other` does not need, again and again. What both need is built before.
    ///
    /// # Errors
    /// Cargo fails, or its metadata is incomplete.
    pub(super) fn measure(
        side: &Place,
        other: &Place,
        build: &[&str],
        runs: u32,
        is_release: bool,
    ) -> Result<Self> {
        let others = packages(&other.root)?;
        let own: BTreeSet<String> = packages(&side.root)?.difference(&others).cloned().collect();
        let cargo = |args: &[&str]| child::cargo(&side.root, &side.target, args);
        cargo(build)?;
        let mut all = Vec::new();
        for _ in 0..runs {
            let mut clean = vec!["clean"];
            clean.extend(is_release.then_some("--release"));
            clean.extend(own.iter().flat_map(|package| ["--package", package]));
            cargo(&clean)?;
            all.push(cargo(build)?);
        }
        Ok(Self {
            packages: own,
            build: median(all).context("no run")?,
        })
    }
}

/// Returns the packages that a program is built from, but not itself.
fn packages(root: &Path) -> Result<BTreeSet<String>> {
    let metadata: serde_json::Value = cargo::metadata(root, true)?;
    let nodes = metadata["resolve"]["nodes"].as_array();
    let nodes = nodes.context("cargo tells no dependencies")?.iter();
    let used: BTreeSet<&str> = nodes.filter_map(|node| node["id"].as_str()).collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let packages = packages.filter(|one| one["id"].as_str().is_some_and(|id| used.contains(id)));
    let named = packages.filter_map(|one| {
        let (name, version) = (one["name"].as_str()?, one["version"].as_str()?);
        (name != PROGRAM).then(|| format!("{name}@{version}"))
    });
    Ok(named.collect())
}
