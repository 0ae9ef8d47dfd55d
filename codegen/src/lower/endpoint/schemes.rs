//! Compares the auth schemes of endpoint rules with those that the client supports.

use std::collections::BTreeSet;

use super::super::{express, Context};
use crate::diag::{did_you_mean, Diagnostic, Place};
use crate::model::{endpoint_auth_schemes, AuthScheme, EndpointSchemes, Node};

/// The scheme of buckets of S3 Express, whose credentials come from sessions.
const EXPRESS: &str = "sigv4-s3express";

/// Reports schemes that endpoints name and the client does not have. It is an error if an endpoint lists no other
/// scheme, because calls to it fail, and a warning otherwise.
pub(super) fn check(ctx: &Context<'_>, rules: &Node) -> Vec<Diagnostic> {
    let lists = endpoint_auth_schemes(rules);
    let named: BTreeSet<&str> = lists.iter().flatten().flatten().copied().collect();
    let lacking = named.iter().filter(|name| !is_supported(ctx, name));
    let service = Place::shape(&ctx.prepared.service.id);
    let problems = lacking.map(|name| lacks(ctx, name, &lists).at(service.clone()));
    let added = ctx.settings.customizations.program_auth_schemes.iter();
    let unused = added.filter(|added| !named.contains(added.value.as_str()));
    let unused = unused.map(|added| {
        let what = format!("endpoint rules name no auth scheme `{}`", added.value);
        let known: Vec<&str> = named.iter().copied().collect();
        let mut problem = Diagnostic::error(what).at(added.place.clone());
        problem.help = did_you_mean(&added.value, &known);
        problem
    });
    problems.chain(unused).collect()
}

fn lacks(ctx: &Context<'_>, name: &str, lists: &BTreeSet<EndpointSchemes<'_>>) -> Diagnostic {
    let has = |name: &Option<&str>| name.is_none_or(|name| is_supported(ctx, name));
    let mut listing = lists.iter().filter(|list| list.contains(&Some(name)));
    let service = &ctx.prepared.service.aws.sdk_id;
    let what = format!(
        "endpoints of {service} require the auth scheme `{name}`, which the client does not support"
    );
    if listing.all(|list| list.iter().any(has)) {
        let what =
            format!("{what}: it is ignored, because these endpoints list other auth schemes");
        return Diagnostic::warning(what);
    }
    if name == EXPRESS {
        let what = format!("{what}, because the operation that creates sessions is not generated");
        let help = "calls to other endpoints work; add the operation of the customization `express-sessions` to `operations`";
        return Diagnostic::warning(what).help(help);
    }
    let what = format!("{what}, and some of them list no other scheme");
    let help = format!(
        "name a supported scheme in the `authSchemes` of these endpoints, or, if programs add it with \
         Config::builder().push_auth_scheme(..), add `program-auth-schemes = [\"{name}\"]` to \
         [services.{}.customizations] in the manifest",
        ctx.settings.key
    );
    Diagnostic::error(what).help(help)
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
        || is_added(ctx, name)
        || (name == EXPRESS && express::sessions(ctx).is_some())
}

fn is_added(ctx: &Context<'_>, name: &str) -> bool {
    let added = &ctx.settings.customizations.program_auth_schemes;
    added.iter().any(|scheme| scheme.value == name)
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
