//! Bearer tokens of clients for services of AWS.

use super::SdkConfig;
use crate::config::http_auth::{SharedTokenProvider, Token};
use crate::config::{ConfigBuilderCore, Layer};
use crate::operation::{AuthScheme, ServiceDef};
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_types::service_config::ServiceConfigKey;

impl ConfigBuilderCore {
    /// Sets the provider of bearer tokens; `None` keeps the current one.
    pub fn set_token_provider(&mut self, provider: Option<SharedTokenProvider>) {
        if let Some(provider) = provider {
            self.components
                .set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, provider);
        }
    }
}

/// Copies the token provider of the shared configuration, or a token for this service from the environment.
pub(super) fn take_tokens(core: &mut ConfigBuilderCore, config: &SdkConfig, service: &ServiceDef) {
    core.set_token_provider(config.token_provider());
    let Some(token) = environment_token(config, service) else {
        return;
    };
    let in_code = |setting| config.get_origin(setting).is_client_config();
    if !in_code("auth_scheme_preference") {
        let preference = AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]);
        core.layer.store_put(preference);
    }
    if !in_code("token_provider") {
        let mut layer = Layer::new("environment token");
        layer.store_append(AwsCredentialFeature::BearerServiceEnvVars);
        let identity = Identity::builder()
            .data(Token::new(token, None))
            .property(layer.freeze());
        if let Ok(identity) = identity.build() {
            core.set_http_identity(AuthScheme::Bearer, identity);
        }
    }
}

/// Returns `AWS_BEARER_TOKEN_<SERVICE>`, for services that have such a variable.
fn environment_token(config: &SdkConfig, service: &ServiceDef) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(service.traits.environment_token?)
        .env("AWS_BEARER_TOKEN")
        // Profiles have no such key.
        .profile("")
        .build()
        .ok()?;
    config.service_config()?.load_config(key)
}
