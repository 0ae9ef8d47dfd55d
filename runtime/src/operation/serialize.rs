//! Serialization of inputs into requests.

#[cfg(feature = "event-stream")]
use super::events;
use super::{stream, OperationDef};
use crate::reflect::{missing_in_url, missing_required, Structure, StructureWriter};
use crate::schema::Member;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::error::operation::BuildError;
use std::fmt;

/// Whether a call fails before it is sent if a `@required` member of its input is not set. Members that the URL
/// needs are checked in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequiredInputCheck(pub bool);

impl Storable for RequiredInputCheck {
    type Storer = StoreReplace<Self>;
}

/// Request serializer of every operation.
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
        // Checked here and not in the builder, because interceptors can fill members until now.
        let checks_all = cfg.load::<RequiredInputCheck>() == Some(&RequiredInputCheck(true));
        check_members(self.0, input, checks_all)?;
        let protocol = cfg.load::<SharedClientProtocol>().cloned();
        let protocol = protocol.ok_or("no protocol is configured")?;
        let taken = stream::take(self.0, input)?;
        #[cfg(feature = "event-stream")]
        let events = events::take(self.0, input)?;
        let schema = input.shape().schema();
        let mut request = protocol.serialize_request(&StructureWriter(input), schema, "", cfg)?;
        if self.0.service.traits.query_compatible {
            // Requests the error codes that the service had in the query protocol.
            request
                .headers_mut()
                .insert("x-amzn-query-mode", "true".to_owned());
        }
        if let Some(taken) = taken {
            stream::attach(taken, &mut request, cfg)?;
        }
        #[cfg(feature = "event-stream")]
        {
            events::accept(self.0, &mut request, input);
            if let Some(events) = events {
                events::attach(events, &protocol, &mut request, input, cfg);
            }
        }
        #[cfg(feature = "aws")]
        crate::aws::sign_given_hash(&request, cfg);
        Ok(request)
    }
}

/// Checks that the members in the URL are set, or all required members.
///
/// # Errors
///
/// Returns an error that names the missing members.
pub(crate) fn check_members(
    def: &'static OperationDef,
    input: &dyn Structure,
    checks_all: bool,
) -> Result<(), BoxError> {
    let unset = if checks_all {
        missing_required(input)
    } else {
        Vec::new()
    };
    let in_url = missing_in_url(input);
    match in_url.as_slice() {
        [] if unset.is_empty() => return Ok(()),
        // As official crates say it: programs may compare the text.
        [member] if !checks_all => {
            let error = BuildError::missing_field(member.rust_name(), NEEDED);
            return Err(error.into());
        }
        _ => {}
    }
    let in_url = in_url.into_iter().map(Member::wire_name);
    let missing = Missing {
        operation: def.name,
        in_url: in_url.collect(),
        unset,
    };
    Err(missing.into())
}

/// The error text for a member in the URL that is empty or unset.
const NEEDED: &str = "cannot be empty or unset";

/// Error of an input with missing members, listed by their names in the model.
#[derive(Debug)]
struct Missing {
    operation: &'static str,
    /// Members in the URL that are not set or empty.
    in_url: Vec<&'static str>,
    /// Required members that are not set.
    unset: Vec<&'static str>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the input of {} cannot be sent:", self.operation)?;
        let unset = self.unset.iter().filter(|name| !self.in_url.contains(name));
        let unset: Vec<_> = unset.collect();
        list(f, &self.in_url, NEEDED)?;
        if !self.in_url.is_empty() && !unset.is_empty() {
            f.write_str(";")?;
        }
        list(f, &unset, "must be set")
    }
}

/// Writes ` a, b` and the requirement for these members; writes nothing if there are no names.
fn list(f: &mut fmt::Formatter<'_>, names: &[impl fmt::Display], holds: &str) -> fmt::Result {
    for (position, name) in names.iter().enumerate() {
        let separator = if position == 0 { " " } else { ", " };
        write!(f, "{separator}`{name}`")?;
    }
    if names.is_empty() {
        return Ok(());
    }
    write!(f, " {holds}")
}

impl std::error::Error for Missing {}
