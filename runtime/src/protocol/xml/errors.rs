//! Error envelopes in XML.
//!
//! ```xml
//! <Error><Code/><Message/><RequestId/></Error>
//! <ErrorResponse><Error><Type/><Code/><Message/></Error><RequestId/></ErrorResponse>
//! <Response><Errors><Error><Code/><Message/></Error></Errors><RequestID/></Response>
//! ```
//!
//! The first is restXml with `noErrorWrapping`, the second restXml and awsQuery, the third ec2Query. Each of these
//! protocols reads all of them, because services do not always use the one of their protocol.

use super::super::error_details::{header_codes, ErrorDetails};
use super::scan::root_name;
use super::tree::{Position, Tree};
use super::Root;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// Key under which `ErrorMetadata::request_id` looks for the request id.
const REQUEST_ID: &str = "aws_request_id";

/// Returns the `Error` element, or the whole body where there is none.
pub(in super::super) fn read_error(body: &[u8]) -> Root<'_> {
    Root::of_error(body).within("Errors").within("Error")
}

/// Returns whether the document is an error, wrapped or not.
pub(in super::super) fn is_error(body: &[u8]) -> bool {
    matches!(root_name(body), Some(b"Error" | b"ErrorResponse"))
}

/// Reads the details of an error response, without `type` (client or server error) and request id.
///
/// The code of the body comes first, then the codes of the headers.
pub(in super::super) fn read_codes(body: &[u8], headers: &Headers) -> ErrorDetails {
    ErrorFields::of(body).details(headers)
}

/// Returns code, message, `type` and request id of an error response.
///
/// An empty body is not an error, because responses to `HEAD` have none. Of an incomplete document, the part before the
/// syntax error is used. The body may also be the page of a proxy.
///
/// # Errors
///
/// Returns an error when the body has no element, and the headers have no code.
pub(in super::super) fn error_metadata(
    body: &[u8],
    headers: &Headers,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let mut fields = ErrorFields::of(body);
    let (kind, request_id) = (fields.kind.take(), fields.request_id.take());
    let mut meta = fields.details(headers).metadata(headers)?;
    if let Some(kind) = kind {
        meta = meta.custom("type", kind);
    }
    if let Some(id) = request_id {
        meta = meta.custom(REQUEST_ID, id);
    }
    Ok(meta)
}

#[derive(Default)]
struct ErrorFields {
    code: Option<String>,
    message: Option<String>,
    kind: Option<String>,
    request_id: Option<String>,
    broken: Option<SerdeError>,
}

/// Maximum depth of the envelope: `Response`, `Errors` and `Error`.
const ENVELOPES: usize = 3;

impl ErrorFields {
    fn of(body: &[u8]) -> Self {
        let Root { tree, at, .. } = Root::of_error(body);
        let mut fields = Self::default();
        match tree.broken() {
            Some(broken) if !tree.has_root() => {
                fields.broken = Some(SerdeError::invalid_input(broken.to_string()));
            }
            _ => fields.element(&tree, at, 0),
        }
        fields
    }

    fn details(self, headers: &Headers) -> ErrorDetails {
        ErrorDetails {
            codes: (self.code.into_iter())
                .chain(header_codes(headers))
                .collect(),
            message: self.message,
            broken: self.broken,
        }
    }

    fn element(&mut self, tree: &Tree<'_>, at: Position, depth: usize) {
        let in_error = tree.name(at) == "Error";
        for child in tree.children(at) {
            match tree.name(child) {
                "Code" if in_error => self.code = text(tree, child),
                "Message" | "message" if in_error => self.message = text(tree, child),
                "Type" if in_error => self.kind = text(tree, child),
                "RequestId" | "RequestID" | "requestId" => self.request_id = text(tree, child),
                "Error" | "Errors" if !in_error && depth + 1 < ENVELOPES => {
                    self.element(tree, child, depth + 1);
                }
                _ => {}
            }
        }
    }
}

fn text(tree: &Tree<'_>, at: Position) -> Option<String> {
    tree.text(at).map(|text| text.trim().to_owned())
}
