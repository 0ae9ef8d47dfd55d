//! `farrier inspect`: a stage of a service, or its model in another format.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{bail, Result};
use clap::{Args, ValueEnum};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load::{self, ModelFiles};
use farrier_codegen::model::Node;
use farrier_codegen::model_files;
use farrier_codegen::model_text::{idl, json};

use crate::files::OrCannot as _;
use crate::generate::{print, print_stage, refused, DumpStage};
use crate::manifest::find;

const AFTER_HELP: &str = "\
Examples:
  farrier inspect weather                    the crate's API, one line per public item
  farrier inspect weather --stage wire       its wire format
  farrier inspect weather --stage model      the model as loaded: shapes with their traits
  farrier inspect weather --format idl       the model as Smithy IDL
  farrier inspect main.smithy types.json --format ast > model.json
  farrier inspect botocore/data/sqs/2012-11-05 --format idl";

/// The options of `farrier inspect`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct InspectArgs {
    /// The service: its key under [services] in farrier.toml; with --format also the path of a model
    #[arg(value_name = "SERVICE")]
    service: String,

    /// More files and folders of the model
    #[arg(value_name = "PATH", requires = "format")]
    more: Vec<PathBuf>,

    /// The stage to print
    #[arg(long, value_enum, default_value_t = DumpStage::Outline)]
    stage: DumpStage,

    /// Print the model in this format instead of a stage
    #[arg(long, value_enum, conflicts_with = "stage")]
    format: Option<ModelFormat>,

    /// Write files to this folder instead of printing
    #[arg(long, short, value_name = "FOLDER", requires = "format")]
    output: Option<PathBuf>,

    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
}

/// A format of models.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModelFormat {
    /// Smithy's JSON AST
    #[value(alias = "smithy-ast")]
    Ast,
    /// Smithy's IDL, a file for each namespace
    Idl,
}

/// Runs the command.
///
/// # Errors
/// A service or a model that does not exist, and diagnostics of the model.
pub fn run(args: InspectArgs) -> Result<ExitCode> {
    let Some(format) = args.format else {
        return print_stage(args.service, args.stage, args.manifest);
    };
    let mut problems = Diagnostics::default();
    let document = document(&args, &mut problems)?;
    let Some(document) = document.filter(|_| !problems.has_errors()) else {
        return Err(refused(&problems, "nothing was written"));
    };
    eprint!("{problems}");
    match &args.output {
        Some(folder) => write(&document, format, folder)?,
        None => print(&text(&document, format)),
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the model of a service of the manifest, or the one at a path.
fn document(args: &InspectArgs, problems: &mut Diagnostics) -> Result<Option<Node>> {
    let path = PathBuf::from(&args.service);
    let named = find(args.manifest.as_deref());
    if let (Ok(manifest), true) = (&named, args.more.is_empty()) {
        let mut services = manifest.services.iter();
        if let Some(service) = services.find(|service| service.key == args.service) {
            return Ok(load::ast_of(model_files(manifest, service), problems));
        }
    }
    if path.exists() || !args.more.is_empty() {
        let paths: Vec<PathBuf> = [path].into_iter().chain(args.more.clone()).collect();
        let files = ModelFiles {
            root: Path::new(""),
            paths: &paths,
            dependencies: &BTreeMap::new(),
            protocol: None,
        };
        return Ok(load::ast_of(files, problems));
    }
    if path.components().count() > 1 || path.extension().is_some() {
        bail!("cannot read {}: no such file or folder", path.display());
    }
    // The usual error of a service that the manifest does not have.
    let wanted = std::slice::from_ref(&args.service);
    match named?.selected(wanted) {
        Ok(_) => Ok(None),
        Err(unknown) => Err(refused(&unknown, "nothing was written")),
    }
}

fn text(document: &Node, format: ModelFormat) -> String {
    match format {
        ModelFormat::Ast => json::text(document),
        ModelFormat::Idl => {
            let files = idl::files(document);
            match files.as_slice() {
                [file] => file.text.clone(),
                files => {
                    let files = files.iter();
                    let texts = files.map(|file| format!("// {}\n{}", file_name(file), file.text));
                    texts.collect::<Vec<_>>().join("\n")
                }
            }
        }
    }
}

fn file_name(file: &idl::IdlFile) -> String {
    match file.namespace.as_str() {
        "" => "metadata.smithy".to_owned(),
        namespace => format!("{namespace}.smithy"),
    }
}

fn write(document: &Node, format: ModelFormat, folder: &Path) -> Result<()> {
    let files: Vec<(String, String)> = match format {
        ModelFormat::Ast => vec![("model.json".to_owned(), json::text(document))],
        ModelFormat::Idl => idl::files(document)
            .into_iter()
            .map(|file| (file_name(&file), file.text))
            .collect(),
    };
    fs::create_dir_all(folder).or_cannot("create", folder)?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).or_cannot("write", &path)?;
        println!("{}", path.display());
    }
    Ok(())
}
