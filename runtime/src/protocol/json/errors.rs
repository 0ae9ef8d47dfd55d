//! Error responses in JSON: `{"__type": "ns#Name", "message": "…"}`, with the name also in `code` or a header.

use super::super::error_details::{header_codes, ErrorDetails};
use super::scan::Scan;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// Reads the details of an error response.
///
/// The codes are in this order, as in the official crates: the codes of the headers, `code`, and `__type`. Some errors
/// have a member `code`. The caller, which knows the model, selects one of the codes.
pub(in super::super) fn read_error(body: &[u8], headers: &Headers) -> ErrorDetails {
    let mut fields = ErrorFields::default();
    let broken = if body.is_empty() {
        None
    } else {
        fields.object(body).err()
    };
    let codes = header_codes(headers).chain(fields.code).chain(fields.name);
    ErrorDetails {
        codes: codes.collect(),
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
    /// Reads the members of the document. Values before a syntax error are kept.
    fn object(&mut self, body: &[u8]) -> Result<(), SerdeError> {
        let mut scan = Scan::new(body);
        scan.enter(b'{', "an object")?;
        let mut is_first = true;
        while scan.next(is_first, b'}')? {
            is_first = false;
            let key = scan.key()?;
            let slot = match key.as_ref() {
                "code" => &mut self.code,
                "__type" => &mut self.name,
                "message" | "Message" | "errorMessage" => &mut self.message,
                _ => {
                    scan.skip()?;
                    continue;
                }
            };
            match scan.peek() {
                Some(b'"') => *slot = Some(scan.string()?.into_owned()),
                // A member with that name but another type.
                _ => scan.skip()?,
            }
        }
        Ok(())
    }
}
