//! Pages of several services, and their index.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Class, Documentation};
use farrier_model::diag::io_reason;

use super::html::{document, escape, page as html};
use super::page::text;
use super::Outcome;

/// Returns all pages for a terminal.
pub fn texts(outcomes: &[Outcome], date: &str, shown: Documentation) -> String {
    let mut all = String::new();
    for outcome in outcomes {
        let page = match outcome {
            Outcome::Changed(one) => text(one, date, shown),
            Outcome::Added(record) => format!("{}: a new crate\n", record.package().0),
            Outcome::Removed(record) => format!("{}: the crate is removed\n", record.package().0),
        };
        let _ = writeln!(all, "{page}");
    }
    if all.is_empty() {
        "none: no change\n".to_owned()
    } else {
        all
    }
}

/// Pages that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to {}: {}", folder.display(), io_reason(source))]
pub struct WriteError {
    /// The folder of the pages.
    pub folder: PathBuf,
    /// The reason.
    pub source: io::Error,
}

impl WriteError {
    fn of(folder: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self {
            folder: folder.to_owned(),
            source,
        }
    }
}

/// Writes a page for each service that changed, `PACKAGE.html`, and `index.html`.
///
/// # Errors
/// A folder or file that cannot be written.
pub fn write(
    folder: &Path,
    outcomes: &[Outcome],
    date: &str,
    shown: Documentation,
) -> Result<(), WriteError> {
    let fail = WriteError::of(folder);
    fs::create_dir_all(folder).map_err(&fail)?;
    let mut rows = String::new();
    for outcome in outcomes {
        let (package, class) = (escape(outcome.package()), outcome.class());
        let (name, what) = match outcome {
            Outcome::Changed(one) => {
                let file = format!("{}.html", one.report.package);
                fs::write(folder.join(&file), html(one, date, shown)).map_err(&fail)?;
                let link = format!("<a href=\"{}\">{package}</a>", escape(&file));
                (link, escape(&one.report.methods.counts()))
            }
            Outcome::Added(_) => (package, "a new crate".to_owned()),
            Outcome::Removed(_) => (package, "the crate is removed".to_owned()),
        };
        let _ = writeln!(
            rows,
            "<tr><td>{name}</td><td>{class}</td><td>{what}</td></tr>"
        );
    }
    let title = format!("{date} API changes");
    let title = title.trim();
    let body = if rows.is_empty() {
        format!("<h1>{}</h1>\n<p>No change.</p>\n", escape(title))
    } else {
        format!(
            "<h1>{}</h1>\n<table>\n<tr><th>crate</th><th>class</th><th></th></tr>\n{rows}</table>\n",
            escape(title)
        )
    };
    fs::write(folder.join("index.html"), document(title, &body)).map_err(&fail)
}

/// A page of a service's past.
#[derive(Debug)]
pub struct VersionPage {
    /// The version, which the file is called after.
    pub name: String,
    /// The class of the step; `None` if nothing changed.
    pub class: Option<Class>,
    /// The methods that changed, counted.
    pub what: String,
    /// The page itself.
    pub page: String,
}

/// Writes pages, `NAME.html`, and `index.html` with links to them.
///
/// # Errors
/// A folder or file that cannot be written.
pub fn index(folder: &Path, service: &str, entries: &[VersionPage]) -> Result<(), WriteError> {
    let fail = WriteError::of(folder);
    fs::create_dir_all(folder).map_err(&fail)?;
    let mut rows = String::new();
    for entry in entries {
        let file = format!("{}.html", entry.name);
        fs::write(folder.join(&file), &entry.page).map_err(&fail)?;
        let class = entry.class.map_or("none", Class::word);
        let (file, name, what) = (escape(&file), escape(&entry.name), escape(&entry.what));
        let _ = writeln!(
            rows,
            "<tr><td><a href=\"{file}\">{name}</a></td><td>{class}</td><td>{what}</td></tr>"
        );
    }
    let title = format!("API changes {service}");
    let title = title.trim_end();
    let body = format!(
        "<h1>{}</h1>\n<table>\n<tr><th>version</th><th>class</th><th></th></tr>\n{rows}</table>\n",
        escape(title)
    );
    fs::write(folder.join("index.html"), document(title, &body)).map_err(&fail)
}
