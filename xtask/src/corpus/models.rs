//! The models of a run, as services of a manifest.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail, Context as _, Result};
use clap::ValueEnum;
use farrier_cli::botocore::services as botocore_services;
use farrier_codegen::diag::{did_you_mean, Diagnostics};
use farrier_codegen::settings::{parse_manifest, Manifest, MANIFEST_NAME};
use globset::Glob;

use super::folders::{archives, data_of, smithy_services};
use super::pin::Table;
use super::unpack;
use crate::paths;

/// A format of models, which also identifies their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The pinned release of botocore
    Botocore,
    /// The Smithy models of the test data
    Smithy,
}

impl Format {
    /// Returns the name of the source.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Botocore => "botocore",
            Self::Smithy => "smithy",
        }
    }
}

/// The models of one source.
#[derive(Clone, Debug)]
pub(crate) struct Corpus {
    /// Name of the folder with the unpacked source.
    pub(crate) name: String,
    /// Format of the models.
    pub(crate) format: Format,
    /// Keys, with files or folders, sorted by key.
    pub(crate) models: Vec<(String, PathBuf)>,
}

/// Path and package name of a generated crate.
#[derive(Clone, Debug)]
pub(crate) struct Crate {
    /// Folder of the crate, relative to the manifest.
    pub(crate) output: String,
    /// Name of the package, if it differs from the default.
    pub(crate) package: Option<String>,
}

impl Corpus {
    /// Creates a manifest with all services, located in `folder`. `place` returns the crate for a key.
    ///
    /// # Errors
    /// Keys that a manifest rejects.
    pub(crate) fn manifest(
        &self,
        folder: &Path,
        place: impl Fn(&str) -> Crate,
    ) -> Result<Manifest> {
        let mut services = toml::Table::new();
        for (key, path) in &self.models {
            let path = path.strip_prefix(folder).unwrap_or(path);
            let mut service = toml::Table::new();
            service.insert("model".to_owned(), path.display().to_string().into());
            let place = place(key);
            service.insert("output".to_owned(), place.output.into());
            if let Some(package) = place.package {
                service.insert("package".to_owned(), package.into());
            }
            services.insert(key.clone(), service.into());
        }
        let mut runtime = toml::Table::new();
        let path = paths::root().join("runtime");
        runtime.insert("path".to_owned(), path.display().to_string().into());
        let mut manifest = toml::Table::new();
        manifest.insert("runtime".to_owned(), runtime.into());
        manifest.insert("services".to_owned(), services.into());
        let mut problems = Diagnostics::default();
        let path = folder.join(MANIFEST_NAME);
        let manifest = parse_manifest(&path, &manifest.to_string(), &mut problems);
        if problems.has_errors() {
            Err(anyhow!(
                "{}: the services make no manifest\n{problems}",
                self.name
            ))
        } else {
            Ok(manifest)
        }
    }
}

/// Selection of models.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// The source; all if `None`.
    pub(super) format: Option<Format>,
    /// Patterns of keys; all services if empty.
    pub(super) patterns: Vec<String>,
}

/// Returns the selected models, and notes about those that are missing.
///
/// Unpacks archives if needed. botocore must have been fetched before, because this needs the network.
///
/// # Errors
/// Models that have not been fetched, or a pattern that matches no key.
pub(super) fn chosen(
    choice: &Choice,
    table: &Table,
    folder: &Path,
    test_data: &Path,
) -> Result<(Vec<Corpus>, Vec<String>)> {
    let wanted = |format| choice.format.is_none_or(|one| one == format);
    let mut corpora = Vec::new();
    let mut notes = Vec::new();
    if wanted(Format::Botocore) {
        let data = data_of(folder, &table.botocore).with_context(|| {
            let name = table.botocore.folder();
            format!(
                "{name} is not in {}: run `cargo xtask corpus fetch`, or leave it out with --corpus smithy",
                folder.display()
            )
        })?;
        corpora.push(Corpus {
            name: table.botocore.folder(),
            format: Format::Botocore,
            models: botocore_services(&data)?,
        });
    }
    if wanted(Format::Smithy) {
        let archives = archives(test_data)?;
        if archives.is_empty() {
            notes.push(format!(
                "skipped: Smithy models, since there is no archive in {}; set FARRIER_TEST_DATA",
                test_data.join("models").display()
            ));
        }
        for archive in archives {
            if smithy_services(folder, &archive)?.is_none() {
                let digest = unpack::digest_of(&archive.path)?;
                unpack::tar(&archive.path, &digest, &folder.join(&archive.name))?;
            }
            corpora.push(Corpus {
                models: smithy_services(folder, &archive)?.unwrap_or_default(),
                format: Format::Smithy,
                name: archive.name,
            });
        }
    }
    select(&mut corpora, &choice.patterns)?;
    Ok((corpora, notes))
}

/// Keeps the models with a key that matches one of the patterns. Keeps all if there are no patterns.
fn select(corpora: &mut Vec<Corpus>, patterns: &[String]) -> Result<()> {
    if patterns.is_empty() || corpora.is_empty() {
        return Ok(());
    }
    let mut globs = Vec::new();
    for pattern in patterns {
        let glob = Glob::new(pattern)
            .with_context(|| format!("`{pattern}` is not a valid pattern"))?
            .compile_matcher();
        let mut keys = corpora.iter().flat_map(|corpus| &corpus.models);
        if !keys.any(|(key, _)| glob.is_match(key)) {
            let keys = corpora.iter().flat_map(|corpus| &corpus.models);
            let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
            let near = did_you_mean(pattern, &keys);
            let help = near.unwrap_or_else(|| "`*` matches any text".to_owned());
            bail!("no service's key is like `{pattern}`; {help}");
        }
        globs.push(glob);
    }
    for corpus in corpora.iter_mut() {
        let is_wanted = |key: &str| globs.iter().any(|glob| glob.is_match(key));
        corpus.models.retain(|(key, _)| is_wanted(key));
    }
    corpora.retain(|corpus| !corpus.models.is_empty());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{select, Corpus, Format};

    fn keys(patterns: &[&str]) -> Result<Vec<String>, String> {
        let models = ["moon", "sun", "sun-2001-01-01"].map(|key| (key.to_owned(), key.into()));
        let mut corpora = vec![Corpus {
            name: "sky".to_owned(),
            format: Format::Botocore,
            models: models.to_vec(),
        }];
        let patterns: Vec<String> = patterns.iter().map(|&one| one.to_owned()).collect();
        select(&mut corpora, &patterns).map_err(|error| format!("{error:#}"))?;
        Ok(corpora
            .into_iter()
            .flat_map(|one| one.models)
            .map(|(key, _)| key)
            .collect())
    }

    #[test]
    fn patterns_choose_by_key() {
        assert_eq!(keys(&[]).map(|keys| keys.len()), Ok(3));
        assert_eq!(keys(&["sun"]), Ok(vec!["sun".to_owned()]));
        assert_eq!(keys(&["sun*", "mo?n"]).map(|keys| keys.len()), Ok(3));
        assert!(keys(&["sun", "mars*"]).is_err_and(|error| error.contains("`mars*`")));
        assert!(keys(&["["]).is_err());
    }
}
