//! Models in the IDL make the same crates as the models that they were written of.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load::{self, ModelFiles};
use farrier_codegen::model_text::idl;
use farrier_codegen::{load_manifest, render_service};
use tempfile::TempDir;

use crate::support::workspace_root;

/// Writes a model as files of the IDL, and returns their names.
fn as_idl(root: &Path, model: &[PathBuf], folder: &Path) -> Vec<PathBuf> {
    let mut said = Diagnostics::default();
    let files = ModelFiles {
        root,
        paths: model,
        dependencies: &BTreeMap::new(),
        protocol: None,
    };
    let document = load::ast_of(files, &mut said).expect("a model");
    assert!(!said.has_errors(), "{said}");
    let write = |file: idl::IdlFile| {
        let path = folder.join(format!("{}.smithy", file.namespace));
        fs::write(&path, file.text).expect("writable");
        path
    };
    idl::files(&document).into_iter().map(write).collect()
}

#[test]
fn crates_of_models_in_the_idl_are_the_same() {
    let base = TempDir::new().expect("a temporary folder");
    let manifest = load_manifest(&workspace_root().join("farrier.toml")).expect("a manifest");
    assert!(!manifest.services.is_empty());
    for settings in &manifest.services {
        let folder = base.path().join(&settings.key);
        fs::create_dir(&folder).expect("writable");
        let mut of_idl = settings.clone();
        of_idl.model = as_idl(&manifest.root, &settings.model, &folder);
        let crates = [settings, &of_idl].map(|settings| {
            let mut said = Diagnostics::default();
            let rendered = render_service(&manifest, settings, &mut said);
            assert!(!said.has_errors(), "{}: {said}", settings.key);
            let files = rendered.expect("a crate").files.into_iter();
            files
                .map(|file| (file.path, file.content))
                .collect::<BTreeMap<_, _>>()
        });
        let [json, idl] = crates;
        assert_eq!(json.len(), idl.len());
        for (path, content) in json {
            assert!(idl.get(&path) == Some(&content), "{}: {path}", settings.key);
        }
    }
}
