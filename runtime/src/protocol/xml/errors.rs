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

/// Returns the `Error` element, or the whole body where there is none.
pub(in super::super) fn read_error(body: &[u8]) -> Root<'_> {
    Root::of_error(body).within("Errors").within("Error")
}

/// Returns whether the document is an error, wrapped or not.
pub(in super::super) fn is_error(body: &[u8]) -> bool {
    matches!(root_name(body), Some(b"Error" | b"ErrorResponse"))
}

/// Returns the text of an element of the error.
#[cfg(feature = "region-redirects")]
pub(in super::super) fn detail(body: &[u8], name: &str) -> Option<String> {
    let Root { tree, at, .. } = read_error(body);
    let mut children = tree.children(at);
    let child = children.find(|child| tree.name(*child) == name)?;
    text(&tree, child)
}

/// Reads the details of an error response. The code of the body comes first, then the codes of the headers.
///
/// An empty body is not an error, because responses to `HEAD` have none. Of an incomplete document, the part before the
/// syntax error is used. The body may also be the page of a proxy.
pub(in super::super) fn details(body: &[u8], headers: &Headers) -> ErrorDetails {
    let Root { tree, at, .. } = Root::of_error(body);
    let mut details = ErrorDetails::default();
    match tree.broken() {
        Some(broken) if !tree.has_root() => {
            details.broken = Some(SerdeError::invalid_input(broken.to_string()));
        }
        _ => read_element(&tree, at, 0, &mut details),
    }
    details.codes.extend(header_codes(headers));
    details
}

/// Maximum depth of the envelope: `Response`, `Errors` and `Error`.
const ENVELOPES: usize = 3;

fn read_element(tree: &Tree<'_>, at: Position, depth: usize, details: &mut ErrorDetails) {
    let in_error = tree.name(at) == "Error";
    for child in tree.children(at) {
        match tree.name(child) {
            "Code" if in_error => details.codes = Vec::from_iter(text(tree, child)),
            "Message" | "message" if in_error => details.message = text(tree, child),
            "Type" if in_error => details.kind = text(tree, child),
            "RequestId" | "RequestID" | "requestId" => details.request_id = text(tree, child),
            "Error" | "Errors" if !in_error && depth + 1 < ENVELOPES => {
                read_element(tree, child, depth + 1, details);
            }
            _ => {}
        }
    }
}

fn text(tree: &Tree<'_>, at: Position) -> Option<String> {
    tree.text(at).map(|text| text.trim().to_owned())
}
