//! Clients whose retries never run out of quota: the hundreds of failing calls of a comparison
//! would otherwise empty the token bucket that the clients of a service and region share.

use aws_types::SdkConfig;

use super::super::sdk::{benefits, entitlement, revenue};

/// Builds a client of `$sdk`.
macro_rules! client {
    ($sdk:ident, $config:expr) => {{
        use $sdk::config::retry::{RetryPartition, TokenBucket};
        let quota = RetryPartition::custom("comparison").token_bucket(TokenBucket::unlimited());
        let config = $sdk::config::Builder::from($config).retry_partition(quota.build());
        $sdk::Client::from_conf(config.build())
    }};
}

/// A client of Marketplace Entitlement.
pub fn entitlement(config: &SdkConfig) -> entitlement::Client {
    client!(entitlement, config)
}

/// A client of Partner Central Benefits.
pub fn benefits(config: &SdkConfig) -> benefits::Client {
    client!(benefits, config)
}

/// A client of Partner Central Revenue Measurement.
pub fn revenue(config: &SdkConfig) -> revenue::Client {
    client!(revenue, config)
}
