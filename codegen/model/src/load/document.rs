//! A file of a model as a document of the JSON AST.

use std::sync::Arc;

use super::cursor::{At, Spans};
use crate::diag::SourceText;
use crate::graph::Node;

/// A document with its file, and with the positions of its values if the file is one of the IDL.
pub(super) struct Document {
    pub(super) source: Arc<SourceText>,
    pub(super) node: Node,
    pub(super) spans: Option<Spans>,
}

impl Document {
    pub(super) fn new(source: Arc<SourceText>, node: Node, spans: Option<Spans>) -> Self {
        Self {
            source,
            node,
            spans,
        }
    }

    /// Returns the document as a value with its location.
    pub(super) fn root(&self) -> At<'_> {
        At::root(&self.node).in_source(&self.source, self.spans.as_ref())
    }
}
