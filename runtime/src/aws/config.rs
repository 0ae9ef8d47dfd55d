//! Settings of clients for services of AWS.

use super::{FrameworkMetadata, Region, SharedCredentialsProvider};
use crate::config::{ConfigBuilderCore, ConfigCore};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_types::region::SigningRegion;

/// Signs for the region that requests are sent to. Endpoint rules may override this.
pub(crate) fn signed_for_region(mut layer: CloneableLayer) -> CloneableLayer {
    if let Some(region) = layer.load::<Region>().cloned() {
        layer.store_put(SigningRegion::from(region));
    }
    layer
}

impl ConfigBuilderCore {
    /// Sets the credentials provider for every scheme that signs with AWS credentials.
    pub fn set_credentials(&mut self, provider: Option<SharedCredentialsProvider>) {
        if let Some(provider) = provider {
            #[cfg(feature = "sigv4a")]
            self.components
                .set_identity_resolver(aws_runtime::auth::sigv4a::SCHEME_ID, provider.clone());
            self.components
                .set_identity_resolver(aws_runtime::auth::sigv4::SCHEME_ID, provider);
        }
    }

    /// Sets whether clock skew correction is off.
    pub fn set_clock_skew_correction_disabled(&mut self, disabled: Option<bool>) {
        self.layer
            .store_or_unset(disabled.map(DisableClockSkewCorrection::from));
    }

    /// Makes requests reproducible, with a fixed time, credentials and user agent.
    #[cfg(feature = "test-util")]
    pub fn set_test_defaults(&mut self) {
        self.set_plain_test_defaults();
        self.layer
            .store_put(aws_runtime::user_agent::AwsUserAgent::for_tests());
        self.set_credentials(Some(SharedCredentialsProvider::new(
            super::Credentials::for_tests(),
        )));
        #[cfg(feature = "http-auth")]
        self.set_token_provider(Some(crate::config::http_auth::SharedTokenProvider::new(
            crate::config::http_auth::Token::for_tests(),
        )));
    }
}

impl ConfigCore {
    /// Returns the region, if one is set.
    pub fn region(&self) -> Option<&Region> {
        self.layer.load::<Region>()
    }

    /// Returns the frameworks named in the `user-agent` header, in the order in which they were added.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut newest_first: Vec<_> = self.layer.load::<FrameworkMetadata>().collect();
        newest_first.reverse();
        newest_first
    }

    /// Returns whether clock skew correction is off.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        let setting = self.layer.load::<DisableClockSkewCorrection>();
        setting.map(|setting| setting.is_disabled())
    }
}
