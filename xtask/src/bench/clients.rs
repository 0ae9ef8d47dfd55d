//! `cargo xtask bench clients`: a client of one's own service, beside one written by hand and one of progenitor's.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{bail, Context as _, Result};
use clap::Args;

use super::child;
use super::measure::{median, Measured};
use crate::files::{put, remove_folder};
use crate::paths;

/// Options of `cargo xtask bench clients`.
#[derive(Args, Debug)]
pub struct ClientsBenchArgs {
    /// Build in release mode
    #[arg(long)]
    release: bool,

    /// Number of builds; the median is shown
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Only write the programs, check that they compile, and count their dependencies
    #[arg(long)]
    check: bool,
}

/// A program that calls the weather service of tests/services.
struct Program {
    name: &'static str,
    dependencies: &'static str,
    source: &'static str,
}

const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }\n";
const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

const OURS: Program = Program {
    name: "ours",
    dependencies: "",
    source: include_str!("../../clients/ours.rs"),
};

/// All of them with the default features of reqwest, which are TLS with rustls, and HTTP/2.
const OTHERS: [Program; 2] = [
    Program {
        name: "reqwest",
        dependencies: "reqwest = { version = \"0.13\", features = [\"json\", \"query\"] }\n",
        source: include_str!("../../clients/reqwest.rs"),
    },
    Program {
        name: "progenitor",
        dependencies: "progenitor-client = \"0.15\"\nbytes = \"1\"\nfutures-core = \"0.3\"\n\
                       chrono = { version = \"0.4\", features = [\"serde\"] }\n\
                       reqwest = { version = \"0.13\", features = [\"json\", \"query\", \"stream\"] }\n",
        source: include_str!("../../clients/progenitor.rs"),
    },
];

const GENERATOR: Program = Program {
    name: "generator",
    dependencies: "openapiv3 = \"2\"\nprettyplease = \"0.2\"\nprogenitor = \"0.15\"\n\
                   serde_json = \"1\"\nsyn = \"2\"\n",
    source: include_str!("../../clients/generate.rs"),
};

const OPENAPI: &str = include_str!("../../clients/openapi.json");

/// What a program costs.
struct Cost {
    name: &'static str,
    packages: usize,
    build: Option<Measured>,
}

/// Measures and prints a table.
///
/// # Errors
/// Programs that do not build, for example because crates cannot be downloaded.
pub(super) fn run(args: &ClientsBenchArgs) -> Result<()> {
    let folder = paths::target().join("bench/clients");
    let ours = paths::root().join("tests/services/generated/weather");
    let ours = format!(
        "weather-service = {{ path = {:?} }}\n{TOKIO}",
        ours.display().to_string()
    );
    write(&folder, &OURS, &ours)?;
    for program in &OTHERS {
        write(
            &folder,
            program,
            &format!("{}{SERDE}{TOKIO}", program.dependencies),
        )?;
    }
    progenitor(&folder)?;
    let mut costs = Vec::new();
    for program in [&OURS].into_iter().chain(&OTHERS) {
        costs.push(cost(args, &folder.join(program.name), program.name)?);
    }
    print!("{}", text(args, &costs));
    Ok(())
}

fn write(folder: &Path, program: &Program, dependencies: &str) -> Result<()> {
    let root = folder.join(program.name);
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}",
        program.name
    );
    // A package cannot have the name of one that it depends on.
    let manifest = manifest.replace("name = \"reqwest\"", "name = \"by-hand\"");
    put(&root.join("Cargo.toml"), &manifest)?;
    put(&root.join("src/main.rs"), program.source)
}

/// Lets progenitor write its client.
fn progenitor(folder: &Path) -> Result<()> {
    write(folder, &GENERATOR, GENERATOR.dependencies)?;
    let document = folder.join("openapi.json");
    put(&document, OPENAPI)?;
    let output = folder.join("progenitor/src/client.rs");
    let root = folder.join(GENERATOR.name);
    let (document, output) = (document.display().to_string(), output.display().to_string());
    let run = ["run", "--", &document, &output];
    // What `child::cargo` adds at the end would be an argument of the program.
    let status = Command::new(crate::cargo::program())
        .args(run)
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("progenitor's client cannot be generated: {status}");
    }
    Ok(())
}

fn cost(args: &ClientsBenchArgs, root: &Path, name: &'static str) -> Result<Cost> {
    let target = root.join("target");
    // Downloads are not part of the measurement.
    child::cargo(root, &target, &["fetch"])?;
    let packages = packages(root)?;
    if args.check {
        child::cargo(root, &target, &["check"])?;
        return Ok(Cost {
            name,
            packages,
            build: None,
        });
    }
    let mut build = vec!["build"];
    build.extend(args.release.then_some("--release"));
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        remove_folder(&target)?;
        runs.push(child::cargo(root, &target, &build)?);
    }
    Ok(Cost {
        name,
        packages,
        build: median(runs),
    })
}

/// Counts the packages that a program needs, and those that building it needs besides.
fn packages(root: &Path) -> Result<usize> {
    let output = Command::new(crate::cargo::program())
        .args([
            "tree",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--quiet",
        ])
        .current_dir(root)
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!(
            "cargo tree failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // A package that was shown before has a mark, and a path may follow the version.
    let package = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let all: BTreeSet<String> = text.lines().map(package).collect();
    Ok(all.len() - 1)
}

fn text(args: &ClientsBenchArgs, costs: &[Cost]) -> String {
    let profile = if args.release { "release" } else { "dev" };
    let mut text = format!("| a clean build, {profile} | crates | CPU s | s | CPU of ours |\n");
    text += "| --- | --: | --: | --: | --: |\n";
    let processor = |cost: &Cost| cost.build.as_ref().and_then(Measured::processor);
    let first = costs.first().and_then(processor);
    for cost in costs {
        let number = |value: Option<f64>, digits: usize| {
            value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
        };
        let own = processor(cost);
        let ratio = own.zip(first).map(|(own, first)| first / own);
        text += &format!(
            "| {} | {} | {} | {} | {} |\n",
            cost.name,
            cost.packages,
            number(own, 1),
            number(cost.build.as_ref().map(|build| build.seconds), 1),
            number(ratio, 2),
        );
    }
    text
}
