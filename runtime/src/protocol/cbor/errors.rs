//! Errors in CBOR: a map with `__type` and a message.

use super::super::told::{header_codes, Told};
use super::Reader;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// What an error response tells.
///
/// `__type` comes first, then the codes of the headers, then `code`, which some errors have as a member of
/// their own: which code is meant is for those to say who know the model.
pub(in super::super) fn read_error(body: &[u8], headers: &Headers) -> Told {
    let mut found = Found::default();
    let broken = if body.is_empty() {
        None
    } else {
        let mut take = |key: &str, text: &str| found.take(key, text);
        Reader::new(body).each_text(&mut take).err()
    };
    let codes = found.name.into_iter().chain(header_codes(headers));
    Told {
        codes: codes.chain(found.code).collect(),
        message: found.message,
        broken,
    }
}

/// Code and message of an error response.
///
/// # Errors
///
/// When neither the headers nor the body tell anything, and the body is no document.
pub(in super::super) fn error_metadata(
    response: &Response,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let headers = response.headers();
    read_error(response.body().bytes().unwrap_or_default(), headers).metadata(headers)
}

/// The same of an error among events.
///
/// # Errors
///
/// When the payload is no document.
pub(in super::super) fn event_error_metadata(
    payload: &[u8],
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let headers = Headers::new();
    read_error(payload, &headers).metadata(&headers)
}

#[derive(Default)]
struct Found {
    code: Option<String>,
    name: Option<String>,
    message: Option<String>,
}

impl Found {
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
