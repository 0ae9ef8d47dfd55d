//! Event streams: unions of events that flow while a call is under way.

use crate::error::OperationError;
use crate::reflect::{Field, Initial, Union, View};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::body::SdkBody;
pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
pub use aws_smithy_types::str_bytes::StrBytes;
use std::fmt;
use std::marker::PhantomData;

/// Takes the sender out of an input's member, as a source of frames.
pub type TakeEvents = fn(&mut dyn Field) -> Option<Box<dyn EventSource>>;

/// Puts a receiver of the frames in a response's body into an output's member.
pub type PutEvents = fn(&mut dyn Field, SdkBody);

/// Events to be sent, without their type.
pub trait EventSource: fmt::Debug + Send + Sync {}

/// Sends events; made of a stream of them.
pub struct EventStreamSender<T, E> {
    next: Option<Result<T, E>>,
}

impl<T, E> fmt::Debug for EventStreamSender<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStreamSender").finish_non_exhaustive()
    }
}

impl<T, E> EventStreamSender<T, E> {
    /// A stream of one event.
    pub fn once(item: Result<T, E>) -> Self {
        Self { next: Some(item) }
    }
}

/// Receives events, one at a time.
pub struct EventReceiver<T, E> {
    body: SdkBody,
    events: PhantomData<fn() -> Result<T, E>>,
}

impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReceiver")
            .field("body", &self.body)
            .finish()
    }
}

impl<T: Union, E: OperationError> Field for EventStreamSender<T, E> {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, _: &Schema<'_>, from: &mut dyn ShapeDeserializer) -> Result<(), SerdeError> {
        from.skip_value()
    }
}

impl<T: Union, E: OperationError> Initial for EventStreamSender<T, E> {
    fn initial() -> Self {
        Self { next: None }
    }
}

impl<T: Union, E: OperationError> Field for EventReceiver<T, E> {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, _: &Schema<'_>, from: &mut dyn ShapeDeserializer) -> Result<(), SerdeError> {
        from.skip_value()
    }
}

impl<T: Union, E: OperationError> Initial for EventReceiver<T, E> {
    fn initial() -> Self {
        Self {
            body: SdkBody::empty(),
            events: PhantomData,
        }
    }
}

#[derive(Debug)]
struct Events;

impl EventSource for Events {}

/// The function of [`TakeEvents`] for a member of that type.
pub fn take<T: Union, E: OperationError>(field: &mut dyn Field) -> Option<Box<dyn EventSource>> {
    let sender = field.downcast_mut::<EventStreamSender<T, E>>()?;
    sender.next.take().map(|_| Box::new(Events) as _)
}

/// The function of [`PutEvents`] for a member of that type.
pub fn put<T: Union, E: OperationError>(field: &mut dyn Field, body: SdkBody) {
    if let Some(receiver) = field.downcast_mut::<EventReceiver<T, E>>() {
        receiver.body = body;
    }
}
