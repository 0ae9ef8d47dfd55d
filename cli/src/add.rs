//! `farrier add`: another service in the manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{bail, Context as _, Result};
use clap::Args;
use farrier_codegen::diag::{did_you_mean, Diagnostics};
use farrier_codegen::settings::parse_manifest;
use farrier_codegen::{generate, Options};

use crate::botocore::services as botocore_services;
use crate::files::{entries, name, replace, OrCannot as _};
use crate::manifest::{edit, nearest, Entry};
use crate::models::{services, Service};
use crate::problem::Reported;

const AFTER_HELP: &str = "\
SERVICE is a model file, a folder, or the name of a botocore service. botocore is the Python package that `python3`
finds (`pip install botocore`), or the folder given with --botocore. The service's files are copied to
models/SERVICE.

Examples:
  farrier add models/weather.json
  farrier add sqs --operations 'SendMessage,ReceiveMessage,DeleteMessage'
  farrier add dynamodb --operations '@readonly'
  farrier add sqs --botocore ~/botocore-1.44.5

Nothing is written unless the service can be generated.";

/// The options of `farrier add`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct AddArgs {
    /// A model file or folder, or the name of a botocore service
    #[arg(value_name = "SERVICE")]
    service: String,

    /// Generate only these operations and the shapes that they use: names, patterns and selectors, separated
    /// by commas
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    operations: Vec<String>,

    /// The name under [services] in farrier.toml [default: derived from the model's name]
    #[arg(long, value_name = "NAME")]
    key: Option<String>,

    /// The shape id of the service, if the model has several
    #[arg(long = "id", value_name = "ID")]
    id: Option<String>,

    /// The name of the generated package [default: the name of the official crate]
    #[arg(long, value_name = "NAME")]
    package: Option<String>,

    /// The folder of botocore: the package, or its data
    #[arg(long, value_name = "FOLDER")]
    botocore: Option<PathBuf>,

    /// The manifest to work on [default: farrier.toml in this folder or the nearest above]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// A service that does not exist or cannot be generated.
pub fn run(args: &AddArgs) -> Result<ExitCode> {
    print!("{}", add(args)?);
    Ok(ExitCode::SUCCESS)
}

fn add(args: &AddArgs) -> Result<String> {
    let manifest = match &args.manifest {
        Some(path) => path.clone(),
        None => nearest()?,
    };
    let root = manifest.parent().unwrap_or(Path::new("")).to_owned();
    let found = Found::of(args, &root)?;
    let entry = Entry {
        key: args.key.clone().unwrap_or(found.service.key),
        model: found.service.model,
        service: args.id.clone().or(found.service.id),
        package: args.package.clone(),
        operations: args.operations.clone(),
    };
    let text = fs::read_to_string(&manifest).or_cannot("read", &manifest)?;
    let new = edit(&text, std::slice::from_ref(&entry))?;
    let copies = found.copies.iter();
    let copied: Result<Vec<PathBuf>> = copies.map(|copy| copy.make()).collect();
    let outcome = copied.and_then(|_| checked(&manifest, &new, &entry.key));
    if let Err(error) = outcome {
        found.copies.iter().for_each(Copy::take_back);
        return Err(error);
    }
    replace(&manifest, new)?;
    Ok(format!(
        "added {} to {}: {}\nnext: `farrier generate --service {}`\n",
        entry.key,
        manifest.display(),
        entry.model.display(),
        entry.key
    ))
}

/// Checks that a crate can be generated for the service, with the manifest that is to be written.
fn checked(path: &Path, text: &str, key: &str) -> Result<()> {
    let mut problems = Diagnostics::default();
    let manifest = parse_manifest(path, text, &mut problems);
    if !problems.has_errors() {
        let options = Options {
            services: vec![key.to_owned()],
            check: true,
            ..Options::default()
        };
        match generate(&manifest, &options, &|_| {}) {
            Ok(_) => return Ok(()),
            Err(found) => problems.extend(found),
        }
    }
    Err(Reported::error(format_args!(
        "{problems}nothing was written\n"
    )))
}

/// The service that was asked for.
struct Found {
    /// With the path of the model as the manifest names it.
    service: Service,
    copies: Vec<Copy>,
}

/// A file that goes next to the manifest.
struct Copy {
    from: PathBuf,
    to: PathBuf,
    folder: PathBuf,
}

impl Found {
    fn of(args: &AddArgs, root: &Path) -> Result<Self> {
        let path = Path::new(&args.service);
        if path.exists() {
            return Self::on_disk(args, path, root);
        }
        let looks_like_path = args.service.contains(['/', '\\']) || args.service.ends_with(".json");
        if looks_like_path {
            bail!("no file or folder {}", args.service);
        }
        Self::of_botocore(args, root)
    }

    fn on_disk(args: &AddArgs, path: &Path, root: &Path) -> Result<Self> {
        let mut found = services(path)?;
        if let Some(id) = &args.id {
            found.retain(|one| one.id.as_ref().is_none_or(|own| own == id));
        }
        let service = match found.len() {
            0 => bail!("{} has no model with a service", path.display()),
            1 => found.remove(0),
            _ => {
                let ids: Vec<&str> = found.iter().filter_map(|one| one.id.as_deref()).collect();
                bail!(
                    "{} has several services: {}\n  help: choose one with --id, or give one of the files",
                    path.display(),
                    ids.join(", ")
                );
            }
        };
        let model = relative(&service.model, root);
        Ok(Self {
            service: Service { model, ..service },
            copies: Vec::new(),
        })
    }

    fn of_botocore(args: &AddArgs, root: &Path) -> Result<Self> {
        let data = botocore_data(args.botocore.as_deref())?;
        let known = botocore_services(&data)?;
        let Some((key, from)) = known.iter().find(|(key, _)| *key == args.service) else {
            let names: Vec<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
            let help = did_you_mean(&args.service, &names);
            let help =
                help.unwrap_or_else(|| "give a model file or a folder of model files".to_owned());
            bail!(
                "no file or folder `{0}`, and botocore has no service `{0}`\n  help: {help}",
                args.service
            );
        };
        let model = Path::new("models").join(key);
        let folder = root.join(&model);
        let mut copies = Vec::new();
        for file in entries(from)? {
            copies.push(Copy {
                to: folder.join(name(&file)),
                from: file,
                folder: folder.clone(),
            });
        }
        if folder.exists() {
            bail!(
                "{} exists already\n  help: `farrier add {}` uses the model there",
                folder.display(),
                model.display()
            );
        }
        Ok(Self {
            service: Service {
                key: key.clone(),
                model,
                id: None,
            },
            copies,
        })
    }
}

impl Copy {
    fn make(&self) -> Result<PathBuf> {
        fs::create_dir_all(&self.folder).or_cannot("write", &self.to)?;
        fs::copy(&self.from, &self.to).or_cannot("write", &self.to)?;
        Ok(self.to.clone())
    }

    /// The folder is a new one, so that nothing of anybody else's is in it.
    fn take_back(&self) {
        let _ = fs::remove_file(&self.to);
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Returns the folder `data` of botocore: of the one that is named, or of the one that Python
/// finds.
fn botocore_data(named: Option<&Path>) -> Result<PathBuf> {
    const HELP: &str = "`pip install botocore`, or name its folder with --botocore";
    let package = match named {
        Some(folder) => folder.to_owned(),
        None => {
            let find = "import os, botocore; print(os.path.dirname(botocore.__file__))";
            let output = Command::new("python3").args(["-c", find]).output();
            let found = output.ok().filter(|output| output.status.success());
            let path =
                found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
            let path = path.with_context(|| {
                format!(
                    "no file or folder has this name, and Python has no package botocore\n  help: {HELP}"
                )
            })?;
            path.into()
        }
    };
    let inner = [
        package.join("data"),
        package.join("botocore/data"),
        package.clone(),
    ];
    let data = inner.into_iter().find(|folder| {
        let found = botocore_services(folder);
        found.is_ok_and(|services| !services.is_empty())
    });
    data.with_context(|| {
        format!(
            "{} has no botocore services\n  help: {HELP}",
            package.display()
        )
    })
}

/// Returns a path as seen from the manifest's folder.
fn relative(path: &Path, root: &Path) -> PathBuf {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    match (whole(path), whole(root)) {
        (Some(whole), Some(root)) => match whole.strip_prefix(&root) {
            Ok(inner) => inner.to_owned(),
            Err(_) => up(&whole, &root),
        },
        _ => path.to_owned(),
    }
}

/// Returns the way from one folder to a path outside of it.
fn up(path: &Path, root: &Path) -> PathBuf {
    let common = path.components().zip(root.components());
    let common = common.take_while(|(one, other)| one == other).count();
    let back = root.components().skip(common).map(|_| Path::new(".."));
    let forth: PathBuf = path.components().skip(common).collect();
    back.collect::<PathBuf>().join(forth)
}
