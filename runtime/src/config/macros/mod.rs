//! The methods of every crate's `Config` and `config::Builder`.
//!
//! They cannot be an alias to a type of this crate, as services add methods of their own; so they
//! are spelled once in these macros, which a generated crate calls in its `config` module.

/// Defines `Config` and `Builder` of a service, in a module that has the modules `auth` and
/// `endpoint`. `$service` is the service's [`ServiceDef`].
///
/// [`ServiceDef`]: crate::operation::ServiceDef
#[macro_export]
macro_rules! client_config {
    ($service:path) => {
        /// Configuration of a client.
        ///
        /// Built from the shared configuration of `aws-config` (`Config::from(&sdk_config)`), or
        /// setting by setting with [`Config::builder`].
        #[derive(Clone, Debug)]
        pub struct Config {
            pub(crate) core: $crate::config::ConfigCore,
        }

        /// Builder of a [`Config`].
        #[derive(Clone, Debug, Default)]
        pub struct Builder {
            core: $crate::config::ConfigBuilderCore,
        }

        $crate::client_config_getters!($service);
        $crate::client_config_components!();
        $crate::client_config_values!();
        $crate::client_config_conversions!($service);
    };
}

/// How `Config` and `Builder` come from each other and from the shared configuration.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_conversions {
    ($service:path) => {
        impl Builder {
            /// Builds the configuration.
            pub fn build(self) -> Config {
                Config {
                    core: self.core.build(&$service),
                }
            }
        }

        impl ::std::convert::From<Builder> for $crate::config::ConfigBuilderCore {
            fn from(builder: Builder) -> Self {
                builder.core
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

mod components;
mod extras;
mod getters;
mod http_auth;
mod values;
