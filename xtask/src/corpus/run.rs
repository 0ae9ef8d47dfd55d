//! `cargo xtask corpus run`: generates every model with the whole pipeline.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use farrier_codegen::diag::{Diagnostic, Diagnostics, Severity};
use farrier_codegen::diff::diff;
use farrier_codegen::record::Record;
use farrier_codegen::render_service;
use farrier_codegen::settings::{Manifest, ServiceSettings};
use farrier_codegen::write::{self, TextFile};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::models::{self, Choice, Corpus, Crate, Format};
use super::report::{Part, Problem, Report, Row, Status};
use super::{earlier, markdown, pin, raw};
use crate::files::At as _;
use crate::task::Verdict;
use crate::{guard, paths};
use farrier_cli::Progress;

/// Options of `cargo xtask corpus run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// Only the models of this source
    #[arg(long, value_name = "SOURCE")]
    corpus: Option<Format>,

    /// Only services whose key matches; `*` matches any text; can be given several times
    ///
    /// Keys are those in the report.
    #[arg(long = "service", value_name = "PATTERN")]
    services: Vec<String>,

    /// Also write the crates, each to FOLDER/CORPUS/KEY
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,

    /// Compare the crates with those of an earlier run, by its report.json
    ///
    /// Fails if the files of a service differ, or if a service is in one of the runs only.
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,

    /// Print only problems and totals
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
///
/// # Errors
/// Models that have not been fetched, an invalid command line, or a report that cannot be written.
pub(super) fn run(args: &RunArgs) -> Result<Verdict> {
    let started = Instant::now();
    let earlier = args.compare.as_deref().map(earlier::read).transpose()?;
    let table = pin::read()?;
    let choice = Choice {
        format: args.corpus,
        patterns: args.services.clone(),
    };
    let folder = super::folder();
    let (corpora, skipped) = models::chosen(&choice, &table, &folder, &paths::test_data())?;
    for line in &skipped {
        eprintln!("{line}");
    }
    let count = corpora.iter().map(|corpus| corpus.models.len()).sum();
    let progress = Progress::new(count, args.quiet);
    let mut parts = Vec::new();
    for corpus in &corpora {
        let output = args.write.as_ref().map(|folder| folder.join(&corpus.name));
        let rows = rows(corpus, &folder, output.as_deref(), &progress)?;
        parts.push(Part::new(corpus.name.clone(), rows));
    }
    progress.finish();
    let report = Report::new(parts, skipped, started.elapsed());
    write_report(&report, &folder)?;
    let differences = earlier.map(|earlier| earlier::differences(&earlier, &report));
    let differences = differences.unwrap_or_default();
    for difference in &differences {
        eprintln!("{difference}");
    }
    if args.compare.is_some() {
        println!("different from the earlier run: {}", differences.len());
    }
    Ok((report.is_fine() && differences.is_empty()).into())
}

fn rows(
    corpus: &Corpus,
    folder: &Path,
    output: Option<&Path>,
    progress: &Progress,
) -> Result<Vec<Row>> {
    let manifest = corpus.manifest(folder, |key| Crate {
        output: key.to_owned(),
        package: None,
    })?;
    let of_key = |service: &ServiceSettings| {
        let found = corpus.models.iter().find(|(key, _)| *key == service.key);
        found
            .map(|(_, path)| raw::operations(corpus.format, path))
            .unwrap_or_default()
    };
    let rows = manifest.services.par_iter().map(|service| {
        let row = row(&manifest, service, of_key(service), output);
        progress.done(&service.key);
        row
    });
    Ok(rows.collect())
}

/// Generates one service. Its crate is dropped on return.
fn row(
    manifest: &Manifest,
    service: &ServiceSettings,
    expected: BTreeSet<String>,
    output: Option<&Path>,
) -> Row {
    let started = Instant::now();
    let mut row = Row::panicked(&service.key, expected.len());
    let result = guard::guarded(|| {
        let mut diagnostics = Diagnostics::of_validators();
        let rendered = render_service(manifest, service, &mut diagnostics);
        (rendered.filter(|_| !diagnostics.has_errors()), diagnostics)
    });
    row.milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (rendered, mut diagnostics) = match result {
        Ok(result) => result,
        Err(panic) => {
            row.panic = Some(panic);
            row.missing = expected.into_iter().collect();
            return row;
        }
    };
    let mut generated = BTreeSet::new();
    if let Some(rendered) = rendered {
        row.measure(&rendered);
        check_record(&rendered.record, &mut diagnostics);
        generated.extend(rendered.operations);
        if let Some(output) = output {
            written(output, service, rendered.files, &mut diagnostics);
        }
    }
    row.generated = expected.intersection(&generated).count();
    row.missing = expected.difference(&generated).cloned().collect();
    // Smithy's warnings are the authors' business.
    let is_told = |one: &&Diagnostic| one.event.is_none() || one.severity <= Severity::Danger;
    let problems = diagnostics.sorted().into_iter().filter(is_told);
    row.problems = problems.map(Problem::from).collect();
    row.status = match (diagnostics.has_errors(), row.missing.is_empty()) {
        (true, _) => Status::Refused,
        (false, false) => Status::Incomplete,
        (false, true) if row.problems.is_empty() => Status::Ok,
        (false, true) => Status::Warned,
    };
    row
}

/// Checks that the record is unchanged after writing and reading, and does not differ from itself.
fn check_record(record: &Record, diagnostics: &mut Diagnostics) {
    let what = match Record::parse(&record.texts()) {
        Err(error) => format!("the record does not read back: {error}"),
        Ok(again) if again != *record => "the record reads back as another one".to_owned(),
        Ok(again) => match diff(record, &again) {
            Ok(report) if report.changes.is_empty() => return,
            Ok(report) => format!("the record has changes to itself: {}", report.headline()),
            Err(unlike) => unlike.to_string(),
        },
    };
    diagnostics.push(Diagnostic::error(what));
}

fn written(
    output: &Path,
    service: &ServiceSettings,
    files: Vec<TextFile>,
    diagnostics: &mut Diagnostics,
) {
    let plan = write::plan(output, &service.output, files, diagnostics);
    let Some(plan) = plan.filter(|_| !diagnostics.has_errors()) else {
        return;
    };
    if let Err(error) = write::apply(&plan) {
        diagnostics.push(Diagnostic::error(format!("cannot write: {error}")));
    }
}

/// Writes both files, and prints totals and failures.
fn write_report(report: &Report, folder: &Path) -> Result<()> {
    let json = serde_json::to_string_pretty(report)?;
    fs::create_dir_all(folder).at(folder)?;
    for (name, text) in [
        ("report.md", markdown::text(report)),
        ("report.json", json + "\n"),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).at(&path)?;
    }
    for part in &report.corpora {
        println!("{}", markdown::line(&part.name, &part.totals));
        for row in &part.services {
            if let Some(failure) = row.failure() {
                eprintln!("{}: {failure}", row.key);
            }
        }
    }
    println!(
        "{:.1} s; {}",
        report.seconds,
        folder.join("report.md").display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(target: &str) -> String {
        format!(
            r#"{{ "smithy": "2.0", "shapes": {{
                "example.weather#Weather": {{
                    "type": "service", "version": "2024-01-01",
                    "operations": [
                        {{ "target": "example.weather#GetCity" }},
                        {{ "target": "example.weather#GetSky" }}
                    ],
                    "traits": {{
                        "aws.api#service": {{ "sdkId": "Weather" }},
                        "aws.auth#sigv4": {{ "name": "weather" }},
                        "aws.protocols#awsJson1_0": {{}}
                    }}
                }},
                "example.weather#GetCity": {{ "type": "operation" }},
                "example.weather#GetSky": {{
                    "type": "operation", "output": {{ "target": "{target}" }}
                }}
            }} }}"#
        )
    }

    #[test]
    fn a_good_and_a_refused_model_to_a_report() {
        let base = tempfile::tempdir().unwrap();
        let mut models = Vec::new();
        for (key, target) in [("bad", "example.weather#Sky"), ("good", "smithy.api#Unit")] {
            let path = base.path().join(format!("{key}.json"));
            fs::write(&path, model(target)).unwrap();
            models.push((key.to_owned(), path));
        }
        let corpus = Corpus {
            name: "tiny".to_owned(),
            format: Format::Smithy,
            models,
        };
        let output = base.path().join("crates");
        let progress = Progress::new(2, true);
        let rows = rows(&corpus, base.path(), Some(&output), &progress).unwrap();
        let of = |key: &str| rows.iter().find(|row| row.key == key).unwrap();

        assert!(matches!(of("good").status, Status::Ok));
        assert_eq!((of("good").generated, of("good").missing.len()), (2, 0));
        assert!(output.join("good/src/lib.rs").is_file());

        assert!(matches!(of("bad").status, Status::Refused));
        assert_eq!(of("bad").missing, ["GetCity", "GetSky"]);
        assert!(!output.join("bad").exists());

        let part = Part::new(corpus.name.clone(), rows);
        let report = Report::new(vec![part], Vec::new(), std::time::Duration::ZERO);
        assert!(!report.is_fine());
        write_report(&report, base.path()).unwrap();
        let text = fs::read_to_string(base.path().join("report.md")).unwrap();
        assert!(text.contains("example.weather#Sky"), "{text}");
        let json = fs::read_to_string(base.path().join("report.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["corpora"][0]["services"].as_array().unwrap().len(), 2);
    }
}
