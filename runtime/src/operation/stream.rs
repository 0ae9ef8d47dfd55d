//! Streams of bytes: from inputs into requests, and from responses into outputs.

use super::traits::{InputStream, OutputStream};
use super::OperationDef;
use crate::reflect::Structure;
use crate::schema::Member;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_schema::header_omit_settings::SharedHeaderOmitSettings;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;

/// Stream taken from an input, and the member that it was in.
pub(super) struct Taken(SdkBody, &'static Member);

/// Takes the stream from an input.
pub(super) fn take(
    def: &OperationDef,
    input: &mut dyn Structure,
) -> Result<Option<Taken>, BoxError> {
    let InputStream::Blob(index) = def.input_stream else {
        return Ok(None);
    };
    let member = input.shape().members().get(index);
    match (input.field_mut(index), member) {
        (Some(slot), Some(member)) => {
            let mut stream = ByteStream::default();
            slot.exchange(&mut stream);
            Ok(Some(Taken(stream.into_inner(), member)))
        }
        _ => Err("the input has no stream where its descriptor says so".into()),
    }
}

/// Sets the stream as the body of the request.
///
/// # Errors
///
/// Returns an error when the length of a stream with `smithy.api#requiresLength` is unknown.
pub(super) fn attach(
    Taken(body, member): Taken,
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

/// Stores the body of a response in the streaming member of an output.
pub(super) fn put(
    def: &OperationDef,
    output: &mut dyn Structure,
    body: SdkBody,
) -> Result<(), SerdeError> {
    let OutputStream::Blob(index) = def.output_stream else {
        return Ok(());
    };
    match output.field_mut(index) {
        Some(slot) => slot.exchange(&mut ByteStream::new(body)),
        None => return Err(no_stream()),
    }
    Ok(())
}

/// Returns the error of an output that does not fit its descriptor.
pub(super) fn no_stream() -> SerdeError {
    SerdeError::custom("the output has no stream where its descriptor says so")
}
