//! Settings that only some services have.

/// Defines the setting for dual-stack endpoints, for services whose endpoint rules use it.
#[macro_export]
macro_rules! client_config_dual_stack {
    () => {
        impl Builder {
            /// Sets whether endpoints that support both IPv4 and IPv6 are used.
            pub fn use_dual_stack(
                mut self,
                use_dual_stack: impl ::std::convert::Into<bool>,
            ) -> Self {
                self.set_use_dual_stack(::std::option::Option::Some(use_dual_stack.into()));
                self
            }

            /// Sets or unsets whether endpoints that support both IPv4 and IPv6 are used.
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

/// Defines the setting for account ids in endpoints, for services whose endpoint rules use it.
#[macro_export]
macro_rules! client_config_account_id_endpoint_mode {
    () => {
        impl Builder {
            /// Sets whether endpoints contain the account id of the credentials.
            pub fn account_id_endpoint_mode(
                mut self,
                account_id_endpoint_mode: $crate::config::AccountIdEndpointMode,
            ) -> Self {
                self.set_account_id_endpoint_mode(::std::option::Option::Some(
                    account_id_endpoint_mode,
                ));
                self
            }

            /// Sets or unsets whether endpoints contain the account id of the credentials.
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

/// Defines the setting for idempotency tokens, for services with a member for one.
#[macro_export]
macro_rules! client_config_idempotency_token {
    () => {
        impl Config {
            /// Returns the provider of tokens for members that the caller does not set.
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
            /// Sets the provider of idempotency tokens for members that the caller does not set.
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

            /// Sets or unsets the provider of idempotency tokens for members that the caller does not set.
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

/// Defines the setting for the regions of sigv4a signatures, for services that use that scheme.
#[macro_export]
macro_rules! client_config_sigv4a {
    () => {
        impl Config {
            /// Returns the regions in which sigv4a signatures are valid, if they are set.
            pub fn sigv4a_signing_region_set(
                &self,
            ) -> ::std::option::Option<&$crate::config::SigningRegionSet> {
                self.core.layer.load::<$crate::config::SigningRegionSet>()
            }
        }

        impl Builder {
            /// Sets the regions in which sigv4a signatures are valid.
            pub fn sigv4a_signing_region_set(
                mut self,
                regions: impl ::std::convert::Into<$crate::config::SigningRegionSet>,
            ) -> Self {
                self.set_sigv4a_signing_region_set(::std::option::Option::Some(regions.into()));
                self
            }

            /// Sets or unsets the regions in which sigv4a signatures are valid.
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

/// Defines the settings for compressed request bodies, for services that accept them.
#[macro_export]
macro_rules! client_config_compression {
    () => {
        impl Config {
            /// Returns whether request compression is off, if it is set.
            pub fn disable_request_compression(&self) -> ::std::option::Option<bool> {
                self.core
                    .layer
                    .load::<$crate::request::DisableRequestCompression>()
                    .map(|setting| setting.0)
            }

            /// Returns the minimum size in bytes of request bodies that are compressed, if it is set.
            pub fn request_min_compression_size_bytes(&self) -> ::std::option::Option<u32> {
                self.core
                    .layer
                    .load::<$crate::request::RequestMinCompressionSizeBytes>()
                    .map(|setting| setting.0)
            }
        }

        impl Builder {
            /// Sets whether request compression is off. It is on by default.
            pub fn disable_request_compression(
                mut self,
                disable_request_compression: impl ::std::convert::Into<::std::option::Option<bool>>,
            ) -> Self {
                self.set_disable_request_compression(disable_request_compression.into());
                self
            }

            /// Sets or unsets whether request compression is off.
            pub fn set_disable_request_compression(
                &mut self,
                disable_request_compression: ::std::option::Option<bool>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(
                    disable_request_compression.map($crate::request::DisableRequestCompression),
                );
                self
            }

            /// Sets the minimum size in bytes of request bodies that are compressed: 10,240 by default, at most
            /// 10,485,760.
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

            /// Sets or unsets the minimum size in bytes of request bodies that are compressed.
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

/// Defines the settings for checksums, for services that have them.
#[macro_export]
macro_rules! client_config_checksums {
    () => {
        pub use $crate::checksum::{RequestChecksumCalculation, ResponseChecksumValidation};

        impl Config {
            /// Returns when checksums of requests are calculated, if it is set.
            pub fn request_checksum_calculation(
                &self,
            ) -> ::std::option::Option<&RequestChecksumCalculation> {
                self.core.layer.load::<RequestChecksumCalculation>()
            }

            /// Returns when checksums of responses are checked, if it is set.
            pub fn response_checksum_validation(
                &self,
            ) -> ::std::option::Option<&ResponseChecksumValidation> {
                self.core.layer.load::<ResponseChecksumValidation>()
            }
        }

        impl Builder {
            /// Sets when checksums of requests are calculated. By default, this is whenever the operation supports it.
            pub fn request_checksum_calculation(
                mut self,
                request_checksum_calculation: RequestChecksumCalculation,
            ) -> Self {
                self.set_request_checksum_calculation(::std::option::Option::Some(
                    request_checksum_calculation,
                ));
                self
            }

            /// Sets or unsets when checksums of requests are calculated.
            pub fn set_request_checksum_calculation(
                &mut self,
                request_checksum_calculation: ::std::option::Option<RequestChecksumCalculation>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(request_checksum_calculation);
                self
            }

            /// Sets when checksums of responses are checked. By default, this is whenever the operation supports it.
            pub fn response_checksum_validation(
                mut self,
                response_checksum_validation: ResponseChecksumValidation,
            ) -> Self {
                self.set_response_checksum_validation(::std::option::Option::Some(
                    response_checksum_validation,
                ));
                self
            }

            /// Sets or unsets when checksums of responses are checked.
            pub fn set_response_checksum_validation(
                &mut self,
                response_checksum_validation: ::std::option::Option<ResponseChecksumValidation>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(response_checksum_validation);
                self
            }
        }
    };
}

/// Defines the setting for the size of the chunks of streams, for services that take checksums of streams.
#[macro_export]
macro_rules! client_config_chunk_size {
    () => {
        impl Builder {
            /// Sets the size in bytes of the chunks in which streams are sent: 65,536 by default, at least 8,192.
            /// `None` sends a stream as one chunk, which has to fit into memory.
            pub fn aws_chunked_encoding_chunk_size(
                mut self,
                chunk_size: ::std::option::Option<usize>,
            ) -> Self {
                self.set_aws_chunked_encoding_chunk_size(::std::option::Option::Some(chunk_size));
                self
            }

            /// Sets the size in bytes of the chunks in which streams are sent. The outer `None` keeps the current
            /// setting, the inner one sends a stream as one chunk.
            pub fn set_aws_chunked_encoding_chunk_size(
                &mut self,
                chunk_size: ::std::option::Option<::std::option::Option<usize>>,
            ) -> &mut Self {
                if let ::std::option::Option::Some(chunk_size) = chunk_size {
                    let chunk_size = match chunk_size {
                        ::std::option::Option::Some(size) => {
                            $crate::checksum::ChunkSize::Configured(size)
                        }
                        ::std::option::Option::None => $crate::checksum::ChunkSize::DisableChunking,
                    };
                    self.core.layer.store_put(chunk_size);
                }
                self
            }
        }
    };
}

/// Defines the setting for the credentials of S3 Express, for services with sessions.
#[macro_export]
macro_rules! client_config_s3_express {
    () => {
        impl Builder {
            /// Sets the provider of credentials for buckets of S3 Express. By default, the client creates sessions.
            pub fn express_credentials_provider(
                mut self,
                credentials_provider: impl $crate::config::ProvideCredentials + 'static,
            ) -> Self {
                self.set_express_credentials_provider(::std::option::Option::Some(
                    $crate::config::SharedCredentialsProvider::new(credentials_provider),
                ));
                self
            }

            /// Sets the provider of credentials for buckets of S3 Express; `None` keeps the current one.
            pub fn set_express_credentials_provider(
                &mut self,
                credentials_provider: ::std::option::Option<
                    $crate::config::SharedCredentialsProvider,
                >,
            ) -> &mut Self {
                if let ::std::option::Option::Some(credentials_provider) = credentials_provider {
                    self.core
                        .components
                        .set_identity_resolver($crate::s3_express::SCHEME_ID, credentials_provider);
                }
                self
            }
        }
    };
}

/// Defines the setting for buckets in other regions, for services that redirect.
#[macro_export]
macro_rules! client_config_region_redirects {
    () => {
        impl Config {
            /// Returns whether calls follow buckets into other regions, if it is set.
            pub fn follow_region_redirects(&self) -> ::std::option::Option<bool> {
                self.core
                    .layer
                    .load::<$crate::region_redirects::FollowRegionRedirects>()
                    .map(|setting| setting.0)
            }
        }

        impl Builder {
            /// Sets whether calls follow buckets into other regions. They do not by default.
            ///
            /// A call for a bucket of another region is then sent again, once and without a pause, to the region that
            /// the response names. Further calls of the client for the bucket go there directly. The request is not
            /// sent again if its body cannot be read twice. The region in an ARN stays as it is, and so does
            /// `endpoint_url`: requests are then only signed for the other region.
            pub fn follow_region_redirects(
                mut self,
                follow_region_redirects: impl ::std::convert::Into<::std::option::Option<bool>>,
            ) -> Self {
                self.set_follow_region_redirects(follow_region_redirects.into());
                self
            }

            /// Sets or unsets whether calls follow buckets into other regions.
            pub fn set_follow_region_redirects(
                &mut self,
                follow_region_redirects: ::std::option::Option<bool>,
            ) -> &mut Self {
                self.core.layer.store_or_unset(
                    follow_region_redirects.map($crate::region_redirects::FollowRegionRedirects),
                );
                self
            }
        }
    };
}

/// Implements the conversion of the credentials of a session into AWS credentials.
#[macro_export]
macro_rules! session_credentials {
    ($name:path) => {
        impl ::std::convert::TryFrom<$name> for $crate::config::Credentials {
            type Error = $crate::error::BoxError;

            fn try_from(session: $name) -> ::std::result::Result<Self, Self::Error> {
                let expiration =
                    ::std::time::SystemTime::try_from(session.expiration).map_err(|_| {
                        "credential expiration time cannot be represented by a SystemTime"
                    })?;
                ::std::result::Result::Ok($crate::config::Credentials::new(
                    session.access_key_id,
                    session.secret_access_key,
                    ::std::option::Option::Some(session.session_token),
                    ::std::option::Option::Some(expiration),
                    "s3express",
                ))
            }
        }
    };
}
