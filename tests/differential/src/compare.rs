//! Calls both sides and compares what they sent and what they made of the answer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_types::SdkConfig;
use farrier_tests::case::{Call, Failure, Outcome};
use farrier_tests::server::{Reply, Request, Response, Server};
use farrier_tests::service::{self, Service};

/// A server whose answer can be set, and a configuration that reaches it.
pub struct Bench {
    server: Server,
    answer: Arc<Mutex<Reply>>,
    /// The configuration for clients of either side.
    pub config: SdkConfig,
}

/// What one side did.
#[derive(Debug)]
pub struct Trace {
    /// The requests it sent.
    pub requests: Vec<Request>,
    /// What its caller got.
    pub outcome: Outcome,
}

impl Bench {
    /// Starts the server.
    pub async fn new() -> Self {
        let answer = Arc::new(Mutex::new(Reply::Close));
        let shared = Arc::clone(&answer);
        let server = Server::start(move |_| lock(&shared).clone()).await;
        let config = service::config(&server.url()).build();
        Self {
            server,
            answer,
            config,
        }
    }

    /// Sets the answer to all requests from now on.
    pub fn answer(&self, reply: impl Into<Reply>) {
        *lock(&self.answer) = reply.into();
    }

    /// Makes a call and notes what was sent for it.
    pub async fn trace(&self, call: Call) -> Trace {
        let outcome = call.await;
        let requests = self.server.take_requests();
        Trace { requests, outcome }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An answer that carries this document, with a request id.
pub fn answer(service: &Service, document: &serde_json::Value) -> Response {
    service
        .response(document)
        .header("x-amzn-requestid", "request-1")
}

/// How the bodies of two requests are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// Byte for byte.
    Bytes,
    /// Decoded: a map with several entries is written in any order.
    Decoded,
}

/// Compares the requests of both sides, number by number.
///
/// # Panics
/// When they differ.
pub fn same_requests(
    service: &Service,
    bodies: Bodies,
    label: &str,
    ours: &Trace,
    official: &Trace,
) {
    assert_eq!(
        ours.requests.len(),
        official.requests.len(),
        "{label}: number of requests"
    );
    for (ours, official) in ours.requests.iter().zip(&official.requests) {
        assert_eq!(ours.method, official.method, "{label}: method");
        assert_eq!(ours.target, official.target, "{label}: target");
        assert_eq!(headers(ours), headers(official), "{label}: headers");
        let (our_document, their_document) = (service.document(ours), service.document(official));
        assert_eq!(our_document, their_document, "{label}: body");
        if bodies == Bodies::Bytes {
            let (ours, official) = (lengths_alike(ours), lengths_alike(official));
            assert_eq!(
                ours,
                official,
                "{label}: bytes of the body\n{}\n{}",
                ours.escape_ascii(),
                official.escape_ascii()
            );
        }
    }
}

/// The body, in CBOR with the length of every list and map ahead of it.
///
/// RPC v2 CBOR allows both forms of length. The official crates write lists in one or the other,
/// depending on which of their two codecs a service has moved to; ours have one codec.
fn lengths_alike(request: &Request) -> Vec<u8> {
    let is_cbor =
        |(name, value): &(String, String)| name == "content-type" && value == "application/cbor";
    if !request.headers.iter().any(is_cbor) {
        return request.body.clone();
    }
    let value: ciborium::Value =
        ciborium::from_reader(request.body.as_slice()).expect("a body in CBOR");
    let mut body = Vec::new();
    ciborium::into_writer(&value, &mut body).expect("memory to write to");
    body
}

/// The headers, without what differs from call to call: dates, ids, signatures and versions.
fn headers(request: &Request) -> BTreeMap<&str, String> {
    let length = request.body.len().to_string();
    let known = |(name, value): &'_ (String, String)| match name.as_str() {
        "content-length" if *value == length => "that of the body".to_owned(),
        "x-amz-date" | "amz-sdk-invocation-id" => String::new(),
        "authorization" => without_signature(value),
        "user-agent" | "x-amz-user-agent" => without_versions(value),
        _ => value.clone(),
    };
    request
        .headers
        .iter()
        .map(|header| (header.0.as_str(), known(header)))
        .collect()
}

/// Algorithm, scope (but for the date, which may change at midnight) and signed headers.
fn without_signature(authorization: &str) -> String {
    let parts = authorization.split("Signature=").next().unwrap_or_default();
    let keep = |part: &str| part.len() != 8 || !part.bytes().all(|byte| byte.is_ascii_digit());
    parts
        .split('/')
        .filter(|part| keep(part))
        .collect::<Vec<_>>()
        .join("/")
}

/// `api/x/1.2.3` as `api/x`, `aws-sdk-rust/1.0` as `aws-sdk-rust`.
fn without_versions(agent: &str) -> String {
    let words = agent.split(' ').map(|word| match word.rsplit_once('/') {
        Some((name, version)) if version.starts_with(|first: char| first.is_ascii_digit()) => name,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Compares the outcomes of both sides; where the official crate fails to read a response, ours may
/// be more tolerant.
///
/// # Panics
/// When they differ.
pub fn same_outcomes(label: &str, ours: &Outcome, official: &Outcome) {
    match (ours, official) {
        (Outcome::Output(ours), Outcome::Output(official)) => {
            assert_eq!(
                words(&ours.debug),
                words(&official.debug),
                "{label}: {}\n{}",
                ours.debug,
                official.debug
            );
            assert_eq!(
                ours.equal, official.equal,
                "{label}: equal to the expected output"
            );
            assert_eq!(ours.request_id, official.request_id, "{label}: request id");
        }
        (Outcome::Output(_), Outcome::Failure(official)) if official.code.is_none() => {}
        (Outcome::Failure(ours), Outcome::Failure(official)) => {
            same_failures(label, ours, official)
        }
        (ours, official) => panic!("{label}: {ours:#?}\n{official:#?}"),
    }
}

/// Compares two failures.
///
/// Where the official crate finds no error code, ours may still read the error, or know its message
/// and request id; both must be failures that come after a response.
fn same_failures(label: &str, ours: &Failure, official: &Failure) {
    let Some(code) = &official.code else {
        let both = [ours.kind, official.kind];
        let readable = |kind: &&str| ["ServiceError", "ResponseError"].contains(kind);
        assert!(
            ours.kind == official.kind || both.iter().all(readable),
            "{label}: {both:?}"
        );
        for (ours, official) in [
            (&ours.message, &official.message),
            (&ours.request_id, &official.request_id),
        ] {
            assert!(official.is_none() || ours == official, "{label}: {ours:?}");
        }
        return;
    };
    assert_eq!(ours.code.as_ref(), Some(code), "{label}: code");
    assert_eq!(ours.message, official.message, "{label}: message");
    assert_eq!(ours.request_id, official.request_id, "{label}: request id");
    assert_eq!(ours.kind, official.kind, "{label}: kind");
    // A required message that is empty in the official error has what the response says in ours.
    let said = format!(
        "{{ message: {:?}",
        official.message.as_deref().unwrap_or_default()
    );
    let filled = official.debug.as_ref().map(|debug| {
        let own = debug.split_once("{ message: \"\"");
        let own = own.filter(|(variant, _)| !variant.contains('{'));
        own.map_or(debug.clone(), |(variant, rest)| {
            format!("{variant}{said}{rest}")
        })
    });
    let (ours, official) = (ours.debug.as_deref(), filled.as_deref());
    assert_eq!(
        ours.map(words),
        official.map(words),
        "{label}: {ours:?}\n{official:?}"
    );
}

/// The words of a Debug text in sorted order: maps and documents print their entries in any order.
fn words(debug: &str) -> Vec<&str> {
    let mut words: Vec<&str> = debug
        .split([' ', ',', '(', ')', '{', '}', '[', ']'])
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_call_to_call_is_left_out() {
        let authorization = "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s/aws4_request, \
                             SignedHeaders=host;x-amz-date, Signature=abc";
        assert_eq!(
            without_signature(authorization),
            "AWS4-HMAC-SHA256 Credential=A/us-east-1/s/aws4_request, SignedHeaders=host;x-amz-date, "
        );
        assert_eq!(
            without_versions("aws-sdk-rust/1.2 api/x/1.0.0 m/E,M os/linux"),
            "aws-sdk-rust api/x m/E,M os/linux"
        );
    }
}
