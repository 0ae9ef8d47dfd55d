//! `cargo xtask bench codegen`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::{Args, ValueEnum};
use farrier_codegen::settings::Manifest;
use farrier_codegen::{generate, Options};

use super::measure::{measured, median, Measured};
use super::table::{tables, Row};
use super::{floor, table};
use crate::corpus::{self, Corpus, Crate, Format};
use crate::files::At as _;
use crate::paths;

/// Name of the case with the whole corpus.
const ALL: &str = "all";

/// Folders for the crates, and for the files that the floor writes.
const GENERATED: &str = "out";
const COPY: &str = "floor";

/// Options of `cargo xtask bench codegen`.
#[derive(Args, Debug)]
pub struct CodegenBenchArgs {
    /// Measure only this case: a service's key, or `all` for the whole of botocore; can be given several
    /// times [default: all, and the services of xtask/bench.toml]
    #[arg(long = "case", value_name = "KEY")]
    cases: Vec<String>,

    /// Number of runs of each case; the median is shown
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Folder for the crates, with the subfolders out/ and floor/, which are removed [default:
    /// target/bench/codegen]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// Do one run and print its measurements as JSON
    #[arg(long, hide = true, requires = "cases")]
    only: Option<Kind>,
}

/// A kind of run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Writes every crate into an empty folder.
    Write,
    /// Compares every crate with the existing one.
    Unchanged,
    /// Only reads and writes.
    Floor,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Write, Self::Unchanged, Self::Floor];

    fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Unchanged => "unchanged",
            Self::Floor => "floor",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Write => "into an empty folder",
            Self::Unchanged => "nothing changed",
            Self::Floor => "floor",
        }
    }
}

/// Measures and prints a table.
///
/// # Errors
/// Models that have not been fetched, an unknown case, or a run that fails.
pub(super) fn run(args: &CodegenBenchArgs) -> Result<()> {
    let data = corpus::fetched_botocore()?;
    let services = farrier_cli::botocore::services(&data)?;
    let folder = (args.folder.clone()).unwrap_or_else(|| paths::target().join("bench/codegen"));
    if let (Some(kind), [case]) = (args.only, args.cases.as_slice()) {
        let chosen = chosen(&services, case)?;
        let measured = one(kind, &chosen, &folder)?;
        let json = serde_json::to_string(&measured)?;
        println!("{json}");
        return Ok(());
    }
    if cfg!(debug_assertions) {
        eprintln!("note: this is a debug build, so its figures are not meaningful; see --help");
    }
    let cases = if args.cases.is_empty() {
        [vec![ALL.to_owned()], table()?.codegen.services].concat()
    } else {
        args.cases.clone()
    };
    let mut rows = Vec::new();
    for case in cases {
        let count = chosen(&services, &case)?.len();
        for kind in Kind::ALL {
            let runs: Result<Vec<Measured>> = (0..args.runs)
                .map(|_| child(kind, &case, &folder))
                .collect();
            rows.extend(median(runs?).map(|measured| Row {
                case: if case == ALL {
                    format!("{count} services")
                } else {
                    case.clone()
                },
                run: kind.title(),
                measured,
            }));
        }
    }
    print!("{}", tables(&rows));
    remove(&folder.join(GENERATED))?;
    remove(&folder.join(COPY))
}

/// Runs this program again as a child process.
fn child(kind: Kind, case: &str, folder: &Path) -> Result<Measured> {
    let program = std::env::current_exe()?;
    let output = Command::new(program)
        .args(["bench", "codegen", "--only", kind.name(), "--case", case])
        .arg("--folder")
        .arg(folder)
        .output()
        .context("cannot start a run")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("a run of {case} failed:\n{}", stderr.trim_end());
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("a run of {case}"))
}

/// Returns the services of a case, with their keys and folders.
fn chosen(services: &[(String, PathBuf)], case: &str) -> Result<Vec<(String, PathBuf)>> {
    let chosen: Vec<_> = (services.iter())
        .filter(|(key, _)| case == ALL || key == case)
        .cloned()
        .collect();
    if chosen.is_empty() {
        Err(anyhow!(
            "botocore has no service `{case}`; `{ALL}` takes all"
        ))
    } else {
        Ok(chosen)
    }
}

fn one(kind: Kind, services: &[(String, PathBuf)], folder: &Path) -> Result<Measured> {
    let generated = folder.join(GENERATED);
    match kind {
        Kind::Write => {
            remove(&generated)?;
            let manifest = manifest(services, folder)?;
            measured(|measured| generation(&manifest, measured))
        }
        Kind::Unchanged => {
            let manifest = manifest(services, folder)?;
            measured(|measured| generation(&manifest, measured))
        }
        Kind::Floor => {
            let copy = folder.join(COPY);
            remove(&copy)?;
            let contents = floor::contents(&generated)?;
            let folders: Vec<PathBuf> = services.iter().map(|(_, path)| path.clone()).collect();
            measured(|measured| {
                floor::read(&folders, measured)?;
                floor::write(&contents, &copy, measured)
            })
        }
    }
}

fn generation(manifest: &Manifest, measured: &mut Measured) -> Result<()> {
    let summary = generate(manifest, &Options::default(), &|_| {})
        .map_err(|problems| anyhow!("the models are not generated\n{problems}"))?;
    let mut timings = farrier_codegen::Timings::default();
    for service in &summary.services {
        timings += service.timings;
        measured.operations += service.operations;
        measured.files += service.size.files;
        measured.bytes += service.size.bytes as u64;
    }
    measured.services = summary.services.len();
    let stages = timings.stages().into_iter();
    measured.stages = stages
        .map(|(name, spent)| (name.to_owned(), spent.as_secs_f64()))
        .collect();
    Ok(())
}

/// Creates a manifest with these services. Crates are named after the keys, which are unique.
fn manifest(services: &[(String, PathBuf)], folder: &Path) -> Result<Manifest> {
    fs::create_dir_all(folder).at(folder)?;
    let corpus = Corpus {
        name: "botocore".to_owned(),
        format: Format::Botocore,
        models: services.to_vec(),
    };
    corpus.manifest(folder, |key| Crate {
        output: format!("{GENERATED}/{key}"),
        package: Some(key.to_owned()),
    })
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
    } else {
        Ok(())
    }
}
