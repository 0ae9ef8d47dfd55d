//! `farrier history`: a page for each step of a service's past.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{anyhow, bail, Context as _, Error, Result};
use clap::Args;
use farrier_diff::diff;
use farrier_diff::report::{index, page_html, page_text, Compared, VersionPage};

use crate::diff::documentation;
use crate::files::{entries, name};
use crate::problem::Reported;
use crate::side::read_one;

const AFTER_HELP: &str = "\
The folder contains an entry for each version: a model file (2026-01-31.json), or a folder (1.44.5) with the
service's model as SERVICE.json, SERVICE/ or SERVICE/VERSION/ (botocore's data). Entries are sorted by name, numbers
by value.

Examples:
  farrier history --models past/weather --versions 2025-01-01..2026-01-01
  farrier history --models releases --service sqs --pages target/history

Exit status:
  0  done
  2  a version or a model does not exist, a model is not valid, or a page cannot be written";

/// The options of `farrier history`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct HistoryArgs {
    /// The folder of dated models
    #[arg(long, value_name = "FOLDER")]
    models: PathBuf,

    /// The service, if entries are folders
    #[arg(long, value_name = "NAME", default_value = "")]
    service: String,

    /// The first and the last version, either of which may be omitted [default: all]
    #[arg(long, value_name = "A..B", default_value = "..")]
    versions: String,

    /// Write pages for a browser and an index into this folder, instead of printing them
    #[arg(long, value_name = "FOLDER")]
    pages: Option<PathBuf>,

    /// Show changes of documentation word by word
    #[arg(long)]
    docs: bool,
}

/// Compares each version with the one before it.
///
/// # Errors
/// A version or a model that does not exist or is not valid, or a page that cannot be written.
pub fn run(args: &HistoryArgs) -> Result<ExitCode> {
    let versions = chosen(versions(&args.models)?, &args.versions, &args.models)?;
    let mut records = Vec::new();
    let mut errors = Vec::new();
    for (name, path) in &versions {
        match model(path, &args.service).and_then(|path| read_one(&path)) {
            Ok(record) => records.push((name, record)),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(Reported::all(errors));
    }
    let mut entries = Vec::new();
    let mut rest = records.into_iter();
    let mut before = rest.next();
    for (name, new) in rest {
        let Some((_, old)) = before.replace((name, new.clone())) else {
            continue;
        };
        let report = diff(&old, &new).map_err(|unlike| anyhow!("{name}: {unlike}"))?;
        if report.class().is_none() {
            continue;
        }
        let compared = Compared { old, new, report };
        match &args.pages {
            Some(_) => entries.push(VersionPage {
                name: name.clone(),
                class: compared.report.class(),
                what: compared.report.methods.counts(),
                page: page_html(&compared, name, documentation(args.docs)),
            }),
            None => println!("{}", page_text(&compared, name, documentation(args.docs))),
        }
    }
    // The latest first, as one looks for it.
    entries.reverse();
    if let Some(folder) = &args.pages {
        index(folder, &args.service, &entries).map_err(Error::msg)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the entries of a folder, in order.
fn versions(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        let name = name(&path);
        let end = [".json.gz", ".json"]
            .iter()
            .find_map(|end| name.strip_suffix(end));
        match end {
            Some(name) => found.push((name.to_owned(), path)),
            None if path.is_dir() => found.push((name, path)),
            None => {}
        }
    }
    found.sort_by_key(|(name, _)| order(name));
    Ok(found)
}

/// Runs of digits as numbers, everything else as it is.
fn order(name: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let text = tail
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (text, tail) = tail.split_at(text);
        parts.push((number.parse().unwrap_or_default(), text.to_owned()));
        rest = tail;
    }
    parts
}

/// Those from the first to the last that are named.
fn chosen(
    mut versions: Vec<(String, PathBuf)>,
    range: &str,
    folder: &Path,
) -> Result<Vec<(String, PathBuf)>> {
    let Some((first, last)) = range.split_once("..") else {
        bail!("`{range}` is not a valid range of versions\n  help: write A..B, A.. or ..B");
    };
    let find = |name: &str| {
        let position = versions.iter().position(|(known, _)| known == name);
        position.with_context(|| {
            let known: Vec<&str> = versions.iter().map(|(name, _)| name.as_str()).collect();
            let help = farrier_codegen::diag::did_you_mean(name, &known);
            let help = help.unwrap_or_else(|| format!("there are {}", known.join(", ")));
            format!(
                "{} has no version `{name}`\n  help: {help}",
                folder.display()
            )
        })
    };
    let from = if first.is_empty() { 0 } else { find(first)? };
    let to = match last {
        "" => versions.len(),
        last => find(last)? + 1,
    };
    if to < from + 2 {
        bail!(
            "`{range}` covers fewer than two versions in {}\n  help: choose an older and a newer version",
            folder.display()
        );
    }
    versions.truncate(to);
    Ok(versions.split_off(from))
}

/// Returns the service's model in an entry.
fn model(entry: &Path, service: &str) -> Result<PathBuf> {
    if entry.is_file() {
        return Ok(entry.to_owned());
    }
    let files = [".json", ".json.gz"].map(|end| entry.join(format!("{service}{end}")));
    if let Some(file) = files.into_iter().find(|file| file.is_file()) {
        return Ok(file);
    }
    let folder = entry.join(service);
    if service.is_empty() || !folder.is_dir() {
        bail!(
            "{} has no model of `{service}`\n  help: choose the service with --service",
            entry.display()
        );
    }
    // Botocore has a folder for each version of an API; the last is the one that is used.
    let mut inner = entries(&folder)?;
    inner.retain(|path| path.is_dir());
    Ok(inner.pop().unwrap_or(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let mut names = ["1.9.0", "1.44.5", "1.10.1", "2025-12-01", "1.44"];
        names.sort_by_key(|name| order(name));
        assert_eq!(names, ["1.9.0", "1.10.1", "1.44", "1.44.5", "2025-12-01"]);
    }

    #[test]
    fn a_range_takes_both_ends() {
        let versions = || {
            ["a1", "a2", "a3"]
                .map(|name| (name.to_owned(), PathBuf::new()))
                .to_vec()
        };
        let names = |range: &str| {
            let found = chosen(versions(), range, Path::new("past"));
            let found = found.map_err(|error| error.to_string())?;
            let names: Vec<String> = found.into_iter().map(|(name, _)| name).collect();
            Ok::<String, String>(names.join(" "))
        };
        assert_eq!(names(".."), Ok("a1 a2 a3".to_owned()));
        assert_eq!(names("a2.."), Ok("a2 a3".to_owned()));
        assert_eq!(names("a1..a2"), Ok("a1 a2".to_owned()));
        assert!(names("a2..a1").is_err_and(|said| said.contains("covers fewer than two versions")));
        assert!(names("a4..").is_err_and(|said| said.contains("has no version `a4`")));
        assert!(names("a1").is_err_and(|said| said.contains("not a valid range")));
    }
}
