//! Errors in JSON: `{"__type": "ns#Name", "message": "…"}`, or `code` for the name, or a header.

use super::super::told::{header_codes, Told};
use super::scan::Scan;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;

/// What an error response tells.
///
/// The codes of the headers come first, then `code`, then `__type`, as in the official crates. Some errors
/// have a member `code` of their own: which code is meant is for those to say who know the model.
pub(in super::super) fn read_error(body: &[u8], headers: &Headers) -> Told {
    let mut found = Found::default();
    let broken = if body.is_empty() {
        None
    } else {
        found.object(body).err()
    };
    let codes = header_codes(headers).chain(found.code).chain(found.name);
    Told {
        codes: codes.collect(),
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
    /// Looks at the members of the document; what is found before a fault in it counts.
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
                // A member of that name that is something else.
                _ => scan.skip()?,
            }
        }
        Ok(())
    }
}
