//! Smithy's IDL, versions 1.0 and 2.0.
//!
//! [`lexer`] makes tokens, [`statements`] and its siblings a tree ([`syntax`]). When all files of a model are read, so that
//! [`scope`] knows what each name means, [`lower`] makes the document of the JSON AST that says the same, with positions.
//! Everything behind is the loader of the JSON AST.

mod elide;
mod lexer;
mod lower;
mod parser;
mod properties;
mod scope;
mod shapes;
mod statements;
mod syntax;
mod text;
mod token;
mod traits;
mod tree;
mod values;

use std::sync::Arc;

use super::document::Document;
use super::smithy::RawKind;
use crate::diag::{Diagnostics, SourceText};
use crate::graph::Node;
use lower::Lowering;
use scope::{own, Defined, Scope};
use syntax::File;

/// A file of the model: a document of the JSON AST, or the text of the IDL.
pub(super) enum Input {
    Json(Document),
    Idl(Arc<SourceText>),
}

/// Returns whether a text that is no JSON looks like the IDL.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with("//"));
    let words = ["$version", "$", "namespace ", "metadata "];
    first.is_some_and(|line| words.iter().any(|word| line.starts_with(word)))
}

/// Makes documents of the JSON AST of all files, in their order. `None` if there are syntax errors, since names may be
/// missing then.
pub(super) fn documents(
    inputs: Vec<Input>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Document>> {
    let mut defined = Defined::new();
    for input in &inputs {
        if let Input::Json(document) = input {
            defined.extend(defined_in(&document.node));
        }
    }
    let sources: Vec<Arc<SourceText>> = inputs.iter().filter_map(Input::source).collect();
    let mut problems = Diagnostics::default();
    let files: Vec<File<'_>> = sources
        .iter()
        .map(|source| statements::parse(source, &mut problems))
        .collect();
    let has_errors = problems.has_errors();
    diagnostics.extend(problems);
    if has_errors {
        return None;
    }
    for file in &files {
        let shapes = file.shapes.iter();
        defined.extend(shapes.map(|shape| (own(file, &shape.name), shape.kind)));
    }
    let mut lowered = sources.iter().zip(&files).map(|(source, file)| {
        let scope = Scope::new(file, &defined);
        let lowering = Lowering::new(scope, file.version, source, diagnostics);
        let (built, elided) = lowering.file(file);
        let document = Document::new(source.clone(), built.node, Some(built.spans));
        (document, elided)
    });
    let (mut documents, mut elided) = (Vec::new(), Vec::new());
    for input in inputs {
        match input {
            Input::Json(document) => documents.push(document),
            Input::Idl(_) => {
                if let Some((document, left_out)) = lowered.next() {
                    elided.push((documents.len(), left_out));
                    documents.push(document);
                }
            }
        }
    }
    drop(lowered);
    elide::resolve(&mut documents, elided, diagnostics);
    Some(documents)
}

impl Input {
    fn source(&self) -> Option<Arc<SourceText>> {
        match self {
            Self::Idl(source) => Some(source.clone()),
            Self::Json(_) => None,
        }
    }
}

/// Returns the ids of the services of a document of the JSON AST; `None` if it is none.
pub(super) fn services_of(document: &Node) -> Option<Vec<String>> {
    document.get("smithy")?;
    let services = defined_in(document).filter(|(_, kind)| *kind == RawKind::Service);
    Some(services.map(|(id, _)| id).collect())
}

/// Returns the ids of the services of a file of the IDL.
pub(super) fn services_in(source: &SourceText) -> Vec<String> {
    let file = statements::parse(source, &mut Diagnostics::default());
    let services = (file.shapes.iter()).filter(|shape| shape.kind == RawKind::Service);
    services.map(|shape| own(&file, &shape.name)).collect()
}

/// Returns the shapes that a document of the JSON AST defines.
fn defined_in(document: &Node) -> impl Iterator<Item = (String, RawKind)> + '_ {
    let shapes = document.get("shapes").and_then(Node::as_object);
    shapes.unwrap_or_default().iter().filter_map(|(id, shape)| {
        let kind = shape.get("type").and_then(Node::as_str)?;
        Some((id.clone(), RawKind::from_name(kind)?))
    })
}
