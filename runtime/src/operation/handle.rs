//! The shared state of a client: its configuration as runtime plugins.

use super::plugin::{operation_plugin, service_plugin};
#[cfg(feature = "event-stream")]
use super::traits::OutputStream;
use super::Caller;
use super::{spans, OperationDef, ServiceDef};
use crate::config::{override_plugin, ConfigBuilderCore, ConfigCore};
#[cfg(feature = "context-params")]
use crate::endpoint::context::ClientParam;
#[cfg(feature = "event-stream")]
use crate::event_stream::read_initial_response;
#[cfg(feature = "jmespath")]
use aws_smithy_async::{rt::sleep::SharedAsyncSleep, time::SharedTimeSource};
use aws_smithy_runtime::client::defaults::{default_plugins, DefaultPluginParams};
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::{invoke_with_stop_point, StopPoint};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
#[cfg(feature = "event-stream")]
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
#[cfg(feature = "event-stream")]
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_plugin::{
    RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::ConfigBag;
#[cfg(feature = "context-params")]
use aws_smithy_types::config_bag::{FrozenLayer, Layer};
use std::sync::Arc;
use tracing::Instrument;

/// State that clients, fluent builders and paginators share. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Handle(Arc<RuntimePlugins>);

impl Handle {
    /// Creates the plugins of a client.
    ///
    /// # Panics
    ///
    /// Panics when the configuration is invalid: no behaviour version, retries or timeouts without a sleep
    /// implementation, or an identity cache without a time source. The message names the cause.
    #[track_caller]
    pub fn new(
        service: &'static ServiceDef,
        config: ConfigCore,
        default_version: Option<BehaviorVersion>,
    ) -> Self {
        // The versions are those of the AWS SDK for Rust.
        let latest = || (!service.family.is_aws).then(BehaviorVersion::latest);
        let version = config.behavior_version.or(default_version);
        let Some(version) = version.or_else(latest) else {
            panic!(
                "Invalid client configuration: A behavior major version must be set when sending a \
                 request or constructing a client. You must set it during client construction or \
                 by enabling the `behavior-version-latest` cargo feature."
            );
        };
        let plugins = client_plugins(service, &config, version);
        if let Err(error) = validate(&plugins) {
            panic!("Invalid client configuration: {error}");
        }
        Self(Arc::new(plugins))
    }

    /// Sends one call: all steps between the fluent builder and the orchestrator.
    pub(crate) async fn invoke(
        self,
        def: &'static OperationDef,
        input: Input,
        overrides: Option<ConfigBuilderCore>,
        caller: Option<Caller>,
    ) -> Result<Output, SdkError<Error, HttpResponse>> {
        let plugins = self.plugins_for(def, overrides, caller);
        let service = def.service.sdk_id;
        let context = invoke_with_stop_point(service, def.name, input, &plugins, StopPoint::None)
            .instrument(spans::span(def))
            .await?;
        #[cfg(feature = "event-stream")]
        let context = with_initial_response(def, context).await?;
        context.finalize()
    }

    /// Presigns one call: all steps before its request would be sent.
    #[cfg(feature = "presigning")]
    pub(crate) async fn presign(
        self,
        def: &'static OperationDef,
        input: Input,
        overrides: Option<ConfigBuilderCore>,
        config: crate::presigning::PresigningConfig,
    ) -> Result<crate::presigning::PresignedRequest, SdkError<Error, HttpResponse>> {
        use crate::presigning::{operation_plugin, plugin, PresignedRequest};
        let plugins = self
            .plugins_for(def, overrides, None)
            .with_client_plugin(plugin(&config))
            .with_operation_plugin(operation_plugin(def, config));
        let service = def.service.sdk_id;
        let stop = StopPoint::BeforeTransmit;
        let mut context = invoke_with_stop_point(service, def.name, input, &plugins, stop)
            .instrument(spans::span(def))
            .await?;
        let request = context
            .take_request()
            .ok_or_else(|| SdkError::construction_failure("the call made no request"))?;
        PresignedRequest::new(request).map_err(SdkError::construction_failure)
    }

    /// Returns the time source and the sleep implementation of the client.
    ///
    /// # Errors
    ///
    /// Returns an error when the configuration lacks one of them.
    #[cfg(feature = "jmespath")]
    pub(crate) fn time(&self) -> Result<(SharedTimeSource, SharedAsyncSleep), BoxError> {
        let mut bag = ConfigBag::base();
        let time = self.0.apply_client_configuration(&mut bag)?;
        let time = time.into_time_components();
        let clock = time.time_source().ok_or("waiting needs a time source");
        let sleep = time
            .sleep_impl()
            .ok_or("waiting needs a sleep implementation");
        Ok((clock?, sleep?))
    }

    /// Returns the plugins of one call.
    pub(crate) fn plugins_for(
        &self,
        def: &'static OperationDef,
        overrides: Option<ConfigBuilderCore>,
        caller: Option<Caller>,
    ) -> RuntimePlugins {
        let plugins = RuntimePlugins::clone(&self.0);
        let mut plugins = plugins.with_operation_plugin(operation_plugin(def, caller));
        if let Some(mut overrides) = overrides {
            for plugin in std::mem::take(&mut overrides.runtime_plugins) {
                plugins = plugins.with_operation_plugin(plugin);
            }
            plugins = plugins.with_operation_plugin(override_plugin(overrides));
        }
        plugins
    }
}

/// Reads the message that an RPC protocol sends before the events of a response. The orchestrator cannot do
/// this, because its deserializers are not async.
#[cfg(feature = "event-stream")]
async fn with_initial_response(
    def: &'static OperationDef,
    mut context: InterceptorContext,
) -> Result<InterceptorContext, SdkError<Error, HttpResponse>> {
    let OutputStream::Events(index, put) = def.output_stream else {
        return Ok(context);
    };
    let output = match context.output_or_error_mut() {
        Some(Ok(output)) => (def.output_mut)(output),
        _ => None,
    };
    let Some(output) = output else {
        return Ok(context);
    };
    if let Err(error) = read_initial_response(output, index, put).await {
        // Reported as a response error, with status and headers.
        context.finalize_result(Err(OrchestratorError::response(error)))?;
    }
    Ok(context)
}

fn client_plugins(
    service: &'static ServiceDef,
    config: &ConfigCore,
    version: BehaviorVersion,
) -> RuntimePlugins {
    let partition = (service.family.retry_partition)(service, &config.layer);
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(partition)
        .with_behavior_version(version)
        .with_is_aws_sdk(service.family.is_aws);
    let metrics = MetricsRuntimePlugin::builder()
        .with_scope(service.package)
        .with_time_source(config.time_source().unwrap_or_default())
        .build();
    let mut plugins = RuntimePlugins::new()
        .with_client_plugins(default_plugins(defaults))
        .with_client_plugin(SharedRuntimePlugin::new(
            StaticRuntimePlugin::new()
                .with_config(config.layer.clone())
                .with_runtime_components(config.components.clone()),
        ))
        .with_client_plugin(service_plugin(service, &config.layer));
    #[cfg(feature = "context-params")]
    if let Some(layer) = environment_settings(service, config) {
        let plugin = StaticRuntimePlugin::new().with_config(layer);
        plugins = plugins.with_client_plugin(SharedRuntimePlugin::new(plugin));
    }
    match metrics {
        Ok(metrics) => plugins = plugins.with_client_plugin(SharedRuntimePlugin::new(metrics)),
        // Metrics are optional: a client works without them.
        Err(error) => tracing::warn!(%error, "operation metrics are off"),
    }
    #[cfg(feature = "s3-express")]
    if let Some(def) = service.traits.express {
        if let Some(plugin) = crate::s3_express::provider_plugin(def, config, version) {
            plugins = plugins.with_client_plugin(plugin);
        }
    }
    #[cfg(feature = "region-redirects")]
    if service.traits.region_redirects.is_some() {
        plugins = plugins.with_client_plugin(crate::region_redirects::RedirectPlugin::new());
    }
    for plugin in config.runtime_plugins.iter().cloned() {
        plugins = plugins.with_client_plugin(plugin);
    }
    plugins
}

/// Returns the settings in the environment that the configuration does not have.
#[cfg(feature = "context-params")]
fn environment_settings(service: &ServiceDef, config: &ConfigCore) -> Option<FrozenLayer> {
    let mut layer = Layer::new("environment settings");
    let mut is_empty = true;
    for setting in service.traits.environment_settings {
        let mut params = config.layer.load::<ClientParam>();
        if params.any(|param| param.name == setting.param) {
            continue;
        }
        let text = std::env::var(setting.variable).ok();
        if let Some(param) = text.and_then(|text| setting.parsed(&text)) {
            layer.store_append(param);
            is_empty = false;
        }
    }
    (!is_empty).then(|| layer.freeze())
}

fn validate(plugins: &RuntimePlugins) -> Result<(), BoxError> {
    let mut bag = ConfigBag::base();
    plugins
        .apply_client_configuration(&mut bag)?
        .validate_base_client_config(&bag)
}
