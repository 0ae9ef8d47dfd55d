//! From a case's model to its files, in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::Crate;
use farrier_codegen::settings::{parse_manifest, ServiceSettings};
use farrier_codegen::{emit, load, lower, prepare, write};

/// The folder that holds the cases, a folder each.
pub(crate) fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// What became of a case.
pub(crate) struct Case {
    name: String,
    /// All that was said of the model.
    pub(crate) said: String,
    /// The crate, unless the model has an error.
    pub(crate) lowered: Option<Crate>,
    files: BTreeMap<String, String>,
}

impl Case {
    /// Runs the pipeline on the case's model.
    pub(crate) fn run(name: &str) -> Self {
        let path = cases_folder().join(name).join("model.json");
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let mut said = Diagnostics::default();
        let lowered = lowered(&bytes, &mut said);
        let files = lowered.as_ref().map(|krate| files(krate, &mut said));
        Self {
            name: name.to_owned(),
            said: said.to_string(),
            lowered,
            files: files.unwrap_or_default(),
        }
    }

    /// The content of a file of the crate.
    ///
    /// # Panics
    /// When the crate has no such file.
    pub(crate) fn file(&self, path: &str) -> &str {
        let paths: Vec<&String> = self.files.keys().collect();
        let file = self.files.get(path);
        file.unwrap_or_else(|| panic!("no {path} in {paths:?}"))
    }

    /// Runs `check` with snapshots that lie beside the case's model.
    pub(crate) fn beside_the_model(&self, check: impl FnOnce()) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(cases_folder().join(&self.name));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(check);
    }
}

fn lowered(model: &[u8], said: &mut Diagnostics) -> Option<Crate> {
    let settings = settings();
    let model = load::load_bytes(model, "model.json", said)?;
    if said.has_errors() {
        return None;
    }
    let mut problems = Diagnostics::default();
    let prepared = prepare::prepare(model, &settings, &mut problems);
    let lowered = match problems.has_errors() {
        true => None,
        false => prepared.and_then(|prepared| lower::lower(&prepared, &settings, &mut problems)),
    };
    problems.in_file("model.json");
    said.extend(problems);
    lowered
}

fn settings() -> ServiceSettings {
    let text = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"model.json\"\n";
    let mut said = Diagnostics::default();
    let manifest = parse_manifest(Path::new("farrier.toml"), text, &mut said);
    assert!(said.is_empty(), "{said}");
    manifest.services.into_iter().next().expect("one service")
}

fn files(krate: &Crate, said: &mut Diagnostics) -> BTreeMap<String, String> {
    let files = emit::emit(krate).unwrap_or_else(|reason| panic!("{reason}"));
    (write::render(files, &krate.package.command, said).files)
        .into_iter()
        .map(|file| (file.path, file.content))
        .collect()
}
