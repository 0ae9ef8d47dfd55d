//! `cargo xtask presence`: compares which members may be absent, and how enum values are named, with the official
//! crates.
//!
//! Sources are read, not compiled, so that many services can be compared.

mod compare;
mod fetch;
mod learn;
mod source;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{bail, Context as _, Result};
use clap::Args;
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load::load_file;
use farrier_codegen::load::presence::{Facts, Table as Learned};
use farrier_codegen::model::Kind;
use farrier_codegen::settings::{Manifest, ServiceName, ServiceSettings};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::corpus::{self, Corpus, Crate, Format};
use crate::files::{put, read_toml};
use crate::paths;
use crate::task::{Help, Task, Verdict};
use source::Types;
use table::Table;

/// Path of the table of versions and accepted differences, from the repository's root.
const TABLE: &str = "xtask/presence.toml";

/// Path of the file that the generator reads, from the repository's root.
const LEARNED: &str = "codegen/model/presence.json";

/// Compare the types of members and the names of variants with those of many official crates
///
/// Reads their sources, without compiling them. `--learn` writes to codegen/model/presence.json what models of
/// botocore do not contain, such as which numbers may be absent and the names of enum values.
#[derive(Args, Debug)]
pub struct PresenceArgs {
    /// Write a new codegen/model/presence.json, from the newest official crate of every service of botocore
    #[arg(long)]
    learn: bool,
    /// Compare every service of botocore with its newest official crate
    #[arg(long, conflicts_with = "learn")]
    all: bool,
    /// Only this service, by botocore's key; can be given several times
    #[arg(long, value_name = "KEY", conflicts_with = "learn")]
    service: Vec<String>,
}

impl Task for PresenceArgs {
    const NAME: &'static str = "presence";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "all types of members and names of variants are equal, except for differences accepted in xtask/presence.toml",
        failed: "a type or a name is different, or a row of the table matches nothing",
        impossible: "models are missing, or cargo could not download the official crates",
    };

    fn run(self) -> Result<Verdict> {
        if self.learn {
            learned()
        } else {
            compared(&self)
        }
    }
}

/// A service with its model and the source of its official crate.
struct Service {
    settings: ServiceSettings,
    sdk_id: String,
    package: String,
}

/// Services with models of one format, in one manifest.
struct Services {
    /// Name of the corpus.
    name: String,
    manifest: Manifest,
    all: Vec<Service>,
}

impl Services {
    fn of(corpus: &Corpus) -> Result<Self> {
        let manifest = corpus.manifest(&corpus::folder(), |key| Crate {
            output: key.to_owned(),
            package: None,
        })?;
        let services = manifest.services.par_iter().filter_map(|settings| {
            let mut problems = Diagnostics::default();
            let path = manifest.root.join(settings.model.first()?);
            let model = load_file(&path, &settings.key, &mut problems)?;
            let sdk_id = model.shapes().find_map(|(_, shape)| match &shape.kind {
                Kind::Service(service) => Some(service.traits.aws.as_ref()?.sdk_id.clone()),
                _ => None,
            })?;
            Some(Service {
                package: settings.package_name(ServiceName::Aws(&sdk_id)),
                settings: settings.clone(),
                sdk_id,
            })
        });
        // Older versions of an API have no official crate. Their keys are longer.
        let mut all: Vec<Service> = services.collect();
        all.sort_by_key(|one| (one.sdk_id.clone(), one.settings.key.len()));
        all.dedup_by_key(|one| one.sdk_id.clone());
        all.sort_by_key(|one| one.settings.key.clone());
        Ok(Self {
            name: corpus.name.clone(),
            all,
            manifest,
        })
    }
}

fn learned() -> Result<Verdict> {
    let table: Table = read_toml(&paths::root().join(TABLE))?;
    let (corpora, _) = corpus::all(Format::Botocore)?;
    let services = corpora.first().context("there are no models of botocore")?;
    let mut services = Services::of(services)?;
    (services.all).retain(|one| !table.without.contains(&one.settings.key));
    let sources = sources(&services, |_| "*".to_owned())?;
    let learned: Vec<Result<(String, Facts)>> = (services.all.par_iter())
        .map(|service| {
            let official = official(&sources, service)?;
            let model = services.manifest.root.join(&service.settings.model[0]);
            let facts = learn::facts(&model, &service.settings, &official);
            let facts = facts.with_context(|| service.settings.key.clone())?;
            Ok((service.sdk_id.clone(), facts))
        })
        .collect();
    let mut all = Learned::new();
    for one in learned {
        let (service, facts) = one?;
        if facts != Facts::default() {
            all.insert(service, facts);
        }
    }
    let text = serde_json::to_string_pretty(&all)?;
    put(&paths::root().join(LEARNED), &format!("{text}\n"))?;
    println!("{LEARNED}: {} services", all.len());
    Ok(Verdict::Passed)
}

fn compared(args: &PresenceArgs) -> Result<Verdict> {
    let table: Table = read_toml(&paths::root().join(TABLE))?;
    let (botocore, _) = corpus::all(Format::Botocore)?;
    let (smithy, skipped) = corpus::all(Format::Smithy)?;
    for line in skipped {
        eprintln!("{line}");
    }
    let mut packages = BTreeMap::new();
    let mut report = compare::Report::new(&table);
    for corpus in botocore.iter().chain(&smithy) {
        let mut services = Services::of(corpus)?;
        if packages.is_empty() {
            packages = wanted(args, &table, &services)?;
        }
        services
            .all
            .retain(|one| packages.contains_key(&one.package));
        let sources = sources(&services, |package| packages[package].clone())?;
        report.add(&services, |service| official(&sources, service))?;
    }
    let is_whole = args.service.is_empty();
    Ok(report.print(is_whole))
}

/// Returns the packages to compare, with their versions.
fn wanted(
    args: &PresenceArgs,
    table: &Table,
    services: &Services,
) -> Result<BTreeMap<String, String>> {
    let mut wanted = BTreeMap::new();
    for service in &services.all {
        let key = &service.settings.key;
        let pinned = table.crates.get(key);
        let is_named = args.service.is_empty() || args.service.contains(key);
        if !is_named || table.without.contains(key) {
            continue;
        }
        let version = match pinned {
            Some(version) => format!("={version}"),
            None if args.all || !args.service.is_empty() => "*".to_owned(),
            None => continue,
        };
        wanted.insert(service.package.clone(), version);
    }
    let keys = || services.all.iter().map(|one| one.settings.key.as_str());
    let named = args.service.iter().chain(table.crates.keys());
    if let Some(unknown) = named
        .chain(&table.without)
        .find(|one| !keys().any(|key| key == *one))
    {
        bail!("botocore has no service `{unknown}`");
    }
    Ok(wanted)
}

fn sources(
    services: &Services,
    version: impl Fn(&str) -> String,
) -> Result<BTreeMap<String, PathBuf>> {
    let packages = services.all.iter().map(|one| one.package.clone());
    let versions = packages.map(|package| {
        let version = version(&package);
        (package, version)
    });
    fetch::sources(&paths::target().join("presence"), &versions.collect())
}

fn official(sources: &BTreeMap<String, PathBuf>, service: &Service) -> Result<Types> {
    let source = sources
        .get(&service.package)
        .with_context(|| format!("cargo has not downloaded {}", service.package))?;
    source::types(source)
}
