//! Conversion of messages into events and errors; see the Amazon Event Stream specification of Smithy.

use super::read::EventReader;
use crate::config::ResponseLimits;
use crate::error::OperationError;
use crate::reflect::{read_structure, Source, Union};
use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_eventstream::frame::{UnmarshallMessage, UnmarshalledMessage};
use aws_smithy_eventstream::smithy::parse_response_headers;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::Message;
use std::fmt;
use std::marker::PhantomData;

/// Reads the events of a union `U` and the errors `E` of the stream.
pub(super) struct Unmarshaller<U, E> {
    protocol: SharedClientProtocol,
    types: PhantomData<fn() -> (U, E)>,
}

impl<U, E> Unmarshaller<U, E> {
    pub(super) fn new(protocol: SharedClientProtocol) -> Self {
        Self {
            protocol,
            types: PhantomData,
        }
    }
}

impl<U, E> fmt::Debug for Unmarshaller<U, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmarshaller")
            .field("protocol", &self.protocol.protocol_id())
            .finish_non_exhaustive()
    }
}

impl<U: Union, E: OperationError> UnmarshallMessage for Unmarshaller<U, E> {
    type Output = U;
    type Error = E;

    fn unmarshall(&self, message: &Message) -> Result<UnmarshalledMessage<U, E>, FrameError> {
        if let Some(meta) = unmodelled(message) {
            let error = E::create_unhandled_error(meta.clone().into(), Some(meta));
            return Ok(UnmarshalledMessage::Error(error));
        }
        let headers = parse_response_headers(message)?;
        let name = headers.smithy_type.as_str();
        // The parser accepts only these two.
        match headers.message_type.as_str() {
            "event" => self.event(name, message).map(UnmarshalledMessage::Event),
            _ => self.error(name, message).map(UnmarshalledMessage::Error),
        }
    }
}

impl<U: Union, E: OperationError> Unmarshaller<U, E> {
    fn event(&self, name: &str, message: &Message) -> Result<U, FrameError> {
        let shape = U::shape();
        let known = match shape.position(name) {
            Some(index) => {
                let schema = shape.member(index).map_err(|e| unreadable(name, e))?;
                let mut reader = EventReader::of(message, &self.protocol)?;
                let budget = ResponseLimits::DEFAULT.budget(message.payload().len());
                U::read(index, &mut |field| {
                    field.read(Source::Document(schema, &mut reader, &budget))
                })
                .map_err(|e| unreadable(name, e))?
            }
            None => None,
        };
        Ok(known.unwrap_or_else(|| U::unknown(name.to_owned())))
    }

    /// Reads an exception. It is modelled where the set of errors has its name.
    fn error(&self, name: &str, message: &Message) -> Result<E, FrameError> {
        let details = self
            .protocol
            .parse_event_stream_error_metadata(message.payload());
        let (details, unreadable_body) = match details {
            Ok(details) => (details, None),
            Err(error) => (ErrorMetadata::builder(), Some(error)),
        };
        // The header has the code of the error. A code in the payload is for protocols without that header.
        let meta = details.code(name).build();
        let mut reader = EventReader::of(message, &self.protocol)?;
        let budget = ResponseLimits::DEFAULT.budget(message.payload().len());
        let modelled = E::read(&meta, &mut |error| {
            read_structure(error, &mut reader, &budget)
        });
        let modelled = modelled.map_err(|e| unreadable(name, e))?;
        Ok(modelled.unwrap_or_else(|| {
            let source = match unreadable_body {
                Some(error) => error.into(),
                None => meta.clone().into(),
            };
            E::create_unhandled_error(source, Some(meta))
        }))
    }
}

fn unreadable(name: &str, error: impl fmt::Display) -> FrameError {
    FrameError::unmarshalling(format!("`{name}`: {error}"))
}

/// Returns the metadata of a message of the type `error`, which is not in the model.
fn unmodelled(message: &Message) -> Option<ErrorMetadata> {
    let header = |name: &str| {
        let header = message
            .headers()
            .iter()
            .find(|h| h.name().as_str() == name)?;
        header.value().as_string().ok().map(|text| text.as_str())
    };
    if header(":message-type") != Some("error") {
        return None;
    }
    let mut meta = ErrorMetadata::builder();
    if let Some(code) = header(":error-code") {
        meta = meta.code(code);
    }
    if let Some(text) = header(":error-message") {
        meta = meta.message(text);
    }
    Some(meta.build())
}
