//! Runs the generator over mutants, on one thread.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::settings::{parse_manifest, Manifest};
use farrier_codegen::{render_service, write, Rendered};

use super::document::{Document, Form};
use crate::files::At as _;
use crate::guard::guarded;
use crate::paths;

/// Result of generating a mutant.
pub(super) enum Outcome {
    Generated,
    Refused,
    /// The generator panicked with this message.
    Panicked(String),
}

/// A folder with a manifest for a model of each format.
pub(super) struct Bench {
    folder: PathBuf,
    manifest: Manifest,
}

impl Bench {
    /// Creates the files in `folder`.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub(super) fn new(folder: PathBuf) -> Result<Self> {
        let runtime = paths::root().join("runtime");
        let mut text = format!("[runtime]\npath = {:?}\n", runtime.display().to_string());
        for (key, model) in [("smithy", "smithy/model.json"), ("botocore", "botocore")] {
            text.push_str(&format!("[services.{key}]\nmodel = \"{model}\"\n"));
            let path = folder.join(key);
            fs::create_dir_all(&path).at(&path)?;
        }
        let mut problems = Diagnostics::default();
        let manifest = parse_manifest(&folder.join("farrier.toml"), &text, &mut problems);
        if problems.has_errors() {
            Err(anyhow!("{problems}"))
        } else {
            Ok(Self { folder, manifest })
        }
    }

    /// Runs the generator over a mutant.
    pub(super) fn generated(&self, mutant: &Document) -> Outcome {
        match guarded(|| self.rendered(mutant, None)) {
            Ok(Ok(_)) => Outcome::Generated,
            Ok(Err(_)) => Outcome::Refused,
            Err(panic) => Outcome::Panicked(panic),
        }
    }

    /// Generates the crate of a mutant, with the given package name if there is one.
    ///
    /// # Errors
    /// The diagnostics of the generator.
    fn rendered(&self, mutant: &Document, package: Option<&str>) -> Result<Rendered> {
        let key = key(mutant.form);
        for (name, value) in &mutant.files {
            let path = self.folder.join(key).join(name);
            fs::write(&path, value.to_string())?;
        }
        let mut services = self.manifest.services.iter();
        let service = services
            .find(|service| service.key == key)
            .context("no service")?;
        let mut service = service.clone();
        service.package = package.map(str::to_owned).or(service.package);
        let mut diagnostics = Diagnostics::default();
        let rendered = render_service(&self.manifest, &service, &mut diagnostics);
        match rendered {
            Some(rendered) if !diagnostics.has_errors() => Ok(rendered),
            _ => Err(anyhow!("{diagnostics}")),
        }
    }

    /// Writes the crate of a valid mutant to a folder.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn written(
        &self,
        mutant: &Document,
        root: &Path,
        output: &Path,
        package: &str,
    ) -> Result<()> {
        let rendered = self.rendered(mutant, Some(package))?;
        let mut diagnostics = Diagnostics::default();
        let plan = write::plan(root, output, rendered.files, &mut diagnostics);
        let plan = plan
            .filter(|_| !diagnostics.has_errors())
            .with_context(|| diagnostics.to_string())?;
        write::apply(&plan).map_err(anyhow::Error::msg)
    }
}

fn key(form: Form) -> &'static str {
    match form {
        Form::Smithy => "smithy",
        Form::Botocore => "botocore",
    }
}
