//! Endpoint parameters from the configuration (the built-in parameters of AWS in the Smithy spec).

use super::{AccountIdEndpointMode, Region, UseDualStack, UseFips};
use crate::endpoint::EndpointResolverParams;
use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;

/// Returns `AWS::Region`.
pub fn region(cfg: &ConfigBag) -> Option<String> {
    cfg.load::<Region>()
        .map(|region| region.as_ref().to_owned())
}

/// Returns `AWS::UseFIPS`.
pub fn use_fips(cfg: &ConfigBag) -> Option<bool> {
    cfg.load::<UseFips>().map(|setting| setting.0)
}

/// Returns `AWS::UseDualStack`.
pub fn use_dual_stack(cfg: &ConfigBag) -> Option<bool> {
    cfg.load::<UseDualStack>().map(|setting| setting.0)
}

/// Returns `AWS::Auth::AccountIdEndpointMode`, which is `preferred` if it is not set.
pub fn account_id_endpoint_mode(cfg: &ConfigBag) -> Option<String> {
    let mode = cfg.load::<AccountIdEndpointMode>().cloned();
    Some(mode.unwrap_or_default().to_string())
}

/// Passes `AWS::Auth::AccountId`, the account id of the call's identity, to `set`, if the identity has one. The
/// identity is available only after the parameters have been collected.
///
/// # Errors
///
/// Returns an error when the parameters are not of the type `P`.
pub fn account_id<P: fmt::Debug + Send + Sync + 'static>(
    params: &mut EndpointResolverParams,
    set: fn(&mut P, String),
) -> Result<(), BoxError> {
    // Removed, because nothing uses it afterwards and parameters are logged.
    let identity = params.get_property_mut::<Identity>();
    let identity = identity.map(|place| std::mem::replace(place, Identity::new((), None)));
    let id = (identity.as_ref()).and_then(|identity| identity.property::<AccountId>());
    let Some(id) = id else { return Ok(()) };
    let params = params
        .get_mut::<P>()
        .ok_or("the endpoint parameters are of another type")?;
    set(params, id.as_str().to_owned());
    Ok(())
}
