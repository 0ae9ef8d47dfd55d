//! The `user-agent` header of clients for services that are not of AWS.

use super::{OperationRef, ServiceDef};
use crate::hook::{Hook, Moment};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// The value of the header, where a program sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserAgent(pub String);

impl Storable for UserAgent {
    type Storer = StoreReplace<Self>;
}

/// Sets the header, unless the request has it already.
pub(super) const HOOK: Hook = Hook::new("UserAgent", Moment::ModifyBeforeSigning(set));

fn set(
    context: &mut BeforeTransmitInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let headers = context.request_mut().headers_mut();
    if headers.contains_key("user-agent") {
        return Ok(());
    }
    let agent = match cfg.load::<UserAgent>() {
        Some(UserAgent(agent)) => agent.clone(),
        None => usual(OperationRef::of(cfg)?.service),
    };
    headers
        .try_insert("user-agent", agent)
        .map_err(|_| "the user agent has characters that no HTTP header can have")?;
    Ok(())
}

/// Returns `farrier-runtime/1.0.0 NAME/VERSION`, with the package of the client.
fn usual(service: &ServiceDef) -> String {
    format!(
        "farrier-runtime/{} {}/{}",
        env!("CARGO_PKG_VERSION"),
        service.package,
        service.package_version
    )
}
