//! Errors that are in the model (`smithy.api#error`).

use crate::reflect::{ReadError, Structure};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

/// A generated error structure.
pub trait ModelledError:
    Structure + std::error::Error + ProvideErrorMetadata + Send + Sync + 'static
{
    /// Returns whether the error can be retried, where the model declares it (`smithy.api#retryable`).
    fn retryable(&self) -> Option<ErrorKind> {
        None
    }
}

/// Reads an error, and adds the details that the response has in addition to the members.
pub(super) fn read_error(
    error: &mut dyn Structure,
    meta: &ErrorMetadata,
    fill: &mut dyn FnMut(&mut dyn Structure) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    fill(error)?;
    complete(error, meta);
    Ok(())
}

/// Synchronizes the message of the metadata with the member.
///
/// Protocols find the message in more places than the member's own name, so it fills an unset member. Where they
/// find none, the member provides it: events in XML have no envelope to search. An existing code stays, since it
/// is that of the query protocol.
fn complete(error: &mut dyn Structure, meta: &ErrorMetadata) {
    let mut meta = meta.clone();
    let members = error.shape().members();
    if let Some(index) = members.iter().position(|m| m.rust_name() == "message") {
        let member = error.field_mut(index);
        match (member, meta.message()) {
            (Some(member), Some(message)) => {
                if let Some(text @ None) = member.downcast_mut::<Option<String>>() {
                    *text = Some(message.to_owned());
                } else if let Some(text) = member.downcast_mut::<String>().filter(|t| t.is_empty())
                {
                    message.clone_into(text);
                }
            }
            (Some(member), None) => {
                if let Some(Some(message)) = member.downcast_mut::<Option<String>>() {
                    meta = meta.into_builder().message(message.as_str()).build();
                }
            }
            (None, _) => {}
        }
    }
    let slot = error.extra_mut();
    if let Some(slot) = slot.and_then(|extra| extra.downcast_mut::<ErrorMetadata>()) {
        if let Some(code) = slot.code() {
            meta = meta.into_builder().code(code).build();
        }
        *slot = meta;
    }
}
