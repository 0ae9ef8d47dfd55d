//! Sources of official crates, downloaded from crates.io with cargo.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::Value;

use crate::cargo;
use crate::files::put;

/// Returns the `src` folders of packages by name; `versions` has the packages. Nothing is compiled.
///
/// # Errors
/// The error of cargo, for example for a package or version that does not exist.
pub(super) fn sources(
    folder: &Path,
    versions: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, PathBuf>> {
    let mut manifest = String::from(
        "[package]\nname = \"official\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [workspace]\n\n[lib]\npath = \"lib.rs\"\n\n[dependencies]\n",
    );
    for (package, version) in versions {
        manifest +=
            &format!("{package} = {{ version = \"{version}\", default-features = false }}\n");
    }
    put(&folder.join("Cargo.toml"), &manifest)?;
    put(&folder.join("lib.rs"), "")?;
    let metadata: Value = cargo::metadata(folder, false)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let found = packages.filter_map(|package| {
        let name = package["name"].as_str()?;
        let manifest = Path::new(package["manifest_path"].as_str()?);
        let source = manifest.parent()?.join("src");
        versions
            .contains_key(name)
            .then(|| (name.to_owned(), source))
    });
    Ok(found.collect())
}
