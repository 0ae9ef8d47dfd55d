//! Tokens for the users and the administrator of a database at a host.

pub use super::AuthToken;

use super::Unsigned;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use std::time::Duration;

/// Default validity of a token, in seconds.
const USUAL: u64 = 900;

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

    /// Returns a token for users. Credentials and region come from `config` where the generator has none.
    ///
    /// # Errors
    ///
    /// Returns an error when there are no credentials, no region, or no time source.
    pub async fn db_connect_auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        self.token(config, "DbConnect").await
    }

    /// Returns a token for the administrator. Credentials and region come from `config` where the generator has none.
    ///
    /// # Errors
    ///
    /// Returns an error when there are no credentials, no region, or no time source.
    pub async fn db_connect_admin_auth_token(
        &self,
        config: &SdkConfig,
    ) -> Result<AuthToken, BoxError> {
        self.token(config, "DbConnectAdmin").await
    }

    async fn token(&self, config: &SdkConfig, action: &str) -> Result<AuthToken, BoxError> {
        let own = &self.config;
        let request = Unsigned {
            service: "dsql",
            authority: own.hostname.clone(),
            query: format!("Action={action}"),
            credentials: own.credentials.as_ref(),
            region: own.region.as_ref(),
            default_region: None,
            expires_in: Duration::from_secs(own.expires_in.unwrap_or(USUAL)),
        };
        request.signed(config).await
    }
}

/// Configuration of an [`AuthTokenGenerator`].
#[derive(Debug, Clone)]
pub struct Config {
    credentials: Option<SharedCredentialsProvider>,
    hostname: String,
    region: Option<Region>,
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

    /// Returns the region of the database, if it is set.
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
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
    region: Option<Region>,
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

    /// Sets the region of the database. By default, it is that of the shared configuration.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets how long tokens are valid, in seconds: 900 by default.
    pub fn expires_in(mut self, expires_in: u64) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// Builds the configuration.
    ///
    /// # Errors
    ///
    /// Returns an error when the host name is not set.
    pub fn build(self) -> Result<Config, BoxError> {
        Ok(Config {
            credentials: self.credentials,
            hostname: self.hostname.ok_or("A hostname is required")?,
            region: self.region,
            expires_in: self.expires_in,
        })
    }
}
