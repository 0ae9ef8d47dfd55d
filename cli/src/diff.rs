//! `farrier diff`: the changes between two sets of crates, and their effect on programs.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{bail, Error, Result};
use clap::{Args, ValueEnum};
use farrier_diff::report::{self, compare, Outcome, Side};
use farrier_diff::versions::{covers, TooLow};
use farrier_diff::Documentation;

use crate::problem::Reported;
use crate::side;

const AFTER_HELP: &str = "\
A side is a model file, a folder of models (*.json, or botocore's data), a folder of generated crates, or one crate.
For a model, the crate that the default settings generate is compared.

Examples:
  farrier diff old/weather.json models/weather.json   two models
  farrier diff --rev main                             the crates of main and the working tree
  farrier diff --rev main --format markdown           for a pull request
  farrier diff --rev v1..v2 --pages target/changes    a page for each service
  farrier diff old models --docs                      with changes of documentation

Exit status:
  0  compared
  1  with --check-versions: a crate's version was not raised as its changes require
  2  a side cannot be read, or the sides are different services";

/// The options of `farrier diff`.
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

    /// Only this service: its package, its sdkId, or its file or folder; may be repeated
    #[arg(long = "service", value_name = "NAME")]
    services: Vec<String>,

    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Also write a page for each service that changed, and an index, into this folder
    #[arg(long, value_name = "FOLDER")]
    pages: Option<PathBuf>,

    /// The date that pages show
    #[arg(long, value_name = "DATE", default_value = "")]
    date: String,

    /// Show changes of documentation word by word
    #[arg(long)]
    docs: bool,

    /// Fail where a crate's version was not raised as its changes require
    #[arg(long)]
    check_versions: bool,
}

/// The format of a report.
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

/// Returns the level of detail for changes of documentation.
pub(crate) fn documentation(words: bool) -> Documentation {
    if words {
        Documentation::Words
    } else {
        Documentation::Names
    }
}

/// Compares and reports.
///
/// # Errors
/// A side that cannot be read, sides that cannot be compared, or pages that cannot be written.
pub fn run(args: &DiffArgs) -> Result<ExitCode> {
    let (old, new) = sides(args)?;
    let outcomes = compare(old, new, &args.services);
    let outcomes = outcomes.map_err(|error| Reported::error(error.told()))?;
    let shown = documentation(args.docs);
    let text = match args.format {
        Format::Table => report::table(&outcomes, shown),
        Format::Markdown => report::markdown(&outcomes, shown),
        Format::Json => report::json(&outcomes, shown),
        Format::Page => report::pages(&outcomes, &args.date, shown),
    };
    // A reader that closed the pipe early is not an error.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if let Some(folder) = &args.pages {
        report::write_pages(folder, &outcomes, &args.date, shown).map_err(Error::msg)?;
    }
    Ok(if args.check_versions {
        checked(&outcomes)
    } else {
        ExitCode::SUCCESS
    })
}

fn sides(args: &DiffArgs) -> Result<(Side, Side)> {
    if let Some(rev) = &args.rev {
        return match rev.split_once("..") {
            Some((old, new)) => Ok((side::revision(old)?, side::revision(new)?)),
            None => Ok((side::revision(rev)?, side::working_tree()?)),
        };
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        bail!("OLD and NEW are both required");
    };
    // Both are read, so that the problems of both are reported.
    match (side::read(old), side::read(new)) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (old, new) => Err(Reported::all([old.err(), new.err()].into_iter().flatten())),
    }
}

/// Checks that versions were raised as the changes require.
fn checked(outcomes: &[Outcome]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for outcome in outcomes {
        let Outcome::Changed(one) = outcome else {
            continue;
        };
        let (Some(class), (old, new)) = (one.report.class(), &one.report.versions) else {
            continue;
        };
        if let Err(TooLow { least: wanted }) = covers(old, new, class) {
            let package = &one.report.package;
            eprintln!(
                "error: {package} has {class} changes since {old}: its version is {new} and should be {wanted} at least\n  \
                 help: raise it in farrier.toml, or run `farrier generate --changelog` instead of `farrier generate`"
            );
            code = ExitCode::FAILURE;
        }
    }
    code
}
