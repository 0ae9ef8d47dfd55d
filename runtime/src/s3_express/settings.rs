//! The configuration of the call that creates a session: that of the call which needs it, without its interceptors.

use crate::config::{
    AppName, AuthSchemePreference, ConfigBuilderCore, EndpointUrl, FrameworkMetadata, Region,
    SigningRegionSet, StalledStreamProtectionConfig, UseDualStack, UseFips,
};
use crate::endpoint::context::ClientParam;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Storable, StoreReplace};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

/// Returns the settings and components of the current call.
pub(super) fn of_call(
    cfg: &ConfigBag,
    components: &RuntimeComponents,
    version: BehaviorVersion,
) -> ConfigBuilderCore {
    let mut core = ConfigBuilderCore {
        components: components.to_builder(),
        behavior_version: Some(version),
        ..ConfigBuilderCore::default()
    };
    // They are made for the call that needs the session.
    core.components
        .set_interceptors(std::iter::empty::<SharedInterceptor>());
    let layer = &mut core.layer;
    copy::<Region>(cfg, layer);
    copy::<UseFips>(cfg, layer);
    copy::<UseDualStack>(cfg, layer);
    copy::<EndpointUrl>(cfg, layer);
    copy::<SigningRegionSet>(cfg, layer);
    copy::<AuthSchemePreference>(cfg, layer);
    copy::<StalledStreamProtectionConfig>(cfg, layer);
    copy::<RetryConfig>(cfg, layer);
    copy::<RetryPartition>(cfg, layer);
    copy::<TimeoutConfig>(cfg, layer);
    copy::<AppName>(cfg, layer);
    copy::<DisableClockSkewCorrection>(cfg, layer);
    copy::<RequestChecksumCalculation>(cfg, layer);
    copy::<ResponseChecksumValidation>(cfg, layer);
    // The newest come first, and have to be appended last.
    let params: Vec<_> = cfg.load::<ClientParam>().cloned().collect();
    for param in params.into_iter().rev() {
        layer.store_append(param);
    }
    let frameworks: Vec<_> = cfg.load::<FrameworkMetadata>().cloned().collect();
    for framework in frameworks.into_iter().rev() {
        layer.store_append(framework);
    }
    core
}

fn copy<T>(cfg: &ConfigBag, layer: &mut CloneableLayer)
where
    T: Storable<Storer = StoreReplace<T>> + Clone,
{
    layer.store_or_unset(cfg.load::<T>().cloned());
}
