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

use super::super::told::{header_codes, Told};
use super::scan::root_name;
use super::tree::{Position, Tree};
use super::Root;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// Where `ErrorMetadata::request_id` finds it.
const REQUEST_ID: &str = "aws_request_id";

/// The `Error` element, or the whole body where there is none.
pub(in super::super) fn read_error(body: &[u8]) -> Root<'_> {
    Root::of_error(body).within("Errors").within("Error")
}

/// Whether the document is an error, wrapped or not.
pub(in super::super) fn is_error(body: &[u8]) -> bool {
    matches!(root_name(body), Some(b"Error" | b"ErrorResponse"))
}

/// What an error response tells beside `type` (who is to blame) and the request id.
///
/// The code of the body comes first, then those of the headers.
pub(in super::super) fn read_codes(body: &[u8], headers: &Headers) -> Told {
    Found::of(body).told(headers)
}

/// Code, message, `type` and request id.
///
/// A body without anything is no failure: responses to `HEAD` have none. Of one that is no whole
/// document what stands before the fault counts, as a proxy's page may be one.
///
/// # Errors
///
/// When the body has no element, and the headers have no code.
pub(in super::super) fn error_metadata(
    body: &[u8],
    headers: &Headers,
) -> Result<ErrorMetadataBuilder, SerdeError> {
    let mut found = Found::of(body);
    let (kind, request_id) = (found.kind.take(), found.request_id.take());
    let mut meta = found.told(headers).metadata(headers)?;
    if let Some(kind) = kind {
        meta = meta.custom("type", kind);
    }
    if let Some(id) = request_id {
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
    broken: Option<SerdeError>,
}

/// `Response`, `Errors` and `Error` at most.
const ENVELOPES: usize = 3;

impl Found {
    fn of(body: &[u8]) -> Self {
        let Root { tree, at, .. } = Root::of_error(body);
        let mut found = Self::default();
        match tree.broken() {
            Some(broken) if !tree.has_root() => {
                found.broken = Some(SerdeError::invalid_input(broken.to_string()));
            }
            _ => found.element(&tree, at, 0),
        }
        found
    }

    fn told(self, headers: &Headers) -> Told {
        Told {
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
