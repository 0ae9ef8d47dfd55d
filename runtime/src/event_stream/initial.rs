//! Initial messages, which carry the members other than the stream in RPC protocols.

#[cfg(feature = "event-stream")]
use super::{EventSink, NewReceiver};
#[cfg(feature = "event-stream")]
use crate::config::ResponseLimits;
#[cfg(feature = "event-stream")]
use crate::reflect::{read_structure, Structure};
#[cfg(feature = "event-stream")]
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::protocol::SharedClientProtocol;

/// Returns whether the members other than an event stream are sent as `initial-request` and `initial-response`.
///
/// REST protocols bind them to the HTTP message; see the Amazon Event Stream specification of Smithy.
pub(crate) fn sends_initial_messages(protocol: &SharedClientProtocol) -> bool {
    matches!(
        protocol.protocol_id().as_str(),
        "aws.protocols#awsJson1_0"
            | "aws.protocols#awsJson1_1"
            | "smithy.protocols#rpcv2Cbor"
            | "smithy.protocols#rpcv2Json"
    )
}

/// Waits for the initial response of an RPC protocol and reads it into the output.
///
/// If the stream begins with another message, that message is received first.
///
/// # Errors
///
/// Returns an error when the stream breaks before its first message is complete, or when that message cannot be read.
#[cfg(feature = "event-stream")]
pub(crate) async fn read_initial_response(
    output: &mut dyn Structure,
    index: usize,
    new: NewReceiver,
) -> Result<(), BoxError> {
    let mut events = new();
    exchange(output, index, &mut *events);
    // Outputs that are not read from a response, such as those of mocks, have none.
    let protocol = events.protocol().cloned();
    let protocol = protocol.filter(sends_initial_messages);
    let message = match &protocol {
        Some(_) => events.initial().await,
        None => Ok(None),
    };
    exchange(output, index, &mut *events);
    let Some(protocol) = protocol else {
        return Ok(());
    };
    let message = message?;
    let Some(message) = message.filter(|message| !message.payload().is_empty()) else {
        return Ok(());
    };
    let codec = protocol.payload_codec();
    let codec = codec.ok_or("the protocol cannot read the payload of an initial response")?;
    let mut payload = codec.create_deserializer(message.payload());
    let budget = ResponseLimits::DEFAULT.budget(message.payload().len());
    read_structure(output, &mut *payload, &budget)?;
    Ok(())
}

/// Exchanges `events` with the receiver in a member.
#[cfg(feature = "event-stream")]
fn exchange(output: &mut dyn Structure, index: usize, events: &mut dyn EventSink) {
    if let Some(member) = output.field_mut(index) {
        events.exchange(member);
    }
}
