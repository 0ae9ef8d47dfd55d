//! Deserialization of responses into outputs.

#[cfg(feature = "event-stream")]
use super::events;
use super::request_ids::{apply_extended_request_id, RequestIdExt as _};
use super::traits::{Customization, OutputStream};
use super::{body, stream, OperationDef};
use crate::error::{apply_request_id, RequestId as _};
use crate::event_stream::sends_initial_messages;
use crate::reflect::{correct_structure, read_structure, Budget, Field, ReadError};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as MetadataBuilder;
use aws_smithy_types::error::ErrorMetadata;

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
            body::limit(response, cfg);
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
        if response.status().is_success() && !self.holds_error(response) {
            self.success(response, None, cfg)
        } else {
            self.error(response, cfg)
        }
    }
}

pub(super) fn protocol(cfg: &ConfigBag) -> Result<&SharedClientProtocol, OrchestratorError<Error>> {
    let protocol = cfg.load::<SharedClientProtocol>();
    protocol.ok_or_else(|| OrchestratorError::other("no protocol is configured"))
}

impl Deserializer {
    /// Deserializes a response without an error. `live` is its body if the output streams it.
    fn success(
        &self,
        response: &HttpResponse,
        live: Option<SdkBody>,
        cfg: &ConfigBag,
    ) -> OutputOrError {
        let limits = body::limits(cfg);
        let length = match live {
            Some(_) => Ok(0),
            None => body::length(response, &limits),
        };
        let output = match length {
            Ok(length) => {
                let budget = limits.budget(length);
                let output = self.output(protocol(cfg)?, response, live, &budget, cfg);
                output.map_err(|error| error.with_header_text(response.headers()).into())
            }
            Err(error) => Err(error.into()),
        };
        output.map_err(|error| {
            let meta = self.with_request_ids(ErrorMetadata::builder(), response);
            let error = (self.0.unhandled)(error, meta.build());
            OrchestratorError::operation(error)
        })
    }

    /// Adds the request ids of a response to the metadata of its error.
    pub(super) fn with_request_ids(
        &self,
        meta: MetadataBuilder,
        response: &HttpResponse,
    ) -> MetadataBuilder {
        let meta = apply_request_id(meta, response.headers());
        if self.0.service.traits.extended_request_ids {
            apply_extended_request_id(meta, response.headers())
        } else {
            meta
        }
    }

    /// Returns whether the response has no document and needs none.
    fn is_no_document(&self, protocol: &SharedClientProtocol, response: &HttpResponse) -> bool {
        let customizations = self.0.service.traits.customizations;
        customizations.contains(&Customization::EmptyDocuments)
            && protocol.protocol_id().as_str() == "smithy.protocols#rpcv2Cbor"
            && response.body().bytes().is_some_and(<[u8]>::is_empty)
    }

    fn output(
        &self,
        protocol: &SharedClientProtocol,
        response: &HttpResponse,
        mut live: Option<SdkBody>,
        budget: &Budget,
        cfg: &ConfigBag,
    ) -> Result<Output, ReadError> {
        (self.0.output)(&mut |output| {
            // With an RPC protocol, the members other than the events are in the first message.
            let comes_later = live.is_some() && sends_initial_messages(protocol);
            if comes_later || self.is_no_document(protocol, response) {
                correct_structure(output)?;
            } else if !output.shape().members().is_empty() {
                // Where nothing is read from the body, it may have any content.
                let schema = output.shape().schema();
                let mut members = protocol.deserialize_response(response, schema, cfg)?;
                read_structure(output, &mut *members, budget)?;
            }
            set_request_id(output.extra_mut(), response.request_id());
            let extended = response.headers().extended_request_id();
            set_request_id(output.extended_request_id_mut(), extended);
            let Some(body) = live.take() else {
                return Ok(());
            };
            #[cfg(feature = "event-stream")]
            if let OutputStream::Events(index, put) = self.0.output_stream {
                return Ok(events::put(output, (index, put), body, protocol)?);
            }
            Ok(stream::put(self.0, output, body)?)
        })
    }
}

fn set_request_id(field: Option<&mut dyn Field>, request_id: Option<&str>) {
    if let (Some(field), Some(request_id)) = (field, request_id) {
        field.set_text(request_id.to_owned());
    }
}
