//! Error types: operation errors, modelled errors, and the service-wide error.

mod context;
mod display;
mod modelled;
mod operation;
#[cfg(not(feature = "aws"))]
mod request_id;
mod set;
mod unhandled;

pub use context::DisplayErrorContext;
pub use display::{fmt_modelled, Describe};
pub use modelled::{ErrorFacts, ModelledError};
pub use operation::OperationError;
pub use set::{unsent, ErrorPart, ErrorSet};
pub use unhandled::{Never, Unhandled, UnknownVariantError, UnknownVariantValue};

pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, CreateUnhandledError};
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
pub use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
#[cfg(feature = "aws")]
pub use aws_types::request_id::RequestId;
#[cfg(not(feature = "aws"))]
pub use request_id::RequestId;

#[cfg(feature = "aws")]
pub(crate) use aws_types::request_id::apply_request_id;
#[cfg(not(feature = "aws"))]
pub(crate) use request_id::apply_request_id;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// Error of a call; `E` is the error type of the operation.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;
