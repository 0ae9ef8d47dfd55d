//! `cargo xtask parity`: checks that a program written for an official crate compiles with ours.
//!
//! Both crates are documented as rustdoc JSON (`build`) and loaded with the crates whose items
//! they re-export (`world`). `walk` finds every public path, `surface` returns one line with
//! absolute paths for each item, `compare` compares the two sides, and
//! `accept` has the differences that have a reason. `redaction` finds secrets that only our crate shows.
//!
//! Only code that a program can write is compared. An alias of a generic type counts as the struct that
//! it refers to: `solve` finds the impls that apply to its arguments and resolves associated
//! types, `names` writes types with their public paths, `instances` treats impls for a
//! generic type as impls for its aliases, and `aliases` has those of other crates.

pub mod accept;
pub mod aliases;
pub mod build;
pub mod compare;
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

use anyhow::Result;
use clap::{Args, ValueEnum};
use farrier_codegen::settings::MANIFEST_NAME;

use crate::files::At as _;
use crate::task::{Help, Task, Verdict};
use crate::{corpus, ecosystem, paths};
use accept::{Scope, Table};
use aliases::Aliases;
use build::{Docs, Workspace};
use compare::{add_features, compare, Row};
use report::Counts;
use settings::Service;
use surface::Surface;
use world::World;

/// Compare the public items of our crates with those of the official crates
///
/// Builds rustdoc JSON of both sides and compares every public item by path, kind and
/// signature. Missing and different items are failures unless xtask/parity.toml accepts
/// them with a reason; additional ones are counted. The official crates are downloaded from
/// crates.io in the versions that farrier.toml names.
#[derive(Args, Debug)]
pub struct ParityArgs {
    /// Compare only this service; can be given several times
    ///
    /// The name is the key under [services] in farrier.toml.
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Compare crates generated from the pinned botocore: those of [crates] in xtask/ecosystem.toml
    ///
    /// They are written to target/ecosystem/crates. `cargo xtask corpus fetch` downloads the models.
    #[arg(long, conflicts_with = "manifest")]
    corpus: bool,
    /// The manifest to use [default: farrier.toml in this folder or the nearest parent]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
    /// The table of accepted differences [default: xtask/parity.toml next to the manifest]
    #[arg(long, value_name = "PATH")]
    accepted: Option<PathBuf>,
    /// Also write the report to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Also list the items that only our crates have
    #[arg(long)]
    additional: bool,
    /// Print one line for each public item of one side, without comparing
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

impl Task for ParityArgs {
    const NAME: &'static str = "parity";

    const HELP: Help = Help {
        examples: "\
cargo xtask parity                                  compare every service
cargo xtask parity --service weather --additional   one, and what only our crate has
cargo xtask parity --service weather --outline      the public items of our crate
cargo xtask parity --corpus --service dynamodb      generated from the pinned botocore",
        notes: "",
        passed: "no item is missing or different, except those accepted in xtask/parity.toml, and no secret is shown",
        failed: "an item is missing or different, a secret is shown, or a row of the table matches nothing",
        impossible: "the comparison is not possible",
    };

    fn run(self) -> Result<Verdict> {
        Ok(report(&self)?.into())
    }
}

fn report(args: &ParityArgs) -> Result<bool> {
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
    let scope = match (args.service.is_empty(), args.corpus) {
        (true, false) => Scope::Manifest,
        (true, true) => Scope::Corpus,
        (false, _) => Scope::Part,
    };
    let unmatched = table.unmatched(&file.display().to_string(), &compared, scope);
    for line in &unmatched {
        details.push_str(&format!("\n{line}\n"));
    }
    let text = format!("{}{details}", report::table(&counts));
    print!("{text}");
    if let Some(file) = &args.report {
        std::fs::write(file, &text).at(file)?;
    }
    Ok(is_discreet && unmatched.is_empty() && counts.iter().all(|(_, counts)| counts.is_clean()))
}

/// Generates the crates of the corpus with these keys, or all if there are no keys. Returns their manifest.
fn of_corpus(keys: &[String]) -> Result<PathBuf> {
    let table = ecosystem::table::read(&paths::root().join(ecosystem::TABLE))?;
    let data = corpus::fetched_botocore()?;
    let crates = ecosystem::generated(&table, keys, &data)?;
    Ok(crates.with_file_name(MANIFEST_NAME))
}

fn print_outline(all: &[Docs], table: &Table) -> Result<bool> {
    for docs in all {
        let surface = surface_of(docs, &BTreeSet::new(), &table.aliases)?;
        println!("{}", surface.outline().join("\n"));
    }
    Ok(true)
}

/// Compares two documented packages item by item, including cargo features.
///
/// # Errors
/// JSON that cannot be read.
pub fn compare_docs(official: &Docs, ours: &Docs, aliases: &Aliases) -> Result<Vec<Row>> {
    let official = surface_of(official, &BTreeSet::new(), aliases)?;
    let ours = surface_of(ours, &official.canonical, aliases)?;
    Ok(compare(&official, &ours))
}

/// Returns the surface of a documented package. Of several public paths to one item, those in `preferred`
/// are used first, so that both sides use the same one.
///
/// # Errors
/// JSON that cannot be read.
pub fn surface_of(docs: &Docs, preferred: &BTreeSet<String>, aliases: &Aliases) -> Result<Surface> {
    let world = World::load(&docs.files, aliases)?;
    let mut surface = Surface::of(&world, preferred);
    add_features(&mut surface, &docs.features);
    Ok(surface)
}

/// Returns the outline of the crate generated for one service: one line for each public item.
///
/// # Errors
/// A service that is not in the settings, or a crate that does not compile.
pub fn outline(manifest: &Path, service: &str) -> Result<Vec<String>> {
    let services = settings::services(manifest, &[service.to_owned()])?;
    let place = Place::of(manifest)?;
    let docs = place.document(Side::Ours, &services)?;
    match docs.first() {
        Some(docs) => Ok(surface_of(docs, &BTreeSet::new(), &Aliases::default())?.outline()),
        None => Ok(Vec::new()),
    }
}

/// Paths of the workspace with the settings, and of its build files.
struct Place {
    /// Folder with the table and the lock files.
    repository: PathBuf,
    /// Workspace of our crates.
    root: PathBuf,
    target: PathBuf,
}

impl Place {
    fn of(manifest: &Path) -> Result<Self> {
        let file = manifest.canonicalize();
        let file = file.at(manifest)?;
        let root = file.parent().unwrap_or(Path::new("/")).to_owned();
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| root.join("target")).join("parity");
        Ok(Place {
            repository: root.clone(),
            root,
            target,
        })
    }

    /// Returns the paths for crates below the repository's target folder.
    fn of_corpus(manifest: &Path) -> Result<Self> {
        let place = Place::of(manifest)?;
        Ok(Place {
            repository: paths::root(),
            target: paths::target().join("parity"),
            ..place
        })
    }

    /// Returns the table of accepted differences, and its file. Only the default file may be missing.
    fn table(&self, chosen: Option<&Path>) -> Result<(Table, PathBuf)> {
        let file = chosen.map_or_else(|| self.repository.join("xtask/parity.toml"), Path::to_owned);
        let table = if chosen.is_none() && !file.exists() {
            Table::default()
        } else {
            Table::read(&file)?
        };
        Ok((table, file))
    }

    fn document(&self, side: Side, services: &[Service]) -> Result<Vec<Docs>> {
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
