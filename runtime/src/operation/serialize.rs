//! Inputs into requests.

use super::headers::sign_given_hash;
use super::{stream, OperationDef};
use crate::reflect::{missing_required, StructureWriter};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::fmt;

/// Whether a request is refused while `@required` members of its input are not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequiredInputCheck(pub bool);

impl Storable for RequiredInputCheck {
    type Storer = StoreReplace<Self>;
}

/// The request serializer of every operation.
#[derive(Debug)]
pub(super) struct Serializer(pub(super) &'static OperationDef);

impl SerializeRequest for Serializer {
    fn serialize_input(
        &self,
        mut input: Input,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let input =
            (self.0.input_mut)(&mut input).ok_or("the input is not of the operation's type")?;
        // Here, not in the builder: interceptors may have filled members until now.
        if cfg.load::<RequiredInputCheck>() != Some(&RequiredInputCheck(false)) {
            let missing = missing_required(input);
            if !missing.is_empty() {
                return Err(MissingRequired {
                    operation: self.0.name,
                    members: missing,
                }
                .into());
            }
        }
        let protocol = cfg.load::<SharedClientProtocol>().cloned();
        let protocol = protocol.ok_or("no protocol is configured")?;
        let taken = stream::take(self.0, input)?;
        let schema = input.shape().schema();
        let mut request = protocol.serialize_request(&StructureWriter(input), schema, "", cfg)?;
        if self.0.service.traits.query_compatible {
            // Asks for the error codes that the service had in the query protocol.
            request.headers_mut().insert("x-amzn-query-mode", "true");
        }
        taken.attach(self.0, &protocol, &mut request, input, cfg)?;
        sign_given_hash(&request, cfg);
        Ok(request)
    }
}

/// Required members of an input that are not set.
#[derive(Debug)]
struct MissingRequired {
    operation: &'static str,
    members: Vec<&'static str>,
}

impl fmt::Display for MissingRequired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.members.len() == 1 { "" } else { "s" };
        write!(
            f,
            "the input of {} lacks required member{plural} {}",
            self.operation,
            self.members
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        )
    }
}

impl std::error::Error for MissingRequired {}
