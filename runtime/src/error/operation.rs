//! Errors of operations.

use super::ErrorSet;
use crate::reflect::Structure;
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;

/// A generated set of errors, made distinct per operation by its marker.
pub trait OperationError:
    std::error::Error
    + ErrorSet
    + ProvideErrorMetadata
    + ProvideErrorKind
    + CreateUnhandledError
    + Send
    + Sync
    + 'static
{
    /// The modelled error with the code of `meta`, read by `fill`; `None` if the set has none.
    fn read(
        meta: &ErrorMetadata,
        fill: &mut dyn FnMut(&mut dyn Structure) -> Result<(), SerdeError>,
    ) -> Result<Option<Self>, SerdeError>
    where
        Self: Sized;
}
