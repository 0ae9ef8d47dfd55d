//! Documentation of errors.

use std::collections::BTreeMap;

use farrier_docs::{block, code, first_sentence, Links};

use super::super::Context;
use super::blocks::{docs, document};
use crate::ir::Docs;
use crate::model::{ErrorFault, Shape, ShapeIx};
use crate::prepare::Prepared;

/// Documentation of an error, with its status and whether it is retried.
pub(in super::super) fn error(ctx: &Context<'_>, ix: ShapeIx) -> Docs {
    let shape = ctx.model().shape(ix);
    let name = code(ctx.prepared.name(ix));
    let documentation = shape.traits.documentation.as_deref();
    let (mut blocks, words) = document(ctx, documentation, || format!("The {name} error."));
    let facts = [Some(status(shape)), retried(shape).map(str::to_owned)];
    let facts = facts.into_iter().flatten();
    blocks.push(block::list(facts.map(|fact| format!("{fact}."))));
    docs(&blocks, words)
}

/// Returns the status of an error; where `httpError` does not say it, whose fault the error is.
pub(super) fn status(shape: &Shape) -> String {
    match (shape.traits.http_error, &shape.traits.error) {
        (Some(status), _) => format!("HTTP status {status}"),
        (None, Some(ErrorFault::Server)) => "Server error".to_owned(),
        (None, _) => "Client error".to_owned(),
    }
}

/// Returns whether an error is retried, in words.
pub(super) fn retried(shape: &Shape) -> Option<&'static str> {
    let retryable = shape.traits.retryable?;
    Some(if retryable.throttling {
        "Retried automatically as a throttling error"
    } else {
        "Retried automatically"
    })
}

/// Returns the first sentence of each error's documentation: every operation that can end with the error
/// says it.
pub(in super::super) fn error_sentences(
    prepared: &Prepared,
    links: &Links,
) -> BTreeMap<ShapeIx, String> {
    let sentences = prepared.errors.iter().filter_map(|ix| {
        let documentation = prepared.model.shape(*ix).traits.documentation.as_deref();
        Some((*ix, first_sentence(links, documentation)?))
    });
    sentences.collect()
}
