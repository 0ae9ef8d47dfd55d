//! Streams up and down with an API key, in a protocol that the manifest chooses.

use std::collections::HashMap;
use std::io;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::{Blob, DateTime};
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::guarded;
use farrier_tests::server::{Reply, Response, Server};
use file_store::config::Token;
use file_store::error::ProvideErrorMetadata as _;
use file_store::operation::put_file::PutFileError;
use file_store::{Client, Config};

use super::json as answer;

pub(crate) fn client(url: &str) -> Client {
    let config = Config::builder()
        .endpoint_url(url)
        .api_key(Token::new("k-1", None));
    let retries = aws_smithy_types::retry::RetryConfig::disabled();
    Client::from_conf(config.retry_config(retries).build())
}

fn error(status: u16, name: &str, document: &str) -> Response {
    answer(status, document).header("x-amzn-errortype", name)
}

#[tokio::test]
async fn a_file_goes_up() {
    let written = answer(201, r#"{"version": 9007199254740993}"#).header("etag", "\"e-1\"");
    let server = Server::script([written]).await;
    let call = client(&server.url())
        .put_file()
        .path("a b/ä.txt")
        .content_type("text/plain");
    let call = call.labels("colour", "red").if_match("\"e-0\"");
    let content = ByteStream::from_static(b"content");
    let output = call.content(content).send().await.expect("an output");
    assert_eq!(
        (output.etag(), output.version()),
        ("\"e-1\"", Some(9_007_199_254_740_993))
    );
    let request = server.only_request();
    assert_eq!(
        (&*request.method, &*request.target),
        ("PUT", "/files/a%20b/%C3%A4.txt")
    );
    let headers = [
        "x-api-key",
        "content-type",
        "x-label-colour",
        "if-match",
        "content-length",
    ];
    let values = headers.map(|name| request.header(name));
    let expected = ["k-1", "text/plain", "red", "\"e-0\"", "7"];
    assert_eq!(values, expected.map(Some));
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.body, b"content");
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_not_sent() {
    let server = Server::script([Response::new(201)]).await;
    let body = aws_smithy_types::body::SdkBody::retryable(|| {
        aws_smithy_types::body::SdkBody::from_body_1_x(Unsized(Some("content")))
    });
    let call = client(&server.url())
        .put_file()
        .path("a")
        .content(ByteStream::new(body));
    let error = call.send().await.expect_err("no length");
    let text = format!("{error:?}");
    assert!(text.contains("length"), "{text}");
    assert!(server.requests().is_empty());
}

/// A body that does not tell how long it is.
struct Unsized(Option<&'static str>);

impl http_body::Body for Unsized {
    type Data = bytes::Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, io::Error>>> {
        let piece = self.0.take().map(bytes::Bytes::from);
        std::task::Poll::Ready(piece.map(|piece| Ok(http_body::Frame::data(piece))))
    }
}

#[tokio::test]
async fn a_file_comes_down() {
    let server = Server::script([Response::new(206)
        .header("content-type", "text/plain")
        .header("etag", "\"e-1\"")
        .header("X-Label-Colour", "red")
        .body("content")])
    .await;
    let call = client(&server.url())
        .get_file()
        .path("a")
        .range("bytes=0-6");
    let call = call.modified_since(DateTime::from_secs(1_709_208_000));
    let output = call.send().await.expect("an output");
    assert_eq!((output.status(), output.length()), (Some(206), Some(7)));
    assert_eq!(
        (output.content_type(), output.etag()),
        (Some("text/plain"), Some("\"e-1\""))
    );
    // Header names have no case.
    let labels = HashMap::from([("colour".to_owned(), "red".to_owned())]);
    assert_eq!(output.labels(), Some(&labels));
    let content = output.content.collect().await.expect("all of it");
    assert_eq!(content.to_vec(), b"content");
    let request = server.only_request();
    assert_eq!(request.target, "/files/a");
    assert_eq!(request.header("range"), Some("bytes=0-6"));
    assert_eq!(
        request.header("if-modified-since"),
        Some("Thu, 29 Feb 2024 12:00:00 GMT")
    );
}

/// Pieces are there as they are sent, and a file that breaks off is an error of the stream.
#[tokio::test]
async fn a_file_comes_down_in_pieces() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.respond(200, &[]).await?;
        exchange.send(b"first ").await?;
        exchange.send(b"second").await
    })
    .await;
    let call = client(&server.url()).get_file().path("a").send();
    let mut content = guarded(call).await.expect("an output").content;
    let mut all = Vec::new();
    let end = loop {
        match guarded(content.try_next()).await {
            Ok(Some(piece)) => all.extend(piece),
            end => break end,
        }
    };
    assert_eq!(all, b"first second");
    end.expect_err("the last chunk is missing");
    let server = Server::script([Reply::Truncated(Response::new(200).body("con"))]).await;
    let call = client(&server.url()).get_file().path("a").send();
    let content = call.await.expect("an output").content;
    content.collect().await.expect_err("the rest is missing");
}

#[tokio::test]
async fn public_files_need_no_key() {
    let server = Server::script([Response::new(200).body("c")]).await;
    let config = Config::builder().endpoint_url(server.url());
    let stranger = Client::from_conf(config.build());
    stranger
        .get_public_file()
        .path("a")
        .send()
        .await
        .expect("an output");
    let error = stranger
        .get_file()
        .path("a")
        .send()
        .await
        .expect_err("a key is needed");
    let text = format!("{error:?}");
    assert!(text.contains("httpApiKeyAuth"), "{text}");
    assert_eq!(server.only_request().header("x-api-key"), None);
    // The key is not sent where it is not asked for.
    let server = Server::script([Response::new(200).body("c")]).await;
    let call = client(&server.url()).get_public_file().path("a").send();
    call.await.expect("an output");
    assert_eq!(server.only_request().header("x-api-key"), None);
}

#[tokio::test]
async fn errors_of_streams() {
    let cases = [
        error(404, "NoSuchFolder", r#"{"message": "where?"}"#),
        error(
            413,
            "example.files#TooLarge",
            r#"{"message": "too large", "most": 7}"#,
        ),
        error(412, "Changed", "").header("etag", "\"e-2\""),
        error(403, "Forbidden", "{}"),
        Response::new(500).body("<html>"),
    ];
    let server = Server::script(cases).await;
    let client = client(&server.url());
    let mut errors = Vec::new();
    for _ in 0..5 {
        let call = client
            .put_file()
            .path("a")
            .content(ByteStream::from_static(b"c"));
        errors.push(
            call.send()
                .await
                .expect_err("an error")
                .into_service_error(),
        );
    }
    assert!(errors[0].is_no_such_folder() && errors[0].message() == Some("where?"));
    assert!(matches!(&errors[1], PutFileError::TooLarge(error) if error.most() == Some(7)));
    assert!(matches!(&errors[2], PutFileError::Changed(error) if error.etag() == Some("\"e-2\"")));
    assert!(errors[3].is_forbidden());
    assert!(errors[4].code().is_none(), "{:?}", errors[4]);
    let server = Server::script([error(404, "NoSuchFile", r#"{"message": "where?"}"#)]).await;
    let call = self::client(&server.url()).get_file().path("a").send();
    let error = call.await.expect_err("an error").into_service_error();
    assert!(error.is_no_such_file(), "{error:?}");
}

#[tokio::test]
async fn listing_and_deleting() {
    let server = Server::script([
        answer(200, r#"{"files": [{"path": "a", "size": 3, "digest": "aGk=", "modified": 1.5}], "after": "a"}"#),
        answer(200, r#"{"files": [{"path": "b"}]}"#),
        Response::new(204),
    ])
    .await;
    let client = client(&server.url());
    let call = client
        .list_files()
        .folder("f")
        .filters("kind", "text")
        .filters("folder", "ignored");
    let files = call.into_paginator().page_size(1).items().send();
    let files: Result<Vec<_>, _> = files.collect().await;
    let files = files.expect("two files");
    assert_eq!(files[0].digest(), Some(&Blob::new("hi")));
    let text = format!("{:?}", files[0]);
    assert!(text.contains("*** Sensitive Data Redacted ***"), "{text}");
    assert_eq!(files[1].path(), "b");
    client
        .delete_file()
        .path("a")
        .send()
        .await
        .expect("an output");
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|one| one.target)
        .collect();
    let expected = [
        "/files?folder=f&count=1&kind=text",
        "/files?folder=f&after=a&count=1&kind=text",
        "/files/a",
    ];
    assert_eq!(targets, expected);
}
