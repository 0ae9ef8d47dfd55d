//! A client of HTTP that answers from a list and keeps what was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt;

use crate::record::Record;
use crate::values::digest;

/// The longest body that is printed as it is.
const LONG: usize = 600;

/// The response to a request.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A response.
    Response(Box<http::Response<SdkBody>>),
    /// A connection that fails.
    Broken,
    /// A connection that takes too long.
    Slow,
    /// No answer, ever.
    Never,
}

/// An answer with a status, headers and a body.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(SdkBody::from(body.to_owned()));
    response.map_or(Answer::Broken, response_of)
}

/// An answer with this response.
pub(crate) fn response_of(response: http::Response<SdkBody>) -> Answer {
    Answer::Response(Box::new(response))
}

/// A request with its whole body.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: Result<Vec<u8>, String>,
}

impl Seen {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// The URI.
    pub(crate) fn uri(&self) -> &str {
        &self.uri
    }
}

/// A client that answers from a list. When the list is at its end it answers 200 with nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wire {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Wire {
    /// A client that gives these answers.
    pub(crate) fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            seen: Arc::default(),
        }
    }

    /// Returns the requests so far and forgets them.
    pub(crate) fn take(&self) -> Vec<Seen> {
        self.seen
            .lock()
            .map(|mut seen| std::mem::take(&mut *seen))
            .unwrap_or_default()
    }

    /// Records the requests so far and forgets them.
    pub(crate) fn record(&self, record: &mut Record, step: &str) {
        let seen = self.take();
        if seen.is_empty() {
            record.note(&format!("{step}: requests"), "none");
        }
        for seen in seen {
            record.note(
                &format!("{step}: request"),
                format!("{} {}", seen.method, seen.uri),
            );
            record.note(&format!("{step}: headers"), headers(seen.headers));
            record.note(&format!("{step}: body"), body(&seen.body));
        }
    }
}

/// The headers by name. What is made at random is left out.
fn headers(mut headers: Vec<(String, String)>) -> String {
    headers.sort();
    let lines = headers.into_iter().map(|(name, value)| {
        let value = match name.as_str() {
            "amz-sdk-invocation-id" if value.len() == 36 => "(at random)".to_owned(),
            "authorization" if value.starts_with("AWS4-ECDSA") => {
                let signed = value.split("Signature=").next().unwrap_or_default();
                format!("{signed}Signature=(at random)")
            }
            _ => value,
        };
        format!("{name}: {value}")
    });
    lines.collect::<Vec<_>>().join(" | ")
}

/// A short body as text, a long one by its digest.
fn body(body: &Result<Vec<u8>, String>) -> String {
    match body {
        Ok(bytes) if bytes.len() <= LONG => bytes.escape_ascii().to_string(),
        Ok(bytes) => {
            let (head, tail) = (&bytes[..120], &bytes[bytes.len() - 200..]);
            let (head, tail) = (head.escape_ascii(), tail.escape_ascii());
            format!("{}, {head} .. {tail}", digest(bytes))
        }
        Err(error) => format!("an error: {error}"),
    }
}

impl HttpConnector for Wire {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let wire = self.clone();
        HttpConnectorFuture::new(async move {
            let body = request.take_body().collect().await;
            let body = body.map(|body| body.to_bytes().to_vec());
            let headers = request.headers().iter();
            let seen = Seen {
                method: request.method().to_owned(),
                uri: request.uri().to_owned(),
                headers: headers
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
                body: body.map_err(|error| error.to_string()),
            };
            let broken = seen.body.as_ref().err().cloned();
            if let Ok(mut all) = wire.seen.lock() {
                all.push(seen);
            }
            if let Some(error) = broken {
                return Err(ConnectorError::user(error.into()));
            }
            let answer = wire.answers.lock().ok().and_then(|mut all| all.pop_front());
            match answer.unwrap_or_else(|| self::answer(200, &[], "")) {
                Answer::Response(response) => HttpResponse::try_from(*response)
                    .map_err(|error| ConnectorError::other(error.into(), None)),
                Answer::Broken => Err(ConnectorError::io("the connection is broken".into())),
                Answer::Slow => Err(ConnectorError::timeout("it took too long".into())),
                Answer::Never => std::future::pending().await,
            }
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
