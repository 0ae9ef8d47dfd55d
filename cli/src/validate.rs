//! `farrier validate`: what is wrong with models, for editors and CI.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{bail, Result};
use clap::Args;
use farrier_codegen::diag::{Diagnostic, Diagnostics, Severity};
use farrier_codegen::settings::{Manifest, ServiceSettings};
use farrier_codegen::validate;
use rayon::prelude::*;
use serde_json::json;

use crate::files::slashed;
use crate::generate::{event, Format};
use crate::manifest::{find, manifest_of};
use crate::problem::Reported;

const AFTER_HELP: &str = "\
Examples:
  farrier validate                           the models of all services in farrier.toml
  farrier validate --service weather         that of one
  farrier validate models/weather            a model: a file, a folder, or several files
  farrier validate weather.json --format json

Each event has a severity, the id by which a model suppresses it, a message and its place. Problems that only
a generator has, such as two members of one Rust name, have no id.

Exit status:
  0  no event is an error or a danger
  1  some are, or a model cannot be read
  2  something is wrong with the command line or the manifest";

/// The options of `farrier validate`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct ValidateArgs {
    /// The files of one model, or its folder [default: the models in farrier.toml]
    #[arg(value_name = "MODEL")]
    model: Vec<PathBuf>,

    /// Check only the model of this service; may be repeated
    #[arg(long = "service", value_name = "KEY", conflicts_with = "model")]
    services: Vec<String>,

    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH", conflicts_with = "model")]
    manifest: Option<PathBuf>,

    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs `farrier validate` and prints the events on standard output.
///
/// # Errors
/// A manifest that cannot be read, a service that it does not have.
pub fn run(args: &ValidateArgs) -> Result<ExitCode> {
    let manifest = if args.model.is_empty() {
        find(args.manifest.as_deref())?
    } else {
        of_paths(&args.model)?
    };
    let chosen = chosen(&manifest, &args.services)?;
    let found: Vec<Diagnostics> = (chosen.into_par_iter())
        .map(|settings| validate(&manifest, settings))
        .collect();
    let mut events = Diagnostics::default();
    for one in found {
        events.extend(one);
    }
    let events = events.sorted();
    let is_valid = events.iter().all(|event| event.severity > Severity::Danger);
    let text = match args.format {
        Format::Text => lines(&events),
        Format::Json => {
            let events: Vec<_> = events.iter().map(|one| event(one)).collect();
            format!("{:#}\n", json!({ "valid": is_valid, "events": events }))
        }
    };
    // A reader that closed the pipe early is not an error.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(if is_valid {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Returns a manifest with one service, of the model that the command line names.
fn of_paths(paths: &[PathBuf]) -> Result<Manifest> {
    let paths: Vec<toml::Value> = paths.iter().map(|path| slashed(path).into()).collect();
    let mut problems = Diagnostics::default();
    let manifest = manifest_of(paths.into(), &mut problems);
    if problems.has_errors() {
        return Err(Reported::error(problems));
    }
    Ok(manifest)
}

fn chosen<'m>(manifest: &'m Manifest, keys: &[String]) -> Result<Vec<&'m ServiceSettings>> {
    for key in keys {
        if !manifest.services.iter().any(|one| one.key == *key) {
            let known: Vec<&str> = manifest
                .services
                .iter()
                .map(|one| one.key.as_str())
                .collect();
            bail!(
                "the manifest has no service `{key}`\n  help: its services are {}",
                known.join(", ")
            );
        }
    }
    let services = manifest.services.iter();
    Ok(services
        .filter(|one| keys.is_empty() || keys.contains(&one.key))
        .collect())
}

/// The events, and how many there are of each severity.
fn lines(events: &[&Diagnostic]) -> String {
    let mut text: String = events.iter().map(ToString::to_string).collect();
    let severities = [
        Severity::Error,
        Severity::Danger,
        Severity::Warning,
        Severity::Note,
    ];
    let counts = severities.iter().filter_map(|severity| {
        let count = events
            .iter()
            .filter(|one| one.severity == *severity)
            .count();
        let ending = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{ending}", severity.word()))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        text.push_str("no events\n");
    } else {
        text.push_str(&format!("{}\n", counts.join(", ")));
    }
    text
}
