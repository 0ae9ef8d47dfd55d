//! Members of which `null` is a value (`alloy#nullable`).

use std::collections::BTreeSet;

use super::types::{Operation, Pagination, Turn};
use crate::model::{Kind, Member, MemberRef, Model, Protocol, ProtocolKind, ShapeIx, Traits};

/// The trait.
pub(super) const NULLABLE: &str = "alloy#nullable";

/// Returns the members of structures in documents of `alloy#simpleRestJson` that tell `null` from an absent value.
///
/// Those that the client itself reads or fills do not: tokens and items of pages, idempotency tokens, context
/// parameters, and members of errors.
pub(super) fn members(
    model: &Model,
    protocols: &[Protocol],
    operations: &[Operation],
    shapes: impl Iterator<Item = ShapeIx>,
) -> BTreeSet<MemberRef> {
    let mut protocols = protocols.iter();
    if !protocols.any(|protocol| protocol.kind == ProtocolKind::SimpleRestJson) {
        return BTreeSet::new();
    }
    let pages: BTreeSet<MemberRef> = operations
        .iter()
        .flat_map(|operation| of_pages(model, operation))
        .collect();
    let mut found = BTreeSet::new();
    for container in shapes {
        let shape = model.shape(container);
        let Kind::Structure(members) = &shape.kind else {
            continue;
        };
        let refs = members.iter().enumerate().filter(|(_, member)| {
            let is_marked = member.traits.other(NULLABLE).is_some();
            is_marked && !shape.is_error() && is_of_document(model, member)
        });
        let refs = refs.map(|(position, _)| MemberRef {
            container,
            position,
        });
        found.extend(refs.filter(|member| !pages.contains(member)));
    }
    found
}

fn is_of_document(model: &Model, member: &Member) -> bool {
    let Traits {
        http_header,
        http_label,
        http_payload,
        http_prefix_headers,
        http_query,
        http_query_params,
        http_response_code,
        host_label,
        context_param,
        idempotency_token,
        event_header,
        event_payload,
        streaming,
        ..
    } = &*member.traits;
    let is_bound = http_header.is_some()
        || *http_label
        || *http_payload
        || http_prefix_headers.is_some()
        || http_query.is_some()
        || *http_query_params
        || *http_response_code
        || *event_header
        || *event_payload;
    let is_filled = *host_label || context_param.is_some() || *idempotency_token;
    let target = model.shape(member.target);
    // A document has a null of its own.
    let is_document = matches!(target.kind, Kind::Document);
    !is_bound && !is_filled && !is_document && !streaming && !target.traits.streaming
}

/// Returns the members that a paginator reads and sets.
fn of_pages(model: &Model, operation: &Operation) -> Vec<MemberRef> {
    let Some(Pagination {
        turn,
        items,
        page_size,
        ..
    }) = &operation.pagination
    else {
        return Vec::new();
    };
    let (inputs, output): (Vec<&String>, &[String]) = match turn {
        Turn::Token { input, output } => (vec![input], output),
        Turn::Paths(paths) => (paths.tokens.iter().map(|(input, _)| input).collect(), &[]),
    };
    let inputs = inputs.into_iter().chain(page_size);
    let of_input =
        inputs.flat_map(|name| along(model, operation.input, std::slice::from_ref(name)));
    let items = items.as_deref().unwrap_or_default();
    let of_output = [output, items].into_iter();
    let of_output = of_output.flat_map(|path| along(model, operation.output, path));
    of_input.chain(of_output).collect()
}

/// Returns the members on a path.
fn along(model: &Model, from: ShapeIx, path: &[String]) -> Vec<MemberRef> {
    let mut container = from;
    let mut found = Vec::new();
    for name in path {
        let members = model.members(container);
        let Some(position) = members.iter().position(|member| member.name == *name) else {
            break;
        };
        found.push(MemberRef {
            container,
            position,
        });
        container = members[position].target;
    }
    found
}
