//! Trait values to typed traits. A value of the wrong form is reported with the form that was expected;
//! traits we do not know are kept by id.

mod http;
mod legacy_enum;
mod operation;
mod service;
mod shape;

use super::cursor::At;
use super::kinds::RawKind;
use super::raw::{RawMember, RawShape};
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{OperationTraits, ServiceTraits, Traits};
use crate::load::form;
use crate::load::packages::{self, Form};

pub(super) use legacy_enum::legacy_enum;

/// Traits of a shape, but for those that only services and operations have.
pub(super) fn shape(raw: &RawShape<'_>, diagnostics: &mut Diagnostics) -> Traits {
    let elsewhere = |id: &str| match raw.kind {
        RawKind::Service => service::reads(id),
        RawKind::Operation => operation::reads(id),
        _ => false,
    };
    let mut traits = Traits::default();
    for (id, at) in &raw.traits {
        let id = id.to_string();
        if !elsewhere(&id) {
            read(&mut traits, &id, at, diagnostics);
        }
    }
    traits
}

/// Traits of a member.
pub(super) fn member(raw: &RawMember<'_>, diagnostics: &mut Diagnostics) -> Traits {
    let mut traits = Traits::default();
    for (id, at) in &raw.traits {
        read(&mut traits, &id.to_string(), at, diagnostics);
    }
    traits
}

/// Traits that only services have.
pub(super) fn service(raw: &RawShape<'_>, diagnostics: &mut Diagnostics) -> ServiceTraits {
    let mut traits = ServiceTraits::default();
    for (id, at) in &raw.traits {
        service::read(&mut traits, &id.to_string(), at, diagnostics);
    }
    traits
}

/// Traits that only operations have.
pub(super) fn operation(raw: &RawShape<'_>, diagnostics: &mut Diagnostics) -> OperationTraits {
    let mut traits = OperationTraits::default();
    for (id, at) in &raw.traits {
        operation::read(&mut traits, &id.to_string(), at, diagnostics);
    }
    traits
}

fn read(traits: &mut Traits, id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let known = shape::read(traits, id, at, diagnostics) || http::read(traits, id, at, diagnostics);
    if !known {
        let whose = match (operation::reads(id), service::reads(id)) {
            (true, true) => Some("services and operations"),
            (true, false) => Some("operations"),
            (false, true) => Some("services"),
            (false, false) => None,
        };
        if let Some(whose) = whose {
            let what = format!("the trait `{id}` has no effect here: it belongs to {whose}");
            diagnostics.push(Diagnostic::warning(what).at(at.place()));
        }
        check_form(id, at, diagnostics);
        traits.other.push((id.to_owned(), at.node.clone()));
    }
}

/// Reports a value that a trait of a known package cannot have.
fn check_form(id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let (fits, expected) = match packages::form(id) {
        Some(Form::Object) => (form::present(at, diagnostics), ""),
        Some(Form::List) => (at.node.as_array().is_some(), "an array"),
        Some(Form::Text) => (at.node.as_str().is_some(), "a string"),
        Some(Form::Number) => (at.node.as_number().is_some(), "a number"),
        Some(Form::Any | Form::Shape) | None => (true, ""),
    };
    if !fits && !expected.is_empty() {
        at.wrong_form(expected, diagnostics);
    }
}
