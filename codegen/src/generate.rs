//! All services of a manifest: generated in parallel, compared with the disk, written all or none.

use std::time::Duration;

use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::dump::{Dump, Stage};
use crate::history;
use crate::pipeline::pipeline;
use crate::service::render;
use crate::settings::{package_clashes, Manifest, ServiceSettings};
use crate::summary::{ServiceSummary, Summary};
use crate::timings::timed;
use crate::write;

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
        let generated = match options.dump {
            Some(stage) => dump_service(manifest, settings, stage, &mut problems),
            None => generate_service(manifest, settings, &mut package, &mut problems),
        };
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

/// Generates one service, then compares the result with the disk.
fn generate_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    package: &mut Option<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Generated> {
    let mut rendered = render(manifest, settings, package, diagnostics)?;
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

/// Passes one service through the stages up to the one to be printed.
fn dump_service(
    manifest: &Manifest,
    settings: &ServiceSettings,
    stage: Stage,
    diagnostics: &mut Diagnostics,
) -> Option<Generated> {
    let mut dump = Dump::of(stage);
    pipeline(manifest, settings, &mut dump, diagnostics);
    Some(Generated {
        summary: ServiceSummary::named(settings),
        plan: write::Plan::default(),
        dump: Some(dump.text?),
        place: settings.place.clone(),
    })
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
