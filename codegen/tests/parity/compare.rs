//! Two models of one service, walked together from the service down.

use std::collections::BTreeMap;
use std::fmt;

use farrier_codegen::model::{Kind, Model, OperationShape, ServiceShape, Shape, ShapeIx};

use crate::facts::{self, Fact, OPERATION, OPERATION_WORDS, SERVICE};
use crate::turns;
use crate::walk::Walk;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// What differs.
    pub(crate) kind: &'static str,
    /// Where: operation, or shape and member by their names.
    pub(crate) place: String,
    pub(crate) smithy: String,
    pub(crate) botocore: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| text.chars().take(120).collect::<String>();
        let (smithy, botocore) = (short(&self.smithy), short(&self.botocore));
        write!(
            f,
            "| {} | {} | {smithy} | {botocore}",
            self.kind, self.place
        )
    }
}

/// The differences, in order of the operations.
pub(crate) fn models(smithy: &Model, botocore: &Model) -> Vec<Difference> {
    let (one, other) = (service(smithy), service(botocore));
    let mut found = Vec::new();
    compare_facts(SERVICE, &one.1.traits, &other.1.traits, "", &mut found);
    let protocols = one.1.traits.protocols.iter().map(|one| one.kind);
    let silent = facts::silent(&protocols.collect::<Vec<_>>());
    let traits = |shape: &Shape| {
        (
            shape.traits.title.clone(),
            shape.traits.xml_namespace.clone(),
        )
    };
    let ((title, xml), (its_title, its_xml)) = (traits(one.0), traits(other.0));
    differ("service: title", "", &title, &its_title, &mut found);
    differ("service: XML namespace", "", &xml, &its_xml, &mut found);
    let (mine, its) = (operations(smithy, one.1), operations(botocore, other.1));
    let mut walk = Walk::new(smithy, botocore);
    for (name, (operation, shape)) in &mine {
        let Some((its, its_shape)) = its.get(name) else {
            missing("operation: not in botocore", name, &mut found);
            continue;
        };
        let (words, its_words) = (&shape.traits, &its_shape.traits);
        compare_facts(OPERATION_WORDS, words, its_words, name, &mut found);
        compare_facts(OPERATION, &operation.traits, &its.traits, name, &mut found);
        turns::pages(name, &one.1.traits, operation, its, &mut found);
        turns::waiters(name, (smithy, operation), its, &mut found);
        walk.operation(name, (operation, &one.1.errors), its);
    }
    for name in its.keys().filter(|name| !mine.contains_key(*name)) {
        missing("operation: not in Smithy", name, &mut found);
    }
    found.extend(walk.found);
    found.retain(|one| !silent.iter().any(|part| one.kind.contains(part)));
    found
}

fn service(model: &Model) -> (&Shape, &ServiceShape) {
    let services = model.shapes().filter_map(|(_, shape)| match &shape.kind {
        Kind::Service(service) => Some((shape, &**service)),
        _ => None,
    });
    let mut services = services;
    services.next().expect("a service")
}

/// Operations of the service and its resources by name.
fn operations<'m>(
    model: &'m Model,
    service: &ServiceShape,
) -> BTreeMap<&'m str, (&'m OperationShape, &'m Shape)> {
    let mut bound: Vec<ShapeIx> = service.operations.clone();
    let mut open = service.resources.clone();
    while let Some(ix) = open.pop() {
        if let Kind::Resource(resource) = &model.shape(ix).kind {
            bound.extend(&resource.operations);
            open.extend(&resource.resources);
        }
    }
    let shapes = bound.into_iter().map(|ix| model.shape(ix));
    shapes
        .filter_map(|shape| match &shape.kind {
            Kind::Operation(operation) => Some((shape.id.name.as_str(), (&**operation, shape))),
            _ => None,
        })
        .collect()
}

/// Compares each fact.
pub(crate) fn compare_facts<T>(
    facts: &[Fact<T>],
    smithy: &T,
    botocore: &T,
    place: &str,
    found: &mut Vec<Difference>,
) {
    for (kind, text) in facts {
        let (smithy, botocore) = (text(smithy), text(botocore));
        if smithy != botocore {
            found.push(Difference {
                kind,
                place: place.to_owned(),
                smithy,
                botocore,
            });
        }
    }
}

/// Compares one fact.
pub(crate) fn differ<T: fmt::Debug + PartialEq>(
    kind: &'static str,
    place: &str,
    smithy: &T,
    botocore: &T,
    found: &mut Vec<Difference>,
) {
    if smithy != botocore {
        found.push(Difference {
            kind,
            place: place.to_owned(),
            smithy: format!("{smithy:?}"),
            botocore: format!("{botocore:?}"),
        });
    }
}

/// What one side lacks.
pub(crate) fn missing(kind: &'static str, place: &str, found: &mut Vec<Difference>) {
    found.push(Difference {
        kind,
        place: place.to_owned(),
        smithy: String::new(),
        botocore: String::new(),
    });
}
