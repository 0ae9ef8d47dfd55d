//! Errors that are in the model (`smithy.api#error`).

use crate::reflect::{ReadError, Structure, View};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

/// A generated error structure. It has one method of its own, because each is compiled for every error of a crate.
pub trait ModelledError: Structure + std::error::Error {
    /// Returns the metadata of the error, and whether it can be retried.
    fn facts(&self) -> ErrorFacts<'_>;
}

/// The metadata of a modelled error, and whether it can be retried.
#[derive(Clone, Copy, Debug)]
pub struct ErrorFacts<'a> {
    /// Code, message and request id.
    pub(super) meta: &'a ErrorMetadata,
    /// How the error can be retried, where the model declares it (`smithy.api#retryable`).
    pub(super) retryable: Option<ErrorKind>,
}

impl<'a> ErrorFacts<'a> {
    /// Creates the facts of an error that the model does not mark as retryable.
    pub fn new(meta: &'a ErrorMetadata) -> Self {
        Self {
            meta,
            retryable: None,
        }
    }

    /// Marks the error as retryable.
    pub fn retryable(mut self, kind: ErrorKind) -> Self {
        self.retryable = Some(kind);
        self
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
        if let Some(member) = error.text_mut(members[index].wire_name()) {
            match (member.view(), meta.message()) {
                // Not a member that is optional and set: the service has sent an empty text.
                (View::None | View::Text(""), Some(message)) => member.set_text(message.to_owned()),
                // Not a required member: it is empty if the service has not sent it.
                (View::Some(sent), None) => {
                    if let View::Text(message) = sent.view() {
                        meta = meta.into_builder().message(message).build();
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(extra) = error.extra_mut() {
        if let View::Meta(present) = extra.view() {
            if let Some(code) = present.code() {
                meta = meta.into_builder().code(code).build();
            }
        }
        extra.exchange(&mut meta);
    }
}
