//! Sender of events.

use super::marshal::{error_message, event_message, initial_request};
use super::{EventSource, EventStreamSender};
use crate::error::{ErrorSet, OperationError};
use crate::reflect::{Field, Initial, ReadError, Source, Union, View};
use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_eventstream::frame::{DeferredSigner, MarshallMessage};
use aws_smithy_http::event_stream::{EventOrInitial, MessageStreamAdapter};
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use http_body_util::StreamBody;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{ready, Context, Poll};

/// Takes the sender of events `U` and errors `E` from the member of an input. For descriptors.
pub fn take<U, E>(member: &mut dyn Field) -> Option<Box<dyn EventSource>>
where
    U: Union,
    E: OperationError + ErrorSet,
{
    if !member.is_set() {
        return None;
    }
    let mut sender = EventStreamSender::<U, E>::initial();
    member.exchange(&mut sender);
    Some(Box::new(sender))
}

impl<T: Send + Sync + 'static, E: Send + Sync + 'static> Field for EventStreamSender<T, E> {
    fn view(&self) -> View<'_> {
        View::Stream(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        from.exchange(self)
    }
}

impl<T: Send + Sync + 'static, E: Send + Sync + 'static> Initial for EventStreamSender<T, E> {
    /// Creates a stream without events.
    fn initial() -> Self {
        Self::from(NoEvents(PhantomData))
    }
}

struct NoEvents<T>(PhantomData<fn() -> T>);

impl<T> Stream for NoEvents<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(None)
    }
}

impl<U, E> EventSource for EventStreamSender<U, E>
where
    U: Union,
    E: OperationError + ErrorSet,
{
    fn into_body(
        self: Box<Self>,
        protocol: &SharedClientProtocol,
        initial: Option<Vec<u8>>,
        cfg: &mut ConfigBag,
    ) -> SdkBody {
        // The signature of the first event depends on that of the request, which is made later. Where the request is
        // not signed, the events are sent unsigned.
        let (signer, sender) = DeferredSigner::new();
        cfg.interceptor_state().store_put(sender);
        let events = Outgoing {
            initial: initial.map(|payload| initial_request(protocol, payload)),
            events: Some(self.into_inner()),
        };
        let messages = MessageStreamAdapter::new(
            Marshaller::<OfEvents<U>>::new(protocol),
            Marshaller::<OfErrors<U, E>>::new(protocol),
            signer,
            Box::pin(events),
        );
        SdkBody::from_body_1_x(StreamBody::new(messages))
    }
}

type Events<U, E> = Pin<Box<dyn Stream<Item = Result<U, E>> + Send + Sync>>;

/// A stream of the initial message and the events.
///
/// It can be polled after its end, because the adapter does so after it has sent its own closing message, although
/// the contract of streams does not allow it.
struct Outgoing<U, E> {
    initial: Option<Message>,
    events: Option<Events<U, E>>,
}

impl<U, E> Stream for Outgoing<U, E> {
    type Item = Result<EventOrInitial<U>, E>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(message) = self.initial.take() {
            return Poll::Ready(Some(Ok(EventOrInitial::InitialMessage(message))));
        }
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let event = ready!(events.as_mut().poll_next(cx));
        if event.is_none() {
            self.events = None;
        }
        Poll::Ready(event.map(|event| event.map(EventOrInitial::Event)))
    }
}

/// Converts values into messages; `K` is the kind of values.
struct Marshaller<K> {
    protocol: SharedClientProtocol,
    kind: PhantomData<fn() -> K>,
}

/// [`Marshaller`] kind of events and of the initial message.
struct OfEvents<U>(PhantomData<U>);

/// [`Marshaller`] kind of the errors in the union of events `U`.
struct OfErrors<U, E>(PhantomData<(U, E)>);

impl<K> Marshaller<K> {
    fn new(protocol: &SharedClientProtocol) -> Self {
        Self {
            protocol: protocol.clone(),
            kind: PhantomData,
        }
    }
}

impl<K> fmt::Debug for Marshaller<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Marshaller")
            .field("protocol", &self.protocol.protocol_id())
            .finish_non_exhaustive()
    }
}

impl<U: Union> MarshallMessage for Marshaller<OfEvents<U>> {
    type Input = EventOrInitial<U>;

    fn marshall(&self, input: Self::Input) -> Result<Message, FrameError> {
        match input {
            EventOrInitial::Event(event) => {
                event_message(U::shape(), event.variant(), &self.protocol)
            }
            EventOrInitial::InitialMessage(message) => Ok(message),
        }
    }
}

impl<U: Union, E: ErrorSet + OperationError> MarshallMessage for Marshaller<OfErrors<U, E>> {
    type Input = E;

    fn marshall(&self, error: E) -> Result<Message, FrameError> {
        error_message(U::shape(), error.part(), &self.protocol)
    }
}
