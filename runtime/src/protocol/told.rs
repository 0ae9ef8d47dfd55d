//! What an error response tells of itself, whichever protocol it is of.

use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::metadata::{Builder as ErrorMetadataBuilder, ErrorMetadata};

/// Where the code of an error is in the headers.
const ERROR_TYPE: &str = "x-amzn-errortype";

/// What the body of an error tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The codes that may be the error's, the likeliest first.
    pub(super) codes: Vec<String>,
    pub(super) message: Option<String>,
    /// What is wrong with the document, if anything is: the rest was told before.
    pub(super) broken: Option<SerdeError>,
}

impl Told {
    /// The metadata of the error.
    ///
    /// # Errors
    ///
    /// When neither the headers nor the body tell anything, and the body is no document.
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
        if let Some((_, kind)) = query {
            meta = meta.custom("type", kind);
        }
        Ok(meta)
    }

    /// All codes as models have them.
    pub(super) fn names(&self) -> Vec<String> {
        let codes = self.codes.iter();
        codes
            .map(|code| sanitize_error_code(code).to_owned())
            .collect()
    }
}

/// The codes in the headers: services may send several, in one header or in two.
pub(super) fn header_codes(headers: &Headers) -> impl Iterator<Item = String> + '_ {
    let values = headers.get_all(ERROR_TYPE);
    let codes = values.flat_map(|value| value.split(','));
    let codes = codes.map(|code| sanitize_error_code(code.trim()).to_owned());
    codes.filter(|code| !code.is_empty())
}
