//! Methods of `Builder` that only services have which are not of AWS.

/// Defines the methods of `Builder` that only services have which are not of AWS.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_plain {
    () => {
        impl Builder {
            /// Sets the `user-agent` header.
            pub fn user_agent(
                mut self,
                user_agent: impl ::std::convert::Into<::std::string::String>,
            ) -> Self {
                self.set_user_agent(::std::option::Option::Some(user_agent.into()));
                self
            }

            /// Sets or unsets the `user-agent` header, which names the client by default.
            pub fn set_user_agent(
                &mut self,
                user_agent: ::std::option::Option<::std::string::String>,
            ) -> &mut Self {
                self.core
                    .layer
                    .store_or_unset(user_agent.map($crate::operation::UserAgent));
                self
            }
        }

        #[cfg(feature = "test-util")]
        impl Builder {
            /// Makes requests reproducible, with a fixed time and fixed idempotency tokens.
            pub fn apply_test_defaults(&mut self) -> &mut Self {
                self.core.set_plain_test_defaults();
                self
            }

            /// Makes requests reproducible, with a fixed time and fixed idempotency tokens.
            pub fn with_test_defaults(mut self) -> Self {
                self.apply_test_defaults();
                self
            }
        }
    };
}
