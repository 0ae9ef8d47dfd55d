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

use super::scan::root_name;
use super::tree::{Position, Tree};
use super::Root;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::{Builder as ErrorMetadataBuilder, ErrorMetadata};

/// Where `ErrorMetadata::request_id` finds it.
const REQUEST_ID: &str = "aws_request_id";

/// The `Error` element, or the whole body where there is none.
pub(in super::super) fn read_error(body: &[u8]) -> Root<'_> {
    Root::new(body)
        .within(&[&|name| name == "Errors"])
        .within(&[&|name| name == "Error"])
}

/// Whether the document is an error, wrapped or not.
pub(in super::super) fn is_error(body: &[u8]) -> bool {
    matches!(root_name(body), Some(b"Error" | b"ErrorResponse"))
}

/// Code, message, `type` (who is to blame) and request id.
///
/// A body without anything is no failure: responses to `HEAD` have none. Of one that is no whole
/// document what stands before the fault counts, as a proxy's page may be one.
///
/// # Errors
///
/// When the body has no element.
pub(in super::super) fn error_metadata(
    body: &[u8],
    headers: &Headers,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let Root { tree, at } = Root::new(body);
    let mut found = Found::default();
    match tree.broken() {
        Some(broken) if !tree.has_root() => {
            return Err(SerdeError::invalid_input(broken.to_string()))
        }
        _ => found.element(&tree, at, 0),
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
