//! One service in memory.

use crate::diag::Diagnostics;
use crate::observe::{Observer, Reached};
use crate::pipeline::{pipeline, Passed};
use crate::prepare;
use crate::record::Record;
use crate::settings::{check_made_package, Manifest, ServiceSettings};
use crate::summary::{ServiceSummary, Size};
use crate::timings::Stopwatch;
use crate::write::TextFile;

/// A crate in memory.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Numbers and names; its lists of files are empty.
    pub summary: ServiceSummary,
    /// Names of the operations, as the model has them.
    pub operations: Vec<String>,
    /// Sorted by path.
    pub files: Vec<TextFile>,
    /// The record of the crate, which is also among the files.
    pub record: Record,
}

/// Generates the crate of one service in memory. Nothing is read but the model, and nothing is written.
///
/// The crate is good only if no error was added to `diagnostics`; `None` if there is none at all.
pub fn render_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Rendered> {
    render(manifest, settings, &mut None, diagnostics)
}

/// Like [`render_service`]. `package` becomes the name of the package as soon as it is known, also where no
/// crate is made.
pub(crate) fn render(
    manifest: &Manifest,
    settings: &ServiceSettings,
    package: &mut Option<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Rendered> {
    let mut facts = Facts::new(settings);
    let mut stopwatch = Stopwatch::start();
    let mut observer = (&mut stopwatch, &mut facts);
    let passed = pipeline(manifest, settings, &mut observer, diagnostics);
    if facts.is_prepared {
        check_made_package(settings, &facts.summary.package, diagnostics);
    }
    *package = facts.package;
    let Passed { record, texts } = passed?;
    Some(Rendered {
        summary: ServiceSummary {
            timings: stopwatch.timings,
            size: Size::of(&texts),
            ..facts.summary
        },
        operations: facts.operations,
        files: texts.files,
        record,
    })
}

/// Returns the record of the crate that a service would get, like [`render_service`] without the
/// code.
///
/// It is good only if no error was added to `diagnostics`; `None` if there is none at all.
pub fn record_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Record> {
    let mut recorder = Recorder(None);
    pipeline(manifest, settings, &mut recorder, diagnostics);
    recorder.0.filter(|_| !diagnostics.has_errors())
}

/// Collects the facts of a service that a summary has.
struct Facts<'s> {
    settings: &'s ServiceSettings,
    package: Option<String>,
    is_prepared: bool,
    summary: ServiceSummary,
    operations: Vec<String>,
}

impl<'s> Facts<'s> {
    fn new(settings: &'s ServiceSettings) -> Self {
        Self {
            settings,
            package: settings.package.clone(),
            is_prepared: false,
            summary: ServiceSummary::default(),
            operations: Vec::new(),
        }
    }
}

impl Observer for Facts<'_> {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        match result {
            Reached::Model(model) => {
                let name = prepare::service_name(model, self.settings);
                self.package = name.map(|name| self.settings.package_name(name));
            }
            Reached::Prepared(prepared) => {
                self.summary = ServiceSummary::new(self.settings, prepared);
                self.is_prepared = true;
            }
            Reached::Crate(krate) => {
                let operations = krate.operations.iter();
                self.operations = operations.map(|one| one.shape_name.clone()).collect();
            }
            Reached::Record(_) | Reached::Files(_) | Reached::Texts(_) => {}
        }
        Some(())
    }
}

/// Keeps the record, and needs nothing that comes after it.
struct Recorder(Option<Record>);

impl Observer for Recorder {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        let Reached::Record(record) = result else {
            return Some(());
        };
        self.0 = Some(record.clone());
        None
    }
}
