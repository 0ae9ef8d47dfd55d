//! Whole runs of the pipeline: what is chosen, what is said, what is left alone.

use std::fs;
use std::path::PathBuf;

use farrier_codegen::{generate, load_manifest, Options, Stage, Summary};
use insta::assert_snapshot;
use tempfile::TempDir;

use crate::support::{get_city, model_with};

/// A folder with a manifest of two services: `weather`, whose model is good, and `tides`, whose is not.
fn workspace() -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    let city = get_city(r#""City": { "target": "smithy.api#String" }"#);
    let tide = get_city(r#""City": { "target": "example.weather#Cty" }"#);
    let manifest = "[runtime]\npath = \"runtime\"\n\
                    [services.weather]\nmodel = \"weather.json\"\n\
                    [services.tides]\nmodel = \"tides.json\"\npackage = \"tides\"\n";
    for (name, text) in [
        ("farrier.toml", manifest.to_owned()),
        ("weather.json", model_with(&city)),
        ("tides.json", model_with(&tide)),
    ] {
        fs::write(base.path().join(name), text).expect("writable");
    }
    base
}

fn run(base: &TempDir, options: &Options) -> Result<Summary, String> {
    let path: PathBuf = base.path().join("farrier.toml");
    let manifest = load_manifest(&path).map_err(|problems| problems.to_string())?;
    let folder = format!("{}/", base.path().display());
    generate(&manifest, options, &|_| {})
        .map_err(|problems| problems.to_string().replace(&folder, ""))
}

fn of(services: &[&str]) -> Options {
    Options {
        services: services.iter().map(|&service| service.to_owned()).collect(),
        ..Options::default()
    }
}

#[test]
fn one_bad_service_keeps_all_from_being_written() {
    let base = workspace();
    let said = run(&base, &of(&[])).expect_err("one model is bad");
    assert!(said.contains("tides.json"), "{said}");
    assert!(!base.path().join("generated").exists());
}

#[test]
fn unknown_services_are_refused() {
    assert_snapshot!(run(&workspace(), &of(&["wether", "tides", "x"])).expect_err("two unknown"));
}

#[test]
fn a_dump_needs_one_service() {
    let options = Options {
        dump: Some(Stage::Model),
        ..of(&["weather", "tides"])
    };
    assert_snapshot!(run(&workspace(), &options).expect_err("two services"));
}

#[test]
fn dumps_are_readable() {
    for (name, stage) in [("model", Stage::Model), ("prepared", Stage::Prepared)] {
        let options = Options {
            dump: Some(stage),
            ..of(&["weather"])
        };
        let summary = run(&workspace(), &options).expect("the model is good");
        assert_snapshot!(name, summary.dump.expect("a dump was asked for"));
    }
}
