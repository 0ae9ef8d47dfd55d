//! Which auth schemes an operation uses, by priority.

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{AuthScheme, OperationTraits, ServiceTraits, ShapeId};

/// Schemes of operations without their own `auth`: the service's list, else all its schemes by id.
pub(super) fn of_service(
    id: &ShapeId,
    traits: &ServiceTraits,
    diagnostics: &mut Diagnostics,
) -> Vec<AuthScheme> {
    let schemes = match &traits.auth {
        Some(listed) => pick(id, listed, &traits.auth_schemes, diagnostics),
        None => {
            let mut all = traits.auth_schemes.clone();
            all.sort_by_key(AuthScheme::id);
            all
        }
    };
    or_none(schemes)
}

/// Schemes of one operation.
pub(super) fn of_operation(
    id: &ShapeId,
    traits: &OperationTraits,
    schemes: &[AuthScheme],
    default: &[AuthScheme],
    diagnostics: &mut Diagnostics,
) -> Vec<AuthScheme> {
    let mut own = match &traits.auth {
        Some(listed) => or_none(pick(id, listed, schemes, diagnostics)),
        None => default.to_vec(),
    };
    if traits.optional_auth && !own.contains(&AuthScheme::NoAuth) {
        own.push(AuthScheme::NoAuth);
    }
    own
}

fn or_none(schemes: Vec<AuthScheme>) -> Vec<AuthScheme> {
    match schemes.is_empty() {
        true => vec![AuthScheme::NoAuth],
        false => schemes,
    }
}

fn pick(
    id: &ShapeId,
    listed: &[String],
    schemes: &[AuthScheme],
    diagnostics: &mut Diagnostics,
) -> Vec<AuthScheme> {
    let mut picked = Vec::new();
    for name in listed {
        match schemes.iter().find(|scheme| scheme.id() == name) {
            Some(scheme) => picked.push(scheme.clone()),
            None => {
                let what = format!(
                    "the auth trait lists `{name}`, which the service does not have: it has no effect"
                );
                diagnostics.push(Diagnostic::warning(what).at(Place::shape(id)));
            }
        }
    }
    picked
}
