//! Tower services as HTTP clients.

use crate::failure::classified;
use crate::timeout::ReadTimeout;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use tower_service::Service;

/// HTTP client that sends with a tower service.
///
/// Each call has its own clone of the service and waits until that is ready. Requests have absolute URIs; redirects are
/// not followed unless the service does.
///
/// # Errors of the service
///
/// A [`ConnectorError`] says itself what kind of failure it is. Of other errors an [`std::io::Error`] among the sources
/// makes them I/O errors or timeouts, which are retried; all else is not.
pub struct TowerClient<S>(Connector<S>);

struct Connector<S> {
    /// Services need not be `Sync`.
    service: Arc<Mutex<S>>,
    timeout: ReadTimeout,
}

impl<S> TowerClient<S> {
    /// Wraps a service.
    pub fn new(service: S) -> Self {
        Self(Connector {
            service: Arc::new(Mutex::new(service)),
            timeout: ReadTimeout::none(),
        })
    }
}

impl<S> Clone for TowerClient<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S> fmt::Debug for TowerClient<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TowerClient").finish_non_exhaustive()
    }
}

impl<S> Clone for Connector<S> {
    fn clone(&self) -> Self {
        Self {
            service: self.service.clone(),
            timeout: self.timeout.clone(),
        }
    }
}

impl<S> fmt::Debug for Connector<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connector").finish_non_exhaustive()
    }
}

impl<S, B> HttpClient for TowerClient<S>
where
    S: Service<http::Request<SdkBody>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + Sync + 'static,
    B::Error: Into<BoxError> + 'static,
{
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            service: self.0.service.clone(),
            timeout: ReadTimeout::of(settings, components),
        })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("tower", None))
    }
}

impl<S, B> HttpConnector for Connector<S>
where
    S: Service<http::Request<SdkBody>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + Sync + 'static,
    B::Error: Into<BoxError> + 'static,
{
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        // A clone is whole even if another thread has panicked while it made one.
        let service = self.service.lock().unwrap_or_else(PoisonError::into_inner);
        let service = service.clone();
        let timeout = self.timeout.clone();
        HttpConnectorFuture::new(timeout.limit(send(service, request)))
    }
}

async fn send<S, B>(mut service: S, request: HttpRequest) -> Result<HttpResponse, ConnectorError>
where
    S: Service<http::Request<SdkBody>, Response = http::Response<B>>,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + Sync + 'static,
    B::Error: Into<BoxError> + 'static,
{
    let request = request.try_into_http1x();
    let request = request.map_err(|error| ConnectorError::user(error.into()))?;
    let failed = |error: S::Error| classified(error.into());
    poll_fn(|cx| service.poll_ready(cx)).await.map_err(failed)?;
    let response = service.call(request).await.map_err(failed)?;
    let response = response.map(SdkBody::from_body_1_x);
    HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
}
