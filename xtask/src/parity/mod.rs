//! `cargo xtask parity`: whether a program written for an official crate compiles against ours.
//!
//! Both crates are documented as rustdoc JSON (`build`) and loaded with the crates whose items
//! they re-export (`world`). `walk` finds every public path, `surface` gives each item one
//! line of text with absolute paths, `compare` sets the two sides against each other, and
//! `accept` holds the differences that have a reason. `redaction` looks for secrets that only ours shows.
//!
//! What counts is what a program can write. An alias of a generic type is judged as the struct that
//! it stands for: `solve` finds the impls that apply to its arguments and resolves associated
//! types, `names` spells types by the public path that leads to them, `instances` reads impls for a
//! generic type as impls for its aliases, and `aliases` knows those of other crates.

pub mod accept;
pub mod aliases;
pub mod build;
pub mod compare;
mod error;
mod functions;
mod generics;
mod impl_index;
mod impls;
mod instances;
mod lower;
mod members;
mod names;
pub mod redaction;
pub mod report;
pub mod settings;
mod solve;
mod std_paths;
pub mod surface;
mod traits;
mod ty;
mod types;
mod unify;
mod walk;
mod world;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use farrier_codegen::settings::MANIFEST_NAME;

use crate::{corpus, ecosystem, paths};
use accept::Table;
use aliases::Aliases;
use build::{Docs, Workspace};
use compare::{add_features, compare, Row};
pub use error::Error;
use report::Counts;
use settings::Service;
use surface::Surface;
use world::World;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask parity                                  compare every service
  cargo xtask parity --service weather --additional   one, and what only our crate has
  cargo xtask parity --service weather --outline      the public items of our crate
  cargo xtask parity --corpus --service dynamodb      generated from the pinned botocore

Exit status:
  0  nothing is missing or different but what xtask/parity.toml accepts, and nothing secret is shown
  1  something is, or a row of the table matches nothing
  2  the comparison could not be made";

/// Arguments of `cargo xtask parity`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct ParityArgs {
    /// Compare only this service; can be given several times
    ///
    /// The name is the key under [services] in farrier.toml.
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Compare crates generated from the pinned botocore: those of [crates] in xtask/ecosystem.toml
    ///
    /// They are written to target/ecosystem/crates. `cargo xtask corpus fetch` brings the models.
    #[arg(long, conflicts_with = "manifest")]
    corpus: bool,
    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
    /// The table of accepted differences [default: xtask/parity.toml beside the manifest]
    #[arg(long, value_name = "PATH")]
    accepted: Option<PathBuf>,
    /// Also write the report to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// List the items that only our crates have
    #[arg(long)]
    additional: bool,
    /// Print one line for each public item of one side instead of comparing
    #[arg(long, value_name = "SIDE", num_args = 0..=1, default_missing_value = "ours")]
    outline: Option<Side>,
}

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// The generated crate.
    Ours,
    /// The crate on crates.io.
    Official,
}

/// Runs the command. The exit code is 1 if anything is missing, different or accepted in vain, and
/// 2 if the comparison could not be made.
pub fn run(args: ParityArgs) -> ExitCode {
    match report(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn report(args: &ParityArgs) -> Result<bool, Error> {
    let manifest = if args.corpus {
        of_corpus(&args.service)?
    } else {
        settings::find(args.manifest.as_deref())?
    };
    let services = settings::services(&manifest, &args.service)?;
    let place = if args.corpus {
        Place::of_corpus(&manifest)?
    } else {
        Place::of(&manifest)?
    };
    let (table, file) = place.table(args.accepted.as_deref())?;
    if let Some(side) = args.outline {
        return print_outline(&place.document(side, &services)?, &table);
    }
    let official = place.document(Side::Official, &services)?;
    let ours = place.document(Side::Ours, &services)?;
    let mut counts = Vec::new();
    let mut details = String::new();
    let mut is_discreet = true;
    for (service, (official, ours)) in services.iter().zip(official.iter().zip(&ours)) {
        let mut rows = compare_docs(official, ours, &table.aliases)?;
        table.apply(&service.key, &mut rows);
        counts.push((service.key.as_str(), Counts::of(&rows)));
        let mut text = report::problems(&rows);
        let shown = redaction::shown(
            &redaction::official(&official.folder)?,
            &redaction::ours(&ours.folder)?,
        );
        is_discreet &= shown.is_empty();
        for line in shown {
            text.push_str(&format!("shown:\n  {line}\n"));
        }
        if args.additional {
            text.push_str(&report::additional(&rows));
        }
        if !text.is_empty() {
            details.push_str(&format!("\n{}\n{text}", service.key));
        }
    }
    let compared: Vec<&str> = services
        .iter()
        .map(|service| service.key.as_str())
        .collect();
    let unused = table.unused(&compared, args.service.is_empty() && !args.corpus);
    for entry in &unused {
        details.push_str(&format!(
            "\nthe row `{entry}` of {} matches nothing\n",
            file.display()
        ));
    }
    let text = format!("{}{details}", report::table(&counts));
    print!("{text}");
    if let Some(file) = &args.report {
        std::fs::write(file, &text).map_err(|error| Error::read(file, &error))?;
    }
    Ok(is_discreet && unused.is_empty() && counts.iter().all(|(_, counts)| counts.is_clean()))
}

/// Generates the crates of the corpus with these keys, all that there are where none is named; their manifest.
fn of_corpus(keys: &[String]) -> Result<PathBuf, Error> {
    let generate = || {
        let table = ecosystem::table::read(&paths::root().join(ecosystem::TABLE))?;
        let data = corpus::botocore_data()?;
        let data = data.ok_or("the models are not there: run `cargo xtask corpus fetch` first")?;
        ecosystem::generated(&table, keys, &data)
    };
    let crates: PathBuf = generate().map_err(Error::Settings)?;
    Ok(crates.with_file_name(MANIFEST_NAME))
}

fn print_outline(all: &[Docs], table: &Table) -> Result<bool, Error> {
    for docs in all {
        let surface = surface_of(docs, &BTreeSet::new(), &table.aliases)?;
        println!("{}", surface.outline().join("\n"));
    }
    Ok(true)
}

/// Compares two documented packages item by item, cargo features included.
///
/// # Errors
/// Unreadable JSON.
pub fn compare_docs(official: &Docs, ours: &Docs, aliases: &Aliases) -> Result<Vec<Row>, Error> {
    let official = surface_of(official, &BTreeSet::new(), aliases)?;
    let ours = surface_of(ours, &official.canonical, aliases)?;
    Ok(compare(&official, &ours))
}

/// The surface of a documented package. Of several public paths to one item, those in `preferred`
/// come first, so that both sides choose the same one.
///
/// # Errors
/// Unreadable JSON.
pub fn surface_of(
    docs: &Docs,
    preferred: &BTreeSet<String>,
    aliases: &Aliases,
) -> Result<Surface, Error> {
    let world = World::load(&docs.files, aliases)?;
    let mut surface = Surface::of(&world, preferred);
    add_features(&mut surface, &docs.features);
    Ok(surface)
}

/// The outline of the crate generated for one service: one line for each public item.
///
/// # Errors
/// A service that the settings do not have, and a crate that does not compile.
pub fn outline(manifest: &Path, service: &str) -> Result<Vec<String>, Error> {
    let services = settings::services(manifest, &[service.to_owned()])?;
    let place = Place::of(manifest)?;
    let docs = place.document(Side::Ours, &services)?;
    match docs.first() {
        Some(docs) => Ok(surface_of(docs, &BTreeSet::new(), &Aliases::default())?.outline()),
        None => Ok(Vec::new()),
    }
}

/// The workspace that holds the settings, and where its build products go.
struct Place {
    /// With the table and the lock files.
    repository: PathBuf,
    /// The workspace of our crates.
    root: PathBuf,
    target: PathBuf,
}

impl Place {
    fn of(manifest: &Path) -> Result<Self, Error> {
        let file = manifest.canonicalize();
        let file = file.map_err(|error| Error::read(manifest, &error))?;
        let root = file.parent().unwrap_or(Path::new("/")).to_owned();
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| root.join("target")).join("parity");
        Ok(Place {
            repository: root.clone(),
            root,
            target,
        })
    }

    /// The same for crates below the repository's folder of what is built.
    fn of_corpus(manifest: &Path) -> Result<Self, Error> {
        let place = Place::of(manifest)?;
        Ok(Place {
            repository: paths::root(),
            target: paths::target().join("parity"),
            ..place
        })
    }

    /// The table of accepted differences and its file. Only the default file may be absent.
    fn table(&self, chosen: Option<&Path>) -> Result<(Table, PathBuf), Error> {
        let file = chosen.map_or_else(|| self.repository.join("xtask/parity.toml"), Path::to_owned);
        let table = if chosen.is_none() && !file.exists() {
            Table::default()
        } else {
            Table::read(&file)?
        };
        Ok((table, file))
    }

    fn document(&self, side: Side, services: &[Service]) -> Result<Vec<Docs>, Error> {
        let names: Vec<&str> = services
            .iter()
            .map(|service| service.package.as_str())
            .collect();
        let build = self.target.join("build");
        match side {
            Side::Ours => {
                let workspace = Workspace::open(&self.root.join("Cargo.toml"))?;
                workspace.document(&names, &self.target.join("ours"), &build)
            }
            Side::Official => {
                let folder = self.target.join("official");
                let locks = ["tests/differential/Cargo.lock", "Cargo.lock"]
                    .map(|lock| self.repository.join(lock));
                let lock = locks.iter().find(|lock| lock.exists());
                let workspace = Workspace::of_official(services, &folder, lock)?;
                workspace.document(&names, &folder.join("target"), &build)
            }
        }
    }
}
