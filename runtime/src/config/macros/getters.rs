//! The methods of `Config`.

/// The methods of `Config`.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_getters {
    ($service:path) => {
        impl Config {
            /// A builder without any setting.
            pub fn builder() -> Builder {
                Builder::default()
            }

            /// A builder with this configuration's settings.
            pub fn to_builder(&self) -> Builder {
                Builder {
                    core: self.core.to_builder(),
                }
            }

            /// Takes the settings of a shared configuration.
            pub fn new(config: &$crate::config::SdkConfig) -> Self {
                Builder::from(config).build()
            }

            /// The name that requests are signed for.
            pub fn signing_name(&self) -> &'static str {
                $service.signing_name
            }

            /// Always `None`: credentials are behind the identity resolvers.
            #[deprecated(note = "always gives `None`; kept for programs that call it")]
            pub fn credentials_provider(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedCredentialsProvider> {
                ::std::option::Option::None
            }

            /// How stalled streams are treated.
            pub fn stalled_stream_protection(
                &self,
            ) -> ::std::option::Option<&$crate::config::StalledStreamProtectionConfig> {
                self.core
                    .layer
                    .load::<$crate::config::StalledStreamProtectionConfig>()
            }

            /// Returns how much of a response is taken into memory, where limits were set.
            pub fn response_limits(
                &self,
            ) -> ::std::option::Option<&$crate::config::ResponseLimits> {
                self.core.layer.load::<$crate::config::ResponseLimits>()
            }

            /// The protocol, where one was set.
            pub fn protocol(&self) -> ::std::option::Option<&$crate::config::SharedClientProtocol> {
                self.core
                    .layer
                    .load::<$crate::config::SharedClientProtocol>()
            }

            /// The preferred auth schemes.
            pub fn auth_scheme_preference(
                &self,
            ) -> ::std::option::Option<&$crate::config::AuthSchemePreference> {
                self.core
                    .layer
                    .load::<$crate::config::AuthSchemePreference>()
            }

            /// The retry settings.
            pub fn retry_config(
                &self,
            ) -> ::std::option::Option<&$crate::config::retry::RetryConfig> {
                self.core.layer.load::<$crate::config::retry::RetryConfig>()
            }

            /// The timeouts.
            pub fn timeout_config(
                &self,
            ) -> ::std::option::Option<&$crate::config::timeout::TimeoutConfig> {
                self.core
                    .layer
                    .load::<$crate::config::timeout::TimeoutConfig>()
            }

            /// The retry partition, where one was set.
            pub fn retry_partition(
                &self,
            ) -> ::std::option::Option<&$crate::config::retry::RetryPartition> {
                self.core
                    .layer
                    .load::<$crate::config::retry::RetryPartition>()
            }

            /// The application's name in the `user-agent` header.
            pub fn app_name(&self) -> ::std::option::Option<&$crate::config::AppName> {
                self.core.layer.load::<$crate::config::AppName>()
            }

            /// The region.
            pub fn region(&self) -> ::std::option::Option<&$crate::config::Region> {
                self.core.layer.load::<$crate::config::Region>()
            }

            /// The HTTP client.
            pub fn http_client(&self) -> ::std::option::Option<$crate::config::SharedHttpClient> {
                self.core.components.http_client()
            }

            /// The auth scheme resolver, where one was set.
            pub fn auth_scheme_resolver(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedAuthSchemeOptionResolver> {
                self.core.components.auth_scheme_option_resolver()
            }

            /// The sleep implementation.
            pub fn sleep_impl(&self) -> ::std::option::Option<$crate::config::SharedAsyncSleep> {
                self.core.components.sleep_impl()
            }

            /// The identity cache, where one was set.
            pub fn identity_cache(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedIdentityCache> {
                self.core.components.identity_cache()
            }

            /// The time source.
            pub fn time_source(&self) -> ::std::option::Option<$crate::config::SharedTimeSource> {
                self.core.components.time_source()
            }

            /// The auth schemes that were added.
            pub fn auth_schemes(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedAuthScheme> + '_ {
                self.core.components.auth_schemes()
            }

            /// The interceptors.
            pub fn interceptors(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedInterceptor> + '_ {
                self.core.components.interceptors()
            }

            /// The retry classifiers that were added.
            pub fn retry_classifiers(
                &self,
            ) -> impl ::std::iter::Iterator<Item = $crate::config::SharedRetryClassifier> + '_ {
                self.core.components.retry_classifiers()
            }

            /// The endpoint resolver: the service's own rules where none was set.
            pub fn endpoint_resolver(&self) -> $crate::endpoint::SharedEndpointResolver {
                self.core
                    .components
                    .endpoint_resolver()
                    .unwrap_or_else($service.endpoint.resolver)
            }

            /// Frameworks named in the `user-agent` header, in the order they were added.
            pub fn framework_metadata(
                &self,
            ) -> ::std::vec::Vec<&$crate::config::FrameworkMetadata> {
                self.core.framework_metadata()
            }

            /// Whether the correction of clock skew is off.
            pub fn disable_clock_skew_correction(&self) -> ::std::option::Option<bool> {
                self.core.disable_clock_skew_correction()
            }

            /// The generator of invocation ids, where one was set.
            pub fn invocation_id_generator(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedInvocationIdGenerator> {
                self.core
                    .layer
                    .load::<$crate::config::SharedInvocationIdGenerator>()
                    .cloned()
            }
        }
    };
}
