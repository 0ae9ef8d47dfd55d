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
                // An optional member that is set keeps its text, even an empty one, which the service has sent.
                (View::None | View::Text(""), Some(message)) => member.set_text(message.to_owned()),
                // The empty text of a required member says nothing: it has this text where the service left it out.
                (View::Text(message), None) if !message.is_empty() => {
                    meta = meta.into_builder().message(message).build();
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::Field;
    use crate::schema::{SchemaText, Shape};

    static TEXT: SchemaText = SchemaText::new(
        "farrier-schema 1\n\
         namespace example.weather\n\
         Gone structure message=Message:string(required)\n",
    );

    /// An error whose message is required, or optional.
    struct Gone<T> {
        message: T,
        meta: ErrorMetadata,
    }

    impl<T: Field> Structure for Gone<T> {
        fn shape(&self) -> &'static Shape {
            TEXT.shape("Gone")
        }
        fn field(&self, index: usize) -> Option<&dyn Field> {
            [&self.message as &dyn Field, &self.meta]
                .into_iter()
                .nth(index)
        }
        fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
            [&mut self.message as &mut dyn Field, &mut self.meta]
                .into_iter()
                .nth(index)
        }
    }

    /// Returns the message of the member and that of the metadata.
    fn completed<T: Field>(message: T, of_response: Option<&str>) -> (T, Option<String>) {
        let mut meta = ErrorMetadata::builder();
        if let Some(message) = of_response {
            meta = meta.message(message);
        }
        let mut error = Gone {
            message,
            meta: ErrorMetadata::builder().build(),
        };
        complete(&mut error, &meta.build());
        (error.message, error.meta.message().map(str::to_owned))
    }

    #[test]
    fn the_member_and_the_metadata_have_the_same_message() {
        let text = |text: &str| text.to_owned();
        let some = |text: &str| Some(text.to_owned());
        // The events of XML have a message in the member only.
        assert_eq!(completed(text("a"), None), (text("a"), some("a")));
        assert_eq!(completed(some("a"), None), (some("a"), some("a")));
        assert_eq!(completed(text(""), Some("b")), (text("b"), some("b")));
        assert_eq!(completed(None, Some("b")), (some("b"), some("b")));
        // A required member that was left out is empty, an optional one was sent empty.
        assert_eq!(completed(text(""), None), (text(""), None));
        assert_eq!(completed(some(""), None), (some(""), some("")));
        assert_eq!(completed(None::<String>, None), (None, None));
        assert_eq!(completed(some(""), Some("b")), (some(""), some("b")));
    }
}
