//! Responses into outputs and errors.

use super::OperationDef;
use crate::reflect::{read_structure, Structure};
use aws_smithy_runtime_api::client::interceptors::context::OutputOrError;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::request_id::{apply_request_id, RequestId};

/// The response deserializer of every operation.
#[derive(Debug)]
pub(super) struct Deserializer(pub(super) &'static OperationDef);

impl DeserializeResponse for Deserializer {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        tracing::debug!(request_id = ?response.request_id());
        let protocol = cfg
            .load::<SharedClientProtocol>()
            .ok_or_else(|| OrchestratorError::other("no protocol is configured"))?;
        if response.status().is_success() {
            self.output(protocol, response, cfg)
                .map_err(OrchestratorError::other)
        } else {
            self.error(protocol, response, cfg)
        }
    }
}

impl Deserializer {
    fn output(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<aws_smithy_runtime_api::client::interceptors::context::Output, SerdeError> {
        (self.0.output)(&mut |output| {
            let schema = output.shape().schema();
            let mut body = protocol.deserialize_response(response, schema, cfg)?;
            read_structure(output, &mut *body)?;
            set_request_id(output, response.request_id());
            Ok(())
        })
    }

    /// An error response: modelled where its code says so, else unhandled with what it tells.
    fn error(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        let meta = protocol
            .parse_error_metadata(response, cfg)
            .map_err(|source| unreadable(response, Some(source)))?;
        let meta = apply_request_id(meta, response.headers()).build();
        if meta.code().is_none() {
            return Err(unreadable(response, None));
        }
        let modelled = (self.0.error)(&meta, &mut |error| {
            let mut body = protocol.deserialize_error_response(response, cfg)?;
            read_structure(error, &mut *body)
        })
        .map_err(OrchestratorError::other)?;
        Err(OrchestratorError::operation(
            modelled.unwrap_or_else(|| (self.0.generic_error)(meta)),
        ))
    }
}

fn set_request_id(output: &mut dyn Structure, request_id: Option<&str>) {
    let slot = output
        .extra_mut()
        .and_then(|extra| extra.as_any_mut().downcast_mut::<Option<String>>());
    if let Some(slot) = slot {
        *slot = request_id.map(str::to_owned);
    }
}

/// What to say of an error response that carries no error code: a proxy's page, an empty body.
fn unreadable(
    response: &HttpResponse,
    source: Option<SerdeError>,
) -> OrchestratorError<aws_smithy_runtime_api::client::interceptors::context::Error> {
    OrchestratorError::other(UnreadableError {
        status: response.status().as_u16(),
        body: excerpt(response.body().bytes().unwrap_or_default()),
        source,
    })
}

/// The beginning of a body as one line of text.
fn excerpt(body: &[u8]) -> String {
    const SHOWN: usize = 120;
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(SHOWN).collect();
    line.escape_debug().to_string()
}

#[derive(Debug)]
struct UnreadableError {
    status: u16,
    body: String,
    source: Option<SerdeError>,
}

impl std::fmt::Display for UnreadableError {
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

impl std::error::Error for UnreadableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
