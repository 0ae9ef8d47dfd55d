//! Settings of services with one of the HTTP auth schemes of Smithy.

/// Defines the settings for bearer tokens.
#[macro_export]
macro_rules! client_config_bearer {
    () => {
        impl Builder {
            /// Sets the bearer token.
            pub fn bearer_token(self, bearer_token: $crate::config::http_auth::Token) -> Self {
                self.bearer_token_resolver(bearer_token)
            }

            /// Sets the identity resolver for bearer tokens.
            pub fn bearer_token_resolver(
                mut self,
                bearer_token_resolver: impl $crate::config::http_auth::ResolveIdentity + 'static,
            ) -> Self {
                self.core.set_http_identity(
                    $crate::operation::AuthScheme::Bearer,
                    bearer_token_resolver,
                );
                self
            }
        }
    };
}

/// Defines the settings for providers of bearer tokens, which only services of AWS have.
#[macro_export]
macro_rules! client_config_token_provider {
    () => {
        impl Builder {
            /// Sets the provider of bearer tokens.
            pub fn token_provider(
                mut self,
                token_provider: impl $crate::config::http_auth::ProvideToken + 'static,
            ) -> Self {
                self.set_token_provider(::std::option::Option::Some(
                    $crate::config::http_auth::SharedTokenProvider::new(token_provider),
                ));
                self
            }

            /// Sets the provider of bearer tokens; `None` keeps the current one.
            pub fn set_token_provider(
                &mut self,
                token_provider: ::std::option::Option<
                    $crate::config::http_auth::SharedTokenProvider,
                >,
            ) -> &mut Self {
                self.core.set_token_provider(token_provider);
                self
            }
        }
    };
}

/// Defines the settings for API keys.
#[macro_export]
macro_rules! client_config_api_key {
    () => {
        impl Builder {
            /// Sets the API key.
            pub fn api_key(self, api_key: $crate::config::http_auth::Token) -> Self {
                self.api_key_resolver(api_key)
            }

            /// Sets the identity resolver for API keys.
            pub fn api_key_resolver(
                mut self,
                api_key_resolver: impl $crate::config::http_auth::ResolveIdentity + 'static,
            ) -> Self {
                self.core
                    .set_http_identity($crate::operation::AuthScheme::ApiKey, api_key_resolver);
                self
            }
        }
    };
}

/// Defines the settings for HTTP basic auth.
#[macro_export]
macro_rules! client_config_basic_auth {
    () => {
        impl Builder {
            /// Sets the login for HTTP basic auth.
            pub fn basic_auth_login(
                self,
                basic_auth_login: $crate::config::http_auth::Login,
            ) -> Self {
                self.basic_auth_login_resolver(basic_auth_login)
            }

            /// Sets the identity resolver for logins of HTTP basic auth.
            pub fn basic_auth_login_resolver(
                mut self,
                basic_auth_resolver: impl $crate::config::http_auth::ResolveIdentity + 'static,
            ) -> Self {
                self.core
                    .set_http_identity($crate::operation::AuthScheme::Basic, basic_auth_resolver);
                self
            }
        }
    };
}

/// Defines the settings for HTTP digest auth.
#[macro_export]
macro_rules! client_config_digest_auth {
    () => {
        impl Builder {
            /// Sets the login for HTTP digest auth. The program must add the auth scheme with
            /// [`push_auth_scheme`](Self::push_auth_scheme).
            pub fn digest_auth_login(
                self,
                digest_auth_login: $crate::config::http_auth::Login,
            ) -> Self {
                self.digest_auth_login_resolver(digest_auth_login)
            }

            /// Sets the identity resolver for logins of HTTP digest auth.
            pub fn digest_auth_login_resolver(
                mut self,
                digest_auth_resolver: impl $crate::config::http_auth::ResolveIdentity + 'static,
            ) -> Self {
                self.core
                    .set_http_identity($crate::operation::AuthScheme::Digest, digest_auth_resolver);
                self
            }
        }
    };
}
