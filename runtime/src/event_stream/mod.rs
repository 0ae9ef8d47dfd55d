//! Event streams: unions of events that flow while a call is under way.
//!
//! An input's `EventStreamSender` becomes the body of the request, a response's body becomes the
//! `EventReceiver` of an output. Events are written and read through reflection, so that generated
//! code names [`take`] and [`put`] with its types and nothing else. What names event frames is
//! behind the cargo feature `event-stream`; services without events do without it.

mod initial;
mod source;

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
mod unmarshal;

pub(crate) use initial::{read_initial_response, sends_initial_messages};
pub use source::{EventSink, EventSource, InitialFuture, PutEvents, TakeEvents};

#[cfg(feature = "event-stream")]
pub use aws_smithy_http::event_stream::EventStreamSender;
#[cfg(feature = "event-stream")]
pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
#[cfg(feature = "event-stream")]
pub use aws_smithy_types::str_bytes::StrBytes;
#[cfg(feature = "event-stream")]
pub use receiver::{put, EventReceiver};
#[cfg(feature = "event-stream")]
pub use sender::take;

/// The media type of a body that is a sequence of frames.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
