//! A scripted HTTP/1.1 server on 127.0.0.1 that records what it is sent, and misbehaves on demand.
//!
//! It is written straight on a TCP socket because an HTTP library refuses the very faults that the
//! tests need: a body shorter than announced, a connection closed without a word.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::wire::Format;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `POST`, ...
    pub method: String,
    /// Path and query, as in the request line.
    pub target: String,
    /// Names in lower case, in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// The body, its transfer coding undone.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of the first header of this name (given in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A response to send.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// Headers besides `content-length`, which the server adds.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// An empty response.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A document in `format`, with the headers that the format calls for.
    pub fn document(status: u16, format: Format, document: &serde_json::Value) -> Self {
        let mut response = Self::new(status).body(format.encode(document));
        if let Some(protocol) = format.smithy_protocol() {
            response = response.header("smithy-protocol", protocol);
        }
        if document.is_null() {
            return response;
        }
        response.header("content-type", format.content_type())
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The response in full, announcing `extra` bytes more than it has.
    fn bytes(&self, extra: usize) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Scripted\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!(
            "content-length: {}\r\n\r\n",
            self.body.len() + extra
        ));
        [head.as_bytes(), &self.body].concat()
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Answers.
    Full(Response),
    /// Announces more bytes than it sends, and closes the connection.
    Truncated(Response),
    /// Closes the connection without an answer.
    Close,
    /// Keeps the connection open and never answers.
    Hang,
}

impl From<Response> for Reply {
    fn from(response: Response) -> Self {
        Reply::Full(response)
    }
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// A running server; dropping it stops it.
pub struct Server {
    address: String,
    log: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server that asks `handler` what to do with each request.
    pub async fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port on 127.0.0.1");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address")
            .to_string();
        let log = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(accept(listener, Arc::new(handler), Arc::clone(&log)));
        Self { address, log, task }
    }

    /// Starts a server that gives these replies in turn; a request beyond the last is answered with
    /// status 418, which no client retries.
    pub async fn script<R: Into<Reply>>(replies: impl IntoIterator<Item = R>) -> Self {
        let replies = Mutex::new(
            replies
                .into_iter()
                .map(Into::into)
                .collect::<VecDeque<Reply>>(),
        );
        Self::start(move |_| {
            let mut replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
            replies
                .pop_front()
                .unwrap_or_else(|| Response::new(418).into())
        })
        .await
    }

    /// `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The requests since the last time they were taken.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The only request so far.
    ///
    /// # Panics
    /// When there were none or several.
    pub fn only_request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "number of requests");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The URL of a port on which nothing listens: a connection to it is refused.
pub async fn refused_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port on 127.0.0.1");
    format!(
        "http://{}",
        listener
            .local_addr()
            .expect("a bound socket has an address")
    )
}

async fn accept(listener: TcpListener, handler: Arc<Handler>, log: Arc<Mutex<Vec<Request>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (handler, log) = (Arc::clone(&handler), Arc::clone(&log));
        // A client that goes away in the middle is part of some tests.
        tokio::spawn(async move { serve(stream, &*handler, &log).await.ok() });
    }
}

/// Serves one connection until either side closes it.
async fn serve(
    mut stream: TcpStream,
    handler: &Handler,
    log: &Mutex<Vec<Request>>,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await? {
        let reply = handler(&request);
        log.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        match reply {
            Reply::Full(response) => stream.write_all(&response.bytes(0)).await?,
            Reply::Truncated(response) => return stream.write_all(&response.bytes(10)).await,
            Reply::Close => return Ok(()),
            Reply::Hang => tokio::time::sleep(Duration::from_secs(3600)).await,
        }
    }
    Ok(())
}

/// The next request of a connection; `None` at its end.
async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Request>> {
    let head_end = loop {
        if let Some(at) = find(buffer, b"\r\n\r\n") {
            break at + 4;
        }
        if !fill(stream, buffer).await? {
            return Ok(None);
        }
    };
    let head: Vec<u8> = buffer.drain(..head_end).collect();
    let mut request = parse_head(&head)?;
    request.body = if request.header("transfer-encoding") == Some("chunked") {
        read_chunks(stream, buffer).await?
    } else {
        let length = request.header("content-length").unwrap_or("0");
        let length = length.parse().map_err(|_| invalid("content-length"))?;
        take(stream, buffer, length).await?
    };
    Ok(Some(request))
}

pub(crate) fn parse_head(head: &[u8]) -> io::Result<Request> {
    let head = std::str::from_utf8(head).map_err(|_| invalid("not UTF-8"))?;
    let mut lines = head.split("\r\n");
    let mut request_line = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1")) = (
        request_line.next(),
        request_line.next(),
        request_line.next(),
    ) else {
        return Err(invalid("request line"));
    };
    let headers = lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':').ok_or_else(|| invalid("header"))?;
            Ok((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect::<io::Result<_>>()?;
    Ok(Request {
        method: method.to_owned(),
        target: target.to_owned(),
        headers,
        body: Vec::new(),
    })
}

/// Undoes the chunked transfer coding (RFC 9112, section 7.1); trailers are not expected.
async fn read_chunks(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line_end = loop {
            if let Some(at) = find(buffer, b"\r\n") {
                break at;
            }
            if !fill(stream, buffer).await? {
                return Err(invalid("chunk"));
            }
        };
        let line: Vec<u8> = buffer.drain(..line_end + 2).collect();
        let size = std::str::from_utf8(&line[..line_end]).map_err(|_| invalid("chunk size"))?;
        let size = usize::from_str_radix(size, 16).map_err(|_| invalid("chunk size"))?;
        body.extend(take(stream, buffer, size).await?);
        take(stream, buffer, 2).await?;
        if size == 0 {
            return Ok(body);
        }
    }
}

/// Exactly `length` bytes.
async fn take(stream: &mut TcpStream, buffer: &mut Vec<u8>, length: usize) -> io::Result<Vec<u8>> {
    while buffer.len() < length {
        if !fill(stream, buffer).await? {
            return Err(invalid("body shorter than announced"));
        }
    }
    Ok(buffer.drain(..length).collect())
}

/// Reads more; `false` at the end of the connection.
async fn fill(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<bool> {
    Ok(stream.read_buf(buffer).await? > 0)
}

pub(crate) fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}

pub(crate) fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}
