//! `farrier add`: another service in the manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
use farrier_codegen::diag::{did_you_mean, io_reason, Diagnostics};
use farrier_codegen::settings::parse_manifest;
use farrier_codegen::{generate, Options};

use crate::botocore::services as botocore_services;
use crate::files::replace;
use crate::manifest::{edit, nearest, Entry};
use crate::models::{services, Service};

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

/// The exit status for invalid input; clap uses the same for an invalid command line.
const BAD_INPUT: u8 = 2;

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
pub fn run(args: AddArgs) -> ExitCode {
    match add(&args) {
        Ok(said) => {
            print!("{said}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprint!("{said}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn add(args: &AddArgs) -> Result<String, String> {
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
    let text = fs::read_to_string(&manifest).map_err(|error| {
        let reason = io_reason(&error);
        format!("error: cannot read {}: {reason}\n", manifest.display())
    })?;
    let fail = |said: String| format!("error: {said}\n");
    let new = edit(&text, std::slice::from_ref(&entry)).map_err(fail)?;
    let copies = found.copies.iter();
    let copied: Result<Vec<PathBuf>, String> = copies.map(|copy| copy.make()).collect();
    let outcome = copied.and_then(|_| checked(&manifest, &new, &entry.key));
    if let Err(said) = outcome {
        found.copies.iter().for_each(Copy::take_back);
        return Err(said);
    }
    replace(&manifest, new).map_err(fail)?;
    Ok(format!(
        "added {} to {}: {}\nnext: `farrier generate --service {}`\n",
        entry.key,
        manifest.display(),
        entry.model.display(),
        entry.key
    ))
}

/// Checks that a crate can be generated for the service, with the manifest that is to be written.
fn checked(path: &Path, text: &str, key: &str) -> Result<(), String> {
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
    Err(format!("{problems}nothing was written\n"))
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
    fn of(args: &AddArgs, root: &Path) -> Result<Self, String> {
        let path = Path::new(&args.service);
        if path.exists() {
            return Self::on_disk(args, path, root);
        }
        let looks_like_path = args.service.contains(['/', '\\']) || args.service.ends_with(".json");
        if looks_like_path {
            return Err(format!("error: no file or folder {}\n", args.service));
        }
        Self::of_botocore(args, root)
    }

    fn on_disk(args: &AddArgs, path: &Path, root: &Path) -> Result<Self, String> {
        let mut found = services(path).map_err(|said| format!("error: {said}\n"))?;
        if let Some(id) = &args.id {
            found.retain(|one| one.id.as_ref().is_none_or(|own| own == id));
        }
        let service = match found.len() {
            0 => {
                return Err(format!(
                    "error: {} has no model with a service\n",
                    path.display()
                ))
            }
            1 => found.remove(0),
            _ => {
                let ids: Vec<&str> = found.iter().filter_map(|one| one.id.as_deref()).collect();
                return Err(format!(
                    "error: {} has several services: {}\n  help: choose one with --id, or give one of the files\n",
                    path.display(),
                    ids.join(", ")
                ));
            }
        };
        let model = relative(&service.model, root);
        Ok(Self {
            service: Service { model, ..service },
            copies: Vec::new(),
        })
    }

    fn of_botocore(args: &AddArgs, root: &Path) -> Result<Self, String> {
        let data = botocore_data(args.botocore.as_deref())?;
        let known = botocore_services(&data).map_err(|said| format!("error: {said}\n"))?;
        let Some((key, from)) = known.iter().find(|(key, _)| *key == args.service) else {
            let names: Vec<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
            let help = did_you_mean(&args.service, &names);
            let help =
                help.unwrap_or_else(|| "give a model file or a folder of model files".to_owned());
            return Err(format!(
                "error: no file or folder `{0}`, and botocore has no service `{0}`\n  help: {help}\n",
                args.service
            ));
        };
        let model = Path::new("models").join(key);
        let folder = root.join(&model);
        let mut copies = Vec::new();
        let fail = |error| {
            format!(
                "error: cannot read {}: {}\n",
                from.display(),
                io_reason(&error)
            )
        };
        for file in fs::read_dir(from).map_err(fail)? {
            let file = file.map_err(fail)?;
            copies.push(Copy {
                from: file.path(),
                to: folder.join(file.file_name()),
                folder: folder.clone(),
            });
        }
        if folder.exists() {
            return Err(format!(
                "error: {} exists already\n  help: `farrier add {}` uses the model there\n",
                folder.display(),
                model.display()
            ));
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
    fn make(&self) -> Result<PathBuf, String> {
        let fail = |error| {
            format!(
                "error: cannot write {}: {}\n",
                self.to.display(),
                io_reason(&error)
            )
        };
        fs::create_dir_all(&self.folder).map_err(fail)?;
        fs::copy(&self.from, &self.to).map_err(fail)?;
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
fn botocore_data(named: Option<&Path>) -> Result<PathBuf, String> {
    const HELP: &str = "`pip install botocore`, or name its folder with --botocore";
    let package = match named {
        Some(folder) => folder.to_owned(),
        None => {
            let find = "import os, botocore; print(os.path.dirname(botocore.__file__))";
            let output = Command::new("python3").args(["-c", find]).output();
            let found = output.ok().filter(|output| output.status.success());
            let path =
                found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
            let path = path.ok_or_else(|| {
                format!("error: no file or folder has this name, and Python has no package botocore\n  help: {HELP}\n")
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
    data.ok_or_else(|| {
        format!(
            "error: {} has no botocore services\n  help: {HELP}\n",
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
