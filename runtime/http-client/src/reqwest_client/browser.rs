//! Sending with a browser's `fetch`: bodies are sent and received whole.

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use futures_channel::oneshot;
use http_body_util::BodyExt as _;

/// Returns the settings of [`ReqwestClient::try_default`](super::ReqwestClient::try_default).
pub(super) fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

/// The futures of a browser stay on their thread, so that the call runs beside the one that waits for it.
pub(super) async fn send(
    client: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let (sender, receiver) = oneshot::channel();
    wasm_bindgen_futures::spawn_local(async move {
        // The call may have been given up meanwhile.
        let _ = sender.send(exchange(client, request).await);
    });
    let ended = receiver.await;
    ended.unwrap_or_else(|error| Err(ConnectorError::other(error.into(), None)))
}

async fn exchange(
    client: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let request = request.try_into_http1x();
    let request = request.map_err(|error| ConnectorError::user(error.into()))?;
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(ConnectorError::user)?;
    let request = http::Request::from_parts(parts, body.to_bytes());
    let request = reqwest::Request::try_from(request);
    let request = request.map_err(|error| ConnectorError::user(error.into()))?;
    let response = client.execute(request).await.map_err(classified)?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(classified)?;
    let mut whole = http::Response::new(SdkBody::from(body));
    *whole.status_mut() = status;
    *whole.headers_mut() = headers;
    HttpResponse::try_from(whole).map_err(|error| ConnectorError::other(error.into(), None))
}

/// A browser says no more than that a request failed.
fn classified(error: reqwest::Error) -> ConnectorError {
    if error.is_timeout() {
        ConnectorError::timeout(error.into())
    } else if error.is_builder() {
        ConnectorError::user(error.into())
    } else {
        ConnectorError::io(error.into())
    }
}
