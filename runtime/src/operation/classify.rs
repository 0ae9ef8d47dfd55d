//! Retry classifiers for the errors of a service.
//!
//! The official classifiers for error codes and modelled errors are generic over the error enum, so they would
//! be compiled once for each operation. These classifiers inspect errors through the descriptor of the operation.

use super::OperationDef;
use crate::error::ErrorPart;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, RetryReason,
};
use aws_smithy_types::retry::ErrorKind;
use std::time::Duration;

/// Returns the operation error of an attempt, if it failed with one.
fn failure<'a>(def: &OperationDef, ctx: &'a InterceptorContext) -> Option<ErrorPart<'a>> {
    match ctx.output_or_error()? {
        Ok(_) => None,
        Err(error) => (def.part)(error.as_operation_error()?),
    }
}

/// Returns the delay that the service requests with the header `x-amz-retry-after`, in milliseconds. An invalid
/// number is ignored.
fn retry_after(ctx: &InterceptorContext) -> Option<Duration> {
    let header = ctx.response()?.headers().get("x-amz-retry-after")?;
    header.parse().ok().map(Duration::from_millis)
}

/// Retries errors that the model marks with `smithy.api#retryable`.
#[derive(Debug)]
pub(super) struct ModelledRetries(pub(super) &'static OperationDef);

impl ClassifyRetry for ModelledRetries {
    fn classify_retry(&self, ctx: &InterceptorContext) -> RetryAction {
        failure(self.0, ctx)
            .and_then(ErrorPart::retryable)
            .map_or(RetryAction::NoActionIndicated, RetryAction::retryable_error)
    }

    fn name(&self) -> &'static str {
        "Errors Modeled As Retryable"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::modeled_as_retryable_classifier()
    }
}

/// Retries error codes that mean throttling or a transient failure, whether or not they are in the model.
#[derive(Debug)]
pub(super) struct ErrorCodes {
    pub(super) def: &'static OperationDef,
    /// Codes of the service, in addition to those of all services.
    pub(super) transient: &'static [&'static str],
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
pub(super) struct ClockSkew(pub(super) &'static OperationDef);

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
