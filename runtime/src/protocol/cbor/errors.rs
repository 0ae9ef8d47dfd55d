//! Error responses in CBOR: a map with `__type` and a message.

use super::super::error_details::{header_codes, ErrorDetails};
use super::Reader;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// Reads the details of an error response.
///
/// The codes are in this order: `__type`, the codes of the headers, and `code`, which some errors have as a member.
/// The caller, which knows the model, selects one of them.
pub(in super::super) fn read_error(body: &[u8], headers: &Headers) -> ErrorDetails {
    let mut fields = ErrorFields::default();
    let broken = if body.is_empty() {
        None
    } else {
        let mut take = |key: &str, text: &str| fields.take(key, text);
        Reader::new(body).each_text(&mut take).err()
    };
    let codes = fields.name.into_iter().chain(header_codes(headers));
    ErrorDetails {
        codes: codes.chain(fields.code).collect(),
        message: fields.message,
        broken,
    }
}

/// Returns the code and message of an error response.
///
/// # Errors
///
/// Returns an error when neither headers nor body contain details, and the body is not a valid document.
pub(in super::super) fn error_metadata(
    response: &Response,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let headers = response.headers();
    read_error(response.body().bytes().unwrap_or_default(), headers).metadata(headers)
}

/// Returns the code and message of an error in an event stream.
///
/// # Errors
///
/// Returns an error when the payload is not a valid document.
pub(in super::super) fn event_error_metadata(
    payload: &[u8],
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let headers = Headers::new();
    read_error(payload, &headers).metadata(&headers)
}

#[derive(Default)]
struct ErrorFields {
    code: Option<String>,
    name: Option<String>,
    message: Option<String>,
}

impl ErrorFields {
    fn take(&mut self, key: &str, text: &str) {
        let slot = match key {
            "code" => &mut self.code,
            "__type" => &mut self.name,
            "message" | "Message" | "errorMessage" => &mut self.message,
            _ => return,
        };
        *slot = Some(text.to_owned());
    }
}
