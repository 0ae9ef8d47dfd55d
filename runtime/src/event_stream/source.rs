//! Traits for event streams without their event types.

use crate::reflect::Field;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::event_stream::Message;
use std::future::Future;
use std::pin::Pin;

/// Takes the sender from the member of an input; `None` where the member has none.
pub type TakeEvents = fn(&mut dyn Field) -> Option<Box<dyn EventSource>>;

/// Creates a receiver for the member of an output.
pub type NewReceiver = fn() -> Box<dyn EventSink>;

/// Events to be sent.
pub trait EventSource: Send {
    /// Returns the body of a request that sends `initial`, if present, and then the events.
    ///
    /// Stores the channel to the signer of the events in `cfg`, for the auth scheme.
    fn into_body(
        self: Box<Self>,
        protocol: &SharedClientProtocol,
        initial: Option<Vec<u8>>,
        cfg: &mut ConfigBag,
    ) -> SdkBody;
}

/// Future that waits for the first message of a response.
pub type InitialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Message>, BoxError>> + Send + 'a>>;

/// Receiver of the events of a response.
pub trait EventSink: Send {
    /// Exchanges the receiver with that in the member of an output.
    fn exchange(&mut self, member: &mut dyn Field);

    /// Sets the body to receive events from.
    fn connect(&mut self, body: SdkBody, protocol: &SharedClientProtocol);

    /// Returns the protocol of the response.
    fn protocol(&self) -> Option<&SharedClientProtocol>;

    /// Waits for the first message, and returns it if it is an `initial-response`.
    fn initial(&mut self) -> InitialFuture<'_>;
}
