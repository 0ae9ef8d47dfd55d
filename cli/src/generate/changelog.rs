//! `--changelog`: an entry in each changed crate's CHANGELOG.md, and its next version in farrier.toml.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use farrier_codegen::settings::Manifest;
use farrier_codegen::Summary;
use farrier_diff::{Area, Class, Group, Report, What};
use toml_edit::DocumentMut;

use farrier_diff::versions::{covers, next};

use crate::files::{replace, OrCannot as _};

const NAME: &str = "CHANGELOG.md";

const HEAD: &str = "# Changelog\n";

/// The files to write before the crates.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Files with their new content; the manifest first.
    files: Vec<(PathBuf, String)>,
    /// A line for each service.
    pub(super) said: String,
}

/// Returns entries and versions for the changes that a run with `--check` found. It only reads.
///
/// # Errors
/// A manifest or a changelog that cannot be read, a version in another file's form.
pub(super) fn edits(manifest: &Manifest, summary: &Summary) -> Result<Edits> {
    let mut edits = Edits::default();
    let text = read(&manifest.path)?.unwrap_or_default();
    let mut document: DocumentMut = text
        .parse()
        .with_context(|| manifest.path.display().to_string())?;
    let mut is_raised = false;
    for service in &summary.services {
        let Some((report, class)) = changed(service.change.as_ref()) else {
            continue;
        };
        let (old, now) = (&report.versions.0, &report.versions.1);
        let version = match covers(old, now, class) {
            Ok(()) => now.clone(),
            Err(_) => {
                let raised = next(old, class).unwrap_or_else(|| now.clone());
                set_version(&mut document, &service.key, &raised);
                is_raised = true;
                raised
            }
        };
        let path = manifest.root.join(&service.output).join(NAME);
        let before = read(&path)?.unwrap_or_else(|| HEAD.to_owned());
        let after = with_entry(&before, &version, &entry(report, class));
        edits.files.push((path, after));
        let _ = writeln!(edits.said, "{}: {class}: {old} -> {version}", service.key);
    }
    if is_raised {
        edits
            .files
            .insert(0, (manifest.path.clone(), document.to_string()));
    }
    Ok(edits)
}

/// Sets a service's version; the text around it stays.
fn set_version(document: &mut DocumentMut, service: &str, version: &str) {
    let item = &mut document["services"][service]["version"];
    let decor = item.as_value().map(|value| value.decor().clone());
    *item = toml_edit::value(version);
    if let (Some(value), Some(decor)) = (item.as_value_mut(), decor) {
        *value.decor_mut() = decor;
    }
}

impl Edits {
    /// Writes them, each file at once.
    ///
    /// # Errors
    /// The file that cannot be written.
    pub(super) fn write(&self) -> Result<()> {
        for (path, text) in &self.files {
            replace(path, text)?;
        }
        Ok(())
    }
}

/// Returns a report with changes that require a new version. Changes of the manifest alone require
/// none.
fn changed(report: Option<&Report>) -> Option<(&Report, Class)> {
    report.and_then(|report| Some((report, report.class()?)))
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).or_cannot("read", path),
    }
}

/// Returns the text of an entry, without its heading.
fn entry(report: &Report, class: Class) -> String {
    let mut text = format!("{}: {}.\n", capital(class.word()), report.methods.counts());
    let (mut breaking, mut added, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for group in report.by_class().flat_map(|(_, groups)| groups) {
        match (group.change.class, group.change.what) {
            (Class::Major, _) => breaking.push(group),
            (_, What::Added) => added.push(group),
            _ => changed.push(group),
        }
    }
    let sections = [
        ("Breaking", breaking),
        ("Added", added),
        ("Changed", changed),
    ];
    for (title, groups) in sections {
        if !groups.is_empty() {
            let _ = write!(text, "\n### {title}\n\n");
        }
        text.extend(groups.iter().map(line));
    }
    let docs = report.count(Area::Docs);
    if docs > 0 {
        let _ = write!(text, "\nThe documentation of {docs} items differs.\n");
    }
    text
}

fn line(group: &Group<'_>) -> String {
    let change = group.change;
    let what = match change.what {
        What::Removed => "removed ",
        What::Added | What::Changed => "",
    };
    let detail = change.detail();
    let detail = if detail.is_empty() {
        String::new()
    } else {
        format!(" `{}`", detail.replace('`', "'"))
    };
    let others = match group.others() {
        others if others.is_empty() => others,
        others => format!("; so `{others}`"),
    };
    let reason = match change.class {
        Class::Major => format!(": {}", change.reason),
        _ if change.risk => format!(": **risk**, {}", change.reason),
        _ => String::new(),
    };
    format!("- {what}`{}`{detail}{others}{reason}\n", change.item())
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// Returns the changelog with an entry above all others, or at the top of the one that has the version
/// already.
fn with_entry(before: &str, version: &str, entry: &str) -> String {
    let heading = format!("## {version}\n");
    let at = before.find(&format!("\n{heading}"));
    if let Some(at) = at {
        let (head, rest) = before.split_at(at + 1 + heading.len());
        return format!("{head}\n{entry}{rest}");
    }
    let first = before.find("\n## ").map_or(before.len(), |at| at + 1);
    let (head, rest) = before.split_at(first);
    let gap = if head.ends_with("\n\n") { "" } else { "\n" };
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("\n{rest}")
    };
    format!("{head}{gap}{heading}\n{entry}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_above_older_ones() {
        let first = with_entry(HEAD, "1.0.1", "a\n");
        assert_eq!(first, "# Changelog\n\n## 1.0.1\n\na\n");
        let second = with_entry(&first, "1.1.0", "b\n");
        assert_eq!(second, "# Changelog\n\n## 1.1.0\n\nb\n\n## 1.0.1\n\na\n");
        let again = with_entry(&second, "1.1.0", "c\n");
        assert_eq!(
            again,
            "# Changelog\n\n## 1.1.0\n\nc\n\nb\n\n## 1.0.1\n\na\n"
        );
    }
}
