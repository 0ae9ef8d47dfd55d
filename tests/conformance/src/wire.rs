//! The HTTP client of tests: keeps the request, answers what the test says.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;

/// A request as it would have gone over the wire.
#[derive(Clone, Debug)]
pub struct Captured {
    /// `GET`, `POST` ...
    pub method: String,
    /// The whole target, with scheme and host.
    pub uri: String,
    /// Names in lower case, in the order of the request.
    pub headers: Vec<(String, String)>,
    /// All of the body.
    pub body: Vec<u8>,
}

/// A canned response.
#[derive(Clone, Debug)]
struct Canned {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An HTTP client without a network; clones share what they captured.
#[derive(Clone, Debug)]
pub struct Wire {
    answer: Arc<Canned>,
    captured: Arc<Mutex<Option<Captured>>>,
}

impl Wire {
    /// A client that answers every request so.
    pub fn answering(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        let answer = Canned {
            status,
            headers,
            body,
        };
        Self {
            answer: Arc::new(answer),
            captured: Arc::default(),
        }
    }

    /// A client for tests that look at requests only. Whether its answer can be read does not matter.
    pub fn silent() -> Self {
        Self::answering(200, Vec::new(), Vec::new())
    }

    /// The last request.
    pub fn captured(&self) -> Option<Captured> {
        self.captured.lock().ok()?.clone()
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let wire = self.clone();
        HttpConnectorFuture::new(async move {
            let captured = capture(request).await?;
            if let Ok(mut place) = wire.captured.lock() {
                *place = Some(captured);
            }
            respond(&wire.answer)
        })
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

async fn capture(request: HttpRequest) -> Result<Captured, ConnectorError> {
    let method = request.method().to_owned();
    let uri = request.uri().to_owned();
    let headers = (request.headers().iter())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let body = ByteStream::new(request.into_body()).collect().await;
    let body = body.map_err(|error| ConnectorError::user(error.into()))?;
    Ok(Captured {
        method,
        uri,
        headers,
        body: body.to_vec(),
    })
}

fn respond(answer: &Canned) -> Result<HttpResponse, ConnectorError> {
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    let response = response
        .body(SdkBody::from(answer.body.clone()))
        .map_err(|error| ConnectorError::user(error.into()))?;
    HttpResponse::try_from(response).map_err(|error| ConnectorError::user(error.into()))
}
