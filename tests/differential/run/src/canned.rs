//! A client for HTTP that keeps what it is given and answers with the same body again and again.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

/// The last request that was sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent(Arc<Mutex<Option<HttpRequest>>>);

impl Sent {
    /// Method, path and query, the body, and the headers that are not of one side or moment.
    pub(crate) fn last(&self) -> String {
        let kept = self.0.lock().expect("not poisoned");
        let Some(request) = kept.as_ref() else {
            return "nothing was sent".to_owned();
        };
        let mut headers: Vec<String> = (request.headers().iter())
            .filter(|(name, _)| {
                !name.starts_with("amz-sdk") && !name.starts_with("x-amz-user-agent")
            })
            .filter(|(name, _)| !matches!(*name, "user-agent" | "authorization" | "x-amz-date"))
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        headers.sort();
        let bytes = request.body().bytes().unwrap_or_default();
        // Maps have no order: parsed, they are sorted.
        let body = match serde_json::from_slice::<serde_json::Value>(bytes) {
            Ok(json) => json.to_string(),
            Err(_) => String::from_utf8_lossy(bytes).into_owned(),
        };
        format!(
            "{} {}\n{}\n{}",
            request.method(),
            request.uri(),
            headers.join("\n"),
            body
        )
    }

    /// The client that keeps requests here.
    pub(crate) fn client(&self, content_type: &'static str, body: &[u8]) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(Canned {
            sent: self.clone(),
            content_type,
            body: bytes::Bytes::copy_from_slice(body),
        });
        http_client_fn(move |_, _| connector.clone())
    }
}

#[derive(Debug)]
struct Canned {
    sent: Sent,
    content_type: &'static str,
    body: bytes::Bytes,
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *self.sent.0.lock().expect("not poisoned") = Some(request);
        let mut response = HttpResponse::new(
            200.try_into().expect("a status"),
            SdkBody::from(self.body.clone()),
        );
        response
            .headers_mut()
            .insert("content-type", self.content_type);
        if self.content_type == "application/cbor" {
            response
                .headers_mut()
                .insert("smithy-protocol", "rpc-v2-cbor");
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}
