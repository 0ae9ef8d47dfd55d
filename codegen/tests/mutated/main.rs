//! Models that somebody has damaged, through the whole pipeline: whatever they are, there is a crate or a
//! diagnostic, and never a panic or a file that is no Rust.
//!
//! `PROPTEST_CASES` says how many are tried.

mod change;
mod hostile;

use std::fs;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::render_service;
use farrier_codegen::settings::parse_manifest;
use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::Value;
use tempfile::TempDir;

/// A file of a model, by the name that it has in its folder.
type File = (&'static str, Vec<u8>);

/// A few changes to one of these models, of which each is a list of files.
fn damaged(models: Vec<Vec<(&'static str, Value)>>) -> impl Strategy<Value = Vec<File>> {
    let changes = prop_oneof![3 => Just(1_usize), 1 => 2..6_usize];
    (
        prop::sample::select(models),
        changes,
        prop::bool::weighted(0.1),
    )
        .prop_perturb(|(mut files, changes, in_bytes), mut rng| {
            for _ in 0..changes {
                let at = rng.random_range(0..files.len());
                change::value(&mut files[at].1, &mut rng);
            }
            let files = files.into_iter();
            let files = files.map(|(name, value)| (name, value.to_string().into_bytes()));
            let mut files: Vec<File> = files.collect();
            if in_bytes {
                let at = rng.random_range(0..files.len());
                change::bytes(&mut files[at].1, &mut rng);
            }
            files
        })
}

/// What the pipeline says of files in one folder. A panic is a failure by itself.
fn said(files: &[File], more: &str) -> String {
    let base = TempDir::new().expect("a temporary folder");
    let folder = base.path().join("model/2024-01-01");
    fs::create_dir_all(&folder).expect("writable");
    for (name, content) in files {
        fs::write(folder.join(name), content).expect("writable");
    }
    let text = format!(
        "[runtime]\nversion = \"0.1\"\n[services.m]\nmodel = \"model/2024-01-01\"\npackage = \"m\"\n{more}"
    );
    let mut diagnostics = Diagnostics::default();
    let manifest = parse_manifest(&base.path().join("farrier.toml"), &text, &mut diagnostics);
    let rendered = render_service(&manifest, &manifest.services[0], &mut diagnostics);
    let has_crate = rendered.is_some() && !diagnostics.has_errors();
    assert!(
        has_crate || diagnostics.has_errors(),
        "neither crate nor error"
    );
    diagnostics.to_string()
}

/// Formatting parses what it does not know: code that is none is told as an internal error.
fn is_never_at_fault(files: &[File], more: &str) -> Result<(), TestCaseError> {
    let said = said(files, more);
    let texts = files.iter();
    let texts: Vec<_> = texts
        .map(|(name, content)| format!("{name}:\n{}", String::from_utf8_lossy(content)))
        .collect();
    prop_assert!(
        !said.contains("internal error"),
        "{said}\n{}",
        texts.join("\n")
    );
    Ok(())
}

fn smithy() -> Vec<Vec<(&'static str, Value)>> {
    let models = [
        "beacon", "depot", "fleet", "ledger", "lookup", "relay", "shelf",
    ];
    let models = models.map(|name| format!("../tests/protocols/models/{name}.json"));
    let read = |path: String| vec![("model.json", hostile::read(&path))];
    let mut models: Vec<_> = models.into_iter().map(read).collect();
    models.push(vec![("model.json", hostile::cycles())]);
    models
}

fn botocore() -> Vec<Vec<(&'static str, Value)>> {
    vec![
        hostile::botocore("rest-json"),
        hostile::botocore("rest-xml"),
        hostile::botocore("query"),
        hostile::botocore("ec2"),
        hostile::botocore("json"),
        hostile::botocore("smithy-rpc-v2-cbor"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    })]

    #[test]
    fn smithy_models(files in damaged(smithy())) {
        is_never_at_fault(&files, "")?;
    }

    #[test]
    fn botocore_models(files in damaged(botocore())) {
        is_never_at_fault(&files, "")?;
    }
}

/// The models that are damaged are good ones.
#[test]
fn what_is_damaged_was_whole() {
    for files in smithy().into_iter().chain(botocore()) {
        let files: Vec<File> = files
            .into_iter()
            .map(|(name, value)| (name, value.to_string().into_bytes()))
            .collect();
        let said = said(&files, "");
        assert!(!said.contains("error"), "{said}");
    }
}

/// The random numbers of a case.
type Random = TestRng;
