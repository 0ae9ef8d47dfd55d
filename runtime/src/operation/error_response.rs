//! Deserialization of error responses: into a modelled error if a code matches, else into an unhandled error.

use super::body::{length, limits};
use super::deserialize::{protocol, Deserializer};
use super::traits::Customization;
use crate::config::ResponseLimits;
use crate::protocol::{error_codes, has_errors_by_status};
use crate::reflect::{read_structure, ReadError, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;

/// An error response that is being read.
struct ErrorReader<'a> {
    protocol: &'a SharedClientProtocol,
    response: &'a HttpResponse,
    cfg: &'a ConfigBag,
    limits: ResponseLimits,
}

impl ErrorReader<'_> {
    /// Reads the members of a modelled error. Members in the body are read only if the body is a document of the
    /// protocol. The body may be the page of a proxy, and the code in a header is still the code of the error.
    fn members(&self, error: &mut dyn Structure) -> Result<(), ReadError> {
        let mut members = (self.protocol).deserialize_error_response(self.response, self.cfg)?;
        let length = self.response.body().bytes().map_or(0, <[u8]>::len);
        match read_structure(error, &mut *members, &self.limits.budget(length)) {
            Err(error) if !error.is_of_document() => Err(error),
            _ => Ok(()),
        }
    }
}

impl Deserializer {
    /// Returns the error that a response contains.
    pub(super) fn error(&self, response: &HttpResponse, cfg: &ConfigBag) -> OutputOrError {
        let (protocol, limits) = (protocol(cfg)?, limits(cfg));
        let short = length(response, &limits)
            .is_err()
            .then(|| without_body(response));
        let response = short.as_ref().unwrap_or(response);
        let plain = self.without_query_code(response);
        let parsed = protocol.parse_error_metadata(plain.as_ref().unwrap_or(response), cfg);
        let (meta, unreadable) = match parsed {
            Ok(meta) => (meta, None),
            Err(error) => (ErrorMetadata::builder(), Some(error.into())),
        };
        let mut meta = self.with_request_ids(meta, response).build();
        let by_status = || {
            let code = self.status_code(response);
            // A body that the protocol cannot have comes from a proxy. Its status says nothing about errors of the model.
            let is_of_service = unreadable.is_none();
            code.or_else(|| {
                self.code_of_status(protocol, response)
                    .filter(|_| is_of_service)
            })
        };
        if let (None, Some(code)) = (meta.code(), by_status()) {
            meta = meta.into_builder().code(code).build();
        }
        let reader = ErrorReader {
            protocol,
            response,
            cfg,
            limits,
        };
        let modelled = match self.of_code(&reader, &meta) {
            Ok(None) => self.of_other_code(&reader, &meta),
            other => other,
        };
        let error = match modelled {
            Ok(Some(error)) => error,
            Ok(None) if meta.code().is_some() => (self.0.unhandled)(meta.clone().into(), meta),
            Ok(None) => (self.0.unhandled)(NotAnError::of(response, &meta, unreadable), meta),
            Err(error) => {
                let error = error.with_header_text(response.headers());
                (self.0.unhandled)(Box::new(UnreadableMembers(error)), meta)
            }
        };
        Err(OrchestratorError::operation(error))
    }

    /// Returns the modelled error with the code that the protocol found.
    fn of_code(
        &self,
        reader: &ErrorReader<'_>,
        meta: &ErrorMetadata,
    ) -> Result<Option<Error>, ReadError> {
        match meta.code() {
            Some(_) => (self.0.error)(meta, &mut |error| reader.members(error)),
            None => Ok(None),
        }
    }

    /// Returns the modelled error with another code from the response. An error may have its own member `code`, and
    /// headers may have several codes.
    ///
    /// A service with `aws.protocols#awsQueryCompatible` sends the code of the query protocol, which is not in
    /// botocore models. The metadata keeps that code.
    fn of_other_code(
        &self,
        reader: &ErrorReader<'_>,
        meta: &ErrorMetadata,
    ) -> Result<Option<Error>, ReadError> {
        let compatible = self.0.service.traits.query_compatible;
        let keeps_code = compatible && query_code(reader.response).is_some();
        for code in error_codes(reader.protocol.protocol_id().as_str(), reader.response) {
            let named = meta.clone().into_builder().code(code).build();
            let read = (self.0.error)(&named, &mut |error| {
                if keeps_code {
                    if let Some(extra) = error.extra_mut() {
                        extra.exchange(&mut meta.clone());
                    }
                }
                reader.members(error)
            });
            match read {
                Ok(None) => {}
                parsed => return parsed,
            }
        }
        Ok(None)
    }

    /// Returns the response without the error code of the query protocol. The official protocols use that code
    /// instead of the name of the error, whether or not the service has `awsQueryCompatible`.
    fn without_query_code(&self, response: &HttpResponse) -> Option<HttpResponse> {
        let compatible = self.0.service.traits.query_compatible;
        query_code(response).filter(|_| !compatible)?;
        let mut plain = copy(response, response.body().bytes().unwrap_or_default());
        plain.headers_mut().remove(QUERY_ERROR);
        Some(plain)
    }

    /// Returns whether the body is an error although the status is a success.
    pub(super) fn holds_error(&self, response: &HttpResponse) -> bool {
        let customizations = self.0.service.traits.customizations;
        customizations.contains(&Customization::ErrorBodies)
            && crate::protocol::is_error_body(response.body().bytes().unwrap_or_default())
    }

    /// Returns the error code that the status means in protocols whose responses need not name their errors.
    fn code_of_status(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
    ) -> Option<&'static str> {
        if !has_errors_by_status(protocol.protocol_id().as_str()) {
            return None;
        }
        let status = response.status().as_u16();
        let mut all = self.0.traits.error_statuses.iter();
        let found = all.find(|one| (one.first..=one.last).contains(&status));
        found.and_then(|one| one.code)
    }

    /// Returns the error code that the status means, where the body is empty.
    fn status_code(&self, response: &HttpResponse) -> Option<&'static str> {
        let is_empty = response.body().bytes().is_some_and(<[u8]>::is_empty);
        let mut all = self.0.service.traits.customizations.iter();
        all.find_map(|customization| match customization {
            Customization::StatusCode(status, code) if is_empty => {
                (*status == response.status().as_u16()).then_some(*code)
            }
            _ => None,
        })
    }
}

const QUERY_ERROR: &str = "x-amzn-query-error";

fn query_code(response: &HttpResponse) -> Option<&str> {
    response.headers().get(QUERY_ERROR)
}

/// Copies the response with another body.
fn copy(response: &HttpResponse, body: &[u8]) -> HttpResponse {
    let mut copy = HttpResponse::new(response.status(), SdkBody::from(body.to_vec()));
    *copy.headers_mut() = response.headers().clone();
    copy
}

/// Copies the response without its body, which is too long to be inspected.
fn without_body(response: &HttpResponse) -> HttpResponse {
    copy(response, &[])
}

/// Returns the beginning of a body as one line of text, or its length if it is not text.
fn excerpt(body: &[u8]) -> String {
    const SHOWN: usize = 120;
    let beginning = &body[..body.len().min(4 * SHOWN)];
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => Some(text),
        // The last character is cut.
        Err(error) if error.error_len().is_none() && beginning.len() < body.len() => {
            std::str::from_utf8(&beginning[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    };
    let is_odd = |c: char| c.is_control() && !c.is_whitespace();
    let Some(text) = text.filter(|text| !text.contains(is_odd)) else {
        return format!("{} bytes that are not text", body.len());
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(SHOWN).collect();
    line.escape_debug().to_string()
}

/// Error of a modelled error whose members do not match the model.
#[derive(Debug)]
struct UnreadableMembers(ReadError);

impl fmt::Display for UnreadableMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the members of the error cannot be read: {}", self.0)
    }
}

/// None, because the message contains the reason.
impl std::error::Error for UnreadableMembers {}

/// Error of an error response that the protocol cannot read, such as the page of a proxy or an empty body.
#[derive(Debug)]
pub(crate) struct NotAnError {
    status: u16,
    body: Option<String>,
    reason: Option<ReadError>,
}

impl NotAnError {
    fn of(response: &HttpResponse, meta: &ErrorMetadata, reason: Option<ReadError>) -> BoxError {
        let body = response.body().bytes().unwrap_or_default();
        Box::new(Self {
            status: response.status().as_u16(),
            body: match meta.message() {
                // The message already contains it.
                Some(_) => None,
                None => Some(excerpt(body)),
            },
            reason,
        })
    }
}

impl fmt::Display for NotAnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP status {} ", self.status)?;
        match (self.body.as_deref(), &self.reason) {
            (Some(""), _) => return f.write_str("with an empty body and no error code"),
            (_, None) => f.write_str("without an error code")?,
            (_, Some(reason)) => write!(
                f,
                "with a body that is not an error of this protocol ({reason})"
            )?,
        }
        match &self.body {
            Some(body) => write!(f, ": {body}"),
            None => Ok(()),
        }
    }
}

/// None, because the message contains the reason.
impl std::error::Error for NotAnError {}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn bytes_that_are_not_text_are_counted() {
        let cut = "ä".repeat(500);
        let cases: [(&[u8], &str); 6] = [
            (b"<html>\n x", "<html> x"),
            // An empty map of CBOR; a character that is cut at the body's end.
            (b"\xA0", "1 bytes that are not text"),
            (b"\xBF\xFF", "2 bytes that are not text"),
            (b"x\xC3", "2 bytes that are not text"),
            (b"x\0", "2 bytes that are not text"),
            (b"", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(excerpt(body), expected, "{body:?}");
        }
        // The excerpt ends within a character.
        let expected = format!("x{}", "ä".repeat(119));
        assert_eq!(excerpt(format!("x{cut}").as_bytes()), expected);
        assert_eq!(excerpt(cut.as_bytes()), "ä".repeat(120));
    }
}
