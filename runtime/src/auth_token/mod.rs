//! Tokens that databases take instead of passwords: requests that are signed and never sent.

pub mod of_host;
pub mod of_user;

use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_sigv4::http_request::{
    sign, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_schema::http_protocol::percent_encode;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use std::fmt;
use std::time::Duration;

/// A token, to be used as a password.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthToken {
    inner: String,
}

impl AuthToken {
    /// Returns the text of the token.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.inner
    }
}

impl fmt::Display for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner)
    }
}

// The token is a password.
impl fmt::Debug for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthToken").finish_non_exhaustive()
    }
}

/// The request that a token stands for.
struct Unsigned<'a> {
    /// Name of the service in the signature.
    service: &'static str,
    /// Host name, and the port if it is not that of HTTPS.
    authority: String,
    /// The query string.
    query: String,
    credentials: Option<&'a SharedCredentialsProvider>,
    region: Option<&'a Region>,
    /// The region if neither the generator nor the configuration has one.
    default_region: Option<&'static str>,
    expires_in: Duration,
}

impl Unsigned<'_> {
    /// Signs the request. Credentials, region and time come from `config` where the generator has none.
    async fn signed(self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let of_config = config.credentials_provider();
        let provider = self.credentials.or(of_config.as_ref());
        let provider = provider.ok_or("credentials are required to create an auth token")?;
        let identity = Identity::from(provider.provide_credentials().await?);
        let region = self.region.or(config.region()).map(Region::as_ref);
        let region = region
            .or(self.default_region)
            .ok_or("a region is required")?;
        let time = config.time_source().ok_or("a time source is required")?;
        let mut settings = SigningSettings::default();
        settings.expires_in = Some(self.expires_in);
        settings.signature_location = SignatureLocation::QueryParams;
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(region)
            .name(self.service)
            .time(time.now())
            .settings(settings)
            .build()?
            .into();
        let mut token = format!("{}/?{}", self.authority, self.query);
        let url = format!("https://{token}");
        let body = SignableBody::Bytes(&[]);
        let request = SignableRequest::new("GET", &url, std::iter::empty(), body)?;
        let (instructions, _) = sign(request, &params)?.into_parts();
        for (name, value) in instructions.params() {
            let (name, value) = (percent_encode(name), percent_encode(value));
            token.push_str(&format!("&{name}={value}"));
        }
        Ok(AuthToken { inner: token })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Credentials;
    use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
    use std::time::UNIX_EPOCH;

    fn config(credentials: Credentials) -> SdkConfig {
        let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_724_709_600));
        SdkConfig::builder()
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .time_source(SharedTimeSource::new(time))
            .build()
    }

    fn credentials(token: Option<&str>) -> Credentials {
        Credentials::new("akid", "secret", token.map(str::to_owned), None, "test")
    }

    /// The parts of a token that do not depend on the secret.
    fn without_signature(token: &AuthToken) -> &str {
        token.as_str().split_once("&X-Amz-Signature=").unwrap().0
    }

    #[tokio::test]
    async fn a_token_names_host_port_and_user() {
        let generator = of_user::AuthTokenGenerator::new(
            of_user::Config::builder()
                .hostname("db.example.com")
                .port(5432)
                .username("peccy 1")
                .region(Region::new("us-west-2"))
                .build()
                .unwrap(),
        );
        let token = generator.auth_token(&config(credentials(None))).await;
        assert_eq!(
            without_signature(&token.unwrap()),
            "db.example.com:5432/?Action=connect&DBUser=peccy%201&X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240826%2Fus-west-2%2Frds-db%2Faws4_request\
             &X-Amz-Date=20240826T220000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
        );
    }

    #[tokio::test]
    async fn administrators_have_tokens_of_their_own() {
        let generator = of_host::AuthTokenGenerator::new(
            of_host::Config::builder()
                .hostname("db.example.com")
                .region(Region::new("us-east-1"))
                .expires_in(450)
                .build()
                .unwrap(),
        );
        let config = config(credentials(Some("a+b")));
        let token = generator.db_connect_admin_auth_token(&config).await;
        assert_eq!(
            without_signature(&token.unwrap()),
            "db.example.com/?Action=DbConnectAdmin&X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240826%2Fus-east-1%2Fdsql%2Faws4_request\
             &X-Amz-Date=20240826T220000Z&X-Amz-Expires=450&X-Amz-SignedHeaders=host"
        );
        let token = generator.db_connect_auth_token(&config).await.unwrap();
        let text = token.as_str();
        assert!(text.ends_with("&X-Amz-Security-Token=a%2Bb"), "{text}");
        assert!(token.to_string().contains("Action=DbConnect&"), "{token}");
        assert!(!format!("{token:?}").contains("db.example.com"));
    }

    #[tokio::test]
    async fn what_is_missing_is_an_error() {
        let error = of_user::Config::builder().build().unwrap_err();
        assert_eq!(error.to_string(), "A hostname is required");
        let generator = of_host::AuthTokenGenerator::new(
            of_host::Config::builder().hostname("a").build().unwrap(),
        );
        let config = config(credentials(None));
        let error = generator.db_connect_auth_token(&config);
        assert_eq!(error.await.unwrap_err().to_string(), "a region is required");
        let nothing = SdkConfig::builder().build();
        let error = generator.db_connect_auth_token(&nothing).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "credentials are required to create an auth token"
        );
    }
}
