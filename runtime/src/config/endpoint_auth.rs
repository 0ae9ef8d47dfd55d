//! Auth schemes as endpoints list them: an endpoint's list goes before the model's.

use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::Document;
use std::borrow::Cow;
use std::fmt;

/// Marks a configuration with an endpoint resolver of the program's own, whose endpoints may list any
/// auth scheme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OwnEndpointResolver;

impl Storable for OwnEndpointResolver {
    type Storer = StoreReplace<Self>;
}

/// The schemes for a call that the model offers `modelled` for, in order of preference: those that the
/// call's endpoint lists and the client has.
///
/// # Errors
///
/// When the client has none of the endpoint's schemes: with any other scheme the call cannot be signed.
pub(super) async fn schemes(
    modelled: Vec<AuthSchemeId>,
    cfg: &ConfigBag,
    components: &RuntimeComponents,
) -> Result<Vec<AuthSchemeId>, BoxError> {
    if modelled.iter().all(|id| *id == NO_AUTH_SCHEME_ID) {
        return Ok(modelled);
    }
    let params = cfg.load::<EndpointResolverParams>();
    let params = params.ok_or("there are no endpoint parameters")?;
    let found = components
        .endpoint_resolver()
        .resolve_endpoint(params)
        .await;
    // The orchestrator asks again once the identity is known, and reports what is wrong then.
    let Ok(endpoint) = found else {
        return Ok(modelled);
    };
    let listed = listed(&endpoint);
    if listed.is_empty() {
        return Ok(modelled);
    }
    let has = |id: &&AuthSchemeId| components.auth_scheme((*id).clone()).is_some();
    let mut chosen: Vec<AuthSchemeId> = listed.iter().filter(has).cloned().collect();
    let no_auth = modelled.iter().find(|id| **id == NO_AUTH_SCHEME_ID);
    chosen.extend(no_auth.filter(|id| !listed.contains(id)).cloned());
    if chosen.is_empty() {
        let url = endpoint.url().to_owned();
        return Err(UnsupportedSchemes {
            url,
            listed,
            modelled,
        }
        .into());
    }
    Ok(chosen)
}

/// The ids of an endpoint's schemes. Resolvers of programs may have them as a property.
fn listed(endpoint: &Endpoint) -> Vec<AuthSchemeId> {
    let id = |name: &str| AuthSchemeId::from(Cow::Owned(name.to_owned()));
    let typed = endpoint.auth_schemes();
    if !typed.is_empty() {
        return typed.iter().map(|scheme| id(scheme.name())).collect();
    }
    let property = endpoint.properties().get("authSchemes");
    let schemes = property.and_then(Document::as_array);
    let names = schemes.into_iter().flatten();
    let names = names.filter_map(|scheme| scheme.as_object()?.get("name")?.as_string());
    names.map(id).collect()
}

/// An endpoint lists auth schemes, and the client has none of them.
#[derive(Debug)]
struct UnsupportedSchemes {
    url: String,
    listed: Vec<AuthSchemeId>,
    modelled: Vec<AuthSchemeId>,
}

impl fmt::Display for UnsupportedSchemes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the endpoint {} asks for the auth scheme ", self.url)?;
        names(f, &self.listed, " or ")?;
        f.write_str(", which this client does not have; it has ")?;
        names(f, &self.modelled, " and ")?;
        let is_left_out = |id: &AuthSchemeId| id.inner() == "sigv4a";
        if cfg!(not(feature = "sigv4a")) && self.listed.iter().any(is_left_out) {
            f.write_str(": turn on the cargo feature `sigv4a` of the crate")?;
        }
        Ok(())
    }
}

fn names(f: &mut fmt::Formatter<'_>, ids: &[AuthSchemeId], between: &str) -> fmt::Result {
    for (position, id) in ids.iter().enumerate() {
        let before = if position == 0 { "" } else { between };
        write!(f, "{before}`{}`", id.inner())?;
    }
    Ok(())
}

impl std::error::Error for UnsupportedSchemes {}
