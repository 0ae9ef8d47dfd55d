//! From a model to its crate, in memory, and the difference of two crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::Crate;
use farrier_codegen::record::{self, Record, FOLDER};
use farrier_codegen::settings::{parse_manifest, ServiceSettings};
use farrier_codegen::{emit, load, lower, prepare, write};
use serde_json::Value;
use similar::TextDiff;

/// What becomes of a model.
pub(crate) struct Outcome {
    /// All diagnostics.
    pub(crate) diagnostics: String,
    /// The crate, unless the model has an error.
    pub(crate) lowered: Option<Crate>,
    /// The files of the crate by path.
    files: BTreeMap<String, String>,
}

impl Outcome {
    /// Runs the pipeline on a model.
    pub(crate) fn of(model: &Value) -> Self {
        let mut diagnostics = Diagnostics::default();
        let lowered = lowered(model.to_string().as_bytes(), &mut diagnostics);
        let files = lowered.as_ref().map(|krate| files(krate, &mut diagnostics));
        Self {
            diagnostics: diagnostics.to_string(),
            lowered,
            files: files.unwrap_or_default(),
        }
    }

    /// Returns the record of the crate.
    ///
    /// # Panics
    /// When there is no crate.
    pub(crate) fn record(&self) -> Record {
        let krate = self.lowered.as_ref();
        record::of(krate.unwrap_or_else(|| panic!("no crate: {}", self.diagnostics)))
    }

    /// Returns the content of a file of the crate.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}

fn lowered(model: &[u8], diagnostics: &mut Diagnostics) -> Option<Crate> {
    let settings = settings();
    let model = load::load_bytes(model, "model.json", diagnostics)?;
    if diagnostics.has_errors() {
        return None;
    }
    let mut problems = Diagnostics::default();
    let prepared = prepare::prepare(model, &settings, &mut problems);
    let lowered = prepared
        .filter(|_| !problems.has_errors())
        .and_then(|prepared| lower::lower(&prepared, &settings, &mut problems));
    problems.in_file("model.json");
    diagnostics.extend(problems);
    lowered
}

fn settings() -> ServiceSettings {
    let text = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"model.json\"\n";
    let mut diagnostics = Diagnostics::default();
    let manifest = parse_manifest(Path::new("farrier.toml"), text, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    manifest.services.into_iter().next().expect("one service")
}

fn files(krate: &Crate, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let files = emit::emit(krate).unwrap_or_else(|reason| panic!("{reason}"));
    (write::render(files, &krate.package.command, diagnostics).files)
        .into_iter()
        .map(|file| (file.path, file.content))
        .collect()
}

/// Lines around a difference.
const CONTEXT: usize = 1;

/// Prints what is different in those files of two crates, and names the other files that differ. The record is left
/// out: the report of the changes says the same.
pub(crate) fn difference(old: &Outcome, new: &Outcome, shown: &[String]) -> String {
    let paths: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    let (mut text, mut others) = (String::new(), String::new());
    for path in paths {
        let [before, after] = [old, new].map(|side| side.files.get(path));
        let sign = match (before, after) {
            (None, _) => '+',
            (_, None) => '-',
            _ => '~',
        };
        if path.starts_with(FOLDER) || before == after {
            continue;
        } else if shown.contains(path) {
            let _ = writeln!(text, "\n{sign} {path}");
            let [before, after] = [before, after].map(|side| side.map_or("", String::as_str));
            lines(before, after, &mut text);
        } else {
            let _ = writeln!(others, "{sign} {path}");
        }
    }
    format!("{text}\n{others}")
}

/// Prints the lines that are different, without line numbers, which say nothing about the change.
fn lines(before: &str, after: &str, text: &mut String) {
    let diff = TextDiff::from_lines(before, after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.push_str("  ...\n");
        for change in hunk.iter_changes() {
            let line = format!("{} {}", change.tag(), change.value().trim_end());
            let _ = writeln!(text, "  {}", line.trim_end());
        }
    }
}
