//! `cargo xtask diff`: what changed between two sets of crates, and whether it breaks anyone.

mod json;
mod markdown;
mod page;
mod pages;
mod side;
mod table;
mod tree;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use farrier_codegen::diff::{diff, Class, Documentation, Report};
use farrier_codegen::record::Record;

use crate::versions::covers;
use side::{Side, ONLY};

pub(crate) use page::{html as page_html, text as page_text};
pub(crate) use pages::{index, Entry};
pub(crate) use side::read_one;

const AFTER_HELP: &str = "\
A side is a model's file, a folder of models (*.json, or botocore's data), a folder of generated crates, or one
crate. Models are compared as the crates that they make with the default settings.

Examples:
  cargo xtask diff old/weather.json models/weather.json   two models
  cargo xtask diff --rev main                             the crates of main and those here
  cargo xtask diff --rev main --format markdown           for a pull request
  cargo xtask diff --rev v1..v2 --pages target/changes    a page for each service
  cargo xtask diff old models --docs                      with the words of documentation

Exit status:
  0  compared
  1  with --check-versions: a crate's version was not raised as its changes ask
  2  a side cannot be read, or the sides are two services";

/// What went wrong with the input, as an exit status; clap uses the same for a wrong command line.
const BAD_INPUT: u8 = 2;

/// The options of `cargo xtask diff`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct DiffArgs {
    /// The older side
    #[arg(value_name = "OLD", required_unless_present = "rev", requires = "new")]
    old: Option<PathBuf>,

    /// The newer side
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,

    /// A revision of this repository and the working tree, or two: `main`, `v1..v2`
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["old", "new"])]
    rev: Option<String>,

    /// Only this service: its package, its sdkId, or its file or folder; can be given several times
    #[arg(long = "service", value_name = "NAME")]
    services: Vec<String>,

    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Also write a page for each service that changed, and an index, into this folder
    #[arg(long, value_name = "FOLDER")]
    pages: Option<PathBuf>,

    /// The date that pages show
    #[arg(long, value_name = "DATE", default_value = "")]
    date: String,

    /// Show the words of documentation that changed
    #[arg(long)]
    docs: bool,

    /// Fail where a crate's version was not raised as its changes ask
    #[arg(long)]
    check_versions: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for a terminal
    Table,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
    /// Requests and responses of the methods that changed, as trees of Rust types
    Page,
}

/// What became of a service.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Only the newer side has it.
    Added(Record),
    /// Only the older side has it.
    Removed(Record),
    /// Both have it, and it changed.
    Changed(Box<Compared>),
}

/// A service that changed.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) old: Record,
    pub(crate) new: Record,
    pub(crate) report: Report,
}

impl Outcome {
    /// A crate that is gone breaks all who use it; a new one breaks nobody.
    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Added(_) => Class::Minor,
            Self::Removed(_) => Class::Major,
            Self::Changed(one) => one.report.class().unwrap_or(Class::Patch),
        }
    }

    pub(crate) fn package(&self) -> &str {
        match self {
            Self::Added(record) | Self::Removed(record) => record.package().0,
            Self::Changed(one) => &one.report.package,
        }
    }
}

/// What is shown of changes of documentation.
pub(crate) fn documentation(words: bool) -> Documentation {
    if words {
        Documentation::Words
    } else {
        Documentation::Names
    }
}

/// Compares and reports.
pub fn run(args: DiffArgs) -> ExitCode {
    let outcomes = match sides(&args).and_then(|(old, new)| compare(old, new, &args.services)) {
        Ok(outcomes) => outcomes,
        Err(said) => {
            eprint!("{said}");
            return ExitCode::from(BAD_INPUT);
        }
    };
    let shown = documentation(args.docs);
    let text = match args.format {
        Format::Table => table::report(&outcomes, shown),
        Format::Markdown => markdown::report(&outcomes, shown),
        Format::Json => json::report(&outcomes, shown),
        Format::Page => pages::texts(&outcomes, &args.date, shown),
    };
    // A reader that has seen enough and closed the pipe is no failure.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if let Some(folder) = &args.pages {
        if let Err(said) = pages::write(folder, &outcomes, &args.date, shown) {
            eprintln!("error: {said}");
            return ExitCode::from(BAD_INPUT);
        }
    }
    match args.check_versions {
        true => checked(&outcomes),
        false => ExitCode::SUCCESS,
    }
}

fn sides(args: &DiffArgs) -> Result<(Side, Side), String> {
    if let Some(rev) = &args.rev {
        return match rev.split_once("..") {
            Some((old, new)) => Ok((side::revision(old)?, side::revision(new)?)),
            None => Ok((side::revision(rev)?, side::working_tree()?)),
        };
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        return Err("error: a comparison needs two sides, OLD and NEW\n".to_owned());
    };
    // Both are read, so that what is wrong with either is said.
    match (side::read(old), side::read(new)) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (old, new) => Err([old.err(), new.err()].into_iter().flatten().collect()),
    }
}

/// Services in the order of their keys; those without a change are left out.
fn compare(old: Side, mut new: Side, services: &[String]) -> Result<Vec<Outcome>, String> {
    let only_new = new.len() == 1 && new.contains_key(ONLY);
    let only_old = old.len() == 1 && old.contains_key(ONLY);
    if only_new != only_old {
        let help = "name two models, or two folders";
        return Err(format!(
            "error: one side is one service, the other several\n  help: {help}\n"
        ));
    }
    let keys: Vec<(String, String)> = (old.iter().chain(&new))
        .flat_map(|(key, one)| {
            [key.as_str(), one.service(), one.package().0]
                .map(|name| (name.to_owned(), key.clone()))
        })
        .collect();
    let unknown = services
        .iter()
        .find(|name| !keys.iter().any(|(known, _)| known == *name));
    if let Some(name) = unknown {
        let known: Vec<&str> = keys.iter().map(|(known, _)| known.as_str()).collect();
        let help = farrier_codegen::diag::did_you_mean(name, &known).unwrap_or_default();
        return Err(format!(
            "error: neither side has a service `{name}`\n  help: {help}\n"
        ));
    }
    let wanted = |key: &str| {
        services.is_empty()
            || keys
                .iter()
                .any(|(name, of)| of == key && services.contains(name))
    };
    let mut outcomes = Vec::new();
    let mut said = String::new();
    for (key, old) in old {
        let new = new.remove(&key);
        if !wanted(&key) {
            continue;
        }
        match new {
            None => outcomes.push(Outcome::Removed(old)),
            Some(new) => match diff(&old, &new) {
                Ok(report) if report.class().is_none() => {}
                Ok(report) => {
                    outcomes.push(Outcome::Changed(Box::new(Compared { old, new, report })));
                }
                Err(unlike) => said += &format!("error: {unlike}\n"),
            },
        }
    }
    let added = new.into_iter().filter(|(key, _)| wanted(key));
    outcomes.extend(added.map(|(_, record)| Outcome::Added(record)));
    outcomes.sort_by(|a, b| a.package().cmp(b.package()));
    match said.is_empty() {
        true => Ok(outcomes),
        false => Err(said),
    }
}

/// Whether versions were raised as the changes ask.
fn checked(outcomes: &[Outcome]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for outcome in outcomes {
        let Outcome::Changed(one) = outcome else {
            continue;
        };
        let (Some(class), (old, new)) = (one.report.class(), &one.report.versions) else {
            continue;
        };
        if let Err(wanted) = covers(old, new, class) {
            let package = &one.report.package;
            eprintln!(
                "error: {package} has {class} changes since {old}: its version is {new} and should be {wanted} at least\n  \
                 help: raise it in farrier.toml, or run `cargo xtask codegen --changelog` instead of `codegen`"
            );
            code = ExitCode::FAILURE;
        }
    }
    code
}
