//! Tower services as HTTP clients.

use crate::connector::Sender;
use crate::failure::classified;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};
use tower_service::Service;

/// HTTP client that sends with a tower service.
///
/// Each call has its own clone of the service and waits until that is ready. Requests have absolute URIs; redirects are
/// not followed unless the service does.
///
/// # Errors of the service
///
/// A [`ConnectorError`] says itself what kind of failure it is. Of other errors an [`std::io::Error`] among the sources
/// makes them I/O errors or timeouts, which are retried; then an error of hyper counts. Others are not retried.
#[derive(Clone, Debug)]
pub struct TowerClient(Sender);

impl TowerClient {
    /// Wraps a service.
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<http::Request<SdkBody>, Response = http::Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + Sync + 'static,
        B::Error: Into<BoxError> + 'static,
    {
        // Services need not be `Sync`.
        let service = Mutex::new(service);
        Self(Sender::new(move |request: HttpRequest| {
            // A clone is whole even if another thread has panicked while it made one.
            let own = service.lock().unwrap_or_else(PoisonError::into_inner);
            let mut service = own.clone();
            drop(own);
            async move {
                let request = request.try_into_http1x();
                let request = request.map_err(|error| ConnectorError::user(error.into()))?;
                let failed = |error: S::Error| classified(error.into());
                poll_fn(|cx| service.poll_ready(cx)).await.map_err(failed)?;
                let response = service.call(request).await.map_err(failed)?;
                let response = response.map(SdkBody::from_body_1_x);
                let response = HttpResponse::try_from(response);
                response.map_err(|error| ConnectorError::other(error.into(), None))
            }
        }))
    }
}

impl HttpClient for TowerClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.connector(settings, components)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("tower", None))
    }
}
