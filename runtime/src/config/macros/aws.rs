//! Methods of `Config` and `Builder` that only services of AWS have.

/// Defines the methods of `Config` and `Builder` that only services of AWS have.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_aws {
    ($service:path) => {
        impl Config {
            /// Creates a configuration from a shared configuration.
            pub fn new(config: &$crate::config::SdkConfig) -> Self {
                Builder::from(config).build()
            }

            /// Returns the service name that requests are signed for.
            pub fn signing_name(&self) -> &'static str {
                $service.signing_name
            }

            /// Returns `None` always, because credentials are stored in the identity resolvers.
            #[deprecated(note = "always gives `None`; kept for programs that call it")]
            pub fn credentials_provider(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedCredentialsProvider> {
                ::std::option::Option::None
            }

            /// Returns the application name in the `user-agent` header.
            pub fn app_name(&self) -> ::std::option::Option<&$crate::config::AppName> {
                self.core.layer.load::<$crate::config::AppName>()
            }

            /// Returns the region.
            pub fn region(&self) -> ::std::option::Option<&$crate::config::Region> {
                self.core.layer.load::<$crate::config::Region>()
            }

            /// Returns the frameworks named in the `user-agent` header, in the order in which they were added.
            pub fn framework_metadata(
                &self,
            ) -> ::std::vec::Vec<&$crate::config::FrameworkMetadata> {
                self.core.framework_metadata()
            }

            /// Returns whether clock skew correction is off.
            pub fn disable_clock_skew_correction(&self) -> ::std::option::Option<bool> {
                self.core.disable_clock_skew_correction()
            }

            /// Returns the generator of invocation ids, if one is set.
            pub fn invocation_id_generator(
                &self,
            ) -> ::std::option::Option<$crate::config::SharedInvocationIdGenerator> {
                self.core
                    .layer
                    .load::<$crate::config::SharedInvocationIdGenerator>()
                    .cloned()
            }
        }

        impl Builder {
            /// Sets the credentials provider.
            pub fn credentials_provider(
                mut self,
                credentials_provider: impl $crate::config::ProvideCredentials + 'static,
            ) -> Self {
                self.set_credentials_provider(::std::option::Option::Some(
                    $crate::config::SharedCredentialsProvider::new(credentials_provider),
                ));
                self
            }

            /// Sets or unsets the credentials provider.
            pub fn set_credentials_provider(
                &mut self,
                credentials_provider: ::std::option::Option<
                    $crate::config::SharedCredentialsProvider,
                >,
            ) -> &mut Self {
                self.core.set_credentials(credentials_provider);
                self
            }

            /// Sets the application name in the `user-agent` header.
            pub fn app_name(mut self, app_name: $crate::config::AppName) -> Self {
                self.set_app_name(::std::option::Option::Some(app_name));
                self
            }

            /// Sets or unsets the application name in the `user-agent` header.
            pub fn set_app_name(
                &mut self,
                app_name: ::std::option::Option<$crate::config::AppName>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(app_name);
                self
            }

            /// Sets the generator of the `amz-sdk-invocation-id` header.
            pub fn invocation_id_generator(
                mut self,
                invocation_id_generator: impl $crate::config::InvocationIdGenerator + 'static,
            ) -> Self {
                self.set_invocation_id_generator(::std::option::Option::Some(
                    $crate::config::SharedInvocationIdGenerator::new(invocation_id_generator),
                ));
                self
            }

            /// Sets or unsets the generator of the `amz-sdk-invocation-id` header.
            pub fn set_invocation_id_generator(
                &mut self,
                invocation_id_generator: ::std::option::Option<
                    $crate::config::SharedInvocationIdGenerator,
                >,
            ) -> &mut Self {
                self.core.layer.store_or_unset(invocation_id_generator);
                self
            }

            /// Sets whether clock skew correction is off.
            pub fn disable_clock_skew_correction(
                mut self,
                disable: impl ::std::convert::Into<::std::option::Option<bool>>,
            ) -> Self {
                self.set_disable_clock_skew_correction(disable.into());
                self
            }

            /// Sets or unsets whether clock skew correction is off.
            pub fn set_disable_clock_skew_correction(
                &mut self,
                disable: ::std::option::Option<bool>,
            ) -> &mut Self {
                self.core.set_clock_skew_correction_disabled(disable);
                self
            }

            /// Sets whether endpoints with cryptography validated by FIPS 140 are used.
            pub fn use_fips(mut self, use_fips: impl ::std::convert::Into<bool>) -> Self {
                self.set_use_fips(::std::option::Option::Some(use_fips.into()));
                self
            }

            /// Sets or unsets whether endpoints with cryptography validated by FIPS 140 are used.
            pub fn set_use_fips(&mut self, use_fips: ::std::option::Option<bool>) -> &mut Self {
                self.core
                    .layer
                    .store_or_unset(use_fips.map($crate::config::UseFips));
                self
            }

            /// Sets the region.
            pub fn region(
                mut self,
                region: impl ::std::convert::Into<::std::option::Option<$crate::config::Region>>,
            ) -> Self {
                self.set_region(region.into());
                self
            }

            /// Sets or unsets the region.
            pub fn set_region(
                &mut self,
                region: ::std::option::Option<$crate::config::Region>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(region);
                self
            }

            /// Adds the name and version of a framework to the `user-agent` header.
            pub fn framework_metadata(
                mut self,
                framework_metadata: $crate::config::FrameworkMetadata,
            ) -> Self {
                self.push_framework_metadata(framework_metadata);
                self
            }

            /// Adds the name and version of a framework to the `user-agent` header.
            pub fn push_framework_metadata(
                &mut self,
                framework_metadata: $crate::config::FrameworkMetadata,
            ) -> &mut Self {
                self.core.layer.store_append(framework_metadata);
                self
            }
        }

        #[cfg(feature = "test-util")]
        impl Builder {
            /// Makes requests reproducible, with a fixed time, user agent and credentials.
            pub fn apply_test_defaults(&mut self) -> &mut Self {
                self.core.set_test_defaults();
                self
            }

            /// Makes requests reproducible, with a fixed time, user agent and credentials.
            pub fn with_test_defaults(mut self) -> Self {
                self.apply_test_defaults();
                self
            }

            /// Makes requests reproducible as above, and sets a region if none is set.
            pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
                self.apply_test_defaults();
                if self.core.layer.load::<$crate::config::Region>().is_none() {
                    self.core
                        .layer
                        .store_put($crate::config::Region::new("us-east-1"));
                }
                self
            }

            /// Makes requests reproducible as above, and sets a region if none is set.
            pub fn with_test_defaults_v2(mut self) -> Self {
                self.apply_test_defaults_v2();
                self
            }
        }

        impl ::std::convert::From<&$crate::config::SdkConfig> for Builder {
            fn from(config: &$crate::config::SdkConfig) -> Self {
                Self {
                    core: $crate::config::builder_from(config, &$service),
                }
            }
        }

        impl ::std::convert::From<&$crate::config::SdkConfig> for Config {
            fn from(config: &$crate::config::SdkConfig) -> Self {
                Builder::from(config).build()
            }
        }
    };
}
