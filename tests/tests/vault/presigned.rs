//! Presigned requests, checked by sending them with plain HTTP and by recomputing their signature.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_types::byte_stream::ByteStream;
use data_encoding::HEXLOWER;
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Response, Server};
use farrier_vault::presigning::{PresignedRequest, PresigningConfig};
use farrier_vault::types::Voice;
use farrier_vault::Client;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::{client, done};

fn hour() -> PresigningConfig {
    PresigningConfig::builder()
        .start_time(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .expires_in(Duration::from_secs(3600))
        .build()
        .expect("less than a week")
}

/// The pairs of a query string, as they are written.
fn query(uri: &str) -> Vec<(String, String)> {
    let (_, query) = uri.split_once('?').expect("a query");
    let pairs = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut pairs = pairs.iter().filter(|(one, _)| one == name);
    pairs.next().map(|(_, value)| value.as_str())
}

/// Recomputes the signature of a presigned request whose payload has this hash.
fn verify(request: &PresignedRequest, payload: &str) {
    let (_, rest) = request.uri().split_once("://").expect("a URL");
    let (host, target) = rest.split_at(rest.find('/').expect("a path"));
    let path = target.split_once('?').expect("a query").0;
    let all = query(request.uri());
    let signature = value(&all, "X-Amz-Signature").expect("a signature");
    let mut signed: Vec<String> = (all.iter())
        .filter(|(name, _)| name != "X-Amz-Signature")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    signed.sort();
    let names = value(&all, "X-Amz-SignedHeaders").expect("names");
    let mut headers = String::new();
    for name in names.split("%3B") {
        let value = match name {
            "host" => host,
            name => {
                request
                    .headers()
                    .find(|(one, _)| *one == name)
                    .expect("signed")
                    .1
            }
        };
        headers.push_str(&format!("{name}:{value}\n"));
    }
    let canonical = format!(
        "{}\n{path}\n{}\n{headers}\n{}\n{payload}",
        request.method(),
        signed.join("&"),
        names.replace("%3B", ";"),
    );
    let scope = value(&all, "X-Amz-Credential").expect("a credential");
    let scope = scope.replace("%2F", "/");
    let (_, scope) = scope.split_once('/').expect("a scope");
    let date = value(&all, "X-Amz-Date").expect("a date");
    let hash = HEXLOWER.encode(&Sha256::digest(&canonical));
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{hash}");
    assert_eq!(
        signer("vault").signed(&date[..8], &text),
        signature,
        "{canonical}"
    );
}

/// Sends a request with nothing but a socket.
async fn sent(request: &PresignedRequest, body: &[u8]) -> String {
    let (_, rest) = request.uri().split_once("://").expect("a URL");
    let (host, target) = rest.split_at(rest.find('/').expect("a path"));
    let mut head = format!("{} {target} HTTP/1.1\r\nhost: {host}\r\n", request.method());
    for (name, value) in request.headers() {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!(
        "content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    ));
    let mut stream = tokio::net::TcpStream::connect(host)
        .await
        .expect("a server");
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream.write_all(body).await.expect("sent");
    let mut answer = Vec::new();
    let mut piece = [0; 1024];
    while !answer.ends_with(b"stored") {
        match stream.read(&mut piece).await.expect("an answer") {
            0 => break,
            length => answer.extend_from_slice(&piece[..length]),
        }
    }
    String::from_utf8(answer).expect("text")
}

#[tokio::test]
async fn a_stored_thing_needs_no_credentials() {
    let server = Server::script([Response::new(200).body("stored")]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("a key");
    let request = call.presigned(hour()).await.expect("presigned");
    assert_eq!(request.method(), "PUT");
    // Nothing is said of a body that is not there yet.
    let pairs = query(request.uri());
    let mut names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-Security-Token",
            "X-Amz-Signature",
            "X-Amz-SignedHeaders",
        ]
    );
    assert_eq!(value(&pairs, "X-Amz-Expires"), Some("3600"));
    assert_eq!(value(&pairs, "X-Amz-Date"), Some("20231114T221320Z"));
    assert_eq!(request.headers().count(), 0);
    verify(&request, "UNSIGNED-PAYLOAD");
    assert!(sent(&request, b"contents").await.ends_with("stored"));
    let arrived = server.only_request();
    assert_eq!(arrived.body, b"contents");
    assert!(
        arrived.target.starts_with("/b/a%20key?"),
        "{}",
        arrived.target
    );
}

#[tokio::test]
async fn reading_is_presigned_without_asking_for_checksums() {
    let call = client("http://127.0.0.1:1")
        .get_thing()
        .bucket("b")
        .key("k");
    let request = call.part(2).presigned(hour()).await.expect("presigned");
    assert_eq!(request.method(), "GET");
    assert_eq!(request.headers().count(), 0);
    assert_eq!(value(&query(request.uri()), "part"), Some("2"));
    verify(&request, "UNSIGNED-PAYLOAD");
    let copy = request.clone().into_http_1x_request("body");
    assert_eq!(copy.uri(), request.uri());
    assert_eq!(*copy.body(), "body");
    assert_eq!(request.make_http_1x_request(()).method(), "GET");
    #[allow(deprecated, reason = "programs still use it")]
    let copy = request.make_http_02x_request(5);
    assert_eq!(copy.uri().to_string(), request.uri());
}

#[tokio::test]
async fn headers_of_the_input_have_to_be_sent() {
    let call = client("http://127.0.0.1:1")
        .put_thing()
        .bucket("b")
        .key("k");
    let call = call.content_encoding("gzip").customize();
    let request = call.presigned(hour()).await.expect("presigned");
    let headers: Vec<_> = request.headers().collect();
    assert_eq!(headers, [("content-encoding", "gzip")]);
    let debug = format!("{request:?}");
    assert!(
        debug.ends_with("headers: {\"content-encoding\": \"gzip\"} }"),
        "{debug}"
    );
    verify(&request, "UNSIGNED-PAYLOAD");
}

#[tokio::test]
async fn what_has_a_body_is_presigned_as_a_query() {
    let call = client("http://127.0.0.1:1").speak().text("hello, you");
    let marks = [Voice::Alto, Voice::Bass];
    let call = marks.into_iter().fold(call, |call, mark| call.marks(mark));
    let request = call.rate(3).presigned(hour()).await.expect("presigned");
    assert_eq!(request.method(), "GET");
    let pairs = query(request.uri());
    let own = pairs.iter().filter(|(name, _)| !name.starts_with("X-Amz-"));
    let own: Vec<String> = own.map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        own,
        ["Text=hello%2C%20you", "Marks=Alto", "Marks=Bass", "Rate=3"]
    );
    verify(&request, &HEXLOWER.encode(&Sha256::digest(b"")));
    let incomplete = client("http://127.0.0.1:1").speak().presigned(hour());
    let error = incomplete.await.expect_err("without a text");
    let text = format!("{}", farrier_vault::error::DisplayErrorContext(&error));
    assert!(text.contains("`Text` must be set"), "{text}");
}

#[tokio::test]
async fn faults_are_typed_errors() {
    let week = Duration::from_secs(604_801);
    let error = PresigningConfig::expires_in(week).expect_err("too long");
    assert_eq!(
        error.to_string(),
        "`expires_in` must be no longer than one week"
    );
    let call = client("http://127.0.0.1:1").get_thing().key("k");
    let error = call.presigned(hour()).await.expect_err("without a bucket");
    let text = format!("{}", farrier_vault::error::DisplayErrorContext(&error));
    assert!(text.contains("bucket was missing"), "{text}");
}

/// A public bucket is read without credentials: the request has no signature.
#[tokio::test]
async fn without_credentials_calls_are_not_signed() {
    let server = Server::script([done(), done()]).await;
    let shared = config(&server.url()).to_builder();
    let shared = shared.build();
    let bare = aws_types::sdk_config::SdkConfig::builder()
        .behavior_version(shared.behavior_version().expect("set"))
        .region(shared.region().cloned())
        .endpoint_url(server.url())
        .build();
    let client = Client::new(&bare);
    let call = client.put_thing().bucket("b").key("k");
    let call = call.body(ByteStream::from_static(b"12345"));
    call.send().await.expect("stored");
    client
        .get_thing()
        .bucket("b")
        .key("k")
        .send()
        .await
        .expect("read");
    for request in server.requests() {
        assert_eq!(request.header("authorization"), None);
        assert_eq!(request.header("x-amz-security-token"), None);
    }
}
