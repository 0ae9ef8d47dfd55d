//! Error responses in JSON: `{"__type": "ns#Name", "message": "…"}`, with the name also in `code` or a header.

use super::super::error_details::{header_codes, DocumentDetails, ErrorDetails};
use super::scan;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::serde::SerdeError;

/// Reads the details of an error response.
///
/// The codes are in this order, as in the official crates: the codes of the headers, `code`, and `__type`. Some errors
/// have a member `code`.
pub(in super::super) fn details(body: &[u8], headers: &Headers) -> ErrorDetails {
    let mut found = DocumentDetails::default();
    let broken = if body.is_empty() {
        None
    } else {
        read(body, &mut found).err()
    };
    let mut codes = header_codes(headers);
    codes.extend(found.code);
    codes.extend(found.name);
    ErrorDetails {
        codes,
        message: found.message,
        broken,
        ..ErrorDetails::default()
    }
}

/// Reads the details of an error response of `alloy#simpleRestJson`, whose code is in a header of its own. The document
/// has only the members of the error.
#[cfg(feature = "simple-rest-json")]
pub(in super::super) fn simple_details(body: &[u8], headers: &Headers) -> ErrorDetails {
    let code = headers.get("x-error-type").map(str::trim);
    let code = code.filter(|code| !code.is_empty());
    ErrorDetails {
        codes: code.map(str::to_owned).into_iter().collect(),
        ..details(body, headers)
    }
}

/// Reads the members of the document. Values before a syntax error are kept.
fn read(body: &[u8], found: &mut DocumentDetails) -> Result<(), SerdeError> {
    let mut scan = scan(body);
    scan.object()?;
    let mut is_first = true;
    while let Some(key) = scan.next_key(is_first)? {
        is_first = false;
        match (found.field(&key), scan.peek()) {
            (Some(field), Some(b'"')) => *field = Some(scan.string()?.into_owned()),
            // Another member, or one with that name but another type.
            _ => scan.skip()?,
        }
    }
    Ok(())
}
