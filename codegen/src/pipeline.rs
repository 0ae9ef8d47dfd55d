//! From a model's files to the texts of a crate.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Origins};
use crate::emit::{self, Body, OutFile};
use crate::ir::Crate;
use crate::load::{self, ModelFiles};
use crate::lower::lower;
use crate::model::{Kind, Model};
use crate::observe::{Observer, Reached};
use crate::prepare::prepare;
use crate::record::{self, Record};
use crate::settings::{Manifest, ServiceSettings, Setting};
use crate::write;

/// What the pipeline makes of a service.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The record of the crate, which is also among the files.
    pub record: Record,
    /// The files of the crate.
    pub texts: write::Rendered,
}

/// Passes one service through all stages, in memory. Nothing is read but the model's files.
///
/// The texts are good only if no error was added to `diagnostics`. `None` if a stage has no result, or if the
/// observer ends the pipeline.
pub fn pipeline(
    manifest: &Manifest,
    settings: &ServiceSettings,
    observer: &mut dyn Observer,
    diagnostics: &mut Diagnostics,
) -> Option<Passed> {
    let model = load(manifest, settings, diagnostics)?;
    observer.reached(Reached::Model(&model))?;
    let source = Source::of(&model, settings);
    let prepared = source.stage(diagnostics, |problems| prepare(model, settings, problems))?;
    observer.reached(Reached::Prepared(&prepared))?;
    let lowered = source.stage(diagnostics, |problems| lower(&prepared, settings, problems))?;
    observer.reached(Reached::Crate(&lowered))?;
    let record = record::of(&lowered);
    observer.reached(Reached::Record(&record))?;
    let files = emit(&lowered, &record, settings, diagnostics)?;
    observer.reached(Reached::Files(&files))?;
    let texts = write::render(files, &settings.command, diagnostics);
    observer.reached(Reached::Texts(&texts))?;
    Some(Passed { record, texts })
}

/// Reads the model of a service, and judges it by Smithy's validators and as the stages before `ir` do. Nothing is
/// generated.
///
/// Checks every service of the model unless the settings name one. The validators alone check a model without a
/// service.
pub fn validate(manifest: &Manifest, settings: &ServiceSettings) -> Diagnostics {
    let mut diagnostics = Diagnostics::of_validators();
    let text_of = |file: &str| load::text_of(&manifest.root.join(file));
    let Some(model) = load(manifest, settings, &mut diagnostics) else {
        diagnostics.locate(text_of);
        return diagnostics;
    };
    let source = Source::of(&model, settings);
    let mut own: Vec<ServiceSettings> = Vec::new();
    match &settings.service {
        Some(_) => own.push(settings.clone()),
        None => own.extend(services(&model).map(|value| ServiceSettings {
            service: Some(Setting {
                value,
                place: settings.place.clone(),
            }),
            ..settings.clone()
        })),
    }
    let is_sound = !diagnostics.has_errors();
    for settings in own.iter().filter(|_| is_sound) {
        let mut problems = Diagnostics::default();
        let prepared = source.stage(&mut problems, |problems| {
            prepare(model.clone(), settings, problems)
        });
        if let Some(prepared) = prepared {
            source.stage(&mut problems, |problems| {
                lower(&prepared, settings, problems)
            });
        }
        diagnostics.extend(problems);
    }
    diagnostics.suppress();
    diagnostics.in_file_of_shape(&source.origins, &source.file);
    diagnostics.locate(text_of);
    diagnostics
}

/// Returns the ids of the services of a model.
fn services(model: &Model) -> impl Iterator<Item = String> + '_ {
    let shapes = model.shapes().map(|(_, shape)| shape);
    let services = shapes.filter(|shape| matches!(shape.kind, Kind::Service(_)));
    services.map(|shape| shape.id.to_string())
}

/// Returns the files of a service's model.
pub fn model_files<'f>(manifest: &'f Manifest, settings: &'f ServiceSettings) -> ModelFiles<'f> {
    ModelFiles {
        root: &manifest.root,
        paths: &settings.model,
        dependencies: &settings.dependencies,
        protocol: settings.protocol,
    }
}

/// Reads the model, and the files that complete it.
fn load(
    manifest: &Manifest,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    let mut model = load::load_files(model_files(manifest, settings), diagnostics)?;
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

/// The files that a model was read from.
struct Source {
    /// Where shapes are defined.
    origins: Arc<Origins>,
    file: String,
}

impl Source {
    fn of(model: &Model, settings: &ServiceSettings) -> Self {
        let file = settings.model.first();
        Self {
            origins: model.origins().clone(),
            file: file.map_or_else(String::new, |path| path.display().to_string()),
        }
    }

    /// Runs a stage unless there are errors already. Its problems name the files of their shapes.
    fn stage<T>(
        &self,
        diagnostics: &mut Diagnostics,
        work: impl FnOnce(&mut Diagnostics) -> Option<T>,
    ) -> Option<T> {
        if diagnostics.has_errors() {
            return None;
        }
        let mut problems = Diagnostics::default();
        let result = work(&mut problems);
        problems.in_file_of_shape(&self.origins, &self.file);
        diagnostics.extend(problems);
        result
    }
}

/// Returns the files of the crate and of its record.
fn emit(
    krate: &Crate,
    record: &Record,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<OutFile>> {
    match emit::emit(krate) {
        Ok(mut files) => {
            let record = record.texts().files();
            files.extend(record.map(|(name, text)| OutFile {
                path: format!("{}/{name}", record::FOLDER),
                body: Body::Text(text),
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
