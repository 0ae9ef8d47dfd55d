//! Receiver of events.

use super::guard::{Guarded, NotAFrame};
use super::unmarshal::Unmarshaller;
use super::{EventSink, InitialFuture};
use crate::error::{OperationError, SdkError};
use crate::reflect::{Field, Initial, ReadError, Source, Union, View};
use aws_smithy_http::event_stream::{InitialMessageType, Receiver};
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::RawMessage;
use std::error::Error as _;
use std::fmt;

/// Receiver of the events of a response.
pub struct EventReceiver<T, E> {
    /// `None` before the response has arrived, and after an error.
    stream: Option<(Receiver<T, E>, SharedClientProtocol)>,
}

impl<T, E> EventReceiver<T, E> {
    /// Waits for the next event. Returns `Ok(None)` when the stream has ended.
    ///
    /// # Errors
    ///
    /// - [`SdkError::ServiceError`] for an error that the service sends in the stream, whether or not it is in the
    ///   model.
    /// - [`SdkError::DispatchFailure`] when the connection breaks, also in the middle of an event.
    /// - [`SdkError::ResponseError`] for a message that is not an event of the model.
    ///
    /// The stream has ended after any of them.
    pub async fn recv(&mut self) -> Result<Option<T>, SdkError<E, RawMessage>> {
        let Some((receiver, _)) = &mut self.stream else {
            return Ok(None);
        };
        let received = receiver.recv().await;
        if received.is_err() {
            self.stream = None;
        }
        received.map_err(|error| {
            if is_no_frame(&error) {
                SdkError::response_error(NotAFrame, RawMessage::invalid(None))
            } else {
                error
            }
        })
    }
}

/// Returns whether the body failed because of its content, while the connection works.
fn is_no_frame<E>(error: &SdkError<E, RawMessage>) -> bool {
    let SdkError::DispatchFailure(failure) = error else {
        return false;
    };
    let source = failure
        .as_connector_error()
        .and_then(|error| error.source());
    source.is_some_and(|source| source.is::<NotAFrame>())
}

impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name_t = std::any::type_name::<T>();
        let name_e = std::any::type_name::<E>();
        write!(f, "EventReceiver<{name_t}, {name_e}>")
    }
}

impl<T, E> Initial for EventReceiver<T, E> {
    /// Creates a stream that has ended.
    fn initial() -> Self {
        Self { stream: None }
    }
}

impl<T: 'static, E: Send + Sync + 'static> Field for EventReceiver<T, E> {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        from.exchange(self)
    }
}

impl<U: Union, E: OperationError> EventSink for EventReceiver<U, E> {
    fn exchange(&mut self, member: &mut dyn Field) {
        member.exchange(self);
    }

    fn connect(&mut self, body: SdkBody, protocol: &SharedClientProtocol) {
        let body = SdkBody::from_body_1_x(Guarded::new(body));
        let receiver = Receiver::new(Unmarshaller::<U, E>::new(protocol.clone()), body);
        self.stream = Some((receiver, protocol.clone()));
    }

    fn protocol(&self) -> Option<&SharedClientProtocol> {
        self.stream.as_ref().map(|(_, protocol)| protocol)
    }

    fn initial(&mut self) -> InitialFuture<'_> {
        Box::pin(async {
            match &mut self.stream {
                Some((receiver, _)) => Ok(receiver
                    .try_recv_initial(InitialMessageType::Response)
                    .await?),
                None => Ok(None),
            }
        })
    }
}

/// Creates a receiver of events `U` and errors `E`. For descriptors.
pub fn new_receiver<U: Union, E: OperationError>() -> Box<dyn EventSink> {
    Box::new(EventReceiver::<U, E> { stream: None })
}
