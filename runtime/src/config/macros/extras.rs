//! Settings that only some services have.

/// Adds the setting for dual-stack endpoints, where the service's rules ask for it.
#[macro_export]
macro_rules! client_config_dual_stack {
    () => {
        impl Builder {
            /// Uses endpoints that answer over IPv4 and IPv6.
            pub fn use_dual_stack(
                mut self,
                use_dual_stack: impl ::std::convert::Into<bool>,
            ) -> Self {
                self.set_use_dual_stack(::std::option::Option::Some(use_dual_stack.into()));
                self
            }

            /// Sets or unsets it: uses endpoints that answer over IPv4 and IPv6.
            pub fn set_use_dual_stack(
                &mut self,
                use_dual_stack: ::std::option::Option<bool>,
            ) -> &mut Self {
                self.core
                    .layer
                    .store_or_unset(use_dual_stack.map($crate::config::UseDualStack));
                self
            }
        }
    };
}

/// Adds the setting for account ids in endpoints, where the service's rules ask for it.
#[macro_export]
macro_rules! client_config_account_id_endpoint_mode {
    () => {
        impl Builder {
            /// Whether endpoints have the account id of the credentials in them.
            pub fn account_id_endpoint_mode(
                mut self,
                account_id_endpoint_mode: $crate::config::AccountIdEndpointMode,
            ) -> Self {
                self.set_account_id_endpoint_mode(::std::option::Option::Some(
                    account_id_endpoint_mode,
                ));
                self
            }

            /// Sets or unsets whether endpoints have the account id of the credentials in them.
            pub fn set_account_id_endpoint_mode(
                &mut self,
                account_id_endpoint_mode: ::std::option::Option<
                    $crate::config::AccountIdEndpointMode,
                >,
            ) -> &mut Self {
                self.core.layer.store_or_unset(account_id_endpoint_mode);
                self
            }
        }
    };
}

/// Adds the setting for idempotency tokens, where an input has a member for one.
#[macro_export]
macro_rules! client_config_idempotency_token {
    () => {
        impl Config {
            /// Makes the tokens for members that the caller leaves unset.
            pub fn idempotency_token_provider(
                &self,
            ) -> $crate::operation::IdempotencyTokenProvider {
                self.core
                    .layer
                    .load::<$crate::operation::IdempotencyTokenProvider>()
                    .cloned()
                    .unwrap_or_else($crate::operation::IdempotencyTokenProvider::random)
            }
        }

        impl Builder {
            /// Sets what makes the idempotency tokens that the caller leaves unset.
            pub fn idempotency_token_provider(
                mut self,
                idempotency_token_provider: impl ::std::convert::Into<
                    $crate::operation::IdempotencyTokenProvider,
                >,
            ) -> Self {
                self.set_idempotency_token_provider(::std::option::Option::Some(
                    idempotency_token_provider.into(),
                ));
                self
            }

            /// Sets or unsets it: sets what makes the idempotency tokens that the caller leaves unset.
            pub fn set_idempotency_token_provider(
                &mut self,
                idempotency_token_provider: ::std::option::Option<
                    $crate::operation::IdempotencyTokenProvider,
                >,
            ) -> &mut Self {
                self.core.layer.store_or_unset(idempotency_token_provider);
                self
            }
        }
    };
}

/// Adds the setting for the regions of sigv4a signatures, where the service uses that scheme.
#[macro_export]
macro_rules! client_config_sigv4a {
    () => {
        impl Config {
            /// The regions that sigv4a signatures are valid in, where they were set.
            pub fn sigv4a_signing_region_set(
                &self,
            ) -> ::std::option::Option<&$crate::config::SigningRegionSet> {
                self.core.layer.load::<$crate::config::SigningRegionSet>()
            }
        }

        impl Builder {
            /// Sets the regions that sigv4a signatures are valid in.
            pub fn sigv4a_signing_region_set(
                mut self,
                regions: impl ::std::convert::Into<$crate::config::SigningRegionSet>,
            ) -> Self {
                self.set_sigv4a_signing_region_set(::std::option::Option::Some(regions.into()));
                self
            }

            /// Sets or unsets it: sets the regions that sigv4a signatures are valid in.
            pub fn set_sigv4a_signing_region_set(
                &mut self,
                regions: ::std::option::Option<$crate::config::SigningRegionSet>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(regions);
                self
            }
        }
    };
}

/// Adds the settings for compressed request bodies, where an operation takes them.
#[macro_export]
macro_rules! client_config_compression {
    () => {
        impl Config {
            /// Whether request compression is off, where that was set.
            pub fn disable_request_compression(&self) -> ::std::option::Option<bool> {
                self.core
                    .layer
                    .load::<$crate::request::DisableRequestCompression>()
                    .map(|setting| setting.0)
            }

            /// The size in bytes from which on request bodies are compressed, where it was set.
            pub fn request_min_compression_size_bytes(&self) -> ::std::option::Option<u32> {
                self.core
                    .layer
                    .load::<$crate::request::RequestMinCompressionSizeBytes>()
                    .map(|setting| setting.0)
            }
        }

        impl Builder {
            /// Turns request compression off; it is on by default.
            pub fn disable_request_compression(
                mut self,
                disable_request_compression: impl ::std::convert::Into<::std::option::Option<bool>>,
            ) -> Self {
                self.set_disable_request_compression(disable_request_compression.into());
                self
            }

            /// Sets or unsets it: turns request compression off.
            pub fn set_disable_request_compression(
                &mut self,
                disable_request_compression: ::std::option::Option<bool>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(
                    disable_request_compression.map($crate::request::DisableRequestCompression),
                );
                self
            }

            /// Sets the size in bytes from which on request bodies are compressed: 10,240 by
            /// default, at most 10,485,760.
            pub fn request_min_compression_size_bytes(
                mut self,
                request_min_compression_size_bytes: impl ::std::convert::Into<
                    ::std::option::Option<u32>,
                >,
            ) -> Self {
                self.set_request_min_compression_size_bytes(
                    request_min_compression_size_bytes.into(),
                );
                self
            }

            /// Sets or unsets it: the size in bytes from which on request bodies are compressed.
            pub fn set_request_min_compression_size_bytes(
                &mut self,
                request_min_compression_size_bytes: ::std::option::Option<u32>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(
                    request_min_compression_size_bytes
                        .map($crate::request::RequestMinCompressionSizeBytes),
                );
                self
            }
        }
    };
}
