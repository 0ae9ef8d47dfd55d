//! Responses into errors: modelled where a code of theirs says so, else unhandled with what they tell.

use super::body::{length, limits};
use super::deserialize::{protocol, Deserializer};
use super::traits::Customization;
use crate::config::ResponseLimits;
use crate::protocol::error_codes;
use crate::reflect::{read_structure, ReadError, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::ErrorMetadata;
use aws_types::request_id::apply_request_id;
use std::fmt;

/// An error response that is read.
struct Reading<'a> {
    protocol: &'a SharedClientProtocol,
    response: &'a HttpResponse,
    cfg: &'a ConfigBag,
    limits: ResponseLimits,
}

impl Reading<'_> {
    /// Reads the members of a modelled error. Those in the body count only where it is a document of the
    /// protocol: a proxy may have put its page there, and the code in a header is still the error's.
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
    /// The error that a response is.
    pub(super) fn error(&self, response: &HttpResponse, cfg: &ConfigBag) -> OutputOrError {
        let (protocol, limits) = (protocol(cfg)?, limits(cfg));
        let short = length(response, &limits)
            .is_err()
            .then(|| without_body(response));
        let response = short.as_ref().unwrap_or(response);
        let plain = self.without_query_code(response);
        let told = protocol.parse_error_metadata(plain.as_ref().unwrap_or(response), cfg);
        let (meta, unreadable) = match told {
            Ok(meta) => (meta, None),
            Err(error) => (ErrorMetadata::builder(), Some(error.into())),
        };
        let mut meta = apply_request_id(meta, response.headers()).build();
        if let Some(code) = self.status_code(response).filter(|_| meta.code().is_none()) {
            meta = meta.into_builder().code(code).build();
        }
        let reading = Reading {
            protocol,
            response,
            cfg,
            limits,
        };
        let modelled = match self.of_code(&reading, &meta) {
            Ok(None) => self.of_other_code(&reading, &meta),
            told => told,
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

    /// The modelled error of the code that the protocol found.
    fn of_code(
        &self,
        reading: &Reading<'_>,
        meta: &ErrorMetadata,
    ) -> Result<Option<Error>, ReadError> {
        match meta.code() {
            Some(_) => (self.0.error)(meta, &mut |error| reading.members(error)),
            None => Ok(None),
        }
    }

    /// The modelled error of another code that the response tells: errors may have a member `code` of their
    /// own, and headers several codes.
    ///
    /// An `awsQueryCompatible` service has the code of the query protocol, which models in botocore's form do
    /// not know. That remains the code.
    fn of_other_code(
        &self,
        reading: &Reading<'_>,
        meta: &ErrorMetadata,
    ) -> Result<Option<Error>, ReadError> {
        let compatible = self.0.service.traits.query_compatible;
        let keeps_code = compatible && query_code(reading.response).is_some();
        for code in error_codes(reading.protocol.protocol_id().as_str(), reading.response) {
            let named = meta.clone().into_builder().code(code).build();
            let read = (self.0.error)(&named, &mut |error| {
                if keeps_code {
                    let slot = error.extra_mut().and_then(|extra| extra.downcast_mut());
                    if let Some(slot) = slot {
                        *slot = meta.clone();
                    }
                }
                reading.members(error)
            });
            match read {
                Ok(None) => {}
                told => return told,
            }
        }
        Ok(None)
    }

    /// The response without the error code of the query protocol, which the official protocols let
    /// take the place of the error's name whether or not the service is `awsQueryCompatible`.
    fn without_query_code(&self, response: &HttpResponse) -> Option<HttpResponse> {
        let compatible = self.0.service.traits.query_compatible;
        query_code(response).filter(|_| !compatible)?;
        let mut plain = copy(response, response.body().bytes().unwrap_or_default());
        plain.headers_mut().remove(QUERY_ERROR);
        Some(plain)
    }

    /// Whether the body is an error though the status is none.
    pub(super) fn holds_error(&self, response: &HttpResponse) -> bool {
        let customizations = self.0.service.traits.customizations;
        customizations.contains(&Customization::ErrorBodies)
            && crate::protocol::is_error_body(response.body().bytes().unwrap_or_default())
    }

    /// The error code that the status stands for, where the body is empty.
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

/// The same response with another body.
fn copy(response: &HttpResponse, body: &[u8]) -> HttpResponse {
    let mut copy = HttpResponse::new(response.status(), SdkBody::from(body.to_vec()));
    *copy.headers_mut() = response.headers().clone();
    copy
}

/// What there is of a response whose body is too long to be looked at.
fn without_body(response: &HttpResponse) -> HttpResponse {
    copy(response, &[])
}

/// The beginning of a body as one line of text; how long it is, where it is no text.
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
        return format!("{} bytes that are no text", body.len());
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(SHOWN).collect();
    line.escape_debug().to_string()
}

/// Members of a modelled error that are something else than the model says.
#[derive(Debug)]
struct UnreadableMembers(ReadError);

impl fmt::Display for UnreadableMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the members of the error cannot be read: {}", self.0)
    }
}

/// The reason is told by the text.
impl std::error::Error for UnreadableMembers {}

/// An error response that the protocol cannot read: a proxy's page, an empty body.
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
                // It is told already.
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
                "with a body that is no error of this protocol ({reason})"
            )?,
        }
        match &self.body {
            Some(body) => write!(f, ": {body}"),
            None => Ok(()),
        }
    }
}

/// The reason is told by the text.
impl std::error::Error for NotAnError {}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn bytes_that_are_no_text_are_counted() {
        let cut = "ä".repeat(500);
        let cases: [(&[u8], &str); 6] = [
            (b"<html>\n x", "<html> x"),
            // An empty map of CBOR; a character that is cut at the body's end.
            (b"\xA0", "1 bytes that are no text"),
            (b"\xBF\xFF", "2 bytes that are no text"),
            (b"x\xC3", "2 bytes that are no text"),
            (b"x\0", "2 bytes that are no text"),
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
