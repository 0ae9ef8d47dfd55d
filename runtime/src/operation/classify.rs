//! Retry classifiers for the errors of a service.
//!
//! The official classifiers for error codes and modelled errors are generic over the error enum, so they would
//! be compiled once for each operation. These classifiers inspect errors through the descriptor of the operation.

use super::OperationDef;
use crate::error::ErrorPart;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};

/// Returns the operation error of an attempt, if it failed with one.
pub(crate) fn failure<'a>(
    def: &OperationDef,
    ctx: &'a InterceptorContext,
) -> Option<ErrorPart<'a>> {
    match ctx.output_or_error()? {
        Ok(_) => None,
        Err(error) => (def.part)(error.as_operation_error()?),
    }
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
