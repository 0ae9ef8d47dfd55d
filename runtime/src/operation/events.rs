//! Streams of events: from inputs into requests, and from responses into outputs.

use super::headers::is_from_member;
use super::stream::no_stream;
use super::traits::InputStream;
use super::OperationDef;
use crate::event_stream::{sends_initial_messages, EventSource, NewReceiver, MEDIA_TYPE};
use crate::reflect::Structure;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// Events taken from an input, and whether the input has other members.
pub(super) struct Taken(Box<dyn EventSource>, bool);

/// Takes the events from an input.
pub(super) fn take(
    def: &OperationDef,
    input: &mut dyn Structure,
) -> Result<Option<Taken>, BoxError> {
    let InputStream::Events(index, take) = def.input_stream else {
        return Ok(None);
    };
    let shape = input.shape();
    let events = input.field_mut(index).and_then(take);
    let events = events.ok_or_else(|| match shape.members().get(index) {
        Some(member) => format!("`{}` holds no events to send", member.wire_name()),
        None => "the input has no events where its descriptor says so".to_owned(),
    })?;
    Ok(Some(Taken(events, shape.members().len() > 1)))
}

/// Sets the events as the body of the request.
pub(super) fn attach(
    Taken(events, has_others): Taken,
    protocol: &SharedClientProtocol,
    request: &mut HttpRequest,
    input: &dyn Structure,
    cfg: &mut ConfigBag,
) {
    let typed = is_from_member(input, request, "content-type");
    // The protocol wrote the other members into headers or as a document.
    let initial = (has_others && sends_initial_messages(protocol))
        .then(|| request.body().bytes().unwrap_or_default().to_vec());
    let headers = request.headers_mut();
    headers.remove("Content-Length");
    if !typed {
        headers.insert("Content-Type", MEDIA_TYPE.to_owned());
    }
    *request.body_mut() = events.into_body(protocol, initial, cfg);
}

/// Adds event streams to the `Accept` header of protocols that set one, where the output has events.
pub(super) fn accept(def: &OperationDef, request: &mut HttpRequest, input: &dyn Structure) {
    if !def.output_stream.is_of_events() || is_from_member(input, request, "accept") {
        return;
    }
    let accepted = request.headers().get("accept").map(str::to_owned);
    if let Some(accepted) = accepted {
        let accepted = format!("{MEDIA_TYPE}, {accepted}");
        request.headers_mut().insert("accept", accepted);
    }
}

/// Connects the receiver in a member of an output with the body of a response.
pub(super) fn put(
    output: &mut dyn Structure,
    (index, new): (usize, NewReceiver),
    body: SdkBody,
    protocol: &SharedClientProtocol,
) -> Result<(), SerdeError> {
    let member = output.field_mut(index).ok_or_else(no_stream)?;
    let mut events = new();
    events.connect(body, protocol);
    events.exchange(member);
    Ok(())
}
