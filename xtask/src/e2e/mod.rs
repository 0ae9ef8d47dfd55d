//! `cargo xtask e2e`: runs scripts against a real server or a recorder, with the official crates and with ours.

mod build;
mod compare;
mod server;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::cargo::without_aws_settings;
use crate::corpus::{self, FetchArgs};
use crate::files::read_toml;
use crate::official::{models, Service};
use crate::paths;
use crate::task::{Help, Task, Verdict};
use build::Folders;
use compare::{differences, unaccepted, Observed};
use server::Server;
use table::{Table, TABLE};

/// Run scripts against a real server, with the official crates and with ours
///
/// The server is moto, installed from PyPI into target/e2e. Our crates are generated from the models of the
/// pinned botocore. The observations of a script (values, pages, errors, waiters) must be the same. Some services have a
/// second script, which needs no server: a recorder in the program observes what is sent, to the last byte.
/// xtask/e2e.toml lists accepted differences with their reasons.
#[derive(Args, Debug)]
pub struct E2eArgs {
    /// Only these services, separated by commas [default: all services with a script]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    services: Vec<String>,

    /// Also build official crates that take long to build
    #[arg(long)]
    official_all: bool,

    /// Only the scripts that need no server
    #[arg(long)]
    recorded: bool,

    /// A folder with Smithy models, such as s3.json: our crates of these services are generated from them
    #[arg(long, value_name = "FOLDER")]
    smithy: Option<PathBuf>,

    /// Use only crates that cargo has downloaded before
    #[arg(long)]
    offline: bool,

    /// Print every observation of our side
    #[arg(long, short)]
    verbose: bool,

    #[command(flatten)]
    fetch: FetchArgs,
}

impl Task for E2eArgs {
    const NAME: &'static str = "e2e";

    const HELP: Help = Help {
        examples: "",
        notes: "",
        passed: "both sides observe the same, except for differences accepted in xtask/e2e.toml",
        failed:
            "a script stopped, an observation differs, or an accepted difference does not exist",
        impossible: "the command line is invalid, or the server or a program could not be started",
    };

    fn run(self) -> Result<Verdict> {
        Ok(played(&self)?.into())
    }
}

/// Runs the scripts. Returns whether all differences are accepted.
fn played(args: &E2eArgs) -> Result<bool> {
    let root = paths::root();
    let folders = Folders {
        scripts: root.join("tests/e2e"),
        work: paths::target().join("e2e"),
    };
    let services = table::services(&folders.scripts.join("Cargo.toml"))?;
    let table: Table = read_toml(&root.join(table::TABLE))?;
    table.check(&services)?;
    let services = table::chosen(&services, &args.services)?;
    let (data, _) = corpus::botocore(&args.fetch)?;
    let mut models = models(&data, &services)?;
    if let Some(folder) = &args.smithy {
        let folder = std::path::absolute(folder).context("the folder of --smithy")?;
        let own = services
            .iter()
            .map(|service| folder.join(format!("{}.json", service.key)));
        let own = models.iter_mut().zip(own).filter(|(_, own)| own.is_file());
        own.for_each(|(model, own)| *model = own);
    }
    let omitted = |service: &Service| !args.official_all && table.heavy.contains_key(&service.key);
    let light: Vec<Service> =
        (services.iter().filter(|service| !omitted(service)).cloned()).collect();
    eprintln!("building our crates");
    let ours = folders.build_ours(&services, &models, args.offline)?;
    let official = if light.is_empty() {
        None
    } else {
        eprintln!("building with the official crates");
        Some(folders.build_official(&light, args.offline)?)
    };

    let server = if args.recorded {
        None
    } else {
        let python = args.fetch.python();
        let python = server::install(python, &table.moto.version, &folders.work.join("venv"))?;
        Some(Server::start(&python, &folders.work.join("moto.log"))?)
    };
    let mut good = true;
    for service in &services {
        let observed = play(&ours, service, server.as_ref())?;
        if args.verbose {
            print!("{}", observed.text);
        }
        let other = match &official {
            Some(official) if !omitted(service) => Some(play(official, service, server.as_ref())?),
            _ => None,
        };
        good &= report(service, &table, &observed, other.as_ref());
    }
    Ok(good)
}

/// One run of a script.
struct Play {
    /// Output of the program.
    text: String,
    /// The parsed output.
    observed: Observed,
    /// Standard error of the program.
    problems: String,
}

/// Runs the scripts of a service, against a reset server if there is one. The environment of the caller is not passed on.
fn play(program: &Path, service: &Service, server: Option<&Server>) -> Result<Play> {
    let mut command = Command::new(program);
    without_aws_settings(&mut command);
    let nowhere = paths::target().join("e2e/no-such-file");
    command.arg(&service.key);
    if let Some(server) = server {
        server.reset()?;
        command.arg(server.url());
    }
    let output = command
        .env("AWS_CONFIG_FILE", &nowhere)
        .env("AWS_SHARED_CREDENTIALS_FILE", &nowhere)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .with_context(|| format!("{} could not be started", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(Play {
        observed: Observed::parse(&text),
        problems: String::from_utf8_lossy(&output.stderr).into_owned(),
        text,
    })
}

/// Prints the result of a service. Returns whether it is good.
fn report(service: &Service, table: &Table, ours: &Play, official: Option<&Play>) -> bool {
    let key = &service.key;
    let mut good = true;
    let sides = [("our crate", Some(ours)), ("the official crate", official)];
    for (side, played) in sides {
        let Some(played) = played else { continue };
        if let Some(last) = played.observed.stopped() {
            good = false;
            println!("{key}: the script stopped with {side}: {last}");
            eprint!("{}", played.problems);
        }
    }
    let steps = ours.observed.len();
    let Some(official) = official else {
        let cost = table.heavy.get(key).map_or("", String::as_str);
        println!(
            "{key}: {steps} observations of our crate alone: the official one costs {cost} and is built \
             with --official-all"
        );
        return good;
    };
    let found = differences(&ours.observed, &official.observed);
    let accepted = found.len();
    let rest = unaccepted(key, &table.differences, found);
    let accepted = accepted - rest.len();
    let vanished = table
        .differences
        .unmatched(TABLE, |entry| entry.service == *key);
    for difference in &rest {
        let side = |value: &Option<String>| value.clone().unwrap_or("(not observed)".to_owned());
        println!("{key}: {} differs", difference.step);
        println!("  ours:     {}", side(&difference.ours));
        println!("  official: {}", side(&difference.official));
    }
    for line in &vanished {
        println!("{line}");
    }
    println!(
        "{key}: {steps} observations, {} differ, {accepted} accepted differences",
        rest.len()
    );
    good && rest.is_empty() && vanished.is_empty()
}
