//! Methods of `Builder` that set values.

/// Defines the methods of `Builder` that set values.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_values {
    () => {
        impl Builder {
            /// Sets the stalled stream protection.
            pub fn stalled_stream_protection(mut self, stalled_stream_protection: $crate::config::StalledStreamProtectionConfig) -> Self {
                self.set_stalled_stream_protection(::std::option::Option::Some(stalled_stream_protection));
                self
            }

            /// Sets or unsets the stalled stream protection.
            pub fn set_stalled_stream_protection(&mut self, stalled_stream_protection: ::std::option::Option<$crate::config::StalledStreamProtectionConfig>) -> &mut Self {
                self.core.layer.store_or_unset(stalled_stream_protection);
                self
            }

            /// Sets the wire protocol: another protocol of the model, or a custom one.
            pub fn protocol(mut self, protocol: impl $crate::config::ClientProtocol + 'static) -> Self {
                self.set_protocol(::std::option::Option::Some($crate::config::SharedClientProtocol::new(protocol)));
                self
            }

            /// Sets or unsets the wire protocol: another protocol of the model, or a custom one.
            pub fn set_protocol(&mut self, protocol: ::std::option::Option<$crate::config::SharedClientProtocol>) -> &mut Self {
                self.core.layer.store_or_unset(protocol);
                self
            }

            /// Sets the preferred auth schemes, for services that offer several.
            pub fn auth_scheme_preference(mut self, auth_scheme_preference: impl ::std::convert::Into<$crate::config::AuthSchemePreference>) -> Self {
                self.set_auth_scheme_preference(::std::option::Option::Some(auth_scheme_preference.into()));
                self
            }

            /// Sets or unsets the preferred auth schemes, for services that offer several.
            pub fn set_auth_scheme_preference(&mut self, auth_scheme_preference: ::std::option::Option<$crate::config::AuthSchemePreference>) -> &mut Self {
                self.core.layer.store_or_unset(auth_scheme_preference);
                self
            }

            /// Sets the retry mode, the number of attempts and the backoff.
            pub fn retry_config(mut self, retry_config: $crate::config::retry::RetryConfig) -> Self {
                self.set_retry_config(::std::option::Option::Some(retry_config));
                self
            }

            /// Sets the retry mode, the number of attempts and the backoff; `None` keeps the current settings.
            pub fn set_retry_config(&mut self, retry_config: ::std::option::Option<$crate::config::retry::RetryConfig>) -> &mut Self {
                if let ::std::option::Option::Some(value) = retry_config {
                    self.core.layer.store_put(value);
                }
                self
            }

            /// Sets the retry partition. Clients with the same partition share their retry tokens.
            pub fn retry_partition(mut self, retry_partition: $crate::config::retry::RetryPartition) -> Self {
                self.set_retry_partition(::std::option::Option::Some(retry_partition));
                self
            }

            /// Sets the retry partition; `None` keeps the current one.
            pub fn set_retry_partition(&mut self, retry_partition: ::std::option::Option<$crate::config::retry::RetryPartition>) -> &mut Self {
                if let ::std::option::Option::Some(value) = retry_partition {
                    self.core.layer.store_put(value);
                }
                self
            }

            /// Sets timeouts. Those that are not set keep their value.
            pub fn timeout_config(mut self, timeout_config: $crate::config::timeout::TimeoutConfig) -> Self {
                self.set_timeout_config(::std::option::Option::Some(timeout_config));
                self
            }

            /// Sets timeouts; `None` keeps all current values.
            pub fn set_timeout_config(&mut self, timeout_config: ::std::option::Option<$crate::config::timeout::TimeoutConfig>) -> &mut Self {
                self.core.set_timeouts(timeout_config);
                self
            }

            /// Sets the URL that requests are sent to instead of the service's own endpoint.
            pub fn endpoint_url(mut self, endpoint_url: impl ::std::convert::Into<::std::string::String>) -> Self {
                self.set_endpoint_url(::std::option::Option::Some(endpoint_url.into()));
                self
            }

            /// Sets or unsets the URL that requests are sent to instead of the service's own endpoint.
            pub fn set_endpoint_url(&mut self, endpoint_url: ::std::option::Option<::std::string::String>) -> &mut Self {
                self.core
                    .layer
                    .store_or_unset(endpoint_url.map($crate::config::EndpointUrl));
                self
            }

            /// Sets the behaviour version, which selects the defaults of the SDK.
            pub fn behavior_version(
                mut self,
                behavior_version: $crate::config::BehaviorVersion,
            ) -> Self {
                self.set_behavior_version(::std::option::Option::Some(behavior_version));
                self
            }

            /// Sets or unsets the behaviour version.
            pub fn set_behavior_version(
                &mut self,
                behavior_version: ::std::option::Option<$crate::config::BehaviorVersion>,
            ) -> &mut Self {
                self.core.behavior_version = behavior_version;
                self
            }

            /// Sets the latest behaviour version, which may change with an update.
            pub fn behavior_version_latest(mut self) -> Self {
                self.set_behavior_version(::std::option::Option::Some(
                    $crate::config::BehaviorVersion::latest(),
                ));
                self
            }

            /// Sets whether a call fails before it is sent if required members of its input are not set. The error
            /// names all such members. It is off by default, and the service checks them.
            ///
            /// Members bound to the path, and required members bound to the query string, are always checked: they
            /// must be set and not empty.
            pub fn check_required_input(mut self, check: bool) -> Self {
                self.core
                    .layer
                    .store_put($crate::operation::RequiredInputCheck(check));
                self
            }

            /// Sets the limits on the memory that a response uses.
            pub fn response_limits(mut self, response_limits: $crate::config::ResponseLimits) -> Self {
                self.set_response_limits(::std::option::Option::Some(response_limits));
                self
            }

            /// Sets or unsets the limits on the memory that a response uses.
            pub fn set_response_limits(&mut self, response_limits: ::std::option::Option<$crate::config::ResponseLimits>) -> &mut Self {
                self.core.layer.store_or_unset(response_limits);
                self
            }

            /// Records these members of inputs in spans and captures them for interceptors.
            pub fn emit_input_attributes(
                mut self,
                names: impl ::std::iter::IntoIterator<
                    Item = impl ::std::convert::Into<::std::string::String>,
                >,
            ) -> Self {
                self.core
                    .request_attributes(names.into_iter().map(::std::convert::Into::into), false);
                self
            }

            /// Captures these members of inputs for interceptors only.
            pub fn capture_input_attributes(
                mut self,
                names: impl ::std::iter::IntoIterator<
                    Item = impl ::std::convert::Into<::std::string::String>,
                >,
            ) -> Self {
                self.core
                    .request_attributes(names.into_iter().map(::std::convert::Into::into), true);
                self
            }
        }
    };
}
