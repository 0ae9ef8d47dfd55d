//! Methods of `Builder` that set components.

/// Defines the methods of `Builder` that set components: settings with behaviour.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_components {
    () => {
        impl Builder {
            /// Creates a builder without settings.
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets the HTTP client.
            pub fn http_client(mut self, http_client: impl $crate::config::HttpClient + 'static) -> Self {
                self.set_http_client(::std::option::Option::Some($crate::config::IntoShared::into_shared(http_client)));
                self
            }

            /// Sets or unsets the HTTP client.
            pub fn set_http_client(&mut self, http_client: ::std::option::Option<$crate::config::SharedHttpClient>) -> &mut Self {
                self.core.components.set_http_client(http_client);
                self
            }

            /// Sets the sleep implementation that timeouts and retries use.
            pub fn sleep_impl(mut self, sleep_impl: impl $crate::config::AsyncSleep + 'static) -> Self {
                self.set_sleep_impl(::std::option::Option::Some($crate::config::IntoShared::into_shared(sleep_impl)));
                self
            }

            /// Sets or unsets the sleep implementation that timeouts and retries use.
            pub fn set_sleep_impl(&mut self, sleep_impl: ::std::option::Option<$crate::config::SharedAsyncSleep>) -> &mut Self {
                self.core.components.set_sleep_impl(sleep_impl);
                self
            }

            /// Sets the time source that requests are signed with.
            pub fn time_source(mut self, time_source: impl $crate::config::TimeSource + 'static) -> Self {
                self.set_time_source(::std::option::Option::Some($crate::config::IntoShared::into_shared(time_source)));
                self
            }

            /// Sets or unsets the time source that requests are signed with.
            pub fn set_time_source(&mut self, time_source: ::std::option::Option<$crate::config::SharedTimeSource>) -> &mut Self {
                self.core.components.set_time_source(time_source);
                self
            }

            /// Sets the cache for credentials and other identities.
            pub fn identity_cache(mut self, identity_cache: impl $crate::config::ResolveCachedIdentity + 'static) -> Self {
                self.set_identity_cache(identity_cache);
                self
            }

            /// Sets the cache for credentials and other identities.
            pub fn set_identity_cache(&mut self, identity_cache: impl $crate::config::ResolveCachedIdentity + 'static) -> &mut Self {
                self.core.components.set_identity_cache(::std::option::Option::Some(identity_cache));
                self
            }

            /// Sets the endpoint resolver, which replaces the service's own rules.
            pub fn endpoint_resolver(mut self, endpoint_resolver: impl endpoint::ResolveEndpoint + 'static) -> Self {
                self.set_endpoint_resolver(::std::option::Option::Some(endpoint_resolver.into_shared_resolver()));
                self
            }

            /// Sets or unsets the endpoint resolver, which replaces the service's own rules.
            pub fn set_endpoint_resolver(&mut self, endpoint_resolver: ::std::option::Option<$crate::endpoint::SharedEndpointResolver>) -> &mut Self {
                self.core.set_endpoint_resolver(endpoint_resolver);
                self
            }

            /// Sets the resolver that selects the auth scheme of a call.
            pub fn auth_scheme_resolver(mut self, auth_scheme_resolver: impl auth::ResolveAuthScheme + 'static) -> Self {
                self.set_auth_scheme_resolver(auth_scheme_resolver);
                self
            }

            /// Sets the resolver that selects the auth scheme of a call.
            pub fn set_auth_scheme_resolver(&mut self, auth_scheme_resolver: impl auth::ResolveAuthScheme + 'static) -> &mut Self {
                self.core.components.set_auth_scheme_option_resolver(::std::option::Option::Some(auth_scheme_resolver.into_shared_resolver()));
                self
            }

            /// Adds an auth scheme, or replaces the one with the same id.
            pub fn push_auth_scheme(
                mut self,
                auth_scheme: impl $crate::config::AuthScheme + 'static,
            ) -> Self {
                self.core.components.push_auth_scheme(auth_scheme);
                self
            }

            /// Sends calls unsigned if no credentials are found.
            pub fn allow_no_auth(mut self) -> Self {
                self.set_allow_no_auth();
                self
            }

            /// Sends calls unsigned if no credentials are found.
            pub fn set_allow_no_auth(&mut self) -> &mut Self {
                self.core.allow_no_auth();
                self
            }

            /// Adds an interceptor. It runs after those added before.
            pub fn interceptor(mut self, interceptor: impl $crate::config::Intercept + 'static) -> Self {
                self.push_interceptor(<$crate::config::SharedInterceptor>::new(interceptor));
                self
            }

            /// Adds an interceptor. It runs after those added before.
            pub fn push_interceptor(&mut self, interceptor: $crate::config::SharedInterceptor) -> &mut Self {
                self.core.components.push_interceptor(interceptor);
                self
            }

            /// Replaces all interceptors added before.
            pub fn set_interceptors(
                &mut self,
                interceptors: impl ::std::iter::IntoIterator<Item = $crate::config::SharedInterceptor>,
            ) -> &mut Self {
                self.core.components.set_interceptors(interceptors.into_iter());
                self
            }

            /// Adds a retry classifier. Its priority decides when it runs.
            pub fn retry_classifier(mut self, retry_classifier: impl $crate::config::retry::ClassifyRetry + 'static) -> Self {
                self.push_retry_classifier(<$crate::config::SharedRetryClassifier>::new(retry_classifier));
                self
            }

            /// Adds a retry classifier. Its priority decides when it runs.
            pub fn push_retry_classifier(&mut self, retry_classifier: $crate::config::SharedRetryClassifier) -> &mut Self {
                self.core.components.push_retry_classifier(retry_classifier);
                self
            }

            /// Replaces all retry classifiers added before.
            pub fn set_retry_classifiers(
                &mut self,
                retry_classifiers: impl ::std::iter::IntoIterator<Item = $crate::config::SharedRetryClassifier>,
            ) -> &mut Self {
                self.core.components.set_retry_classifiers(retry_classifiers.into_iter());
                self
            }
        }
    };
}
