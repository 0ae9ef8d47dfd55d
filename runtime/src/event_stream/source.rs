//! Streams of events without the types of their events.

use crate::reflect::Field;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::event_stream::Message;
use std::future::Future;
use std::pin::Pin;

/// Takes the sender out of an input's member; `None` where the member holds none.
pub type TakeEvents = fn(&mut dyn Field) -> Option<Box<dyn EventSource>>;

/// Finds the receiver in an output's member, making one where the member is optional; `None` for a
/// member of another type.
pub type PutEvents = fn(&mut dyn Field) -> Option<&mut dyn EventSink>;

/// Events to be sent.
pub trait EventSource: Send {
    /// The body of a request that sends `initial`, if there is one, and then the events.
    ///
    /// The way to the signer of the events is left in `cfg` for the auth scheme.
    fn into_body(
        self: Box<Self>,
        protocol: &SharedClientProtocol,
        initial: Option<Vec<u8>>,
        cfg: &mut ConfigBag,
    ) -> SdkBody;
}

/// Waits for the first message of a response.
pub type InitialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Message>, BoxError>> + Send + 'a>>;

/// Where the events of a response are received.
pub trait EventSink: Send {
    /// Receives from that body from now on.
    fn connect(&mut self, body: SdkBody, protocol: &SharedClientProtocol);

    /// The protocol of the response.
    fn protocol(&self) -> Option<&SharedClientProtocol>;

    /// Waits for the first message; gives it if it is an `initial-response`.
    fn initial(&mut self) -> InitialFuture<'_>;
}
