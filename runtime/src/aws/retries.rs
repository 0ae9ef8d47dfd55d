//! Retry classifiers for the error codes of services of AWS, and for clock skew.
//!
//! The official classifiers are generic over the error enum, so they would be compiled once for each operation. These
//! inspect errors through the descriptor of the operation.

use crate::operation::{failure, Customization, OperationDef, ServiceDef};
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, RetryReason,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::retry::ErrorKind;
use std::time::Duration;

/// Adds the classifiers of an operation.
pub(super) fn push_classifiers(
    def: &'static OperationDef,
    components: &mut RuntimeComponentsBuilder,
) {
    components.push_retry_classifier(ErrorCodes {
        def,
        transient: transient_codes(def.service),
    });
    components.push_retry_classifier(ClockSkew(def));
}

/// Returns the delay that the service requests with the header `x-amz-retry-after`, in milliseconds. An invalid
/// number is ignored.
fn retry_after(ctx: &InterceptorContext) -> Option<Duration> {
    let header = ctx.response()?.headers().get("x-amz-retry-after")?;
    header.parse().ok().map(Duration::from_millis)
}

/// Retries error codes that mean throttling or a transient failure, whether or not they are in the model.
#[derive(Debug)]
struct ErrorCodes {
    def: &'static OperationDef,
    /// Codes of the service, in addition to those of all services.
    transient: &'static [&'static str],
}

impl ClassifyRetry for ErrorCodes {
    fn classify_retry(&self, ctx: &InterceptorContext) -> RetryAction {
        let code = failure(self.def, ctx).and_then(|part| part.meta().code());
        let Some(code) = code else {
            return RetryAction::NoActionIndicated;
        };
        let kind = if THROTTLING_ERRORS.contains(&code) {
            ErrorKind::ThrottlingError
        } else if TRANSIENT_ERRORS.contains(&code) || self.transient.contains(&code) {
            ErrorKind::TransientError
        } else {
            return RetryAction::NoActionIndicated;
        };
        RetryAction::RetryIndicated(RetryReason::RetryableError {
            kind,
            retry_after: retry_after(ctx),
        })
    }

    /// The delay that the service requests also applies when an earlier classifier decided to retry without setting
    /// a delay.
    fn classify_retry_v2(&self, ctx: &InterceptorContext, previous: &RetryAction) -> RetryAction {
        let own = self.classify_retry(ctx);
        match (own, previous) {
            (
                RetryAction::NoActionIndicated,
                RetryAction::RetryIndicated(RetryReason::RetryableError {
                    kind,
                    retry_after: None,
                }),
            ) => match retry_after(ctx) {
                None => RetryAction::NoActionIndicated,
                after => RetryAction::RetryIndicated(RetryReason::RetryableError {
                    kind: *kind,
                    retry_after: after,
                }),
            },
            (own, _) => own,
        }
    }

    fn name(&self) -> &'static str {
        "AWS Error Code"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_before(
            RetryClassifierPriority::modeled_as_retryable_classifier(),
        )
    }
}

/// Retries failures caused by clock skew. The detection is private to the official classifier; this wrapper only
/// avoids that it is compiled for each operation.
#[derive(Debug)]
struct ClockSkew(&'static OperationDef);

impl ClassifyRetry for ClockSkew {
    fn classify_retry(&self, ctx: &InterceptorContext) -> RetryAction {
        (self.0.clock_skew)(ctx)
    }

    fn name(&self) -> &'static str {
        "ServiceClockSkew"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::http_status_code_classifier())
    }
}

/// Returns the additional error codes of the service that can be retried.
fn transient_codes(service: &ServiceDef) -> &'static [&'static str] {
    let mut customizations = service.traits.customizations.iter();
    customizations
        .find_map(|customization| match customization {
            Customization::TransientCodes(codes) => Some(*codes),
            _ => None,
        })
        .unwrap_or_default()
}
