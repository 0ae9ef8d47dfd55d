//! Model to [`Prepared`]: one ordered list of passes.

mod auth;
mod closure;
mod customize;
mod duplicates;
mod nullable;
mod pagination;
mod recursion;
mod rules;
mod select;
mod service;
mod streams;
mod synthetic;
mod types;
mod unset;
mod validate;
mod waiters;

use crate::diag::Diagnostics;
use crate::model::Model;
use crate::settings::ServiceSettings;

pub use rules::EndpointRules;
pub use service::name as service_name;
pub use types::{
    EventUnion, Operation, Pagination, Prepared, ServiceInfo, Side, Stream, Turn, Usage,
};
pub use validate::MOST_NESTED;
pub use waiters::{
    Waiter, WaiterAcceptor, WaiterComparator, WaiterMatcher, WaiterPath, WaiterState,
};

/// Selects, flattens and checks the one service of a model.
///
/// `None` if there is nothing to go on with; the result is good only if no error was added to
/// `diagnostics`.
pub fn prepare(
    mut model: Model,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Prepared> {
    let service = service::find(&model, settings, diagnostics)?;
    validate::check_renames(&model, settings, diagnostics);
    let customizations = customize::apply(&mut model, service, settings, diagnostics);
    let selected = select::operations(&model, service, settings, diagnostics);
    let unset_params = unset::params(&model, service, &selected);
    let all_operations = selected.kept.len() + selected.left_out.len();
    let (service, rename) = service::info(&model, service, settings, &customizations, diagnostics)?;
    let mut operations = synthetic::operations(&mut model, &service, selected.kept, diagnostics);
    let streams = streams::split(&mut model, &mut operations);
    let mut usage = closure::usage(&model, &operations);
    if duplicates::merge(&mut model, &usage, &rename) {
        usage = closure::usage(&model, &operations);
    }
    let renamed = closure::renamed(&model, &usage, rename);
    let lists = closure::by_kind(&model, &usage, &operations, &renamed);
    let boxed = recursion::boxed(&model, &usage, diagnostics);
    let shapes = usage.keys().copied();
    let nullable = nullable::members(&model, &service.protocols, &operations, shapes);
    let prepared = Prepared {
        service,
        customizations,
        sides: Side::all(&operations),
        operations,
        all_operations,
        unset_params,
        structures: lists.structures,
        unions: lists.unions,
        enums: lists.enums,
        int_enums: lists.int_enums,
        errors: lists.errors,
        boxed,
        nullable,
        streams: streams.members,
        event_unions: streams.unions,
        renamed,
        usage,
        model,
    };
    validate::validate(&prepared, diagnostics);
    Some(prepared)
}
