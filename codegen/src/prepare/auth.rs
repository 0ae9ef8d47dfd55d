//! Which auth schemes an operation uses, by priority.

use super::rules::EndpointRules;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{endpoint_auth_schemes, AuthScheme, OperationTraits, ServiceTraits, ShapeId};

/// How endpoint rules spell SigV4a.
const SIGV4A: &str = "sigv4a";

/// Schemes of operations without their own `auth`: the service's list, else all its schemes by id.
/// `extra` is the scheme that only the endpoint rules name.
pub(super) fn of_service(
    id: &ShapeId,
    traits: &ServiceTraits,
    extra: Option<&AuthScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<AuthScheme> {
    let mut schemes = match &traits.auth {
        Some(listed) => pick(id, listed, &traits.auth_schemes, diagnostics),
        None => {
            let mut all = traits.auth_schemes.clone();
            all.sort_by_key(AuthScheme::id);
            all
        }
    };
    if let Some(extra) = extra {
        let is_sigv4 = |scheme: &AuthScheme| matches!(scheme, AuthScheme::Sigv4 { .. });
        let sigv4 = schemes.iter().position(is_sigv4);
        schemes.insert(sigv4.map_or(schemes.len(), |at| at + 1), extra.clone());
    }
    or_none(schemes)
}

/// SigV4a, where endpoints ask for it and the service does not have its trait. Many models leave the
/// trait out: a client that signs with SigV4 can also sign with SigV4a.
pub(super) fn of_endpoints(
    traits: &ServiceTraits,
    rules: Option<&EndpointRules>,
) -> Option<AuthScheme> {
    let is_sigv4a = |scheme: &AuthScheme| matches!(scheme, AuthScheme::Sigv4a { .. });
    if traits.auth_schemes.iter().any(is_sigv4a) {
        return None;
    }
    let lists = endpoint_auth_schemes(&rules?.document);
    if !lists.iter().flatten().any(|name| *name == Some(SIGV4A)) {
        return None;
    }
    let signing_name = traits.auth_schemes.iter().find_map(|scheme| match scheme {
        AuthScheme::Sigv4 { name } => Some(name),
        _ => None,
    });
    let aws = traits.aws.as_ref();
    let in_arns = || {
        aws?.arn_namespace
            .as_ref()
            .or(aws?.endpoint_prefix.as_ref())
    };
    let name = signing_name.or_else(in_arns).cloned();
    Some(AuthScheme::Sigv4a {
        name: name.unwrap_or_default(),
    })
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
    if schemes.is_empty() {
        vec![AuthScheme::NoAuth]
    } else {
        schemes
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
