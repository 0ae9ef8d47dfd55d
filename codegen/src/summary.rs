//! The results of a run, or the changes that it would make.

use crate::diag::Diagnostics;
use crate::diff::Report;
use crate::prepare::Prepared;
use crate::settings::ServiceSettings;
use crate::timings::Timings;
use crate::write::{Plan, Rendered, TextFile};

/// The outcome of a run.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// By key.
    pub services: Vec<ServiceSummary>,
    /// The text of the stage that was asked for.
    pub dump: Option<String>,
    /// Problems that the run survived.
    pub warnings: Diagnostics,
    /// Keys of the services that are left out, with [`Options::keep_going`](crate::Options::keep_going).
    pub left_out: Vec<String>,
    /// The problems of those.
    pub errors: Diagnostics,
}

/// The outcome for one service. The lists contain paths relative to `output`: files that were written
/// or removed, or that would be with [`Options::check`](crate::Options::check).
#[derive(Clone, Debug, Default)]
pub struct ServiceSummary {
    /// The key in the manifest.
    pub key: String,
    /// Name of the generated package.
    pub package: String,
    /// The output folder, relative to the manifest, with forward slashes.
    pub output: String,
    /// Number of operations.
    pub operations: usize,
    /// Number of operations that the model has.
    pub all_operations: usize,
    /// Number of types made of shapes: structures, unions, enums, errors, inputs and outputs.
    pub shapes: usize,
    /// Files that did not exist.
    pub missing: Vec<String>,
    /// Files that had another content.
    pub stale: Vec<String>,
    /// Files that are no longer needed.
    pub surplus: Vec<String>,
    /// Number of files that were right already.
    pub unchanged: usize,
    /// How much there is of the crate.
    pub size: Size,
    /// The changes since the crate on disk was generated; `None` if there was no crate with a record.
    pub change: Option<Report>,
    /// The time of each stage.
    pub timings: Timings,
}

/// How much there is of a crate, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Files.
    pub files: usize,
    /// Bytes in all files.
    pub bytes: usize,
    /// Streams of items that the writer's printer does not know, so that they were parsed.
    pub parsed: usize,
}

impl Size {
    pub(crate) fn of(rendered: &Rendered) -> Self {
        Self {
            files: rendered.files.len(),
            bytes: rendered.files.iter().map(|file| file.content.len()).sum(),
            parsed: rendered.parsed,
        }
    }
}

impl Summary {
    /// Returns whether every folder was up to date.
    pub fn is_fresh(&self) -> bool {
        self.services.iter().all(|service| {
            service.missing.is_empty() && service.stale.is_empty() && service.surplus.is_empty()
        })
    }
}

impl ServiceSummary {
    pub(crate) fn named(settings: &ServiceSettings) -> Self {
        let steps = settings.output.components();
        let steps: Vec<_> = steps
            .map(|step| step.as_os_str().to_string_lossy())
            .collect();
        Self {
            key: settings.key.clone(),
            output: steps.join("/"),
            ..Self::default()
        }
    }

    /// Nothing is known of files yet; see [`Self::planned`].
    pub(crate) fn new(settings: &ServiceSettings, prepared: &Prepared) -> Self {
        let lists = [
            &prepared.structures,
            &prepared.unions,
            &prepared.enums,
            &prepared.int_enums,
            &prepared.errors,
        ];
        let types: usize = lists.iter().map(|list| list.len()).sum();
        Self {
            package: settings.package_name(prepared.service.name()),
            operations: prepared.operations.len(),
            all_operations: prepared.all_operations,
            shapes: types + 2 * prepared.operations.len(),
            ..Self::named(settings)
        }
    }

    pub(crate) fn planned(self, plan: &Plan) -> Self {
        let paths = |files: &[TextFile]| files.iter().map(|file| file.path.clone()).collect();
        Self {
            missing: paths(&plan.missing),
            stale: paths(&plan.stale),
            surplus: plan.surplus.clone(),
            unchanged: plan.unchanged,
            ..self
        }
    }
}
