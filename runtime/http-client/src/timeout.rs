//! The read timeout of a configuration: how long the response's status and headers may take.

use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::HttpConnectorSettings;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// The timeout, and what measures it. Without a sleep implementation there is none.
#[derive(Clone, Debug)]
pub(crate) struct ReadTimeout(Option<(Duration, SharedAsyncSleep)>);

impl ReadTimeout {
    pub(crate) fn of(settings: &HttpConnectorSettings, components: &RuntimeComponents) -> Self {
        Self(settings.read_timeout().zip(components.sleep_impl()))
    }

    /// Waits for a response, until the timeout at most.
    pub(crate) async fn limit(
        self,
        response: impl Future<Output = Result<HttpResponse, ConnectorError>>,
    ) -> Result<HttpResponse, ConnectorError> {
        let Some((after, sleep)) = self.0 else {
            return response.await;
        };
        match Timeout::new(response, sleep.sleep(after)).await {
            Ok(result) => result,
            Err(_) => Err(ConnectorError::timeout(NoResponse(after).into())),
        }
    }
}

/// Error of a response that took longer than the read timeout.
#[derive(Debug)]
struct NoResponse(Duration);

impl fmt::Display for NoResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no response within the read timeout of {:?}", self.0)
    }
}

impl std::error::Error for NoResponse {}
