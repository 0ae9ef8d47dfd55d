//! The part of a configuration that is the same for all services.

use super::endpoint_auth::CustomEndpointResolver;
use super::{RuntimeComponentsBuilder, SharedRuntimePlugin};
use crate::operation::ServiceDef;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_types::config_bag::{CloneableLayer, FrozenLayer, Layer};
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;

/// The state of a `config::Builder`.
#[derive(Clone, Debug)]
pub struct ConfigBuilderCore {
    /// Values for the config bag.
    pub layer: CloneableLayer,
    /// HTTP client, resolvers, interceptors and the like.
    pub components: RuntimeComponentsBuilder,
    /// Plugins that run after those of the client.
    pub runtime_plugins: Vec<SharedRuntimePlugin>,
    /// The behaviour version, if one was set.
    pub behavior_version: Option<BehaviorVersion>,
}

impl Default for ConfigBuilderCore {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("service config"),
            runtime_plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

/// A built configuration.
#[derive(Clone, Debug)]
pub struct ConfigCore {
    /// Values for the config bag.
    pub layer: FrozenLayer,
    pub(crate) cloneable: CloneableLayer,
    /// HTTP client, resolvers, interceptors and the like.
    pub components: RuntimeComponentsBuilder,
    /// Plugins that run after those of the client.
    pub runtime_plugins: Vec<SharedRuntimePlugin>,
    /// The behaviour version, if one was set.
    pub behavior_version: Option<BehaviorVersion>,
}

impl ConfigBuilderCore {
    /// Adds the settings of the service and freezes the values.
    pub fn build(mut self, service: &'static ServiceDef) -> ConfigCore {
        if self.components.time_source().is_none() {
            self.components
                .set_time_source(Some(SharedTimeSource::default()));
        }
        let layer = (service.family.configure)(service, self.layer);
        ConfigCore {
            layer: Layer::from(layer.clone())
                .with_name("service config")
                .freeze(),
            cloneable: layer,
            components: self.components,
            runtime_plugins: self.runtime_plugins,
            behavior_version: self.behavior_version,
        }
    }
}

impl ConfigCore {
    /// Creates a builder with the same settings.
    pub fn to_builder(&self) -> ConfigBuilderCore {
        ConfigBuilderCore {
            layer: self.cloneable.clone(),
            components: self.components.clone(),
            runtime_plugins: self.runtime_plugins.clone(),
            behavior_version: self.behavior_version,
        }
    }

    /// Returns the time source.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.components.time_source()
    }
}

impl ConfigBuilderCore {
    /// Sets the endpoint resolver, which replaces the service's own rules; `None` restores the rules.
    pub fn set_endpoint_resolver(
        &mut self,
        resolver: Option<crate::endpoint::SharedEndpointResolver>,
    ) {
        let marker = resolver.is_some().then_some(CustomEndpointResolver);
        self.layer.store_or_unset(marker);
        self.components.set_endpoint_resolver(resolver);
    }

    /// Sets timeouts. Those that `config` does not set keep their value.
    pub fn set_timeouts(&mut self, config: Option<super::timeout::TimeoutConfig>) {
        let Some(mut config) = config else { return };
        if let Some(base) = self.layer.load::<super::timeout::TimeoutConfig>() {
            config.take_defaults_from(base);
        }
        self.layer.store_put(config);
    }

    /// Adds names of input members that telemetry records.
    pub fn request_attributes(&mut self, names: impl Iterator<Item = String>, capture_only: bool) {
        let requested = self.layer.load::<RequestedTelemetryAttributes>();
        let mut requested = requested.cloned().unwrap_or_default();
        if capture_only {
            requested.capture_only(names)
        } else {
            requested.emit(names)
        };
        self.layer.store_put(requested);
    }

    /// Makes requests reproducible, with a fixed time and fixed idempotency tokens.
    #[cfg(feature = "test-util")]
    pub fn set_plain_test_defaults(&mut self) {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_234_567_890);
        let time = aws_smithy_async::time::StaticTimeSource::new(time);
        self.components
            .set_time_source(Some(SharedTimeSource::new(time)));
        self.layer
            .store_put(crate::operation::IdempotencyTokenProvider::fixed(
                "00000000-0000-4000-8000-000000000000",
            ));
        self.behavior_version = Some(BehaviorVersion::latest());
    }

    /// Sends calls unsigned if no credentials are found.
    pub fn allow_no_auth(&mut self) {
        let plugin = aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2::new();
        self.runtime_plugins.push(SharedRuntimePlugin::new(plugin));
    }
}

#[cfg(feature = "context-params")]
impl ConfigBuilderCore {
    /// Sets or unsets an endpoint parameter that the service's configuration has a setting for
    /// (`smithy.rules#clientContextParams`).
    pub fn set_context_param(
        &mut self,
        name: &'static str,
        value: Option<impl Into<crate::endpoint::rules::Value<'static>>>,
    ) {
        let value = value.map(Into::into);
        self.layer
            .store_append(crate::endpoint::context::ClientParam { name, value });
    }
}
