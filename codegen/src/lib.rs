//! Service model in, Rust client crate out.
//!
//! The folders are the stages, in the order in which a model passes them; each has its own set of types
//! and none reaches back.
//!
//! | stage | after it there is |
//! | --- | --- |
//! | [`settings`] | a [`settings::Manifest`]: `farrier.toml`, typed and checked |
//! | [`load`] | a [`Model`](model::Model): the shape graph in Smithy's terms, every reference resolved |
//! | [`prepare`] | a [`Prepared`](prepare::Prepared): one service's operations and the shapes they reach, with an input and an output each, pagination and auth resolved, unsupported features refused |
//! | [`lower`] | an [`ir::Crate`]: the Rust crate decided to the last name, type and doc line |
//! | [`emit`] | [`OutFile`](emit::OutFile)s: tokens of items and plain text |
//! | [`record`] | next to them, a [`Record`] of the API, the wire and the documentation, in lines |
//! | [`mod@write`] | a [`write::Plan`]: formatted files compared with the disk; then the files |
//!
//! Problems are [`diag::Diagnostics`]: every stage adds to them and goes on as long as it can, so that
//! one run names all of them. Nothing is written unless every service is without an error, or the run is to go
//! on without those that have one.
//!
//! The same input gives the same bytes: all collections that reach the output are ordered, and services
//! run in parallel without sharing anything.

mod dump;
pub mod emit;
mod history;
pub mod ir;
pub mod lower;
pub mod prepare;
pub mod record;
pub mod settings;
mod summary;
mod timings;
pub mod write;

pub use farrier_diff as diff;
use farrier_model::visible;
pub use farrier_model::{diag, graph as model, load};
pub use farrier_print::tokens;

use std::time::Duration;

use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use diag::{Diagnostic, Diagnostics, Place};
use record::Record;
use settings::{check_made_package, package_clashes, Manifest, ServiceSettings};

pub use dump::Stage;
pub use history::recorded;
pub use settings::load_manifest;
pub use summary::{ServiceSummary, Size, Summary};
pub use timings::Timings;

use timings::timed;

/// The options of a run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Keys of the services to generate; all where empty.
    pub services: Vec<String>,
    /// Compare only, write nothing.
    pub check: bool,
    /// Print a stage of the one service instead of writing.
    pub dump: Option<Stage>,
    /// Write the crates of services without an error though others have some.
    pub keep_going: bool,
}

/// Generates the crates of a manifest. `done` hears the key of each service that has been worked
/// through, from any thread.
///
/// # Errors
/// All problems of all services; nothing has been written then, unless the file system itself failed in
/// the middle. With [`Options::keep_going`] only that; the summary lists what is omitted.
pub fn generate(
    manifest: &Manifest,
    options: &Options,
    done: &(dyn Fn(&str) + Sync),
) -> Result<Summary, Diagnostics> {
    let services = selected(manifest, options)?;
    let mut outcomes: Vec<Outcome> = (services.into_par_iter())
        .map(|service| {
            let outcome = Outcome::of(manifest, service, options);
            done(&service.key);
            outcome
        })
        .collect();
    report_clashes(&mut outcomes);
    let (mut warnings, mut errors) = (Diagnostics::default(), Diagnostics::default());
    let (mut generated, mut left_out) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        if outcome.is_fine() {
            generated.extend(outcome.generated);
            warnings.extend(outcome.problems);
        } else {
            left_out.push(outcome.settings.key.clone());
            errors.extend(outcome.problems);
        }
    }
    let goes_on = left_out.is_empty() || options.keep_going;
    if goes_on && !options.check && options.dump.is_none() {
        write_all(&mut generated, &mut warnings);
    }
    if !goes_on || warnings.has_errors() {
        warnings.extend(errors);
        return Err(warnings);
    }
    let (services, dumps): (Vec<_>, Vec<_>) = generated
        .into_iter()
        .map(|one| (one.summary, one.dump))
        .unzip();
    Ok(Summary {
        services,
        dump: dumps.into_iter().flatten().next(),
        warnings,
        left_out,
        errors,
    })
}

/// Generates the crate of one service in memory. Nothing is read but the model, and nothing is written.
///
/// The crate is good only if no error was added to `diagnostics`; `None` if there is none at all.
pub fn render_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Rendered> {
    match pipeline(manifest, settings, None, &mut None, diagnostics)? {
        Passed::Rendered(rendered) => Some(*rendered),
        Passed::Dump(_) => None,
    }
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
    let mut pass = Pass::default();
    let lowered = match lowered(manifest, settings, None, &mut pass, diagnostics)? {
        Lowered::Crate(lowered, _) => lowered,
        Lowered::Dump(_) => return None,
    };
    (!diagnostics.has_errors()).then(|| record::of(&lowered))
}

/// A crate in memory.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Numbers and names; its lists of files are empty.
    pub summary: ServiceSummary,
    /// Names of the operations, as the model has them.
    pub operations: Vec<String>,
    /// Sorted by path.
    pub files: Vec<write::TextFile>,
    /// The record of the crate, which is also among the files.
    pub record: Record,
}

/// The outcome for a service.
struct Outcome<'m> {
    settings: &'m ServiceSettings,
    /// The package's name, as soon as it is known.
    package: Option<String>,
    /// Whether another service has the same package name.
    has_clash: bool,
    generated: Option<Generated>,
    problems: Diagnostics,
}

impl<'m> Outcome<'m> {
    fn of(manifest: &Manifest, settings: &'m ServiceSettings, options: &Options) -> Self {
        let (mut package, mut problems) = (None, Diagnostics::default());
        let generated = generate_service(manifest, settings, options, &mut package, &mut problems);
        Self {
            settings,
            package,
            has_clash: false,
            generated,
            problems,
        }
    }

    fn is_fine(&self) -> bool {
        !self.has_clash && !self.problems.has_errors()
    }
}

/// Reports services of the same package, also where the crate of one of them is not made.
fn report_clashes(outcomes: &mut [Outcome<'_>]) {
    let packages = outcomes.iter();
    let packages: Vec<_> = packages
        .map(|one| (one.settings, one.package.as_deref()))
        .collect();
    for clash in package_clashes(&packages) {
        let [_, second] = clash.services;
        outcomes[second].problems.push(clash.problem);
        for position in clash.services {
            outcomes[position].has_clash = true;
        }
    }
}

/// One service, ready to be written.
struct Generated {
    summary: ServiceSummary,
    plan: write::Plan,
    dump: Option<String>,
    place: Place,
}

/// Runs the pipeline, then compares the result with the disk.
fn generate_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    options: &Options,
    package: &mut Option<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Generated> {
    let mut rendered = match pipeline(manifest, settings, options.dump, package, diagnostics)? {
        Passed::Rendered(rendered) => rendered,
        Passed::Dump(text) => return Some(Generated::dumped(settings, text)),
    };
    let (root, output) = (&manifest.root, &settings.output);
    rendered.summary.change = history::change(root, settings, &rendered.record, diagnostics);
    let files = rendered.files;
    let compare = &mut rendered.summary.timings.compare;
    let plan = timed(compare, || write::plan(root, output, files, diagnostics))?;
    Some(Generated {
        summary: rendered.summary.planned(&plan),
        plan,
        dump: None,
        place: settings.place.clone(),
    })
}

/// The result of the pipeline.
enum Passed {
    Rendered(Box<Rendered>),
    /// The stage that was asked for, as text.
    Dump(String),
}

/// From the model's files to the crate's, in memory.
fn pipeline(
    manifest: &Manifest,
    settings: &ServiceSettings,
    dump: Option<Stage>,
    package: &mut Option<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Passed> {
    let mut pass = Pass {
        package: settings.package.clone(),
        makes_crate: true,
        ..Pass::default()
    };
    let lowered = lowered(manifest, settings, dump, &mut pass, diagnostics);
    *package = pass.package;
    let mut timings = pass.timings;
    let (lowered, summary) = match lowered? {
        Lowered::Crate(lowered, summary) => (lowered, summary),
        Lowered::Dump(text) => return Some(Passed::Dump(text)),
    };
    let record = record::of(&lowered);
    let files = timed(&mut timings.emit, || {
        emitted(&lowered, &record, settings, diagnostics)
    })?;
    let texts = timed(&mut timings.format, || {
        write::render(files, &settings.command, diagnostics)
    });
    let names = lowered.operations.iter().map(|one| one.shape_name.clone());
    Some(Passed::Rendered(Box::new(Rendered {
        summary: ServiceSummary {
            timings,
            size: Size::of(&texts),
            ..*summary
        },
        operations: names.collect(),
        files: texts.files,
        record,
    })))
}

/// The result of the stages up to `lower`.
enum Lowered {
    /// The lowered crate, and its diagnostics so far.
    Crate(Box<ir::Crate>, Box<ServiceSummary>),
    /// The stage that was asked for, as text.
    Dump(String),
}

/// The information about a service before it is finished.
#[derive(Default)]
struct Pass {
    timings: Timings,
    package: Option<String>,
    /// Whether there will be a package, whose name cargo has to take; a record does without.
    makes_crate: bool,
}

/// From the model's files to the decided crate.
fn lowered(
    manifest: &Manifest,
    settings: &ServiceSettings,
    dump: Option<Stage>,
    pass: &mut Pass,
    diagnostics: &mut Diagnostics,
) -> Option<Lowered> {
    let timings = &mut pass.timings;
    let model = timed(&mut timings.load, || load(manifest, settings, diagnostics))?;
    let label = (settings.model.first()).map(|path| path.display().to_string());
    let (label, files) = (label.unwrap_or_default(), model.files().clone());
    pass.package = prepare::sdk_id(&model, settings).map(|id| settings.package_name(id));
    if dump == Some(Stage::Model) {
        return Some(Lowered::Dump(dump::model(&model)));
    }
    let mut problems = Diagnostics::default();
    let prepared = if diagnostics.has_errors() {
        None
    } else {
        timed(&mut timings.prepare, || {
            prepare::prepare(model, settings, &mut problems)
        })
    };
    problems.in_file_of_shape(&files, &label);
    diagnostics.extend(problems);
    let prepared = prepared?;
    let package = settings.package_name(&prepared.service.aws.sdk_id);
    if pass.makes_crate {
        check_made_package(settings, &package, diagnostics);
    }
    if dump == Some(Stage::Prepared) {
        return Some(Lowered::Dump(dump::prepared(&prepared)));
    }
    if diagnostics.has_errors() {
        return None;
    }
    let mut problems = Diagnostics::default();
    let lowered = timed(&mut timings.lower, || {
        lower::lower(&prepared, settings, &mut problems)
    });
    problems.in_file_of_shape(&files, &label);
    diagnostics.extend(problems);
    let lowered = lowered?;
    let text = match dump {
        Some(Stage::Ir) => format!("{lowered:#?}\n"),
        Some(Stage::Outline) => record::outline(&lowered),
        Some(Stage::Wire) => record::of(&lowered).texts().wire,
        _ => {
            let summary = ServiceSummary::new(settings, &prepared);
            return Some(Lowered::Crate(Box::new(lowered), Box::new(summary)));
        }
    };
    Some(Lowered::Dump(text))
}

fn load(
    manifest: &Manifest,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<model::Model> {
    let mut model = load::load_paths(&manifest.root, &settings.model, diagnostics)?;
    if let Some(file) = &settings.paginators {
        let path = manifest.root.join(&file.value);
        load::fill_paginators(&mut model, &path, &file.value, diagnostics);
    }
    if let Some(file) = &settings.waiters {
        let path = manifest.root.join(&file.value);
        load::fill_waiters(&mut model, &path, &file.value, diagnostics);
    }
    Some(model)
}

fn emitted(
    lowered: &ir::Crate,
    record: &Record,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<emit::OutFile>> {
    match emit::emit(lowered) {
        Ok(mut files) => {
            let record = record.texts().files();
            files.extend(record.map(|(name, text)| emit::OutFile {
                path: format!("{}/{name}", record::FOLDER),
                body: emit::Body::Text(text),
            }));
            Some(files)
        }
        Err(reason) => {
            let what = format!("internal error: a template cannot be rendered: {reason}");
            diagnostics.push(
                Diagnostic::error(what)
                    .at(settings.place.clone())
                    .help("this is a bug in the generator, not in the model: please report it"),
            );
            None
        }
    }
}

impl Generated {
    fn dumped(settings: &ServiceSettings, dump: String) -> Self {
        Self {
            summary: ServiceSummary::named(settings),
            plan: write::Plan::default(),
            dump: Some(dump),
            place: settings.place.clone(),
        }
    }
}

/// Writes all crates or none: errors occur before the first file is moved to its destination.
fn write_all(generated: &mut [Generated], diagnostics: &mut Diagnostics) {
    let results: Vec<_> = (generated.par_iter_mut())
        .map(|one| {
            let timings = &mut one.summary.timings;
            let staged = timed(&mut timings.write, || write::stage(&one.plan));
            (&one.place, staged)
        })
        .collect();
    let all = results.len();
    let mut staged = Vec::new();
    for (place, result) in results {
        match result {
            Ok(one) => staged.push(one),
            Err(error) => diagnostics.push(not_written(place, &error)),
        }
    }
    if staged.len() < all {
        staged.into_par_iter().for_each(write::Staged::discard);
        return;
    }
    let moved: Vec<_> = (staged.into_par_iter())
        .map(|staged| {
            let mut spent = Duration::default();
            let moved = timed(&mut spent, || staged.commit());
            (moved, spent)
        })
        .collect();
    for (one, (moved, spent)) in generated.iter_mut().zip(moved) {
        one.summary.timings.write += spent;
        if let Err(error) = moved {
            diagnostics.push(not_written(&one.place, &error));
            diagnostics.set_while_writing();
        }
    }
}

fn not_written(place: &Place, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot write: {error}")).at(place.clone())
}

/// Returns the services that the options name.
fn selected<'m>(
    manifest: &'m Manifest,
    options: &Options,
) -> Result<Vec<&'m ServiceSettings>, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    if options.dump.is_some() && options.services.len() != 1 {
        let what = "only one service can be inspected at a time";
        diagnostics.push(Diagnostic::error(what).help("choose it with --service NAME"));
    }
    match manifest.selected(&options.services) {
        Ok(services) if diagnostics.is_empty() => return Ok(services),
        Ok(_) => {}
        Err(problems) => diagnostics.extend(problems),
    }
    Err(diagnostics)
}
