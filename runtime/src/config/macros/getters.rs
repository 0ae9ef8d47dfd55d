//! Methods of `Config`.

/// Defines the methods of `Config`.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_getters {
    ($service:path) => {
        impl Config {
            /// Creates a builder without settings.
            pub fn builder() -> Builder {
                Builder::default()
            }

            /// Creates a builder with the settings of this configuration.
            pub fn to_builder(&self) -> Builder {
                Builder {
                    core: self.core.to_builder(),
                }
            }

            /// Returns the settings of stalled stream protection.
            pub fn stalled_stream_protection(
                &self,
            ) -> ::std::option::Option<&$crate::config::StalledStreamProtectionConfig> {
                self.core
                    .layer
                    .load::<$crate::config::StalledStreamProtectionConfig>()
            }

            /// Returns the limits on the memory that a response uses, if they are set.
            pub fn response_limits(
                &self,
            ) -> ::std::option::Option<&$crate::config::ResponseLimits> {
                self.core.layer.load::<$crate::config::ResponseLimits>()
            }

            /// Returns the protocol, if one is set.
            pub fn protocol(&self) -> ::std::option::Option<&$crate::config::SharedClientProtocol> {
                self.core
                    .layer
                    .load::<$crate::config::SharedClientProtocol>()
            }

            /// Returns the preferred auth schemes.
            pub fn auth_scheme_preference(
                &self,
            ) -> ::std::option::Option<&$crate::config::AuthSchemePreference> {
                self.core
                    .layer
                    .load::<$crate::config::AuthSchemePreference>()
            }

            /// Returns the retry settings.
            pub fn retry_config(
                &self,
            ) -> ::std::option::Option<&$crate::config::retry::RetryConfig> {
                self.core.layer.load::<$crate::config::retry::RetryConfig>()
            }

            /// Returns the timeouts.
            pub fn timeout_config(
                &self,
            ) -> ::std::option::Option<&$crate::config::timeout::TimeoutConfig> {
                self.core
                    .layer
                    .load::<$crate::config::timeout::TimeoutConfig>()
            }

            /// Returns the retry partition, if one is set.
            pub fn retry_partition(
                &self,
            ) -> ::std::option::Option<&$crate::config::retry::RetryPartition> {
                self.core
                    .layer
                    .load::<$crate::config::retry::RetryPartition>()
            }

            /// Returns the HTTP client.
            pub fn http_client(&self) -> ::std::option::Option<$crate::config::SharedHttpClient> {
                self.core.components.http_client()
            }

            /// Returns the auth scheme resolver, if one is set.
            pub fn auth_scheme_resolver(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedAuthSchemeOptionResolver> {
                self.core.components.auth_scheme_option_resolver()
            }

            /// Returns the sleep implementation.
            pub fn sleep_impl(&self) -> ::std::option::Option<$crate::config::SharedAsyncSleep> {
                self.core.components.sleep_impl()
            }

            /// Returns the identity cache, if one is set.
            pub fn identity_cache(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedIdentityCache> {
                self.core.components.identity_cache()
            }

            /// Returns the time source.
            pub fn time_source(&self) -> ::std::option::Option<$crate::config::SharedTimeSource> {
                self.core.components.time_source()
            }

            /// Returns the auth schemes that were added.
            pub fn auth_schemes(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedAuthScheme> + '_ {
                self.core.components.auth_schemes()
            }

            /// Returns the interceptors.
            pub fn interceptors(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedInterceptor> + '_ {
                self.core.components.interceptors()
            }

            /// Returns the retry classifiers that were added.
            pub fn retry_classifiers(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedRetryClassifier> + '_ {
                self.core.components.retry_classifiers()
            }

            /// Returns the endpoint resolver, which uses the service's own rules if none is set.
            pub fn endpoint_resolver(&self) -> $crate::endpoint::SharedEndpointResolver {
                self.core
                    .components
                    .endpoint_resolver()
                    .unwrap_or_else($service.endpoint.resolver)
            }
        }
    };
}
