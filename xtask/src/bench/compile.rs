//! `cargo xtask bench compile`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use clap::{Args, ValueEnum};
use farrier_codegen::diag::did_you_mean;
use farrier_codegen::settings::{Manifest, Selection, Selector};
use farrier_codegen::{generate, Options};
use heck::ToSnakeCase as _;

use super::measure::{median, Measured};
use super::own::{Own, Place};
use super::program::{self, Dependency, PROGRAM};
use super::{child, instructions, table, CompileTable};
use crate::cargo;
use crate::corpus::{self, Corpus, Crate, Format};
use crate::files::{read, At as _};
use crate::paths;

/// Options of `cargo xtask bench compile`.
#[derive(Args, Debug)]
pub struct CompileBenchArgs {
    /// The service: a key of the table in xtask/bench.toml
    #[arg(long)]
    service: String,

    /// How to compile
    #[arg(long, value_enum, default_value_t = Profile::Dev)]
    profile: Profile,

    /// Generate only these operations in our crate, like `operations` in farrier.toml
    #[arg(long, value_name = "SELECTION", value_delimiter = ',')]
    operations: Vec<String>,

    /// Number of runs; the median is shown
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Also count the instructions of the compiler with valgrind, for the crate, the runtime and the program; takes minutes
    #[arg(long)]
    instructions: bool,
}

/// Build profile of the crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Profile {
    /// `cargo build`
    Dev,
    /// `cargo build --release`
    Release,
    /// `cargo check`
    Check,
}

impl Profile {
    fn args(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
            Self::Check => &["check"],
        }
    }

    /// Returns the folder of the built files, inside cargo's target folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev | Self::Check => "debug",
        }
    }
}

/// Measurements of one of the two crates.
struct Side {
    place: Place,
    krate: Measured,
    lines: usize,
    rlib: Option<u64>,
    rmeta: Option<u64>,
    program: Option<Measured>,
    binary: Option<u64>,
}

/// Measures and prints a table.
///
/// # Errors
/// A service that is not in the table, models that have not been fetched, or crates that do not build.
pub(super) fn run(args: &CompileBenchArgs) -> Result<()> {
    if args.instructions {
        instructions::check()?;
    }
    let services = table()?.compile;
    let service = services.get(&args.service).with_context(|| {
        let keys: Vec<&str> = services.keys().map(String::as_str).collect();
        let near = did_you_mean(&args.service, &keys).unwrap_or_default();
        format!("{} has no service `{}`; {near}", super::TABLE, args.service)
    })?;
    let folder = paths::target().join("bench/compile");
    let their_sdk = Dependency {
        package: service.official.clone(),
        source: format!("version = \"={}\"", service.version),
    };
    let our_sdk = generated(args, service, &folder)?;
    let official = side(args, service, &their_sdk, &folder.join("official"))?;
    let ours = side(args, service, &our_sdk, &folder.join("ours"))?;
    let build = [args.profile.args(), &["--package", &service.official]].concat();
    let is_release = args.profile == Profile::Release;
    let own = |one: &Side, other: &Side| {
        Own::measure(&one.place, &other.place, &build, args.runs, is_release)
    };
    let sums = [own(&official, &ours)?, own(&ours, &official)?];
    let mut table = text(args, &official, &ours, &sums);
    if args.instructions {
        table += &instructions_table(args, &service.official, [&official, &ours], &sums[1])?;
    }
    print!("{table}");
    Ok(())
}

/// Counts the compiler's instructions for the crate, for our crate and its runtime, and for the program, of which linking
/// is not counted.
fn instructions_table(
    args: &CompileBenchArgs,
    package: &str,
    sides: [&Side; 2],
    own: &Own,
) -> Result<String> {
    let count = |side: &Side, package: &str, packages: &[&str]| -> Result<Vec<f64>> {
        let build = [args.profile.args(), &["--package", package]].concat();
        let is_release = args.profile == Profile::Release;
        let counts = instructions::count(&side.place, &build, packages, is_release)?;
        Ok(counts.iter().map(|count| *count as f64 / 1e9).collect())
    };
    let runtime = own.packages.iter().filter_map(|package| {
        let (name, _) = package.split_once('@')?;
        name.starts_with("farrier-").then_some(name)
    });
    let packages: Vec<&str> = [package].into_iter().chain(runtime).collect();
    let [official, ours] = sides;
    let theirs: f64 = count(official, package, &[package])?.iter().sum();
    let counts = count(ours, package, &packages)?;
    let krate = counts.first().copied().unwrap_or_default();
    let programs = [official, ours].map(|side| count(side, PROGRAM, &[PROGRAM]));
    let [their_program, our_program] = programs;
    let rows = [
        ("crate", theirs, krate),
        ("crate, ours with the runtime", theirs, counts.iter().sum()),
        (
            "program, without linking",
            their_program?.iter().sum(),
            our_program?.iter().sum(),
        ),
    ];
    let mut text = String::from(
        "\n| instructions in billions | official | ours | ratio |\n| --- | --: | --: | --: |\n",
    );
    for (name, official, ours) in rows {
        text += &format!(
            "| {name} | {official:.1} | {ours:.1} | {:.2} |\n",
            ours / official
        );
    }
    Ok(text)
}

/// Generates our crate, with a version that differs from the official one.
fn generated(args: &CompileBenchArgs, service: &CompileTable, folder: &Path) -> Result<Dependency> {
    let data = corpus::fetched_botocore()?;
    let mut models = farrier_cli::botocore::services(&data)?;
    models.retain(|(key, _)| *key == args.service);
    if models.is_empty() {
        bail!("botocore has no service `{}`", args.service);
    }
    fs::create_dir_all(folder).at(folder)?;
    let corpus = Corpus {
        name: "botocore".to_owned(),
        format: Format::Botocore,
        models,
    };
    let mut manifest: Manifest = corpus.manifest(folder, |key| Crate {
        output: format!("crates/{key}"),
        package: Some(service.official.clone()),
    })?;
    if !args.operations.is_empty() {
        let selections: Result<Vec<Selection>> =
            args.operations.iter().map(|text| selection(text)).collect();
        let selections = selections?;
        for one in &mut manifest.services {
            one.operations = Some(selections.clone());
        }
    }
    generate(&manifest, &Options::default(), &|_| {}).map_err(|problems| anyhow!("{problems}"))?;
    let path = folder.join("crates").join(&args.service);
    Ok(Dependency {
        package: service.official.clone(),
        source: format!("path = {:?}", path.display().to_string()),
    })
}

fn selection(text: &str) -> Result<Selection> {
    Ok(Selection {
        text: text.to_owned(),
        place: farrier_codegen::diag::Place::default(),
        selector: Selector::parse(text).map_err(|(what, _)| anyhow!("`{text}` {what}"))?,
    })
}

/// Builds a crate and a program that uses it: first everything, then each alone.
fn side(
    args: &CompileBenchArgs,
    service: &CompileTable,
    sdk: &Dependency,
    root: &Path,
) -> Result<Side> {
    // One target folder for all services, because their dependencies are the same.
    let target = root.join("target");
    let root = root.join(&args.service);
    let methods: Vec<String> = (service.operations.iter())
        .map(|name| name.to_snake_case())
        .collect();
    program::write(&root, sdk, &methods)?;
    let build = |package: &str| {
        let all = [args.profile.args(), &["--package", package]].concat();
        child::cargo(&root, &target, &all)
    };
    build(PROGRAM)?;
    let again = |package: &str| -> Result<Measured> {
        let mut runs = Vec::new();
        for _ in 0..args.runs {
            let mut clean = vec!["clean", "--package", package];
            clean.extend((args.profile == Profile::Release).then_some("--release"));
            child::cargo(&root, &target, &clean)?;
            runs.push(build(package)?);
        }
        median(runs).context("no run")
    };
    let krate = again(&sdk.package)?;
    let is_built = args.profile != Profile::Check;
    let program = if is_built {
        build(PROGRAM)?;
        Some(again(PROGRAM)?)
    } else {
        None
    };
    let built = target.join(args.profile.folder());
    let library = format!("lib{}-", sdk.package.replace('-', "_"));
    Ok(Side {
        place: Place {
            root: root.clone(),
            target: target.clone(),
        },
        krate,
        lines: lines(&source(&root, &sdk.package)?)?,
        rlib: largest(&built.join("deps"), &library, "rlib"),
        rmeta: largest(&built.join("deps"), &library, "rmeta"),
        binary: program
            .as_ref()
            .and_then(|_| stripped(&built.join(PROGRAM))),
        program,
    })
}

/// Returns the folder of a package's sources, from cargo's metadata.
fn source(root: &Path, package: &str) -> Result<PathBuf> {
    let metadata: serde_json::Value = cargo::metadata(root, true)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut found = packages.filter(|one| one["name"] == package);
    let manifest = found.next().and_then(|one| one["manifest_path"].as_str());
    let folder = manifest.map(Path::new).and_then(Path::parent);
    let folder = folder.with_context(|| format!("cargo knows no package {package}"))?;
    Ok(folder.join("src"))
}

/// Counts the lines of all Rust files below a folder.
fn lines(folder: &Path) -> Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(folder).at(folder)? {
        let path = entry.at(folder)?.path();
        if path.is_dir() {
            sum += lines(&path)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            sum += read(&path)?.lines().count();
        }
    }
    Ok(sum)
}

/// Returns the size of the largest file with such a name, because files of older builds may exist.
fn largest(folder: &Path, begin: &str, end: &str) -> Option<u64> {
    let files = fs::read_dir(folder).ok()?.flatten().filter(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with(begin) && name.ends_with(&format!(".{end}"))
    });
    let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
    sizes.max()
}

/// Returns the size of a binary without symbols; `None` if there is no `strip`.
pub(super) fn stripped(binary: &Path) -> Option<u64> {
    let copy = binary.with_extension("stripped");
    let status = Command::new("strip")
        .arg("-o")
        .arg(&copy)
        .arg(binary)
        .status();
    status.ok().filter(|status| status.success())?;
    Some(fs::metadata(copy).ok()?.len())
}

fn text(args: &CompileBenchArgs, official: &Side, ours: &Side, sums: &[Own; 2]) -> String {
    let profile = args.profile.to_possible_value();
    let profile = profile
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default();
    let what = match args.operations.as_slice() {
        [] => args.service.clone(),
        some => format!(
            "{}, {} of its operations in ours",
            args.service,
            some.join(" ")
        ),
    };
    let mut text =
        format!("| {what}, {profile} | official | ours | ratio |\n| --- | --: | --: | --: |\n");
    let mut row = |name: &str, official: Option<f64>, ours: Option<f64>, digits: usize| {
        if let (Some(official), Some(ours)) = (official, ours) {
            text += &format!(
                "| {name} | {official:.digits$} | {ours:.digits$} | {:.2} |\n",
                ours / official
            );
        }
    };
    let mega = |bytes: Option<u64>| bytes.map(|bytes| bytes as f64 / 1e6);
    let (a, b) = (&official.krate, &ours.krate);
    row("crate: CPU s", a.processor(), b.processor(), 1);
    row("crate: s", Some(a.seconds), Some(b.seconds), 1);
    row("crate: peak MB", mega(a.memory), mega(b.memory), 0);
    row(
        "crate: lines",
        Some(official.lines as f64),
        Some(ours.lines as f64),
        0,
    );
    row("crate: rlib MB", mega(official.rlib), mega(ours.rlib), 1);
    row("crate: rmeta MB", mega(official.rmeta), mega(ours.rmeta), 1);
    let [a, b] = sums.each_ref().map(|own| &own.build);
    row(
        "with what only it needs: CPU s",
        a.processor(),
        b.processor(),
        1,
    );
    row(
        "with what only it needs: s",
        Some(a.seconds),
        Some(b.seconds),
        1,
    );
    if let (Some(a), Some(b)) = (&official.program, &ours.program) {
        row("program: CPU s", a.processor(), b.processor(), 2);
        row("program: s", Some(a.seconds), Some(b.seconds), 2);
        row(
            "program: stripped MB",
            mega(official.binary),
            mega(ours.binary),
            2,
        );
    }
    for (side, own) in ["official", "ours"].iter().zip(sums) {
        let packages: Vec<&str> = own.packages.iter().map(String::as_str).collect();
        text += &format!("\nOnly {side}: {}\n", packages.join(", "));
    }
    text
}
