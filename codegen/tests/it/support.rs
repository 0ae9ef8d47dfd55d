//! What several tests need.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use farrier_codegen::prepare::{prepare, Prepared};
use farrier_codegen::settings::{parse_manifest, ServiceSettings};
use farrier_codegen::{render_service, Rendered};
use tempfile::TempDir;

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn workspace_root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package lies in the workspace")
        .to_owned()
}

/// A service with one operation without input or output, and `shapes` beside it.
pub(crate) fn model_with(shapes: &str) -> String {
    let comma = if shapes.trim().is_empty() { "" } else { "," };
    format!(
        r#"{{
  "smithy": "2.0",
  "shapes": {{
    "example.weather#Weather": {{
      "type": "service",
      "version": "2024-01-01",
      "operations": [{{ "target": "example.weather#GetCity" }}],
      "traits": {{
        "aws.api#service": {{ "sdkId": "Weather" }},
        "aws.auth#sigv4": {{ "name": "weather" }},
        "aws.protocols#awsJson1_0": {{}}
      }}
    }}{comma}
    {shapes}
  }}
}}"#
    )
}

/// An operation `GetCity` whose input has these members.
pub(crate) fn get_city(members: &str) -> String {
    format!(
        r#""example.weather#GetCity": {{
      "type": "operation",
      "input": {{ "target": "example.weather#GetCityInput" }},
      "output": {{ "target": "smithy.api#Unit" }}
    }},
    "example.weather#GetCityInput": {{
      "type": "structure",
      "members": {{ {members} }}
    }}"#
    )
}

/// A manifest of one service and nothing special, as parsed.
pub(crate) fn settings(extra: &str) -> ServiceSettings {
    let text = format!(
        "[runtime]\npath = \"runtime\"\n[services.weather]\nmodel = \"weather.json\"\n{extra}"
    );
    let mut diagnostics = Diagnostics::default();
    let manifest = parse_manifest(Path::new("farrier.toml"), &text, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    manifest.services.into_iter().next().expect("one service")
}

/// Loads and prepares a model; what was said of it, too.
pub(crate) fn prepare_text(
    json: &str,
    settings: &ServiceSettings,
) -> (Option<Prepared>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let model = load::load_bytes(json.as_bytes(), "weather.json", &mut diagnostics);
    if diagnostics.has_errors() {
        return (None, diagnostics);
    }
    let prepared = model.and_then(|model| prepare(model, settings, &mut diagnostics));
    diagnostics.in_file("weather.json");
    (prepared, diagnostics)
}

/// What is said of a model, from loading to preparing.
pub(crate) fn said_of(json: &str) -> String {
    let (_, diagnostics) = prepare_text(json, &settings(""));
    diagnostics.to_string()
}

/// What the pipeline makes of a model, in memory, and says of it. The service's table has `more` in it.
pub(crate) fn rendered(model: &str, more: &str) -> (Option<Rendered>, String) {
    let base = TempDir::new().expect("a temporary folder");
    fs::write(base.path().join("m.json"), model).expect("writable");
    let text =
        format!("[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"m.json\"\n{more}");
    let mut diagnostics = Diagnostics::default();
    let path = base.path().join("farrier.toml");
    let manifest = parse_manifest(&path, &text, &mut diagnostics);
    let rendered = render_service(&manifest, &manifest.services[0], &mut diagnostics);
    let rendered = rendered.filter(|_| !diagnostics.has_errors());
    (rendered, diagnostics.to_string())
}

/// The crate of a model of which nothing is said.
pub(crate) fn crate_of(model: &str) -> Rendered {
    let (rendered, said) = rendered(model, "");
    assert_eq!(said, "");
    rendered.expect("a crate without an error")
}

/// The text of a file of a crate.
pub(crate) fn file<'a>(rendered: &'a Rendered, path: &str) -> &'a str {
    let mut files = rendered.files.iter();
    let file = files.find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("there is no {path}")).content
}

/// Every file under a folder, by its path inside.
pub(crate) fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut open) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(root).expect("inside").to_owned();
                files.insert(inside, fs::read(&path).expect("readable"));
            }
        }
    }
    files
}
