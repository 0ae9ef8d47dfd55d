//! Error envelopes in XML.
//!
//! ```xml
//! <Error><Code/><Message/><RequestId/></Error>
//! <ErrorResponse><Error><Type/><Code/><Message/></Error><RequestId/></ErrorResponse>
//! <Response><Errors><Error><Code/><Message/></Error></Errors><RequestID/></Response>
//! ```
//!
//! The first is restXml with `noErrorWrapping`, the second restXml and awsQuery, the third ec2Query.
//! All are read by all of these protocols, as services do not always keep to theirs.

use super::mend::plain;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::{Builder as ErrorMetadataBuilder, ErrorMetadata};
use aws_smithy_xml::codec::find_depth2_element_slice_by;
use aws_smithy_xml::decode::{try_data, Document, ScopedDecoder};

/// Where `ErrorMetadata::request_id` finds it.
const REQUEST_ID: &str = "aws_request_id";

/// The `Error` element, or the whole body where there is none.
pub(super) fn error_element(body: &[u8]) -> &[u8] {
    let errors = find_depth2_element_slice_by(body, |name| name == "Errors").unwrap_or(body);
    find_depth2_element_slice_by(errors, |name| name == "Error").unwrap_or(body)
}

/// Whether the document is an error, wrapped or not.
pub(super) fn is_error(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else {
        return false;
    };
    let mut document = Document::new(text);
    let root = document.root_element();
    root.is_ok_and(|root| matches!(root.start_el().local(), "Error" | "ErrorResponse"))
}

/// Code, message, `type` (who is to blame) and request id.
///
/// A body without anything is no failure: responses to `HEAD` have none.
///
/// # Errors
///
/// When the body is not XML.
pub(super) fn error_metadata(
    body: &[u8],
    headers: &Headers,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let plain = plain(body);
    let body = plain.as_deref().unwrap_or(body);
    let mut found = Found::default();
    if !body.iter().all(u8::is_ascii_whitespace) {
        let text =
            std::str::from_utf8(body).map_err(|e| SerdeError::invalid_input(e.to_string()))?;
        let mut document = Document::new(text);
        let root = document
            .root_element()
            .map_err(|e| SerdeError::invalid_input(e.to_string()))?;
        found.element(root, 0);
    }
    let mut meta = ErrorMetadata::builder();
    let header = headers.get("x-amzn-errortype").map(sanitize_error_code);
    if let Some(code) = found.code.as_deref().or(header) {
        meta = meta.code(code);
    }
    if let Some(message) = found.message {
        meta = meta.message(message);
    }
    if let Some(kind) = found.kind {
        meta = meta.custom("type", kind);
    }
    if let Some(id) = found.request_id {
        meta = meta.custom(REQUEST_ID, id);
    }
    Ok(meta)
}

#[derive(Default)]
struct Found {
    code: Option<String>,
    message: Option<String>,
    kind: Option<String>,
    request_id: Option<String>,
}

/// `Response`, `Errors` and `Error` at most.
const ENVELOPES: usize = 3;

impl Found {
    fn element(&mut self, mut element: ScopedDecoder<'_, '_>, depth: usize) {
        let in_error = element.start_el().local() == "Error";
        while let Some(mut child) = element.next_tag() {
            let name = child.start_el().local().to_owned();
            match name.as_str() {
                "Code" if in_error => self.code = text(&mut child),
                "Message" | "message" if in_error => self.message = text(&mut child),
                "Type" if in_error => self.kind = text(&mut child),
                "RequestId" | "RequestID" | "requestId" => self.request_id = text(&mut child),
                "Error" | "Errors" if !in_error && depth + 1 < ENVELOPES => {
                    self.element(child, depth + 1);
                }
                _ => {}
            }
        }
    }
}

fn text(element: &mut ScopedDecoder<'_, '_>) -> Option<String> {
    try_data(element).ok().map(|text| text.trim().to_owned())
}
