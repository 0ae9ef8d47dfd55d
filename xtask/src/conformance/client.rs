//! A generated client crate, and the decisions of the generator about it.

use std::path::{Path, PathBuf};

use farrier_codegen::diag::{Diagnostics, Place};
use farrier_codegen::prepare::Prepared;
use farrier_codegen::settings::{Manifest, RuntimeSource, Selection, Selector, ServiceSettings};
use farrier_codegen::{generate, ir, load, lower, prepare, Options};

use super::data::Model;
use super::tables::{Setting, Tables};

/// A generated client.
#[derive(Debug)]
pub(crate) struct Client {
    /// The service as prepared model.
    pub(crate) prepared: Prepared,
    /// The crate, with all Rust names.
    pub(crate) krate: ir::Crate,
    /// Settings of tests that set endpoint parameters.
    pub(crate) settings: Vec<Setting>,
    /// Whether endpoints are resolved with rules, else from `endpoint_url`.
    pub(crate) has_rules: bool,
}

impl Client {
    /// Returns whether the crate has the feature for signatures of SigV4a.
    pub(crate) fn has_sigv4a(&self) -> bool {
        let features = &self.krate.package.features;
        features.iter().any(|feature| feature.name == "sigv4a")
    }
}

/// Generates the client of `model` into the workspace at `workspace`. `source` is the model itself or a changed
/// version of it.
///
/// # Errors
/// The diagnostics.
pub(crate) fn write(
    model: &Model,
    source: &Path,
    workspace: &Path,
    tables: &Tables,
) -> Result<Client, Diagnostics> {
    let runtime = crate::paths::root().join("runtime");
    let settings = settings(model, source, &runtime);
    let manifest = Manifest {
        path: workspace.join("farrier.toml"),
        root: workspace.to_owned(),
        services: vec![settings.clone()],
    };
    let summary = generate(&manifest, &Options::default(), &|_| {})?;
    // Warnings concern the model. The stages run again to return what the tests need.
    drop(summary);
    let mut problems = Diagnostics::default();
    let stages = stages(source, &settings, &mut problems);
    let (prepared, krate) = stages.ok_or(problems)?;
    Ok(Client {
        prepared,
        krate,
        settings: tables.settings.clone(),
        has_rules: tables.rules(&model.name).is_some(),
    })
}

fn stages(
    source: &Path,
    settings: &ServiceSettings,
    problems: &mut Diagnostics,
) -> Option<(Prepared, ir::Crate)> {
    let model = load::load_file(source, &source.display().to_string(), problems)?;
    let prepared = prepare::prepare(model, settings, problems)?;
    let krate = lower::lower(&prepared, settings, problems)?;
    Some((prepared, krate))
}

/// Creates the settings of the service, as in a manifest.
fn selection(name: &str) -> Selection {
    Selection {
        text: name.to_owned(),
        place: Place::default(),
        selector: Selector::Name(name.to_owned()),
    }
}

fn settings(model: &Model, source: &Path, runtime: &Path) -> ServiceSettings {
    ServiceSettings {
        key: model.name.clone(),
        place: Place::file(source.display().to_string()),
        model: vec![source.to_owned()],
        dependencies: Default::default(),
        paginators: None,
        waiters: None,
        service: None,
        protocol: None,
        // The tests are those of clients for AWS.
        aws: Some(true),
        package: Some(model.package()),
        version: "0.0.0".to_owned(),
        output: PathBuf::from(&model.name),
        operations: (model.operations.as_ref())
            .map(|names| names.iter().map(|name| selection(name)).collect()),
        fields: Default::default(),
        exclude: Vec::new(),
        renames: Vec::new(),
        runtime: RuntimeSource::Path(runtime.display().to_string()),
        customizations: Default::default(),
        command: "cargo xtask conformance".to_owned(),
    }
}
