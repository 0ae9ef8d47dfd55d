//! Error responses in CBOR: a map with `__type` and a message.

use super::super::error_details::{header_codes, DocumentDetails, ErrorDetails};
use super::Reader;
use aws_smithy_runtime_api::http::Headers;

/// Reads the details of an error response.
///
/// The codes are in this order: `__type`, the codes of the headers, and `code`, which some errors have as a member.
pub(in super::super) fn details(body: &[u8], headers: &Headers) -> ErrorDetails {
    let mut found = DocumentDetails::default();
    let mut take = |key: &str, text: &str| {
        if let Some(field) = found.field(key) {
            *field = Some(text.to_owned());
        }
    };
    let broken = if body.is_empty() {
        None
    } else {
        Reader::new(body).each_text(&mut take).err()
    };
    let codes = found.name.into_iter().chain(header_codes(headers));
    ErrorDetails {
        codes: codes.chain(found.code).collect(),
        message: found.message,
        broken,
        ..ErrorDetails::default()
    }
}
