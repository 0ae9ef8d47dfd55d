//! Auth schemes listed by endpoints, which take precedence over those of the model.

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

/// Marks a configuration with a custom endpoint resolver, whose endpoints may list any auth scheme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CustomEndpointResolver;

impl Storable for CustomEndpointResolver {
    type Storer = StoreReplace<Self>;
}

/// Returns the schemes for a call, in order of preference: those that the call's endpoint lists and the client
/// has. `modelled` are the schemes of the model.
///
/// # Errors
///
/// Returns an error when the client has none of the endpoint's schemes, because no other scheme can sign the call.
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
    let resolved = components
        .endpoint_resolver()
        .resolve_endpoint(params)
        .await;
    // The orchestrator resolves the endpoint again once the identity is known, and reports errors then.
    let Ok(endpoint) = resolved else {
        return Ok(modelled);
    };
    let listed = listed(&endpoint);
    if listed.is_empty() {
        return Ok(modelled);
    }
    let mut chosen = Vec::new();
    for id in &listed {
        if components.auth_scheme(id.clone()).is_some() {
            chosen.push(id.clone());
        }
    }
    if modelled.contains(&NO_AUTH_SCHEME_ID) && !listed.contains(&NO_AUTH_SCHEME_ID) {
        chosen.push(NO_AUTH_SCHEME_ID);
    }
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

/// Returns the ids of an endpoint's schemes. Custom resolvers may set them as a property.
pub(crate) fn listed(endpoint: &Endpoint) -> Vec<AuthSchemeId> {
    let id = |name: &str| AuthSchemeId::from(Cow::Owned(name.to_owned()));
    let mut listed = Vec::new();
    for scheme in endpoint.auth_schemes() {
        listed.push(id(scheme.name()));
    }
    let property = endpoint.properties().get("authSchemes");
    let Some(Document::Array(schemes)) = property.filter(|_| listed.is_empty()) else {
        return listed;
    };
    for scheme in schemes {
        let Document::Object(members) = scheme else {
            continue;
        };
        if let Some(Document::String(name)) = members.get("name") {
            listed.push(id(name));
        }
    }
    listed
}

/// Returns a text that an endpoint sets for one of its schemes, such as the region to sign for.
#[cfg(feature = "post-policy")]
pub(crate) fn property(endpoint: &Endpoint, scheme: &AuthSchemeId, key: &str) -> Option<String> {
    let mut typed = endpoint.auth_schemes().iter();
    if let Some(found) = typed.find(|one| one.name() == scheme.inner()) {
        return found.get(key)?.as_string().map(str::to_owned);
    }
    let schemes = endpoint.properties().get("authSchemes")?.as_array()?;
    let name = |one: &Document| Some(one.as_object()?.get("name")?.as_string()?.to_owned());
    let mut schemes = schemes.iter();
    let found = schemes.find(|one| name(one).as_deref() == Some(scheme.inner()))?;
    found.as_object()?.get(key)?.as_string().map(str::to_owned)
}

/// Error of an endpoint that lists only auth schemes that the client does not have.
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
