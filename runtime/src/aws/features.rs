//! Recording of the features in use, for the `m/` part of the `user-agent` header.

use crate::hook::{Hook, Moment};
use crate::operation::{Caller, OperationRef};
use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};

/// Name of the meter provider of `aws-smithy-observability-otel`.
const OTEL_PROVIDER: &str = "AwsSmithyObservabilityOtelProvider";

/// Interceptor that records the features of a call.
// Not earlier, because the interceptors of a client do not see the settings of the operation before execution.
pub(super) const HOOK: Hook = Hook::new("SdkFeatures", Moment::ReadBeforeSerialization(record));

fn record(
    _context: &BeforeSerializationInterceptorContextRef<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    if cfg.load::<EndpointUrl>().is_some() {
        cfg.interceptor_state()
            .store_append(AwsSdkFeature::EndpointOverride);
    }
    if let Some(feature) = account_id_mode(cfg) {
        cfg.interceptor_state().store_append(feature);
    }
    for feature in smithy_features(cfg) {
        cfg.interceptor_state().store_append(feature);
    }
    Ok(())
}

/// Returns how account ids are used, where the service's endpoints can contain them.
fn account_id_mode(cfg: &ConfigBag) -> Option<AwsSdkFeature> {
    let operation = cfg.load::<OperationRef>()?;
    if !operation.def.service.traits.account_id_endpoints {
        return None;
    }
    match cfg.load::<AccountIdEndpointMode>() {
        None | Some(AccountIdEndpointMode::Preferred) => {
            Some(AwsSdkFeature::AccountIdModePreferred)
        }
        Some(AccountIdEndpointMode::Required) => Some(AwsSdkFeature::AccountIdModeRequired),
        Some(AccountIdEndpointMode::Disabled) => Some(AwsSdkFeature::AccountIdModeDisabled),
        Some(_) => None,
    }
}

fn smithy_features(cfg: &ConfigBag) -> Vec<SmithySdkFeature> {
    let mut features = Vec::new();
    // As in the official crates, the protocol is recorded only where it is the default of the service.
    let operation = cfg.load::<OperationRef>();
    let own = operation.and_then(|operation| operation.def.service.protocols.first());
    let used = cfg.load::<SharedClientProtocol>();
    let rpc_v2_cbor = "smithy.protocols#rpcv2Cbor";
    if own.is_some_and(|p| p.id == rpc_v2_cbor)
        && used.is_some_and(|p| p.protocol_id().as_str() == rpc_v2_cbor)
    {
        features.push(SmithySdkFeature::ProtocolRpcV2Cbor);
    }
    match operation.and_then(|operation| operation.caller.as_ref()) {
        Some(Caller::Paginator) => features.push(SmithySdkFeature::Paginator),
        #[cfg(feature = "jmespath")]
        Some(Caller::Waiter(_)) => features.push(SmithySdkFeature::Waiter),
        None => {}
    }
    match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
        Some(RetryMode::Standard) => features.push(SmithySdkFeature::RetryModeStandard),
        Some(RetryMode::Adaptive) => features.push(SmithySdkFeature::RetryModeAdaptive),
        _ => {}
    }
    if let Ok(provider) = aws_smithy_observability::global::get_telemetry_provider() {
        if provider.meter_provider().provider_name() == OTEL_PROVIDER {
            features.push(SmithySdkFeature::ObservabilityOtelMetrics);
        }
    }
    features
}
