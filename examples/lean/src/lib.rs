//! A client with little around it: HTTPS by rustls and ring, credentials and region from the environment.
//!
//! Profiles, instance roles and web identities need `aws-config`, which depends on three service crates.

use aws_sdk_marketplaceentitlement::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::Provider;
use std::fmt;

/// An environment variable that is not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub &'static str);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment variable {} is not set", self.0)
    }
}

impl std::error::Error for Missing {}

/// Returns the configuration that the environment describes. `variable` returns the value of an environment variable.
///
/// # Errors
/// A variable that is needed is not set, or empty.
pub fn config(variable: impl Fn(&str) -> Option<String>) -> Result<Config, Missing> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let needed = |name: &'static str| set(name).ok_or(Missing(name));
    let credentials = Credentials::new(
        needed("AWS_ACCESS_KEY_ID")?,
        needed("AWS_SECRET_ACCESS_KEY")?,
        set("AWS_SESSION_TOKEN"),
        None,
        "environment",
    );
    let tls = Provider::Rustls(CryptoMode::Ring);
    let http_client = aws_smithy_http_client::Builder::new().tls_provider(tls);
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(needed("AWS_REGION")?))
        .credentials_provider(credentials)
        .http_client(http_client.build_https());
    config.set_endpoint_url(set("AWS_ENDPOINT_URL"));
    Ok(config.build())
}
