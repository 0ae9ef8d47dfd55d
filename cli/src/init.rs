//! `farrier init`: a manifest for the models that are there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{bail, Result};
use clap::Args;
use farrier_codegen::settings::MANIFEST_NAME;

use crate::files::{replace, slashed};
use crate::manifest::{edit, Entry};
use crate::models::{services, Service};

const AFTER_HELP: &str = "\
A model is a file of Smithy's JSON AST, a folder of such files that form one model, or the file or folder of a botocore
service.

Examples:
  farrier init                                        the models in models/, otherwise in this folder
  farrier init --models vendor/weather.json           this model
  farrier init --runtime-path ../farrier/runtime      generated crates use the runtime of a clone";

/// The options of `farrier init`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct InitArgs {
    /// A model or a folder of models; may be repeated [default: models/, otherwise this folder]
    #[arg(long, value_name = "PATH")]
    models: Vec<PathBuf>,

    /// The folder that crates are generated into
    #[arg(long, value_name = "FOLDER", default_value = "generated")]
    output: String,

    /// The version of farrier-runtime that generated crates depend on [default: that of this program]
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["runtime_path", "runtime_git"])]
    runtime_version: Option<String>,

    /// A folder with the source of farrier-runtime, to depend on instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "runtime_git")]
    runtime_path: Option<PathBuf>,

    /// A git repository with farrier-runtime, to depend on instead
    #[arg(long, value_name = "URL")]
    runtime_git: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// A manifest that exists already, or models that cannot be read.
pub fn run(args: &InitArgs) -> Result<ExitCode> {
    print!("{}", init(args)?);
    Ok(ExitCode::SUCCESS)
}

fn init(args: &InitArgs) -> Result<String> {
    let path = Path::new(MANIFEST_NAME);
    if path.exists() {
        bail!("{MANIFEST_NAME} exists already\n  help: `farrier add` adds a service to it");
    }
    let found = found(args)?;
    let mut text = edit(&head(args)?, &[])?;
    let mut keys = BTreeSet::new();
    let mut entries = Vec::new();
    for Service { key, model, id } in found {
        let key = unused(key, &mut keys);
        entries.push(Entry {
            key,
            model,
            service: id,
            ..Entry::default()
        });
    }
    text = edit(&text, &entries)?;
    replace(path, &text)?;
    let mut said = format!("wrote {MANIFEST_NAME}\n");
    for Entry { key, model, .. } in &entries {
        said += &format!("  {key}: {}\n", model.display());
    }
    said += if entries.is_empty() {
        "no model found: add one with `farrier add`\n"
    } else {
        "next: `farrier generate`\n"
    };
    Ok(said)
}

/// Returns the services of the named models, or of those in the usual place.
fn found(args: &InitArgs) -> Result<Vec<Service>> {
    let usual = Path::new("models");
    if args.models.is_empty() {
        let folder = if usual.is_dir() {
            usual
        } else {
            Path::new(".")
        };
        let mut found = services(folder)?;
        for service in &mut found {
            if let Ok(inner) = service.model.strip_prefix(".") {
                service.model = inner.to_owned();
            }
        }
        return Ok(found);
    }
    let mut found = Vec::new();
    for path in &args.models {
        if !path.exists() {
            bail!("no file or folder {}", path.display());
        }
        let services = services(path)?;
        if services.is_empty() {
            bail!("{} has no model with a service", path.display());
        }
        found.extend(services);
    }
    Ok(found)
}

fn unused(key: String, keys: &mut BTreeSet<String>) -> String {
    let mut name = key.clone();
    let mut number = 2;
    while !keys.insert(name.clone()) {
        name = format!("{key}-{number}");
        number += 1;
    }
    name
}

fn head(args: &InitArgs) -> Result<String> {
    let mut runtime = toml_edit::Table::new();
    if let Some(path) = &args.runtime_path {
        if !path.join("Cargo.toml").is_file() {
            bail!("{} is not a crate folder", path.display());
        }
        runtime["path"] = toml_edit::value(slashed(path));
    } else if let Some(url) = &args.runtime_git {
        runtime["git"] = toml_edit::value(url.as_str());
    } else {
        let own = env!("CARGO_PKG_VERSION");
        let version = args.runtime_version.as_deref().unwrap_or(own);
        runtime["version"] = toml_edit::value(version);
    }
    let mut output = toml_edit::Table::new();
    output["dir"] = toml_edit::value(args.output.as_str());
    let mut document = toml_edit::DocumentMut::new();
    document["runtime"] = runtime.into();
    document["output"] = output.into();
    Ok(format!(
        "# Client crates and the models that they are generated from. `farrier generate` renews the crates.\n\n{document}"
    ))
}
