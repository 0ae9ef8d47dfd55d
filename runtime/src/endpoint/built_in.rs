//! Endpoint parameters from the configuration (the built-in parameters of the Smithy spec).

use crate::config::EndpointUrl;
use aws_smithy_types::config_bag::ConfigBag;

#[cfg(feature = "aws")]
pub use crate::aws::built_in::{
    account_id, account_id_endpoint_mode, region, use_dual_stack, use_fips,
};

/// Returns `SDK::Endpoint`.
pub fn endpoint(cfg: &ConfigBag) -> Option<String> {
    cfg.load::<EndpointUrl>().map(|url| url.0.clone())
}
