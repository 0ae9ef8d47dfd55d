//! `cargo xtask bench growth`.

mod cases;
mod sketch;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::Args;
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::render_service;
use farrier_codegen::settings::parse_manifest;
use serde_json::Value;

use super::table::{megabytes, seconds};
use cases::{Case, CASES};

/// Factor between two sizes.
const STEP: usize = 4;

/// Options of `cargo xtask bench growth`.
#[derive(Args, Debug)]
pub struct GrowthBenchArgs {
    /// Measure only this case; can be given several times [default: all]
    #[arg(long = "case", value_name = "NAME")]
    cases: Vec<String>,

    /// Number of runs; the fastest is shown
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// The files of a model, by name.
type Files = Vec<(&'static str, Value)>;

/// Measures and prints a table.
///
/// # Errors
/// An unknown case, or a folder that cannot be written.
pub(super) fn run(args: &GrowthBenchArgs) -> Result<()> {
    for name in &args.cases {
        if !CASES.iter().any(|case| case.name == *name) {
            let names: Vec<&str> = CASES.iter().map(|case| case.name).collect();
            bail!("nothing grows by `{name}`, but by {}", names.join(", "));
        }
    }
    if cfg!(debug_assertions) {
        eprintln!("note: this is a debug build, so its figures are not meaningful; see --help");
    }
    println!(
        "| what grows | format | sizes | s | of the step before | MB of model | MB of crate |\n\
         | --- | --- | --: | --: | --: | --: | --: |"
    );
    let chosen =
        |case: &&Case| args.cases.is_empty() || args.cases.iter().any(|name| *name == case.name);
    for case in CASES.iter().filter(chosen) {
        for (format, sizes) in sizes(case, args.runs)? {
            println!("{}", row(case, format, &sizes));
        }
    }
    Ok(())
}

/// Measurements of one size.
struct Size {
    size: usize,
    seconds: f64,
    model: u64,
    output: u64,
}

/// Measures each size of a case in each format.
fn sizes(case: &Case, runs: u32) -> Result<BTreeMap<&'static str, Vec<Size>>> {
    let mut sizes: BTreeMap<&str, Vec<Size>> = BTreeMap::new();
    for size in [1, STEP, STEP * STEP].map(|factor| case.size * factor) {
        for (format, files) in case.files(size) {
            let measured = measured(size, &files, runs);
            let measured = measured.with_context(|| format!("{size} {}, {format}", case.name))?;
            sizes.entry(format).or_default().push(measured);
        }
    }
    Ok(sizes)
}

fn row(case: &Case, format: &str, sizes: &[Size]) -> String {
    let joined = |each: &dyn Fn(&Size) -> String| {
        let all: Vec<String> = sizes.iter().map(each).collect();
        all.join(", ")
    };
    let steps = sizes.windows(2);
    let steps: Vec<String> = steps
        .map(|pair| format!("{:.1}", pair[1].seconds / pair[0].seconds))
        .collect();
    format!(
        "| {} | {format} | {} | {} | {} | {} | {} |",
        case.name,
        joined(&|one| one.size.to_string()),
        joined(&|one| seconds(one.seconds)),
        steps.join(", "),
        joined(&|one| megabytes(one.model)),
        joined(&|one| megabytes(one.output)),
    )
}

fn measured(size: usize, files: &Files, runs: u32) -> Result<Size> {
    let base = tempfile::tempdir()?;
    let folder = base.path().join("model/2024-01-01");
    fs::create_dir_all(&folder)?;
    let mut model = 0;
    for (name, content) in files {
        let text = content.to_string();
        model += text.len() as u64;
        fs::write(folder.join(name), text)?;
    }
    let mut best = f64::INFINITY;
    let mut output = 0;
    for _ in 0..runs {
        let started = Instant::now();
        output = rendered(base.path())?;
        best = best.min(started.elapsed().as_secs_f64());
    }
    Ok(Size {
        size,
        seconds: best,
        model,
        output,
    })
}

/// Generates the crate in memory and returns its size in bytes.
fn rendered(base: &Path) -> Result<u64> {
    let text = "[runtime]\nversion = \"0.1\"\n[services.growth]\nmodel = \"model/2024-01-01\"\n";
    let mut problems = Diagnostics::default();
    let manifest = parse_manifest(&base.join("farrier.toml"), text, &mut problems);
    let service = manifest.services.first().context("no service")?;
    let rendered = render_service(&manifest, service, &mut problems);
    match rendered {
        Some(rendered) if !problems.has_errors() => Ok(rendered
            .files
            .iter()
            .map(|file| file.content.len() as u64)
            .sum()),
        _ => Err(anyhow!("the model is not generated\n{problems}")),
    }
}
