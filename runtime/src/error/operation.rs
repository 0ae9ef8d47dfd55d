//! Error types of operations.

use super::modelled::read_error;
use super::ErrorSet;
use crate::reflect::{ReadError, Structure};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;

/// A generated error enum. A marker type makes it distinct for each operation.
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
    /// Returns the modelled error with that code, without any member set, or `None` if the enum does not have it.
    fn of_code(code: &str) -> Option<Self>
    where
        Self: Sized;

    /// Returns the modelled error, to be read; `None` if it is unhandled.
    fn modelled_mut(&mut self) -> Option<&mut dyn Structure>;

    /// Returns the modelled error with the code of `meta`, read by `fill`, or `None` if the enum does not have it.
    ///
    /// # Errors
    ///
    /// Returns the errors of `fill`.
    // Without `?` and `map`, because these would be compiled for each operation of a program.
    fn read(
        meta: &ErrorMetadata,
        fill: &mut dyn FnMut(&mut dyn Structure) -> Result<(), ReadError>,
    ) -> Result<Option<Self>, ReadError>
    where
        Self: Sized,
    {
        let Some(code) = meta.code() else {
            return Ok(None);
        };
        let Some(mut error) = Self::of_code(code) else {
            return Ok(None);
        };
        let read = match error.modelled_mut() {
            Some(modelled) => read_error(modelled, meta, fill),
            None => Ok(()),
        };
        match read {
            Ok(()) => Ok(Some(error)),
            Err(error) => Err(error),
        }
    }
}
