//! `farrier generate`: models in, client crates out.

mod changelog;
mod json;
mod report;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Error, Result};
use clap::{Args, ValueEnum};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::settings::{Manifest, COMMAND};
use farrier_codegen::{generate, Options, Stage, Summary};

use crate::manifest::{find, quoted};
use crate::problem::Reported;
use crate::progress::Progress;

pub(crate) use json::diagnostic as event;

const AFTER_HELP: &str = "\
Examples:
  farrier generate                           renew every crate
  farrier generate --service weather         renew one
  farrier check                              for CI: is everything fresh?
  farrier generate --changelog               renew, raise versions, write changelogs
  farrier generate --keep-going              renew all services without errors
  farrier generate --manifest ../mine/farrier.toml

Files that are already right keep their modification time, so that cargo does not build them again.
Only files with the generator's header are replaced or removed.

Exit status:
  0  done; with --check: everything is fresh
  1  --check found files that are stale, missing or surplus
  2  something is wrong with the command line, the manifest or a model, and nothing was written (with
     --keep-going: nothing of the services that have errors); or a file could not be written, and
     writing stopped halfway";

const AFTER_HELP_OF_CHECK: &str = "\
Nothing is written. Every file that `farrier generate` would write, replace or remove is listed.

Exit status:
  0  every file is as it should be
  1  files are stale, missing or surplus
  2  something is wrong with the command line, the manifest or a model";

/// The exit status for invalid input; clap uses the same for an invalid command line.
const BAD_INPUT: u8 = 2;

/// The options of `farrier generate`.
#[derive(Args, Debug, Default)]
#[command(after_help = AFTER_HELP)]
pub struct GenerateArgs {
    /// Generate only this service; may be repeated
    ///
    /// The name is the key under [services] in farrier.toml.
    #[arg(long = "service", value_name = "NAME")]
    services: Vec<String>,

    /// Write nothing; list stale, missing and surplus files, and fail if there are any
    #[arg(long, conflicts_with = "dump")]
    check: bool,

    /// Add the changes to each crate's CHANGELOG.md, and raise its version in the manifest
    ///
    /// Breaking changes raise the major version, additions the minor one, everything else the patch version;
    /// below 1.0.0, the minor and the patch version. Changes are computed from the records of the crates on
    /// disk. A version that is already high enough stays.
    #[arg(long, conflicts_with_all = ["check", "dump"])]
    changelog: bool,

    /// Continue if a service has errors: write the crates of the others, and fail at the end
    #[arg(long, short, conflicts_with = "dump")]
    keep_going: bool,

    /// Print a stage of one service (--service NAME) instead of writing
    #[arg(long, value_name = "STAGE", requires = "services", hide = true)]
    dump: Option<DumpStage>,

    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,

    /// Print only problems
    #[arg(long, short)]
    quiet: bool,

    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The options of `farrier check`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP_OF_CHECK)]
pub struct CheckArgs {
    /// Check only this service; may be repeated
    #[arg(long = "service", value_name = "NAME")]
    services: Vec<String>,

    /// Check the crates of other services if one has errors
    #[arg(long, short)]
    keep_going: bool,

    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,

    /// Print only problems
    #[arg(long, short)]
    quiet: bool,

    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The format of the output of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object on standard output, problems included, for programs
    Json,
}

/// A stage of the pipeline that can be printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DumpStage {
    /// The model as loaded: every shape with its traits
    Model,
    /// The service as prepared: its operations and the shapes that they use
    Prepared,
    /// The lowered Rust crate: names, types, documentation
    Ir,
    /// The Rust crate's API, one line per public item
    Outline,
    /// The wire format of the crate, one line per operation, type and member
    Wire,
}

/// Runs `farrier check`.
///
/// # Errors
/// As [`run`].
pub fn check(args: CheckArgs) -> Result<ExitCode> {
    run(&GenerateArgs {
        services: args.services,
        check: true,
        keep_going: args.keep_going,
        manifest: args.manifest,
        quiet: args.quiet,
        format: args.format,
        ..GenerateArgs::default()
    })
}

/// Prints a stage of a service.
///
/// # Errors
/// As [`run`].
pub(crate) fn print_stage(
    service: String,
    stage: DumpStage,
    manifest: Option<PathBuf>,
) -> Result<ExitCode> {
    run(&GenerateArgs {
        services: vec![service],
        dump: Some(stage),
        manifest,
        ..GenerateArgs::default()
    })
}

/// Runs `farrier generate` and reports on standard output (results) and standard error (problems, progress).
///
/// # Errors
/// A manifest that cannot be read, or diagnostics of the models.
pub fn run(args: &GenerateArgs) -> Result<ExitCode> {
    let started = Instant::now();
    let read = || find(args.manifest.as_deref());
    let mut manifest = read()?;
    let mut raised = None;
    if args.changelog {
        raised = Some(with_changelogs(args, &manifest)?);
        manifest = read()?;
    }
    let options = Options {
        services: args.services.clone(),
        check: args.check,
        dump: args.dump.map(DumpStage::stage),
        keep_going: args.keep_going,
    };
    let count = match args.services.len() {
        0 => manifest.services.len(),
        some => some,
    };
    let is_silent = args.quiet || args.dump.is_some() || args.format == Format::Json;
    let progress = Progress::new(count, is_silent);
    let result = generate(&manifest, &options, &|service| progress.done(service));
    progress.finish();
    match result {
        Ok(summary) if args.format == Format::Json => {
            print(&json::summary(&summary));
            Ok(status(args, &summary))
        }
        Err(problems) if args.format == Format::Json => {
            print(&json::problems(&problems));
            Ok(ExitCode::from(BAD_INPUT))
        }
        Ok(summary) => {
            print(
                raised
                    .as_deref()
                    .filter(|_| !args.quiet)
                    .unwrap_or_default(),
            );
            Ok(finished(args, &manifest, &summary, started))
        }
        Err(problems) => {
            let outcome = if problems.while_writing() {
                "writing stopped halfway; fix the problem, then run the command again"
            } else {
                "nothing was written"
            };
            Err(refused(&problems, outcome))
        }
    }
}

/// Writes changelogs and versions for the changes of a run, once the run is known to be without an
/// error; a line for each service.
fn with_changelogs(args: &GenerateArgs, manifest: &Manifest) -> Result<String> {
    let options = Options {
        services: args.services.clone(),
        check: true,
        dump: None,
        keep_going: args.keep_going,
    };
    let summary = generate(manifest, &options, &|_| {});
    let summary = summary.map_err(|problems| refused(&problems, "nothing was written"))?;
    let edits = changelog::edits(manifest, &summary)?;
    edits.write()?;
    Ok(edits.said)
}

/// Returns the error of a run with diagnostics.
pub(crate) fn refused(problems: &Diagnostics, outcome: &str) -> Error {
    let counted = report::counted(problems);
    Reported::error(format_args!("{problems}{outcome}: {counted}\n"))
}

fn finished(
    args: &GenerateArgs,
    manifest: &Manifest,
    summary: &Summary,
    started: Instant,
) -> ExitCode {
    eprint!("{}{}", summary.warnings, summary.errors);
    if let Some(dump) = &summary.dump {
        print(dump);
    } else if args.check && !summary.is_fresh() {
        eprint!("{}", report::differences(summary));
        eprintln!("run `{}` to renew them", command(args, manifest));
    } else if !args.quiet {
        print(&report::summary(summary, args.check, started.elapsed()));
    }
    if !summary.left_out.is_empty() {
        eprintln!(
            "left out: {}: {}",
            summary.left_out.join(", "),
            report::counted(&summary.errors)
        );
    }
    status(args, summary)
}

fn status(args: &GenerateArgs, summary: &Summary) -> ExitCode {
    if !summary.left_out.is_empty() {
        return ExitCode::from(BAD_INPUT);
    }
    if args.check && !summary.is_fresh() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Prints results. A reader that closed the pipe early is not an error.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Returns the command that fixes the problems that `--check` found.
fn command(args: &GenerateArgs, manifest: &Manifest) -> String {
    let usual = manifest.services.first().map(|one| one.command.clone());
    let mut command = usual.unwrap_or_else(|| COMMAND.to_owned());
    for service in &args.services {
        command.push_str(&format!(" --service {service}"));
    }
    if args.keep_going {
        command.push_str(" --keep-going");
    }
    if let Some(manifest) = &args.manifest {
        command.push_str(&format!(
            " --manifest {}",
            quoted(&manifest.display().to_string())
        ));
    }
    command
}

impl DumpStage {
    fn stage(self) -> Stage {
        match self {
            Self::Model => Stage::Model,
            Self::Prepared => Stage::Prepared,
            Self::Ir => Stage::Ir,
            Self::Outline => Stage::Outline,
            Self::Wire => Stage::Wire,
        }
    }
}
