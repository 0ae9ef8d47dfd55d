//! Small changes of a model, one concern each, and what they change in the generated crate.
//!
//! - `patches/NAME.json`: a model before and after a change, as patches. The patch `change` has the concern; what it
//!   needs around it is in the patch `before`, and in `base.json`. The snapshot has the diagnostics of the changed
//!   model, the change report, and the difference of the two crates: that of the files named in `files`, in which the
//!   concern shows, and the names of the others.
//! - `refused/NAME.json`: a patch on `base.json` that no crate can be made of. The snapshot has the diagnostics.
//! - `whole/NAME.json`: a whole model, where a patch makes no sense. Its snapshots are whole files.
//!
//! `farrier_test_data::models` reads them, because other tests compile the crates of all cases.

mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use farrier_codegen::diff::{diff, Documentation};
use farrier_test_data::models::{self, Case};
use insta::{assert_snapshot, glob};

use run::{difference, Outcome};

/// Compares a snapshot that lies beside the case.
fn beside(case: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(case.parent().expect("a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.remove_snapshot_suffix();
    settings.bind(|| assert_snapshot!(name, text));
}

/// Returns the name of a case.
fn name(case: &Path) -> &str {
    let name = case.file_stem().and_then(|name| name.to_str());
    name.expect("cases have plain names")
}

#[test]
fn what_a_change_of_the_model_changes_in_the_crate() {
    glob!("patches/*.json", |path| {
        let case = Case::read(path);
        let [old, new] = [&case.old, &case.new].map(Outcome::of);
        let report = diff(&old.record(), &new.record()).expect("one service");
        assert!(!report.changes.is_empty(), "no change is reported");
        for file in &case.files {
            assert!(old.get(file) != new.get(file), "{file} does not change");
        }
        let report = report.told(Documentation::Names);
        let mut text = new.diagnostics.clone();
        if !text.is_empty() {
            text.push('\n');
        }
        text += &format!("{report}{}", difference(&old, &new, &case.files));
        beside(path, name(path), &text);
    });
}

#[test]
fn refused_models_have_all_their_problems_reported() {
    glob!("refused/*.json", |path| {
        let model = models::patched(&models::base(), &models::read(path));
        let outcome = Outcome::of(&model);
        assert!(outcome.lowered.is_none(), "the model is not refused");
        beside(path, name(path), &outcome.diagnostics);
    });
}

/// Files of a crate that follow from which service it is. The generator's own customizations are found by the ids of
/// services, too.
#[test]
fn what_depends_on_which_service_it_is() {
    let files: [(&str, &[&str]); 3] = [
        (
            "customizations",
            &[
                "src/service.rs",
                "src/operation/upload_archive.rs",
                "Cargo.toml",
            ],
        ),
        ("endpoint_label", &["src/schema.txt"]),
        (
            "service",
            &[
                "src/lib.rs",
                "src/service.rs",
                "src/meta.rs",
                "Cargo.toml",
                "README.md",
            ],
        ),
    ];
    for (name, files) in files {
        let path = models::folder()
            .join("whole")
            .join(name)
            .with_extension("json");
        let outcome = Outcome::of(&models::read(&path));
        assert_eq!(outcome.diagnostics, "", "{name}");
        for file in files {
            let snapshot = format!("{name}.{}", file.replace('/', "."));
            let content = outcome.get(file).expect("the crate has the file");
            beside(&path, &snapshot, content);
        }
    }
}

/// The decided crate of a model, as `farrier inspect --stage ir` prints it.
#[test]
fn tiny() {
    let path = models::folder().join("whole/tiny.json");
    let outcome = Outcome::of(&models::read(&path));
    let lowered = outcome.lowered.as_ref().expect("a crate");
    beside(&path, "tiny.ir", &format!("{lowered:#?}"));
}

/// A case that is renamed or removed takes its snapshots along.
#[test]
fn every_snapshot_belongs_to_a_case() {
    for folder in ["patches", "refused", "whole"] {
        let entries = fs::read_dir(models::folder().join(folder)).expect("readable");
        let names = entries.map(|entry| entry.expect("readable").file_name());
        let names: BTreeSet<String> = names.filter_map(|name| name.into_string().ok()).collect();
        for snapshot in names.iter().filter(|name| name.ends_with(".snap")) {
            let (case, _) = snapshot.split_once('.').expect("an extension");
            assert!(
                names.contains(&format!("{case}.json")),
                "{folder}/{snapshot}"
            );
        }
    }
}
