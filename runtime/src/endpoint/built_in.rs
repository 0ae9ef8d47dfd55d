//! Endpoint parameters that come from the configuration (Smithy's built-ins for AWS).

use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

/// `AWS::Region`
pub fn region(cfg: &ConfigBag) -> Option<String> {
    cfg.load::<Region>()
        .map(|region| region.as_ref().to_owned())
}

/// `AWS::UseFIPS`
pub fn use_fips(cfg: &ConfigBag) -> Option<bool> {
    cfg.load::<UseFips>().map(|setting| setting.0)
}

/// `AWS::UseDualStack`
pub fn use_dual_stack(cfg: &ConfigBag) -> Option<bool> {
    cfg.load::<UseDualStack>().map(|setting| setting.0)
}

/// `SDK::Endpoint`
pub fn endpoint(cfg: &ConfigBag) -> Option<String> {
    cfg.load::<EndpointUrl>().map(|url| url.0.clone())
}
