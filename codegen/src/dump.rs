//! Stages as text, for `farrier inspect`: one line per shape and per member, the same on every machine.

use std::fmt::{Display, Write as _};

use crate::model::{Kind, Model, ShapeIx, Traits};
use crate::observe::{Observer, Reached};
use crate::prepare::{Operation, Prepared};
use crate::record;

/// A stage that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The model as loaded.
    Model,
    /// The service as prepared.
    Prepared,
    /// The Rust crate as decided.
    Ir,
    /// The API of the Rust crate, one line per public item.
    Outline,
    /// The wire format of the crate, one line per operation, type and member.
    Wire,
}

/// Prints a stage, and ends the pipeline after it.
pub(crate) struct Dump {
    stage: Stage,
    pub(crate) text: Option<String>,
}

impl Dump {
    pub(crate) fn of(stage: Stage) -> Self {
        Self { stage, text: None }
    }
}

impl Observer for Dump {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        self.text = match (self.stage, result) {
            (Stage::Model, Reached::Model(reached)) => Some(model(reached)),
            (Stage::Prepared, Reached::Prepared(reached)) => Some(prepared(reached)),
            (Stage::Ir, Reached::Crate(krate)) => Some(format!("{krate:#?}\n")),
            (Stage::Outline, Reached::Crate(krate)) => Some(record::outline(krate)),
            (Stage::Wire, Reached::Record(record)) => Some(record.texts().wire),
            _ => None,
        };
        self.text.is_none().then_some(())
    }
}

/// Every shape of the model, by id; of the prelude only targeted shapes.
fn model(model: &Model) -> String {
    let mut targeted = std::collections::BTreeSet::new();
    for (_, shape) in model.shapes() {
        targeted.extend(shape.members().iter().map(|member| member.target));
    }
    let mut all: Vec<ShapeIx> = (model.shapes())
        .filter(|(ix, shape)| shape.id.namespace != "smithy.api" || targeted.contains(ix))
        .map(|(ix, _)| ix)
        .collect();
    all.sort_by_key(|ix| &model.shape(*ix).id);
    let mut text = String::new();
    for ix in all {
        shape(&mut text, model, ix);
    }
    text
}

/// Returns the service, its operations, then the shapes they reach, by kind.
fn prepared(prepared: &Prepared) -> String {
    let service = &prepared.service;
    let mut text = String::new();
    line(
        &mut text,
        0,
        "service",
        &service.id,
        &[
            ("version", service.version.clone()),
            ("sdkId", service.aws.sdk_id.clone()),
            (
                "protocols",
                listed(service.protocols.iter().map(|protocol| protocol.kind.id())),
            ),
            (
                "auth",
                listed(service.default_auth.iter().map(|scheme| scheme.id())),
            ),
        ],
    );
    for one in &prepared.operations {
        operation(&mut text, prepared, one);
    }
    let lists = [
        ("structures", &prepared.structures),
        ("unions", &prepared.unions),
        ("enums", &prepared.enums),
        ("intEnums", &prepared.int_enums),
        ("errors", &prepared.errors),
    ];
    for (name, list) in lists {
        let _ = writeln!(text, "\n{name}: {}", list.len());
        for &ix in list {
            shape(&mut text, &prepared.model, ix);
        }
    }
    let sets = [("boxed", &prepared.boxed), ("nullable", &prepared.nullable)];
    for (name, members) in sets.into_iter().filter(|(_, members)| !members.is_empty()) {
        let _ = writeln!(text, "\n{name}:");
        for member in members {
            let _ = writeln!(text, "  {}", prepared.model.member_id(*member));
        }
    }
    if !prepared.streams.is_empty() {
        let _ = writeln!(text, "\nstreams:");
        for (member, stream) in &prepared.streams {
            let _ = writeln!(text, "  {}: {stream:?}", prepared.model.member_id(*member));
        }
    }
    for (&union, events) in &prepared.event_unions {
        let errors = events.errors.iter().map(|member| &member.name);
        let facts = [("errors", listed(errors))];
        line(
            &mut text,
            0,
            "\nevents",
            &prepared.model.shape(union).id,
            &facts,
        );
    }
    text
}

fn operation(text: &mut String, prepared: &Prepared, operation: &Operation) {
    let model = &prepared.model;
    let pagination = operation.pagination.as_ref();
    line(
        text,
        0,
        "\noperation",
        &operation.name,
        &[
            (
                "auth",
                listed(operation.auth.iter().map(|scheme| scheme.id())),
            ),
            (
                "pagination",
                pagination.map(|one| format!("{one:?}")).unwrap_or_default(),
            ),
            (
                "errors",
                listed(operation.errors.iter().map(|ix| prepared.name(*ix))),
            ),
            ("traits", listed(operation.traits.set().into_iter())),
        ],
    );
    shape(text, model, operation.input);
    shape(text, model, operation.output);
}

fn shape(text: &mut String, model: &Model, ix: ShapeIx) {
    let shape = model.shape(ix);
    let facts = match &shape.kind {
        Kind::Service(service) => service.traits.set(),
        Kind::Operation(operation) => operation.traits.set(),
        _ => Vec::new(),
    };
    let bound = bound(model, &shape.kind);
    line(
        text,
        0,
        shape.kind.type_name(),
        &shape.id,
        &[
            ("", bound),
            ("", listed(facts.into_iter())),
            ("", traits(&shape.traits)),
        ],
    );
    for member in shape.members() {
        let target = &model.shape(member.target).id;
        line(
            text,
            1,
            &member.name,
            target,
            &[("", traits(&member.traits))],
        );
    }
}

fn bound(model: &Model, kind: &Kind) -> String {
    let ids = |list: &[ShapeIx]| listed(list.iter().map(|ix| &model.shape(*ix).id));
    match kind {
        Kind::Service(service) => format!(
            "version={:?} operations=[{}] resources=[{}] errors=[{}]",
            service.version,
            ids(&service.operations),
            ids(&service.resources),
            ids(&service.errors),
        ),
        Kind::Operation(operation) => format!(
            "input={} output={} errors=[{}]",
            model.shape(operation.input).id,
            model.shape(operation.output).id,
            ids(&operation.errors),
        ),
        Kind::Resource(resource) => format!(
            "operations=[{}] resources=[{}]",
            ids(&resource.operations),
            ids(&resource.resources),
        ),
        _ => String::new(),
    }
}

fn traits(traits: &Traits) -> String {
    listed(traits.set().into_iter())
}

fn listed<T: Display>(items: impl Iterator<Item = T>) -> String {
    items
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

fn line(text: &mut String, depth: usize, what: &str, id: &dyn Display, facts: &[(&str, String)]) {
    let separator = if depth == 0 { " " } else { ": " };
    let _ = write!(text, "{}{what}{separator}{id}", "  ".repeat(depth));
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        if name.is_empty() {
            write!(text, " {value}")
        } else {
            write!(text, " {name}=[{value}]")
        }
        .unwrap_or_default();
    }
    text.push('\n');
}
