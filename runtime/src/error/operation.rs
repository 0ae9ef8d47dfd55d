//! Errors of operations.

use super::modelled::read_error;
use super::ErrorSet;
use crate::reflect::{ReadError, Structure};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
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
    /// The modelled error of that code, without any member set; `None` if the set has none.
    fn of_code(code: &str) -> Option<Self>
    where
        Self: Sized;

    /// The modelled error to be read; `None` if it is unhandled.
    fn modelled_mut(&mut self) -> Option<&mut dyn Structure>;

    /// The modelled error with the code of `meta`, read by `fill`; `None` if the set has none.
    ///
    /// # Errors
    ///
    /// Those of `fill`.
    // Not with `?` or `map`: these would be compiled for each operation of a program.
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
