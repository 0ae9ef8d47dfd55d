//! Compares the auth schemes of endpoint rules with those that the client supports.

use std::collections::BTreeSet;

use super::super::{express, Context};
use crate::diag::Diagnostic;
use crate::model::{endpoint_auth_schemes, AuthScheme, EndpointSchemes, Node};

/// The scheme of buckets of S3 Express, whose credentials come from sessions.
const EXPRESS: &str = "sigv4-s3express";

/// What a program does about a scheme that the client does not have.
const ADD: &str = "programs can add it with Config::builder().push_auth_scheme(..)";

/// Schemes that endpoints name and the client does not have: a warning each, or one for all where no endpoint can
/// be called without them.
pub(super) fn check(ctx: &Context<'_>, rules: &Node) -> Vec<Diagnostic> {
    let has = |name: &Option<&str>| name.is_none_or(|name| is_supported(ctx, name));
    let lists = endpoint_auth_schemes(rules);
    let lacking = lists.iter().flatten().filter(|name| !has(name)).flatten();
    let lacking: BTreeSet<&str> = lacking.copied().collect();
    let is_callable = |list: &EndpointSchemes<'_>| list.is_empty() || list.iter().any(has);
    let service = &ctx.prepared.service.aws.sdk_id;
    if !lists.is_empty() && !lists.iter().any(is_callable) {
        let names: Vec<String> = lacking.iter().map(|name| format!("`{name}`")).collect();
        let what = format!(
            "all endpoints of {service} require auth schemes that the client does not support: {}; calls fail \
             unless the program adds one of them",
            names.join(", ")
        );
        return vec![Diagnostic::warning(what).help(ADD)];
    }
    let warning = |name: &str| {
        let mut fails = lists.iter().filter(|list| list.contains(&Some(name)));
        let rest = if fails.all(is_callable) {
            "it is ignored, because these endpoints list other auth schemes"
        } else {
            "calls fail if their endpoint lists no other auth scheme"
        };
        let what = format!(
            "endpoints of {service} require the auth scheme `{name}`, which the client does not support: {rest}"
        );
        Diagnostic::warning(what).help(ADD)
    };
    lacking.into_iter().map(warning).collect()
}

/// Returns whether the scheme of a call depends on its endpoint: if it does not, no endpoint has to be
/// found before the scheme is chosen.
pub(super) fn decide(ctx: &Context<'_>, rules: &Node) -> bool {
    let prepared = ctx.prepared;
    let operations = prepared.operations.iter();
    let offered = operations.map(|operation| operation.auth.as_slice());
    let offered: BTreeSet<EndpointSchemes<'_>> = offered
        .chain([prepared.service.default_auth.as_slice()])
        .map(names)
        .filter(|names| !names.is_empty())
        .collect();
    let lists = endpoint_auth_schemes(rules);
    let mut lists = lists.iter().filter(|list| !list.is_empty());
    lists.any(|list| offered.iter().any(|names| names != list))
}

/// Returns the schemes' names in endpoint rules. None for calls without auth.
fn names(schemes: &[AuthScheme]) -> EndpointSchemes<'static> {
    let schemes = schemes
        .iter()
        .filter(|scheme| **scheme != AuthScheme::NoAuth);
    schemes
        .map(|scheme| spellings(scheme).first().copied())
        .collect()
}

/// The runtime always supports SigV4 and calls without auth.
fn is_supported(ctx: &Context<'_>, name: &str) -> bool {
    let schemes = ctx.prepared.service.auth_schemes.iter();
    let mut names = schemes.flat_map(spellings);
    matches!(name, "sigv4" | "noAuth" | "none")
        || names.any(|known| *known == name)
        || (name == EXPRESS && express::sessions(ctx).is_some())
}

/// How endpoint rules may spell a scheme; none if the runtime has no signer for it.
fn spellings(scheme: &AuthScheme) -> &'static [&'static str] {
    match scheme {
        AuthScheme::Sigv4 { .. } => &["sigv4"],
        AuthScheme::Sigv4a { .. } => &["sigv4a"],
        AuthScheme::HttpBearer => &["httpBearerAuth", "bearer"],
        AuthScheme::HttpBasic => &["httpBasicAuth"],
        AuthScheme::HttpApiKey { .. } => &["httpApiKeyAuth"],
        AuthScheme::HttpDigest => &[],
        AuthScheme::NoAuth => &["noAuth", "none"],
    }
}
