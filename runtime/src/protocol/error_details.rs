//! Details of an error response, common to all protocols.

use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::{Builder as ErrorMetadataBuilder, ErrorMetadata};

/// Header with the code of an error.
const ERROR_TYPE: &str = "x-amzn-errortype";

/// Key under which `ErrorMetadata::request_id` looks for the request id.
const REQUEST_ID: &str = "aws_request_id";

/// Details of an error response.
#[derive(Debug, Default)]
pub(super) struct ErrorDetails {
    /// Possible codes of the error, the most likely one first. The caller, which knows the model, selects one of them.
    pub(super) codes: Vec<String>,
    pub(super) message: Option<String>,
    /// Whether the client or the server is at fault.
    pub(super) kind: Option<String>,
    pub(super) request_id: Option<String>,
    /// The error in the document, if it is invalid. The other fields are from the text before it.
    pub(super) broken: Option<SerdeError>,
}

impl ErrorDetails {
    /// Returns the metadata of the error.
    ///
    /// # Errors
    ///
    /// Returns an error when neither headers nor body contain details, and the body is not a valid document.
    pub(super) fn metadata(self, headers: &Headers) -> Result<ErrorMetadataBuilder, SerdeError> {
        let query = parse_query_compatible_header(headers);
        let first = self.codes.first().map(|code| sanitize_error_code(code));
        let code = query.map(|(code, _)| code).or(first);
        if let (None, None, Some(broken)) = (code, &self.message, self.broken) {
            return Err(broken);
        }
        let mut meta = ErrorMetadata::builder();
        if let Some(code) = code {
            meta = meta.code(code);
        }
        if let Some(message) = self.message {
            meta = meta.message(message);
        }
        let kind = query.map(|(_, kind)| kind.to_owned());
        if let Some(kind) = self.kind.or(kind) {
            meta = meta.custom("type", kind);
        }
        if let Some(id) = self.request_id {
            meta = meta.custom(REQUEST_ID, id);
        }
        Ok(meta)
    }

    /// Returns all codes as names of shapes.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::with_capacity(self.codes.len());
        for code in &self.codes {
            names.push(sanitize_error_code(code).to_owned());
        }
        names
    }
}

/// Returns the codes in the headers. A service may send several, in one header or in two.
pub(super) fn header_codes(headers: &Headers) -> Vec<String> {
    let mut codes = Vec::new();
    for value in headers.get_all(ERROR_TYPE) {
        for code in value.split(',') {
            let code = sanitize_error_code(code.trim());
            if !code.is_empty() {
                codes.push(code.to_owned());
            }
        }
    }
    codes
}

/// Details in a JSON or CBOR document: `{"__type": "ns#Name", "message": "…"}`, with the name also in `code`.
#[derive(Default)]
pub(super) struct DocumentDetails {
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) message: Option<String>,
}

impl DocumentDetails {
    /// Returns the field for a member of the document.
    pub(super) fn field(&mut self, key: &str) -> Option<&mut Option<String>> {
        match key {
            "code" => Some(&mut self.code),
            "__type" => Some(&mut self.name),
            "message" | "Message" | "errorMessage" => Some(&mut self.message),
            _ => None,
        }
    }
}
