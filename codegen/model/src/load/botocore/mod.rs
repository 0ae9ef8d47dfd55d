//! Service files of botocore (`service-2.json`), with the paginators, waiters, endpoint rules and
//! examples next to them.
//!
//! The format names shapes without a namespace and describes bindings in terms of the wire
//! (`location`, `locationName`), which are converted into Smithy's terms here. [`metadata`] reads
//! the protocols, on which the meaning of names depends. Then [`types`] adds every shape without its
//! parts, [`shapes`] and [`members`] complete each of them, [`operations`] and [`service`] follow,
//! and the companion files are attached last.
//!
//! Facts that this format does not have stay unknown: names of enum members are made of their
//! values, and there are no defaults other than zero and false.

mod common;
mod endpoint_rules;
mod enums;
mod errors;
mod examples;
mod ids;
mod members;
mod metadata;
mod namespaces;
mod operations;
pub mod presence;
mod service;
mod shapes;
mod synthetic;
mod types;

use std::collections::{HashMap, HashSet};

use super::cursor::At;
use super::paginators;
use super::source::Source;
use super::waiters;
use super::Given;
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{Model, Node, ShapeIx};

use metadata::Metadata;
use types::{Declared, Type};

/// Returns whether a document is a botocore service file rather than a Smithy model.
pub(super) fn is_service(document: &Node) -> bool {
    document.get("smithy").is_none()
        && document.get("metadata").is_some()
        && document.get("operations").is_some()
}

/// The companion files of a service file.
#[derive(Default)]
pub(super) struct Companions {
    paginators: Option<Companion>,
    waiters: Option<Companion>,
    endpoint_rules: Option<Companion>,
    examples: Option<Companion>,
}

/// One of them.
struct Companion {
    label: String,
    document: Node,
}

impl Companions {
    /// Reads the companion files. The files `*.sdk-extras.json` are not for us: they hold what one
    /// SDK adds to the services' own models.
    pub(super) fn beside(source: &Source, diagnostics: &mut Diagnostics) -> Self {
        let mut read = |name| {
            let source = source.beside(name)?;
            let document = source.parse(diagnostics)?;
            let label = source.label;
            Some(Companion { label, document })
        };
        Self {
            paginators: read("paginators-1.json"),
            waiters: read("waiters-2.json"),
            endpoint_rules: read("endpoint-rule-set-1.json"),
            examples: read("examples-1.json"),
        }
    }
}

/// Reads a service file with its companions. The facts that the file lacks are the table's where none are
/// given; `None` if the file does not identify the service.
pub(super) fn load(
    document: &Node,
    companions: &Companions,
    given: Given<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    let root = At::root(document);
    root.known_keys(&service::KEYS, diagnostics);
    let mut loader = Loader {
        metadata: metadata::read(&root, given.protocol, diagnostics)?,
        model: Model::default(),
        shapes: HashMap::new(),
        types: HashMap::new(),
        advised: 0,
        broken: HashSet::new(),
        operations: HashMap::new(),
        diagnostics,
    };
    let order = types::declare(&mut loader, &root);
    shapes::define(&mut loader, &order);
    let bound = operations::define(&mut loader, &root);
    service::define(&mut loader, &root, bound);
    namespaces::hoist(&mut loader.model);
    let facts = given.facts.cloned();
    let facts = facts.unwrap_or_else(|| presence::of(&loader.metadata.sdk_id));
    presence::apply(&mut loader.model, &facts, types::tells_boxes(&order));
    loader.attach(companions.endpoint_rules.as_ref(), endpoint_rules::attach);
    if let Some(rules) = &companions.endpoint_rules {
        endpoint_rules::name_file(&mut loader.model, &rules.label);
    }
    loader.attach(
        companions.paginators.as_ref(),
        |model, _, root, problems| {
            // botocore keeps entries of operations that are gone.
            paginators::attach(model, root, Diagnostic::warning, problems);
        },
    );
    loader.attach(companions.waiters.as_ref(), |model, _, root, problems| {
        waiters::attach(model, root, Diagnostic::warning, problems);
    });
    loader.attach(companions.examples.as_ref(), examples::attach);
    Some(loader.model)
}

/// A model in the making.
struct Loader<'a, 'd> {
    metadata: Metadata,
    model: Model,
    /// Data shapes by their names in the file.
    shapes: HashMap<&'a str, Declared<'a>>,
    /// The declared types of those.
    types: HashMap<ShapeIx, Type>,
    /// The number of unresolved references that were reported with similar names.
    advised: usize,
    /// Names of shapes that are already reported, so that references to them are not.
    broken: HashSet<&'a str>,
    /// Operations by name.
    operations: HashMap<&'a str, ShapeIx>,
    diagnostics: &'d mut Diagnostics,
}

impl Loader<'_, '_> {
    /// Adds the facts of a companion file.
    fn attach(&mut self, companion: Option<&Companion>, attach: Attach) {
        let Some(companion) = companion else {
            return;
        };
        let mut problems = Diagnostics::default();
        let root = At::root(&companion.document);
        if root.object(&mut problems) {
            attach(&mut self.model, &self.operations, &root, &mut problems);
        }
        problems.in_file(&companion.label);
        self.diagnostics.extend(problems);
    }
}

/// Adds the facts of a document to the model, whose operations are known by name.
type Attach = fn(&mut Model, &HashMap<&str, ShapeIx>, &At<'_>, &mut Diagnostics);
