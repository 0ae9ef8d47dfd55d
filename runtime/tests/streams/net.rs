//! A network in memory. It reads the request body to its end and returns a response.

use aws_smithy_eventstream::frame::{read_message_from, write_message_to};
use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use farrier_runtime::config::SharedHttpClient;
use futures_core::Stream;
use http_body::{Body, Frame};
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

/// A request as received by the service.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) uri: String,
    /// The body, or an error if it broke.
    pub(crate) body: Result<Bytes, String>,
}

impl Sent {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(&header.1)
    }

    /// Returns the messages in the body.
    pub(crate) fn messages(&self) -> Vec<Message> {
        messages(self.body.as_ref().expect("a whole body"))
    }
}

/// Content of a response body: bytes, or a broken connection.
pub(crate) type Chunks = Vec<Result<Bytes, &'static str>>;

/// Responds to every request and records it.
#[derive(Clone)]
pub(crate) struct Network {
    sent: Arc<Mutex<Vec<Sent>>>,
    answers: Arc<Mutex<VecDeque<HttpResponse>>>,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}

/// Creates a response with such a body.
pub(crate) fn answer(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: Chunks,
) -> HttpResponse {
    let status = StatusCode::try_from(status).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::from_body_1_x(Live(body.into())));
    for (name, value) in headers {
        response.headers_mut().insert(*name, *value);
    }
    response
}

impl Network {
    pub(crate) fn new(answers: impl IntoIterator<Item = HttpResponse>) -> Self {
        Self {
            sent: Arc::default(),
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
        }
    }

    pub(crate) fn client(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    /// Returns the requests, in order.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().expect("no panic"))
    }
}

impl HttpConnector for Network {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let network = self.clone();
        HttpConnectorFuture::new(async move {
            let body = ByteStream::new(request.take_body()).collect().await;
            network.sent.lock().expect("no panic").push(Sent {
                headers: request
                    .headers()
                    .iter()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
                uri: request.uri().to_owned(),
                body: body.map(|body| body.into_bytes()).map_err(|error| {
                    farrier_runtime::error::DisplayErrorContext(error).to_string()
                }),
            });
            let answer = network.answers.lock().expect("no panic").pop_front();
            Ok(answer.unwrap_or_else(nothing))
        })
    }
}

fn nothing() -> HttpResponse {
    answer(200, &[], Vec::new())
}

/// Creates a body that is not in memory.
struct Live(VecDeque<Result<Bytes, &'static str>>);

impl Body for Live {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let chunk = self.0.pop_front();
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data).map_err(Into::into)))
    }
}

/// Returns these bytes, and then stays pending forever.
pub(crate) fn endless(bytes: Bytes) -> SdkBody {
    SdkBody::from_body_1_x(Endless(Some(bytes)))
}

struct Endless(Option<Bytes>);

impl Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.0.take() {
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            None => Poll::Pending,
        }
    }
}

/// Creates a byte stream of unknown length.
pub(crate) fn live(chunks: Chunks) -> SdkBody {
    SdkBody::from_body_1_x(Live(chunks.into()))
}

/// A stream of these items that must not be polled after its end, like many streams.
pub(crate) struct Once<T>(pub(crate) Option<VecDeque<T>>);

impl<T> Once<T> {
    pub(crate) fn of(items: impl IntoIterator<Item = T>) -> Self {
        Self(Some(items.into_iter().collect()))
    }
}

impl<T: Unpin> Stream for Once<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        let items = self.0.as_mut().expect("not polled after its end");
        let next = items.pop_front();
        if next.is_none() {
            self.0 = None;
        }
        Poll::Ready(next)
    }
}

/// Returns the messages in these bytes.
pub(crate) fn messages(bytes: &Bytes) -> Vec<Message> {
    let mut rest = bytes.clone();
    std::iter::from_fn(|| {
        (!rest.is_empty()).then(|| read_message_from(&mut rest).expect("a frame"))
    })
    .collect()
}

/// Returns the frame of a message.
pub(crate) fn frame(message: &Message) -> Bytes {
    let mut bytes = Vec::new();
    write_message_to(message, &mut bytes).expect("a message that fits");
    bytes.into()
}

/// Creates a message with these text headers.
pub(crate) fn message(headers: &[(&'static str, &str)], payload: &str) -> Message {
    let headers = headers
        .iter()
        .map(|(name, value)| Header::new(*name, HeaderValue::String((*value).to_owned().into())))
        .collect();
    Message::new_from_parts(headers, payload.as_bytes().to_vec())
}

/// Returns the text of a message's header.
pub(crate) fn header<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    let mut headers = message.headers().iter();
    let header = headers.find(|header| header.name().as_str() == name)?;
    header.value().as_string().ok().map(|text| text.as_str())
}
