//! Conversion of the shared configuration of `aws-config` into the configuration of a service.

use super::{EndpointUrl, SdkConfig, UseDualStack, UseFips};
use crate::config::ConfigBuilderCore;
use crate::operation::{RetryDefaults, ServiceDef};
#[cfg(feature = "compression")]
use crate::request::{DisableRequestCompression, RequestMinCompressionSizeBytes};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use aws_types::service_config::ServiceConfigKey;
use std::time::Duration;

/// Copies every setting of the shared configuration.
pub fn builder_from(config: &SdkConfig, service: &'static ServiceDef) -> ConfigBuilderCore {
    let mut core = ConfigBuilderCore {
        behavior_version: config.behavior_version(),
        ..ConfigBuilderCore::default()
    };
    core.set_credentials(config.credentials_provider());
    core.components.set_sleep_impl(config.sleep_impl());
    core.components.set_http_client(config.http_client());
    core.components.set_time_source(config.time_source());
    if let Some(cache) = config.identity_cache() {
        core.components.set_identity_cache(Some(cache));
    }
    store_values(&mut core.layer, config, service);
    #[cfg(feature = "http-auth")]
    super::tokens::take_tokens(&mut core, config, service);
    core
}

fn store_values(layer: &mut CloneableLayer, config: &SdkConfig, service: &'static ServiceDef) {
    layer.store_or_unset(config.region().cloned());
    layer.store_or_unset(config.use_fips().map(UseFips));
    layer.store_or_unset(config.use_dual_stack().map(UseDualStack));
    layer.store_or_unset(config.account_id_endpoint_mode().cloned());
    layer.store_or_unset(endpoint_url(config, service).map(EndpointUrl));
    layer.store_or_unset(config.sigv4a_signing_region_set().cloned());
    layer.store_or_unset(config.auth_scheme_preference().cloned());
    layer.store_or_unset(config.app_name().cloned());
    if let Some(retry) = config.retry_config() {
        let defaults = service.traits.retries;
        layer.store_put(match defaults {
            Some(defaults) => with_defaults(retry.clone(), defaults, config),
            None => retry.clone(),
        });
    }
    if let Some(timeout) = config.timeout_config() {
        layer.store_put(timeout.clone());
    }
    layer.store_or_unset(config.request_checksum_calculation());
    layer.store_or_unset(config.response_checksum_validation());
    #[cfg(feature = "compression")]
    {
        let disabled = config.disable_request_compression();
        layer.store_or_unset(disabled.map(DisableRequestCompression));
        let least = config.request_min_compression_size_bytes();
        layer.store_or_unset(least.map(RequestMinCompressionSizeBytes));
    }
    if let Some(protocol) = config.protocol() {
        layer.store_put(protocol.clone());
    }
    if let Some(protection) = config.stalled_stream_protection() {
        layer.store_put(protection);
    }
    let skew = config.disable_clock_skew_correction();
    layer.store_or_unset(skew.map(DisableClockSkewCorrection::from));
    #[cfg(feature = "context-params")]
    for setting in service.traits.environment_settings {
        let text = service_setting(config, service, setting.variable, setting.profile_key);
        if let Some(value) = text.and_then(|text| setting.parsed(&text)) {
            layer.store_append(value);
        }
    }
    for metadata in config.framework_metadata() {
        layer.store_append(metadata.clone());
    }
}

/// Applies the service's own defaults to retries of version 2.1.
fn with_defaults(retry: RetryConfig, defaults: RetryDefaults, config: &SdkConfig) -> RetryConfig {
    let is_new = |spec: &RetrySpec| spec.is_at_least(RetrySpec::V2_1);
    if !retry.retry_spec().is_some_and(is_new) {
        return retry;
    }
    let backoff = Duration::from_millis(defaults.initial_backoff_millis);
    let spec = RetrySpec::v2_1().with_non_throttling_initial_backoff(backoff);
    let retry = retry.with_retry_spec(spec);
    if config.get_origin("retry_config").is_client_config() {
        retry
    } else {
        retry.with_max_attempts(defaults.max_attempts)
    }
}

/// Returns the endpoint URL: the one set in code, else the service's own from environment or profile, else the common
/// one.
fn endpoint_url(config: &SdkConfig, service: &'static ServiceDef) -> Option<String> {
    let common = || config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return common();
    }
    service_setting(config, service, "AWS_ENDPOINT_URL", "endpoint_url").or_else(common)
}

/// Returns a setting of the service in the environment or in the profile.
fn service_setting(
    config: &SdkConfig,
    service: &'static ServiceDef,
    variable: &str,
    profile_key: &str,
) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(service.sdk_id)
        .env(variable)
        .profile(profile_key)
        .build()
        .ok()?;
    config.service_config()?.load_config(key)
}
