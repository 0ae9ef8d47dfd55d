//! Event streams: unions of events that are sent or received during a call.
//!
//! The `EventStreamSender` of an input becomes the body of the request, and the body of a response becomes the
//! `EventReceiver` of the output. Events are written and read through reflection, so generated code only refers to
//! `take` and `new_receiver` with its types. All of it needs the cargo feature `event-stream`, which services without event
//! streams do not enable.

mod initial;

#[cfg(feature = "event-stream")]
mod guard;
#[cfg(feature = "event-stream")]
mod marshal;
#[cfg(feature = "event-stream")]
mod read;
#[cfg(feature = "event-stream")]
mod receiver;
#[cfg(feature = "event-stream")]
mod sender;
#[cfg(feature = "event-stream")]
mod source;
#[cfg(feature = "event-stream")]
mod unmarshal;

pub(crate) use initial::sends_initial_messages;

#[cfg(feature = "event-stream")]
pub(crate) use initial::read_initial_response;
#[cfg(feature = "event-stream")]
pub use source::{EventSink, EventSource, InitialFuture, NewReceiver, TakeEvents};

#[cfg(feature = "event-stream")]
pub use aws_smithy_http::event_stream::EventStreamSender;
#[cfg(feature = "event-stream")]
pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
#[cfg(feature = "event-stream")]
pub use aws_smithy_types::str_bytes::StrBytes;
#[cfg(feature = "event-stream")]
pub use receiver::{new_receiver, EventReceiver};
#[cfg(feature = "event-stream")]
pub use sender::take;

/// Media type of a body of event stream frames.
#[cfg(feature = "event-stream")]
pub(crate) const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
