//! Tokens for a user of a database at a host and a port.

pub use super::AuthToken;

use super::Unsigned;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::http_protocol::percent_encode;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use std::time::Duration;

/// Longest validity of a token, in seconds, and the default.
const LONGEST: u64 = 900;

/// Generator of tokens.
#[derive(Debug)]
pub struct AuthTokenGenerator {
    config: Config,
}

impl AuthTokenGenerator {
    /// Creates a generator.
    pub fn new(config: Config) -> Self {
        Self { config }
    }

    /// Returns a token. Credentials and region come from `config` where the generator has none.
    ///
    /// # Errors
    ///
    /// Returns an error when there are no credentials, or no time source.
    pub async fn auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let own = &self.config;
        let expires_in = own.expires_in.unwrap_or(LONGEST).min(LONGEST);
        let port = match own.port {
            443 => String::new(),
            port => format!(":{port}"),
        };
        let request = Unsigned {
            service: "rds-db",
            authority: format!("{}{port}", own.hostname),
            query: format!("Action=connect&DBUser={}", percent_encode(&own.username)),
            credentials: own.credentials.as_ref(),
            region: own.region.as_ref(),
            default_region: Some("us-east-1"),
            expires_in: Duration::from_secs(expires_in),
        };
        request.signed(config).await
    }
}

/// Configuration of an [`AuthTokenGenerator`].
#[derive(Debug, Clone)]
pub struct Config {
    credentials: Option<SharedCredentialsProvider>,
    hostname: String,
    port: u64,
    region: Option<Region>,
    username: String,
    expires_in: Option<u64>,
}

impl Config {
    /// Creates a builder.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// Returns the credentials that sign tokens, if they are set.
    pub fn credentials(&self) -> Option<SharedCredentialsProvider> {
        self.credentials.clone()
    }

    /// Returns the host name of the database.
    pub fn hostname(&self) -> &str {
        &self.hostname
    }

    /// Returns the port of the database.
    pub fn port(&self) -> u64 {
        self.port
    }

    /// Returns the region of the database, if it is set.
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// Returns the name of the user.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// Returns how long tokens are valid, in seconds, if it is set.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in
    }
}

/// Builder of a [`Config`].
#[derive(Debug, Default)]
pub struct ConfigBuilder {
    credentials: Option<SharedCredentialsProvider>,
    hostname: Option<String>,
    port: Option<u64>,
    region: Option<Region>,
    username: Option<String>,
    expires_in: Option<u64>,
}

impl ConfigBuilder {
    /// Sets the credentials that sign tokens. By default, they are those of the shared configuration.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(SharedCredentialsProvider::new(credentials));
        self
    }

    /// Sets the host name of the database. Required.
    pub fn hostname(mut self, hostname: impl Into<String>) -> Self {
        self.hostname = Some(hostname.into());
        self
    }

    /// Sets the port of the database. Required.
    pub fn port(mut self, port: u64) -> Self {
        self.port = Some(port);
        self
    }

    /// Sets the region of the database. By default, it is that of the shared configuration.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the name of the user. Required.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }

    /// Sets how long tokens are valid, in seconds: 900 by default, which is the maximum.
    pub fn expires_in(mut self, expires_in: u64) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// Builds the configuration.
    ///
    /// # Errors
    ///
    /// Returns an error when the host name, the port or the user is not set.
    pub fn build(self) -> Result<Config, BoxError> {
        Ok(Config {
            credentials: self.credentials,
            hostname: self.hostname.ok_or("A hostname is required")?,
            port: self.port.ok_or("a port is required")?,
            region: self.region,
            username: self.username.ok_or("a username is required")?,
            expires_in: self.expires_in,
        })
    }
}
