//! Smithy's JSON AST, versions 1.0 and 2.0.
//!
//! Ids first: [`raw`] reads every shape definition without following a reference; [`apply`] and
//! [`mixins`] bring traits and members to if they belong, [`v1`] converts a 1.0 document to 2.0.
//! Links second: [`link`] turns ids into indices and reports all that lead nowhere; [`traits`] types
//! the trait values.

mod apply;
mod ast;
mod enums;
mod kinds;
mod link;
mod merged;
mod metadata;
mod mixins;
mod raw;
mod traits;
mod values;
mod view;

use super::document::Document;
use super::source::{NOT_OPENAPI, USE_SMITHY};
use super::{cursor, prelude, v1};
use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::graph::{Model, Node};

use cursor::At;
pub(super) use kinds::RawKind;
use raw::RawShapes;

/// The version of the format that a document says it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V1,
    V2,
}

impl Version {
    /// The versions, for advice.
    pub(super) const NAMES: [&str; 2] = ["1.0", "2.0"];

    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "1" | "1.0" => Some(Self::V1),
            "2" | "2.0" => Some(Self::V2),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V1 => "1.0",
            Self::V2 => "2.0",
        }
    }
}

/// Reads the documents of one model. `None` if one of them is no Smithy model.
pub(super) fn load_all(documents: &[Document], diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut shapes = RawShapes::default();
    let mut all = Some(());
    for document in documents {
        all = read(&document.root(), &mut shapes, diagnostics).and(all);
    }
    all.map(|()| resolve(shapes, diagnostics))
}

/// Returns whether a document declares that it is a Smithy model.
pub(super) fn is_model(document: &Node) -> bool {
    document.get("smithy").is_some()
}

/// Adds the definitions of a document.
fn read<'a>(
    root: &At<'a>,
    shapes: &mut RawShapes<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let version = version(root, diagnostics)?;
    root.known_keys(&["smithy", "metadata", "shapes"], diagnostics);
    if let Some(metadata) = root.get("metadata") {
        metadata::read(&metadata, &mut shapes.metadata, diagnostics);
    }
    raw::read(root, version, shapes, diagnostics);
    Some(())
}

/// Returns the definitions of all documents as one of the JSON AST, version 2.0. `None` if one of them is no Smithy model.
pub(super) fn ast(documents: &[Document], diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut shapes = RawShapes::default();
    let mut all = Some(());
    for document in documents {
        all = read(&document.root(), &mut shapes, diagnostics).and(all);
    }
    all?;
    let late = apply_own(&mut shapes, diagnostics);
    let snapshot = ast::snapshot(&shapes, &late);
    Some(snapshot.document(&finish(shapes, late, diagnostics)))
}

/// Makes a model of the definitions of all its documents.
fn resolve(mut shapes: RawShapes<'_>, diagnostics: &mut Diagnostics) -> Model {
    let late = apply_own(&mut shapes, diagnostics);
    finish(shapes, late, diagnostics)
}

/// Gives shapes the traits that are applied to them, and returns those for members that mixins bring.
fn apply_own<'a>(
    shapes: &mut RawShapes<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<raw::Applied<'a>> {
    let applied = shapes.applied.split_off(0);
    apply::to_own_members(shapes, applied, diagnostics)
}

fn finish<'a>(
    mut shapes: RawShapes<'a>,
    late: Vec<raw::Applied<'a>>,
    diagnostics: &mut Diagnostics,
) -> Model {
    mixins::flatten(&mut shapes, &late, diagnostics);
    apply::to_mixed_in(&mut shapes, late, diagnostics);
    values::check(&shapes, diagnostics);
    let mut model = link::link(&shapes, diagnostics);
    model.set_metadata(metadata::values(&shapes.metadata));
    if diagnostics.asks_for_events() {
        view::validate(&shapes, diagnostics);
    }
    v1::upgrade(&mut model, |id| {
        let shape = shapes.by_id.get(id).map(|at| &shapes.list[*at]);
        shape.is_some_and(|shape| shape.version == Version::V1)
    });
    model
}

fn version(root: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Version> {
    let Some(at) = root.get("smithy") else {
        let what = "the file is not a Smithy model: the key `smithy` is missing at the top level";
        let is_openapi = ["openapi", "swagger"]
            .iter()
            .any(|key| root.get(key).is_some());
        let problem = if is_openapi {
            Diagnostic::error(NOT_OPENAPI).help(USE_SMITHY)
        } else {
            Diagnostic::error(what)
        };
        diagnostics.push(problem.at(root.place()));
        return None;
    };
    let text = at.text(diagnostics)?;
    let version = Version::parse(text);
    if version.is_none() {
        let what = format!("Smithy version `{text}` is not supported");
        let mut diagnostic = Diagnostic::error(what).at(at.place());
        diagnostic.help = did_you_mean(text, &Version::NAMES);
        diagnostics.push(diagnostic);
    }
    version
}
