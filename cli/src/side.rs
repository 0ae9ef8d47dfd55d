//! One side of a comparison: the records of its services, from models, crates, or a revision.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail, Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::record::{self, Record, Texts, API, FOLDER};
use farrier_codegen::record_service;
use rayon::prelude::*;

use farrier_diff::report::{Side, ONLY};

use crate::botocore::{services as botocore_services, SERVICE_FILES};
use crate::files::{entries, name};
use crate::manifest::manifest_of;
use crate::problem::Reported;

/// Reads a side: a model's file, a folder of models or of one model, a folder of generated crates, one
/// generated crate, or its record.
///
/// # Errors
/// Returns all problems: files that do not exist, cannot be read or are not models.
pub(super) fn read(path: &Path) -> Result<Side> {
    let shown = path.display();
    if path.is_file() {
        return models(vec![(ONLY.to_owned(), path.to_owned())]);
    }
    if !path.is_dir() {
        bail!(
            "no file or folder {shown}\n  \
             help: give a model, a folder of models, or a generated crate; use --rev for a revision"
        );
    }
    if path.join(API).is_file() {
        return Ok(Side::from([(ONLY.to_owned(), recorded(path)?)]));
    }
    if path.join(FOLDER).join(API).is_file() {
        return Ok(Side::from([(
            ONLY.to_owned(),
            recorded(&path.join(FOLDER))?,
        )]));
    }
    if SERVICE_FILES.iter().any(|file| path.join(file).is_file()) {
        return models(vec![(ONLY.to_owned(), path.to_owned())]);
    }
    let crates = crates(path)?;
    if !crates.is_empty() {
        return Ok(crates);
    }
    let mut found = botocore_services(path)?;
    if found.is_empty() {
        found = files(path)?;
    }
    if found.is_empty() {
        Err(anyhow!(
            "no model and no generated crate in {shown}\n  \
             help: models are *.json or folders with a service-2.json, crates have a folder `{FOLDER}`"
        ))
    } else {
        models(found)
    }
}

/// Returns the record of one model or one crate.
///
/// # Errors
/// As [`read`], or there are several.
pub(crate) fn read_one(path: &Path) -> Result<Record> {
    let mut side = read(path)?;
    let only = side.remove(ONLY);
    only.with_context(|| format!("{} contains several services", path.display()))
}

/// Returns the records that a revision of this folder's repository has.
///
/// # Errors
/// Returns an error if git or the repository is missing, or if the revision does not exist or has no record.
pub(super) fn revision(name: &str) -> Result<Side> {
    let commit = format!("{name}^{{commit}}");
    git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &commit,
    ])
    .map_err(|_| {
        anyhow!(
            "this repository has no revision `{name}`\n  \
             help: `git fetch` fetches those of a remote; their names include the remote: origin/main"
        )
    })?;
    let listed = git(&["ls-tree", "-r", "--name-only", "--full-tree", name])?;
    let end = format!("/{FOLDER}/{API}");
    let folders = listed.lines().filter_map(|path| path.strip_suffix(&end));
    let mut side = Side::new();
    for folder in folders {
        let file = |file| git(&["show", &format!("{name}:{folder}/{FOLDER}/{file}")]);
        let constraints = format!("{folder}/{FOLDER}/{}", record::CONSTRAINTS);
        let has_constraints = listed.lines().any(|path| path == constraints);
        let texts = Texts {
            api: file(API)?,
            wire: file(record::WIRE)?,
            constraints: has_constraints
                .then(|| file(record::CONSTRAINTS))
                .transpose()?,
            docs: file(record::DOCS)?,
        };
        let record =
            Record::parse(&texts).map_err(|error| anyhow!("{name}:{folder}/{FOLDER}/{error}"))?;
        side.insert(folder.to_owned(), record);
    }
    if side.is_empty() {
        Err(anyhow!(
            "no crate of the revision `{name}` has a record\n  \
             help: to write the folder `{FOLDER}`, run `farrier generate` in that revision"
        ))
    } else {
        Ok(side)
    }
}

/// Returns the records of the working tree, by the same keys as those of [`revision`].
///
/// # Errors
/// Returns an error if git or the repository is missing, or if a record is malformed.
pub(super) fn working_tree() -> Result<Side> {
    let root = git(&["rev-parse", "--show-toplevel"])?;
    let root = PathBuf::from(root.trim_end());
    let listed = git(&[
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--full-name",
        "--",
        ":/",
    ])?;
    let end = format!("/{FOLDER}/{API}");
    let mut side = Side::new();
    for folder in listed.lines().filter_map(|path| path.strip_suffix(&end)) {
        let path = root.join(folder).join(FOLDER);
        if path.join(API).is_file() {
            side.insert(folder.to_owned(), recorded(&path)?);
        }
    }
    Ok(side)
}

fn git(args: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .args(args)
        .output()
        .context("cannot run git")?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(anyhow!("git {}: {}", args.join(" "), said.trim_end()))
    }
}

fn recorded(folder: &Path) -> Result<Record> {
    farrier_codegen::recorded(folder).map_err(anyhow::Error::msg)
}

/// Crates right below a folder.
fn crates(folder: &Path) -> Result<Side> {
    let mut side = Side::new();
    for path in entries(folder)? {
        if path.join(FOLDER).join(API).is_file() {
            side.insert(name(&path), recorded(&path.join(FOLDER))?);
        }
    }
    Ok(side)
}

/// Models right below a folder.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let ends = [".json", ".json.gz"];
    let mut found = Vec::new();
    for path in entries(folder)? {
        let name = name(&path);
        if let Some(key) = ends.iter().find_map(|end| name.strip_suffix(end)) {
            found.push((key.to_owned(), path));
        }
    }
    Ok(found)
}

/// Returns the records of the crates that models make with the settings that nobody changed.
fn models(models: Vec<(String, PathBuf)>) -> Result<Side> {
    let results: Vec<(String, Result<Record>)> = (models.into_par_iter())
        .map(|(key, path)| {
            let record = model(&path);
            (key, record)
        })
        .collect();
    let mut side = Side::new();
    let mut errors = Vec::new();
    for (key, result) in results {
        match result {
            Ok(record) => {
                side.insert(key, record);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(side)
    } else {
        Err(Reported::all(errors))
    }
}

fn model(path: &Path) -> Result<Record> {
    let mut problems = Diagnostics::default();
    let manifest = manifest_of(path.display().to_string().into(), &mut problems);
    let record = (manifest.services.first())
        .and_then(|settings| record_service(&manifest, settings, &mut problems));
    match record {
        Some(record) if !problems.has_errors() => Ok(record),
        _ => Err(Reported::error(problems)),
    }
}
