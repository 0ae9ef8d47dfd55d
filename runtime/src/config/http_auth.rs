//! The HTTP auth schemes of Smithy: bearer tokens, API keys, and basic and digest auth.

use super::ConfigBuilderCore;
use crate::operation::{ApiKey, AuthScheme, ServiceDef};
use aws_smithy_runtime::client::auth::http::{
    ApiKeyAuthScheme, ApiKeyLocation, BasicAuthScheme, BearerAuthScheme,
};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::http::{
    HTTP_API_KEY_AUTH_SCHEME_ID, HTTP_BASIC_AUTH_SCHEME_ID, HTTP_BEARER_AUTH_SCHEME_ID,
    HTTP_DIGEST_AUTH_SCHEME_ID,
};
use aws_smithy_runtime_api::client::auth::{
    AuthScheme as ImplementAuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    GetIdentityResolver, RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;

#[cfg(feature = "aws")]
pub use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
pub use aws_smithy_runtime_api::client::identity::http::{Login, Token};
pub use aws_smithy_runtime_api::client::identity::ResolveIdentity;

/// Registers the schemes that need only an identity from the caller. Those that the service does not offer are never
/// selected.
pub(crate) fn push_schemes(components: &mut RuntimeComponentsBuilder, service: &ServiceDef) {
    components.push_auth_scheme(BearerAuthScheme::new());
    components.push_auth_scheme(BasicAuthScheme::new());
    // No scheme for digest auth: a signature needs the challenge of the service, which the official scheme does not
    // use.
    let Some(ApiKey { name, in_query, .. }) = service.traits.api_key else {
        return;
    };
    let scheme = service.traits.api_key.and_then(|key| key.scheme);
    match scheme {
        _ if in_query => {
            components.push_auth_scheme(ApiKeyAuthScheme::new("", ApiKeyLocation::Query, name))
        }
        Some(scheme) => {
            components.push_auth_scheme(ApiKeyAuthScheme::new(scheme, ApiKeyLocation::Header, name))
        }
        None => components.push_auth_scheme(BareApiKey { name }),
    };
}

/// Auth scheme for an API key in a header without a scheme name. The official scheme keeps the space before the key,
/// and a field value in HTTP/2 must not start with a space (RFC 9113, section 8.2.1).
#[derive(Debug)]
struct BareApiKey {
    name: &'static str,
}

impl ImplementAuthScheme for BareApiKey {
    fn scheme_id(&self) -> AuthSchemeId {
        HTTP_API_KEY_AUTH_SCHEME_ID
    }

    fn identity_resolver(
        &self,
        resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(self.scheme_id())
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for BareApiKey {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        _endpoint: AuthSchemeEndpointConfig<'_>,
        _components: &RuntimeComponents,
        _cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        let key = identity.data::<Token>();
        let key = key.ok_or("an API key must be given as a `Token`")?;
        let name = self.name.to_ascii_lowercase();
        let added = request
            .headers_mut()
            .try_append(name, key.token().to_owned());
        added.map_err(|_| "the API key has characters that no HTTP header can have")?;
        Ok(())
    }
}

impl ConfigBuilderCore {
    /// Sets the identity resolver of one of the HTTP auth schemes.
    pub fn set_http_identity(
        &mut self,
        scheme: AuthScheme,
        resolver: impl ResolveIdentity + 'static,
    ) {
        let id = match scheme {
            AuthScheme::Bearer => HTTP_BEARER_AUTH_SCHEME_ID,
            AuthScheme::Basic => HTTP_BASIC_AUTH_SCHEME_ID,
            AuthScheme::Digest => HTTP_DIGEST_AUTH_SCHEME_ID,
            AuthScheme::ApiKey => HTTP_API_KEY_AUTH_SCHEME_ID,
            AuthScheme::SigV4 | AuthScheme::SigV4a | AuthScheme::NoAuth => return,
        };
        let resolver = SharedIdentityResolver::new(resolver);
        self.components.set_identity_resolver(id, resolver);
    }
}
