//! The report of a run, as data. [`super::markdown`] formats it.

use std::time::Duration;

use farrier_codegen::diag::Diagnostic;
use farrier_codegen::write::TextFile;
use farrier_codegen::Rendered;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Report of a whole run.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    /// Build profile of the generator (`debug` or `release`), which its times depend on.
    pub(super) generator: &'static str,
    /// Duration of the run.
    pub(super) seconds: f64,
    /// Totals of all corpora.
    pub(super) totals: Totals,
    /// In the order of the run.
    pub(super) corpora: Vec<Part>,
    /// Notes about missing models.
    pub(super) skipped: Vec<String>,
}

/// Results of the services of one source.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    /// Name of the source.
    pub(super) name: String,
    /// Totals of its services.
    pub(super) totals: Totals,
    /// Results, sorted by key.
    pub(super) services: Vec<Row>,
}

/// Result of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Generated without problems.
    Ok,
    /// Generated, with warnings.
    Warned,
    /// Generated, but without some operations of the model.
    Incomplete,
    /// Not generated.
    Refused,
    /// The generator panicked.
    Panicked,
}

/// One service.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// Key of the service.
    pub(super) key: String,
    /// Result.
    pub(super) status: Status,
    /// Number of operations in the model's JSON.
    pub(super) operations: usize,
    /// Number of operations that were generated.
    pub(super) generated: usize,
    /// Names of the operations that were not generated.
    pub(super) missing: Vec<String>,
    /// Number of types generated from shapes.
    pub(super) shapes: usize,
    /// Number of files of the crate.
    pub(super) files: usize,
    /// Number of bytes in all files, including headers.
    pub(super) bytes: usize,
    /// Number of lines in all files.
    pub(super) lines: usize,
    /// SHA-256 of the paths and contents of all files; empty if there are none.
    pub(super) digest: String,
    /// Time from reading the model to formatted files.
    pub(super) milliseconds: u64,
    /// Errors and warnings.
    pub(super) problems: Vec<Problem>,
    /// Message of a panic.
    pub(super) panic: Option<String>,
}

/// An error or a warning of the generator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Problem {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// The message.
    pub(super) what: String,
    /// Path of the file, relative to the folder of the corpus.
    pub(super) file: Option<String>,
    /// Position in the file.
    pub(super) pointer: Option<String>,
    /// Absolute id of the shape or member.
    pub(super) shape: Option<String>,
    /// Help text.
    pub(super) help: Option<String>,
}

/// Totals of several services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Totals {
    pub(super) services: usize,
    pub(super) ok: usize,
    pub(super) warned: usize,
    pub(super) incomplete: usize,
    pub(super) refused: usize,
    pub(super) panicked: usize,
    pub(super) operations: usize,
    pub(super) generated: usize,
    pub(super) shapes: usize,
    pub(super) files: usize,
    pub(super) bytes: usize,
    pub(super) lines: usize,
    /// Sum of the times of all services, which run in parallel.
    pub(super) milliseconds: u64,
}

impl Row {
    /// Creates the row of a service whose generation panicked.
    pub(super) fn panicked(key: &str, operations: usize) -> Self {
        Self {
            key: key.to_owned(),
            status: Status::Panicked,
            operations,
            generated: 0,
            missing: Vec::new(),
            shapes: 0,
            files: 0,
            bytes: 0,
            lines: 0,
            digest: String::new(),
            milliseconds: 0,
            problems: Vec::new(),
            panic: None,
        }
    }

    /// Counts the content of the crate.
    pub(super) fn measure(&mut self, rendered: &Rendered) {
        let lines = rendered
            .files
            .iter()
            .map(|file| file.content.lines().count());
        self.shapes = rendered.summary.shapes;
        self.files = rendered.summary.size.files;
        self.bytes = rendered.summary.size.bytes;
        self.lines = lines.sum();
        self.digest = digest(&rendered.files);
    }

    /// Returns why the service failed, if it did.
    pub(super) fn failure(&self) -> Option<String> {
        let errors = self.problems.iter().filter(|one| one.severity == "error");
        match self.status {
            Status::Ok | Status::Warned => None,
            Status::Incomplete => Some(format!("without {}", self.missing.join(", "))),
            Status::Refused => {
                let all: Vec<&str> = errors.map(|one| one.what.as_str()).collect();
                let first = all.first().copied().unwrap_or_default();
                Some(match all.len() {
                    0 | 1 => format!("refused: {first}"),
                    count => format!("refused, {count} errors: {first}"),
                })
            }
            Status::Panicked => {
                let message = self.panic.as_deref().unwrap_or_default();
                Some(format!("panicked: {}", message.replace('\n', " ")))
            }
        }
    }
}

/// Returns the SHA-256 of the paths and contents of files, in hexadecimal digits.
fn digest(files: &[TextFile]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        for text in [&file.path, &file.content] {
            hash.update(text.len().to_le_bytes());
            hash.update(text.as_bytes());
        }
    }
    (hash.finalize().iter())
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Report {
    /// Creates the report, with totals.
    pub(super) fn new(corpora: Vec<Part>, skipped: Vec<String>, took: Duration) -> Self {
        let rows = corpora.iter().flat_map(|part| &part.services);
        Self {
            generator: if cfg!(debug_assertions) {
                "debug"
            } else {
                "release"
            },
            seconds: took.as_secs_f64(),
            totals: Totals::of(rows),
            corpora,
            skipped,
        }
    }

    /// Returns whether every service was generated with all its operations.
    pub(super) fn is_fine(&self) -> bool {
        let totals = &self.totals;
        totals.services == totals.ok + totals.warned && totals.operations == totals.generated
    }
}

impl Part {
    /// Creates the results of a source, with totals.
    pub(super) fn new(name: String, mut services: Vec<Row>) -> Self {
        services.sort_by(|left, right| left.key.cmp(&right.key));
        Self {
            name,
            totals: Totals::of(services.iter()),
            services,
        }
    }
}

impl Totals {
    fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut sum = Self::default();
        for row in rows {
            let count = match row.status {
                Status::Ok => &mut sum.ok,
                Status::Warned => &mut sum.warned,
                Status::Incomplete => &mut sum.incomplete,
                Status::Refused => &mut sum.refused,
                Status::Panicked => &mut sum.panicked,
            };
            *count += 1;
            sum.services += 1;
            sum.operations += row.operations;
            sum.generated += row.generated;
            sum.shapes += row.shapes;
            sum.files += row.files;
            sum.bytes += row.bytes;
            sum.lines += row.lines;
            sum.milliseconds += row.milliseconds;
        }
        sum
    }
}

impl From<&Diagnostic> for Problem {
    fn from(diagnostic: &Diagnostic) -> Self {
        let place = &diagnostic.place;
        Self {
            severity: diagnostic.severity.word(),
            what: diagnostic.what.clone(),
            file: place.file.clone(),
            pointer: place.pointer.clone(),
            shape: place.shape.clone(),
            help: diagnostic.help.clone(),
        }
    }
}
