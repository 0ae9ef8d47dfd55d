//! Smithy's validators that matter to clients: what is wrong with a model by Smithy's own rules, with the ids and
//! severities that Smithy gives the events.
//!
//! [`view`] is the model as the validators see it. Each other module is a subject; its function `check` adds the
//! events of it. [`suppressions`] tells what the model says is intended, which errors never are.

mod auth;
mod bindings;
mod conflicts;
mod constraints;
mod defaults;
mod enums;
mod http;
mod kinds;
mod labels;
mod linters;
mod names;
mod pages;
mod prelude;
mod recursion;
mod references;
mod report;
mod resources;
mod selector;
mod streams;
pub(crate) mod suppressions;
mod targets;
mod values;
mod view;
mod xml;

use crate::diag::Diagnostic;

pub(crate) use kinds::Type;
use report::Report;
pub(crate) use view::{Shape, View};

/// Returns the events of a model, with those that it suppresses.
pub(crate) fn events(view: &View<'_>) -> Vec<Diagnostic> {
    let mut report = Report {
        view,
        events: Vec::new(),
    };
    let checks = [
        targets::check,
        values::check,
        conflicts::check,
        names::check,
        constraints::check,
        defaults::check,
        enums::check,
        recursion::check,
        resources::check,
        references::check,
        http::check,
        labels::check,
        bindings::check,
        auth::check,
        pages::check,
        streams::check,
        xml::check,
        linters::check,
    ];
    for check in checks {
        check(&mut report);
    }
    report.events
}
