//! Responses into outputs and errors.

use super::traits::{Customization, OutputStream};
use super::{stream, OperationDef};
use crate::reflect::{read_structure, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::ErrorMetadata;
use aws_types::request_id::{apply_request_id, RequestId};

/// The response deserializer of every operation.
#[derive(Debug)]
pub(super) struct Deserializer(pub(super) &'static OperationDef);

impl DeserializeResponse for Deserializer {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        cfg: &ConfigBag,
    ) -> Option<OutputOrError> {
        // The body of an error is read first, and so is that of an output without a stream.
        if matches!(self.0.output_stream, OutputStream::None) || !response.status().is_success() {
            return None;
        }
        tracing::debug!(request_id = ?response.request_id());
        let body = response.take_body();
        Some(self.success(response, Some(body), cfg))
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        tracing::debug!(request_id = ?response.request_id());
        match response.status().is_success() && !self.holds_error(response) {
            true => self.success(response, None, cfg),
            false => self.error(protocol(cfg)?, response, cfg),
        }
    }
}

fn protocol(cfg: &ConfigBag) -> Result<&SharedClientProtocol, OrchestratorError<Error>> {
    let protocol = cfg.load::<SharedClientProtocol>();
    protocol.ok_or_else(|| OrchestratorError::other("no protocol is configured"))
}

impl Deserializer {
    /// A response without an error; `live` is its body if the output streams it.
    fn success(
        &self,
        response: &HttpResponse,
        live: Option<SdkBody>,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        self.output(protocol(cfg)?, response, live, cfg)
            .map_err(|error| {
                let meta = apply_request_id(ErrorMetadata::builder(), response.headers());
                let error = (self.0.unhandled)(error.into(), meta.build());
                OrchestratorError::operation(error)
            })
    }

    fn output(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        mut live: Option<SdkBody>,
        cfg: &ConfigBag,
    ) -> Result<Output, SerdeError> {
        (self.0.output)(&mut |output| {
            // Where there is nothing to read the body may be anything, or no document at all.
            if !output.shape().members().is_empty() {
                let schema = output.shape().schema();
                let mut members = protocol.deserialize_response(response, schema, cfg)?;
                read_structure(output, &mut *members)?;
            }
            set_request_id(output, response.request_id());
            match live.take() {
                Some(body) => stream::put(self.0, output, body, protocol),
                None => Ok(()),
            }
        })
    }

    /// An error response: modelled where its code says so, else unhandled with what it tells.
    fn error(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        let plain = self.without_query_code(response);
        let told = protocol.parse_error_metadata(plain.as_ref().unwrap_or(response), cfg);
        let (meta, unreadable) = match told {
            Ok(meta) => (meta, None),
            Err(error) => (ErrorMetadata::builder(), Some(error)),
        };
        let mut meta = apply_request_id(meta, response.headers()).build();
        if let Some(code) = self.status_code(response).filter(|_| meta.code().is_none()) {
            meta = meta.into_builder().code(code).build();
        }
        let modelled = match meta.code() {
            None => Ok(None),
            Some(_) => (self.0.error)(&meta, &mut |error| {
                let mut body = protocol.deserialize_error_response(response, cfg)?;
                read_structure(error, &mut *body)
            }),
        };
        let modelled = match modelled {
            Ok(None) => self.error_of_type(protocol, response, &meta, cfg),
            told => told,
        };
        let error = match modelled {
            Ok(Some(error)) => error,
            Ok(None) if meta.code().is_some() => (self.0.unhandled)(meta.clone().into(), meta),
            Ok(None) => (self.0.unhandled)(NotAnError::of(response, unreadable), meta),
            Err(error) => (self.0.unhandled)(NotAnError::of(response, Some(error)), meta),
        };
        Err(OrchestratorError::operation(error))
    }
}

impl Deserializer {
    /// The response without the error code of the query protocol, which the official protocols let
    /// take the place of the error's name whether or not the service is `awsQueryCompatible`.
    fn without_query_code(&self, response: &HttpResponse) -> Option<HttpResponse> {
        match self.0.service.traits.query_compatible {
            true => None,
            false => without_query_code(response),
        }
    }

    /// The modelled error of an `awsQueryCompatible` service that the body's type tells: models in
    /// botocore's form do not know the codes of the query protocol. The code remains what it is.
    fn error_of_type(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        meta: &ErrorMetadata,
        cfg: &ConfigBag,
    ) -> Result<Option<Error>, SerdeError> {
        let compatible = self.0.service.traits.query_compatible;
        let Some(plain) = without_query_code(response).filter(|_| compatible) else {
            return Ok(None);
        };
        let named = protocol.parse_error_metadata(&plain, cfg)?.build();
        let Some(name) = named.code() else {
            return Ok(None);
        };
        let named = meta.clone().into_builder().code(name).build();
        (self.0.error)(&named, &mut |error| {
            if let Some(slot) = error.extra_mut().and_then(|extra| extra.downcast_mut()) {
                *slot = meta.clone();
            }
            let mut body = protocol.deserialize_error_response(&plain, cfg)?;
            read_structure(error, &mut *body)
        })
    }

    /// Whether the body is an error though the status is none.
    fn holds_error(&self, response: &HttpResponse) -> bool {
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

/// A copy without the header with a code of the query protocol; `None` where there is none.
fn without_query_code(response: &HttpResponse) -> Option<HttpResponse> {
    const QUERY_ERROR: &str = "x-amzn-query-error";
    response.headers().get(QUERY_ERROR)?;
    let body = response.body().bytes().unwrap_or_default().to_vec();
    let mut plain = HttpResponse::new(response.status(), SdkBody::from(body));
    *plain.headers_mut() = response.headers().clone();
    plain.headers_mut().remove(QUERY_ERROR);
    Some(plain)
}

fn set_request_id(output: &mut dyn Structure, request_id: Option<&str>) {
    let slot = output
        .extra_mut()
        .and_then(|extra| extra.downcast_mut::<Option<String>>());
    if let Some(slot) = slot {
        *slot = request_id.map(str::to_owned);
    }
}

/// The beginning of a body as one line of text.
fn excerpt(body: &[u8]) -> String {
    const SHOWN: usize = 120;
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(SHOWN).collect();
    line.escape_debug().to_string()
}

/// An error response that the protocol cannot read: a proxy's page, an empty body.
#[derive(Debug)]
struct NotAnError {
    status: u16,
    body: String,
    source: Option<SerdeError>,
}

impl NotAnError {
    fn of(response: &HttpResponse, source: Option<SerdeError>) -> BoxError {
        Box::new(Self {
            status: response.status().as_u16(),
            body: excerpt(response.body().bytes().unwrap_or_default()),
            source,
        })
    }
}

impl std::fmt::Display for NotAnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let status = self.status;
        match (self.body.as_str(), &self.source) {
            ("", _) => write!(f, "HTTP status {status} with an empty body and no error code"),
            (body, None) => write!(f, "HTTP status {status} without an error code: {body}"),
            (body, Some(source)) => write!(
                f,
                "HTTP status {status} with a body that is no error of this protocol ({source}): {body}"
            ),
        }
    }
}

impl std::error::Error for NotAnError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
