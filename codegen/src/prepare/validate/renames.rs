//! Settings that refer to shapes: one that matches nothing is an error.

use crate::diag::{nearest, Diagnostic, Diagnostics};
use crate::model::{Model, ShapeId};
use crate::settings::ServiceSettings;

/// Reports renames of shapes and members that the model does not have.
pub(super) fn check(model: &Model, settings: &ServiceSettings, diagnostics: &mut Diagnostics) {
    for rename in &settings.renames {
        let exists = ShapeId::parse(&rename.target).is_some_and(|id| has(model, &id));
        if exists {
            continue;
        }
        let what = format!(
            "rename of `{}`, which the model does not have",
            rename.target
        );
        let ids: Vec<String> = model
            .shapes()
            .map(|(_, shape)| shape.id.to_string())
            .collect();
        let near = nearest(&rename.target, ids.iter().map(String::as_str));
        let mut diagnostic = Diagnostic::error(what).at(rename.place.clone());
        if !near.is_empty() {
            diagnostic = diagnostic.help(format!("did you mean {}?", near.join(", ")));
        }
        diagnostics.push(diagnostic);
    }
}

fn has(model: &Model, id: &ShapeId) -> bool {
    let shape = ShapeId {
        member: None,
        ..id.clone()
    };
    let found = model.find(&shape).map(|ix| model.shape(ix));
    match &id.member {
        None => found.is_some(),
        Some(member) => found.is_some_and(|shape| shape.member(member).is_some()),
    }
}
