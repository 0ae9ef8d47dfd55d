//! Model files in, [`Model`] out. Every quirk of a source format ends here.
//!
//! Three formats are distinguished: Smithy's JSON AST and its IDL, which a model can have together, and the service files
//! of botocore, which come with companion files. All may be packed with gzip.

mod botocore;
mod cursor;
mod document;
mod folder;
mod form;
mod gaps;
mod idl;
mod json;
mod limits;
mod packages;
mod paginators;
mod prelude;
mod project;
mod smithy;
mod source;
mod v1;
mod waiters;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::{read_file, read_text, Diagnostic, Diagnostics, Place, ReadError};
use crate::graph::{Model, Node, ProtocolKind};
use crate::write;

pub use botocore::presence;
use cursor::At;
use document::Document;
use idl::Input;
use presence::Facts;
use source::Source;

/// The files of a model.
#[derive(Clone, Copy, Debug)]
pub struct ModelFiles<'f> {
    /// Relative paths start here.
    pub root: &'f Path,
    /// Files, folders with the files in them, and projects: `smithy-build.json`, or a folder that has one.
    pub paths: &'f [PathBuf],
    /// Files and folders with the models of packages that projects depend on, by `group:name`.
    pub dependencies: &'f BTreeMap<String, PathBuf>,
    /// A protocol of the client that the model need not name. In files of botocore the protocol decides what the names
    /// of members and locations mean.
    pub protocol: Option<ProtocolKind>,
}

/// Reads the model whose files `paths` names, relative to `root`. A folder represents the JSON and IDL files in it.
/// Files that are not Smithy models are ignored with a warning.
///
/// Problems are reported under the name of their file as `paths` has it, with `root` left out. The model
/// is complete only if no error was added to `diagnostics`; `None` if there is nothing to go on with.
pub fn load_paths(root: &Path, paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Option<Model> {
    let files = ModelFiles {
        root,
        paths,
        dependencies: &BTreeMap::new(),
        protocol: None,
    };
    load_files(files, diagnostics)
}

/// [`load_paths`] of files whose packages can have models.
pub fn load_files(files: ModelFiles<'_>, diagnostics: &mut Diagnostics) -> Option<Model> {
    match read_files(files, diagnostics)? {
        Loaded::Model(model) => Some(model),
        Loaded::Documents(documents, complete) => {
            smithy::load_all(&documents, diagnostics).filter(|_| complete)
        }
    }
}

/// Returns the model, as [`load_files`] reads it, as a document of the JSON AST of version 2.0.
///
/// It is complete only if no error was added to `diagnostics`.
pub fn ast_of(files: ModelFiles<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    match read_files(files, diagnostics)? {
        Loaded::Model(model) => Some(write::ast::document(&model)),
        Loaded::Documents(documents, complete) => {
            smithy::ast(&documents, diagnostics).filter(|_| complete)
        }
    }
}

/// Returns the ids of the services that a file defines; `None` if it is not a model. A service of botocore has no id.
pub fn services(bytes: &[u8], label: &str) -> Option<Vec<String>> {
    let mut ignored = Diagnostics::default();
    match source::input(bytes, label, &mut ignored)? {
        Input::Json(document) if botocore::is_service(&document.node) => Some(vec![String::new()]),
        Input::Json(document) => idl::services_of(&document.node),
        Input::Idl(source) => Some(idl::services_in(&source)),
    }
}

/// The content of a model's files, by format.
enum Loaded {
    /// Those of Smithy, not yet resolved, and whether all could be read.
    Documents(Vec<Document>, bool),
    /// A service of botocore.
    Model(Model),
}

fn read_files(files: ModelFiles<'_>, diagnostics: &mut Diagnostics) -> Option<Loaded> {
    let ModelFiles {
        root,
        paths,
        dependencies,
        protocol,
    } = files;
    if let [path] = paths {
        let file = root.join(path);
        let is_one = !file.is_dir() && folder::project_file(root, path).is_none();
        if is_one || Source::in_folder(&file, "").is_some() {
            let source = Source::model(&file, &path.display().to_string(), diagnostics)?;
            let input = source.input(diagnostics)?;
            let given = Given {
                protocol,
                ..Given::default()
            };
            return read_one(input, Some(&source), given, &source.label, diagnostics);
        }
    }
    let files = folder::files(root, paths, dependencies, diagnostics)?;
    let mut inputs: Vec<Input> = Vec::new();
    let mut complete = true;
    for file in files {
        let bytes = read(&root.join(&file.path), "model", &file.label, diagnostics);
        match bytes.and_then(|bytes| source::input(&bytes, &file.label, diagnostics)) {
            Some(Input::Json(document)) if file.found && !smithy::is_model(&document.node) => {
                let what = "the file is not a Smithy model and is ignored";
                let place = Place::file(&*file.label);
                diagnostics.push(Diagnostic::warning(what).at(place));
            }
            Some(input) => inputs.push(input),
            None => complete = false,
        }
    }
    if inputs.is_empty() && complete {
        let what =
            "the model's folder contains neither a Smithy model nor a botocore `service-2.json`";
        let paths = paths.first().map(|path| path.display().to_string());
        let place = Place::file(paths.unwrap_or_default());
        diagnostics.push(Diagnostic::error(what).at(place));
        return None;
    }
    let documents = idl::documents(inputs, diagnostics)?;
    Some(Loaded::Documents(documents, complete))
}

/// Returns whether the id is that of a shape or trait that comes with Smithy or a known package.
pub(crate) fn is_known(id: &str) -> bool {
    packages::form(id).is_some()
}

/// Returns the value that a trait of Smithy or a known package has where none is written; an object where the trait is
/// unknown.
pub(crate) fn known_form(id: &str) -> Option<Node> {
    match packages::form(id) {
        Some(packages::Form::Object) | None => Some(Node::Object(Vec::new())),
        Some(packages::Form::List) => Some(Node::Array(Vec::new())),
        Some(_) => None,
    }
}

/// Gives operations of the model that have no pagination the one that a file has for them: botocore's
/// `paginators-1.json`. Problems are reported under the name `label`; an entry that names no operation
/// is one.
pub fn fill_paginators(
    model: &mut Model,
    path: &Path,
    label: &str,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    fill(
        model,
        path,
        "paginators",
        label,
        paginators::attach,
        diagnostics,
    )
}

/// Gives operations of the model the waiters that a file has for them and the model has not: botocore's
/// `waiters-2.json`. Otherwise as [`fill_paginators`].
pub fn fill_waiters(
    model: &mut Model,
    path: &Path,
    label: &str,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    fill(model, path, "waiters", label, waiters::attach, diagnostics)
}

/// Adds the facts of a document to the model; the diagnostic of an entry for an unknown operation is
/// made by the function.
type Attach = fn(&mut Model, &At<'_>, fn(String) -> Diagnostic, &mut Diagnostics);

fn fill(
    model: &mut Model,
    path: &Path,
    what: &str,
    label: &str,
    attach: Attach,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let bytes = read(path, what, label, diagnostics)?;
    let document = source::parse(&bytes, label, diagnostics)?;
    let mut problems = Diagnostics::default();
    let root = At::root(&document);
    if root.object(&mut problems) {
        attach(model, &root, Diagnostic::error, &mut problems);
    }
    problems.in_file(label);
    diagnostics.extend(problems);
    Some(())
}

/// Reads the model at `path`; problems are reported under the name `label`. A folder means the
/// botocore service file inside.
///
/// The model is complete only if no error was added to `diagnostics`; `None` if there is nothing to go
/// on with.
pub fn load_file(path: &Path, label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let source = Source::model(path, label, diagnostics)?;
    let input = source.input(diagnostics)?;
    load(
        input,
        Some(&source),
        Given::default(),
        &source.label,
        diagnostics,
    )
}

/// [`load_file`] of a service file of botocore, with these facts about absent members instead of those of
/// the generator's table: for the tool that makes the table.
pub fn load_with_facts(path: &Path, facts: &Facts, diagnostics: &mut Diagnostics) -> Option<Model> {
    let label = path.display().to_string();
    let source = Source::model(path, &label, diagnostics)?;
    let input = source.input(diagnostics)?;
    let given = Given {
        facts: Some(facts),
        ..Given::default()
    };
    load(input, Some(&source), given, &label, diagnostics)
}

/// Like [`load_file`], on the content of a file without companion files.
pub fn load_bytes(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let input = source::input(bytes, label, diagnostics)?;
    load(input, None, Given::default(), label, diagnostics)
}

/// Returns a part of a model that is JSON of its own, such as the value of a trait.
///
/// Problems are reported under the name `label`.
pub fn load_value(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    source::parse(bytes, label, diagnostics)
}

/// Facts about a botocore service that its file lacks and the caller provides.
#[derive(Clone, Copy, Default)]
struct Given<'f> {
    /// Facts about absent members instead of those of the generator's table.
    facts: Option<&'f Facts>,
    /// A protocol besides those of the file.
    protocol: Option<ProtocolKind>,
}

fn load(
    input: Input,
    source: Option<&Source>,
    given: Given<'_>,
    label: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    let documents = match read_one(input, source, given, label, diagnostics)? {
        Loaded::Model(model) => return Some(model),
        Loaded::Documents(documents, _) => documents,
    };
    smithy::load_all(&documents, diagnostics)
}

fn read_one(
    input: Input,
    source: Option<&Source>,
    given: Given<'_>,
    label: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let document = match input {
        Input::Json(document) if botocore::is_service(&document.node) => document.node,
        input => {
            let documents = idl::documents(vec![input], diagnostics)?;
            return Some(Loaded::Documents(documents, true));
        }
    };
    let mut problems = diagnostics.fresh();
    let companions = source.map(|source| botocore::Companions::beside(source, diagnostics));
    let companions = companions.unwrap_or_default();
    let model = botocore::load(&document, &companions, given, &mut problems);
    problems.in_file(label);
    diagnostics.extend(problems);
    Some(Loaded::Model(model?))
}

/// Returns the text of a file of a model, to show where problems are. `None` for packed files and those that cannot be
/// read.
pub fn text_of(path: &Path) -> Option<String> {
    read_text(path, limits::MOST_BYTES).ok()
}

fn read(path: &Path, what: &str, label: &str, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let bytes = read_file(path, limits::MOST_BYTES);
    let reason = |reason: ReadError| {
        let what = format!("cannot read the {what}: {reason}");
        diagnostics.push(Diagnostic::error(what).at(Place::file(label)));
    };
    bytes.map_err(reason).ok()
}
