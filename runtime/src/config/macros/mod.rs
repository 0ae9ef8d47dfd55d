//! Macros that define the methods of `Config` and `config::Builder` of every generated crate.
//!
//! The types cannot be aliases to types of this crate, because services add methods to them. These macros
//! contain the common methods once, and a generated crate calls them in its `config` module.

/// Defines `Config` and `Builder` of a service of AWS, in a module that has the modules `auth` and `endpoint`. `$service`
/// is the [`ServiceDef`] of the service.
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

        $crate::client_config_common!($service);
        $crate::client_config_aws!($service);
    };
}

/// Defines `Config` and `Builder` of a service that is not of AWS, as [`client_config`] does for the others.
#[macro_export]
macro_rules! plain_client_config {
    ($service:path) => {
        /// Configuration of a client. [`Config::builder`] makes one.
        #[derive(Clone, Debug)]
        pub struct Config {
            pub(crate) core: $crate::config::ConfigCore,
        }

        $crate::client_config_common!($service);
        $crate::client_config_plain!();
    };
}

/// Defines what all services have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! client_config_common {
    ($service:path) => {
        /// Builder of a [`Config`].
        #[derive(Clone, Debug, Default)]
        pub struct Builder {
            core: $crate::config::ConfigBuilderCore,
        }

        $crate::client_config_getters!($service);
        $crate::client_config_components!();
        $crate::client_config_values!();

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
    };
}

mod aws;
mod components;
mod extras;
mod getters;
mod http_auth;
mod plain;
mod values;
