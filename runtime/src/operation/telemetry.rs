//! Recording of input members for telemetry. Only members that the configuration names are recorded.

use super::OperationRef;
use crate::hook::{Hook, Moment};
use crate::reflect::View;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

/// Captures the string members that the configuration names; never sensitive ones.
pub(super) const HOOK: Hook = Hook::new(
    "TelemetryInputCapture",
    Moment::ReadBeforeExecution(capture),
);

fn capture(
    context: &BeforeSerializationInterceptorContextRef<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let requested = cfg.load::<RequestedTelemetryAttributes>();
    let Some(requested) = requested.filter(|r| !r.is_empty()) else {
        return Ok(());
    };
    let def = cfg.load::<OperationRef>();
    let Some(input) = def.and_then(|operation| (operation.def.input)(context.input())) else {
        return Ok(());
    };
    let mut captured = CapturedTelemetryAttributes::default();
    if input.shape().is_sensitive() {
        return Ok(());
    }
    for (index, member) in input.shape().members().iter().enumerate() {
        if member.is_sensitive() || !requested.should_capture(member.wire_name()) {
            continue;
        }
        let Some(field) = input.field(index) else {
            continue;
        };
        if let View::Some(value) = field.view() {
            if let View::Text(text) = value.view() {
                captured.insert(member.wire_name(), text);
            }
        }
    }
    cfg.interceptor_state().store_put(captured);
    Ok(())
}
