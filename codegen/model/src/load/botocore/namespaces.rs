//! XML namespaces: files put the service's own on every body, Smithy on the service.

use crate::graph::{Kind, Model, ShapeIx, Traits, XmlNamespace};

/// Takes the namespace that bodies of requests share to the service, if it has none.
pub(super) fn hoist(model: &mut Model) {
    let all: Vec<ShapeIx> = model.shapes().map(|(ix, _)| ix).collect();
    let service =
        (all.iter().copied()).find(|ix| matches!(model.shape(*ix).kind, Kind::Service(_)));
    let Some(service) = service else {
        return;
    };
    let common = match &model.shape(service).traits.xml_namespace {
        Some(own) => own.clone(),
        None => match of_inputs(model) {
            Some(common) => common,
            None => return,
        },
    };
    for ix in all {
        let shape = model.shape_mut(ix);
        drop_same(&mut shape.traits, &common);
        if let Kind::Structure(members) = &mut shape.kind {
            for member in members {
                drop_same(&mut member.traits, &common);
            }
        }
    }
    model.shape_mut(service).traits.xml_namespace = Some(common);
}

fn drop_same(traits: &mut Traits, common: &XmlNamespace) {
    traits.xml_namespace.take_if(|own| own == common);
}

/// Returns the one namespace without a prefix on inputs and on payloads of inputs.
fn of_inputs(model: &Model) -> Option<XmlNamespace> {
    let mut found: Option<XmlNamespace> = None;
    for (_, shape) in model.shapes() {
        let Kind::Operation(operation) = &shape.kind else {
            continue;
        };
        let input = model.shape(operation.input);
        let payloads = input.members().into_iter();
        let payloads = payloads.filter(|member| member.traits.http_payload);
        let bodies = payloads.filter_map(|member| member.traits.xml_namespace.as_ref());
        let bodies = bodies.chain(input.traits.xml_namespace.as_ref());
        for one in bodies.filter(|one| one.prefix.is_none()) {
            if found.get_or_insert_with(|| one.clone()) != one {
                return None;
            }
        }
    }
    found
}
