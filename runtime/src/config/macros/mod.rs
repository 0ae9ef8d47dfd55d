//! Macros that define the methods of `Config` and `config::Builder` of every generated crate.
//!
//! The types cannot be aliases to types of this crate, because services add methods to them. These macros
//! contain the common methods once, and a generated crate calls them in its `config` module.

/// Defines `Config` and `Builder` of a service, in a module that has the modules `auth` and
/// `endpoint`. `$service` is the [`ServiceDef`] of the service.
///
/// [`ServiceDef`]: crate::operation::ServiceDef
#[macro_export]
macro_rules! client_config {
    ($service:path) => {
        /// Configuration of a client.
        ///
        /// It is created from the shared configuration of `aws-config` (`Config::from(&sdk_config)`), or from
        /// single settings with [`Config::builder`].
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

/// Implements the conversions between `Config`, `Builder` and the shared configuration.
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
