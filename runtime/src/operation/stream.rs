//! Streams: from inputs into requests, and from responses into outputs.

use super::headers::is_from_member;
use super::traits::{InputStream, OutputStream};
use super::OperationDef;
use crate::event_stream::{sends_initial_messages, EventSource, MEDIA_TYPE};
use crate::reflect::{Field, Structure};
use crate::schema::Member;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_schema::header_omit_settings::SharedHeaderOmitSettings;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;

/// Stream taken from an input.
pub(super) enum Taken {
    Nothing,
    Blob(SdkBody, &'static Member),
    /// The events, and whether the input has other members.
    Events(Box<dyn EventSource>, bool),
}

/// Takes the stream from an input.
pub(super) fn take(def: &OperationDef, input: &mut dyn Structure) -> Result<Taken, BoxError> {
    let shape = input.shape();
    match def.input_stream {
        InputStream::None => Ok(Taken::Nothing),
        InputStream::Blob(index) => {
            let slot = input.field_mut(index).and_then(blob);
            match (slot, shape.members().get(index)) {
                (Some(stream), Some(member)) => {
                    Ok(Taken::Blob(std::mem::take(stream).into_inner(), member))
                }
                _ => Err("the input has no stream where its descriptor says so".into()),
            }
        }
        InputStream::Events(index, take) => {
            let events = input.field_mut(index).and_then(take);
            let events = events.ok_or_else(|| match shape.members().get(index) {
                Some(member) => format!("`{}` holds no events to send", member.wire_name()),
                None => "the input has no events where its descriptor says so".to_owned(),
            })?;
            Ok(Taken::Events(events, shape.members().len() > 1))
        }
    }
}

/// Returns the stream in a member.
fn blob(member: &mut dyn Field) -> Option<&mut ByteStream> {
    // Two lookups, because a returned borrow lasts until the end of the function.
    if member.downcast_ref::<ByteStream>().is_some() {
        return member.downcast_mut();
    }
    let slot = member.downcast_mut::<Option<ByteStream>>()?;
    Some(slot.get_or_insert_default())
}

impl Taken {
    /// Sets the stream as the body of the request.
    ///
    /// # Errors
    ///
    /// Returns an error when the length of a stream with `smithy.api#requiresLength` is unknown.
    pub(super) fn attach(
        self,
        def: &OperationDef,
        protocol: &SharedClientProtocol,
        request: &mut HttpRequest,
        input: &dyn Structure,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let wants_events = matches!(def.output_stream, OutputStream::Events(..));
        if wants_events && !is_from_member(input, request, "accept") {
            accept_events(request);
        }
        match self {
            Self::Nothing => Ok(()),
            Self::Blob(body, member) => attach_blob(body, member, request, cfg),
            Self::Events(events, has_others) => {
                let typed = is_from_member(input, request, "content-type");
                attach_events(events, has_others, typed, protocol, request, cfg);
                Ok(())
            }
        }
    }
}

fn attach_blob(
    body: SdkBody,
    member: &Member,
    request: &mut HttpRequest,
    cfg: &ConfigBag,
) -> Result<(), BoxError> {
    let length = body.content_length();
    if length.is_none() && member.requires_length() {
        return Err(format!(
            "the length of the stream in `{}` has to be known before it is sent: make it of bytes \
             or of a file",
            member.wire_name()
        )
        .into());
    }
    let omit = cfg.load::<SharedHeaderOmitSettings>();
    let headers = request.headers_mut();
    // Headers that members set are kept.
    let omitted = omit.is_some_and(|omit| omit.should_omit_default_content_type());
    if !omitted && headers.get("Content-Type").is_none() {
        let media_type = member.schema().media_type();
        let media_type = media_type.map_or("application/octet-stream", |media| media.value());
        headers.insert("Content-Type", media_type.to_owned());
    }
    let omitted = omit.is_some_and(|omit| omit.should_omit_default_content_length());
    if let Some(length) = length.filter(|_| !omitted && headers.get("Content-Length").is_none()) {
        headers.insert("Content-Length", length.to_string());
    }
    *request.body_mut() = body;
    Ok(())
}

fn attach_events(
    events: Box<dyn EventSource>,
    has_others: bool,
    typed: bool,
    protocol: &SharedClientProtocol,
    request: &mut HttpRequest,
    cfg: &mut ConfigBag,
) {
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

/// Adds event streams to the `Accept` header of protocols that set one.
fn accept_events(request: &mut HttpRequest) {
    let accepted = request.headers().get("accept").map(str::to_owned);
    if let Some(accepted) = accepted {
        let accepted = format!("{MEDIA_TYPE}, {accepted}");
        request.headers_mut().insert("accept", accepted);
    }
}

/// Stores the body of a response in the streaming member of an output.
pub(super) fn put(
    def: &OperationDef,
    output: &mut dyn Structure,
    body: SdkBody,
    protocol: &SharedClientProtocol,
) -> Result<(), SerdeError> {
    let wrong = || SerdeError::custom("the output has no stream where its descriptor says so");
    match def.output_stream {
        OutputStream::None => {}
        OutputStream::Blob(index) => {
            let slot = output.field_mut(index).and_then(blob);
            *slot.ok_or_else(wrong)? = ByteStream::new(body);
        }
        OutputStream::Events(index, put) => {
            let sink = output.field_mut(index).and_then(put);
            sink.ok_or_else(wrong)?.connect(body, protocol);
        }
    }
    Ok(())
}
