//! Clients of the crate reqwest as HTTP clients.

use crate::connector::Sender;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

#[cfg(target_arch = "wasm32")]
#[path = "reqwest_client/browser.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "reqwest_client/native.rs"]
mod platform;

/// HTTP client that sends with a [`reqwest::Client`].
///
/// A client that follows redirects sends signed requests where they are not valid, and one that unpacks responses hides
/// their checksums: [`try_default`](Self::try_default) does neither.
#[derive(Clone, Debug)]
pub struct ReqwestClient(Sender);

impl ReqwestClient {
    /// Wraps a client.
    pub fn new(client: reqwest::Client) -> Self {
        Self(Sender::new(move |request| {
            platform::send(client.clone(), request)
        }))
    }

    /// Creates a client that does not follow redirects, with reqwest's defaults otherwise. In a browser, `fetch` follows
    /// redirects itself.
    ///
    /// # Errors
    /// Reqwest has no TLS, or cannot read the certificates of the system.
    pub fn try_default() -> Result<Self, reqwest::Error> {
        platform::builder().build().map(Self::new)
    }
}

impl From<reqwest::Client> for ReqwestClient {
    fn from(client: reqwest::Client) -> Self {
        Self::new(client)
    }
}

impl HttpClient for ReqwestClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.connector(settings, components)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("reqwest", None))
    }
}
