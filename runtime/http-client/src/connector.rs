//! The connector of all HTTP clients of this crate: a function that sends a request, and the read timeout.

use crate::timeout::ReadTimeout;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Response = Pin<Box<dyn Future<Output = Result<HttpResponse, ConnectorError>> + Send>>;

/// Sends requests with a certain HTTP client.
#[derive(Clone)]
pub(crate) struct Sender(Arc<dyn Fn(HttpRequest) -> Response + Send + Sync>);

impl Sender {
    pub(crate) fn new<F>(send: impl Fn(HttpRequest) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<HttpResponse, ConnectorError>> + Send + 'static,
    {
        Self(Arc::new(move |request| Box::pin(send(request))))
    }

    /// Returns the connector for these settings.
    pub(crate) fn connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            sender: self.clone(),
            timeout: ReadTimeout::of(settings, components),
        })
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct Connector {
    sender: Sender,
    timeout: ReadTimeout,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let response = (self.sender.0)(request);
        HttpConnectorFuture::new(self.timeout.clone().limit(response))
    }
}
