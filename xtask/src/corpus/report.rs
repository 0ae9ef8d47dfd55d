//! What a run found, as data; [`super::markdown`] is for people.

use std::time::Duration;

use farrier_codegen::diag::{Diagnostic, Severity};
use farrier_codegen::Rendered;
use serde::Serialize;

/// The whole run.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    /// How the generator was built, on which its times depend: `debug` or `release`.
    pub(super) generator: &'static str,
    /// From start to end.
    pub(super) seconds: f64,
    /// Over all corpora.
    pub(super) totals: Totals,
    /// In the order of the run.
    pub(super) corpora: Vec<Part>,
    /// What was not there to be gone through.
    pub(super) skipped: Vec<String>,
}

/// The services of one source.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    /// The source.
    pub(super) name: String,
    /// Over its services.
    pub(super) totals: Totals,
    /// By key.
    pub(super) services: Vec<Row>,
}

/// What came of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Generated, nothing to say.
    Ok,
    /// Generated, with warnings.
    Warned,
    /// Generated without all operations that the model has.
    Incomplete,
    /// Not generated.
    Refused,
    /// The generator panicked.
    Panicked,
}

/// One service.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// Its key.
    pub(super) key: String,
    /// What came of it.
    pub(super) status: Status,
    /// How many operations the model's JSON has.
    pub(super) operations: usize,
    /// How many of them were generated.
    pub(super) generated: usize,
    /// Names of the others.
    pub(super) missing: Vec<String>,
    /// Types made of shapes.
    pub(super) shapes: usize,
    /// Of the crate.
    pub(super) files: usize,
    /// Of all files, headers included.
    pub(super) bytes: usize,
    /// Of all files.
    pub(super) lines: usize,
    /// From reading the model to the formatted files.
    pub(super) milliseconds: u64,
    /// Errors and warnings.
    pub(super) problems: Vec<Problem>,
    /// What a panic said.
    pub(super) panic: Option<String>,
}

/// An error or a warning of the generator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Problem {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// What is wrong.
    pub(super) what: String,
    /// The file, from the corpus' folder.
    pub(super) file: Option<String>,
    /// Where in the file.
    pub(super) pointer: Option<String>,
    /// Absolute id of the shape or member.
    pub(super) shape: Option<String>,
    /// What to do about it.
    pub(super) help: Option<String>,
}

/// Sums over services.
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
    /// Sum over services, which run beside each other.
    pub(super) milliseconds: u64,
}

impl Row {
    /// What is known before the generator says anything.
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
            milliseconds: 0,
            problems: Vec::new(),
            panic: None,
        }
    }

    /// Counts what is in the crate.
    pub(super) fn measure(&mut self, rendered: &Rendered) {
        let lines = rendered
            .files
            .iter()
            .map(|file| file.content.lines().count());
        self.shapes = rendered.summary.shapes;
        self.files = rendered.summary.size.files;
        self.bytes = rendered.summary.size.bytes;
        self.lines = lines.sum();
    }

    /// Why the service is not as it shall be.
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
                let said = self.panic.as_deref().unwrap_or_default();
                Some(format!("panicked: {}", said.replace('\n', " ")))
            }
        }
    }
}

impl Report {
    /// Sums up.
    pub(super) fn new(corpora: Vec<Part>, skipped: Vec<String>, took: Duration) -> Self {
        let rows = corpora.iter().flat_map(|part| &part.services);
        Self {
            generator: match cfg!(debug_assertions) {
                true => "debug",
                false => "release",
            },
            seconds: took.as_secs_f64(),
            totals: Totals::of(rows),
            corpora,
            skipped,
        }
    }

    /// Whether every service was generated with all its operations.
    pub(super) fn is_fine(&self) -> bool {
        let totals = &self.totals;
        totals.services == totals.ok + totals.warned && totals.operations == totals.generated
    }
}

impl Part {
    /// Sums up.
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
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            what: diagnostic.what.clone(),
            file: place.file.clone(),
            pointer: place.pointer.clone(),
            shape: place.shape.clone(),
            help: diagnostic.help.clone(),
        }
    }
}
