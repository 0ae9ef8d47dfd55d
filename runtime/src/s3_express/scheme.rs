//! The auth scheme: SigV4 with the token of the session under another name.

use super::SCHEME_ID;
use aws_runtime::auth::sigv4::SigV4Signer;
use aws_runtime::auth::SigV4SessionTokenNameOverride;
use aws_sigv4::http_request::{SignatureLocation, SigningSettings};
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeId, Sign};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::runtime_components::GetIdentityResolver;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;

/// The auth scheme `sigv4-s3express`.
#[derive(Debug, Default)]
pub(crate) struct Scheme {
    signer: SigV4Signer,
}

impl AuthScheme for Scheme {
    fn scheme_id(&self) -> AuthSchemeId {
        SCHEME_ID
    }

    fn identity_resolver(
        &self,
        resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(SCHEME_ID)
    }

    fn signer(&self) -> &dyn Sign {
        &self.signer
    }
}

/// Returns the setting that gives the session token another name in calls to buckets of S3 Express.
pub(crate) fn session_token_names() -> SigV4SessionTokenNameOverride {
    SigV4SessionTokenNameOverride::new(|settings: &SigningSettings, cfg: &ConfigBag| {
        if !is_express(cfg) {
            return Ok(settings.session_token_name_override);
        }
        Ok(Some(match settings.signature_location {
            SignatureLocation::QueryParams => "X-Amz-S3session-Token",
            _ => "x-amz-s3session-token",
        }))
    })
}

/// Returns whether the endpoint of the call asks for the scheme.
fn is_express(cfg: &ConfigBag) -> bool {
    let endpoint = cfg.load::<Endpoint>();
    let schemes = endpoint.map(crate::config::endpoint_schemes);
    schemes.is_some_and(|schemes| schemes.contains(&SCHEME_ID))
}
