//! Streamed request bodies: how their length is told, and what a second attempt sends.

use std::sync::atomic::{AtomicUsize, Ordering};

use aws_smithy_types::byte_stream::ByteStream;
use farrier_depot::Client;
use farrier_tests::bulk::{self, Bulk};
use farrier_tests::case::Failure;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded, signer};
use farrier_tests::server::{Reply, Response, Server};

fn busy() -> Response {
    let response = Response::new(429).header("x-amzn-errortype", "TooBusy");
    response
        .header("content-type", "application/json")
        .body("{}")
}

fn stored() -> Response {
    Response::new(200).header("x-depot-version", "7")
}

/// A file of several pieces.
fn file(length: usize) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &bulk::block()[..length]).expect("writable");
    file
}

#[tokio::test]
async fn what_is_in_memory_has_a_length() {
    let server = Server::script([stored()]).await;
    let call = Client::new(&config(&server.url())).store_item();
    let call = call
        .drawer("d")
        .path("p")
        .contents(ByteStream::from_static(b"12345"));
    assert_eq!(call.send().await.expect("stored").version(), Some("7"));
    let request = server.only_request();
    assert_eq!(request.header("content-length"), Some("5"));
    assert_eq!(request.header("transfer-encoding"), None);
    assert_eq!(
        request.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(request.body, b"12345");
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
}

#[tokio::test]
async fn without_contents_the_body_is_empty() {
    let server = Server::script([stored()]).await;
    let call = Client::new(&config(&server.url())).store_item();
    call.drawer("d").path("p").send().await.expect("stored");
    let request = server.only_request();
    assert_eq!(request.body, b"");
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
}

/// Nothing is known of the bytes before they are sent, so they are not signed.
#[tokio::test]
async fn what_has_no_length_goes_in_chunks() {
    let server = Server::script([stored()]).await;
    let call = Client::new(&config(&server.url())).store_item();
    let contents = Bulk::stream_of_unknown_length(300_000);
    let call = call.drawer("d").path("p").contents(contents);
    call.send().await.expect("stored");
    let request = server.only_request();
    assert_eq!(request.header("content-length"), None);
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    assert_eq!(request.body, bulk::block()[..300_000]);
    assert_eq!(signer("depot").verify_sigv4_unsigned(&request), Ok(()));
}

#[tokio::test]
async fn requires_length() {
    let server = Server::script([stored(), stored()]).await;
    let client = Client::new(&config(&server.url()));
    for contents in [
        Bulk::stream(300_000),
        bulk::block()[..300_000].to_vec().into(),
    ] {
        let call = client.store_sized().drawer("d").contents(contents);
        call.send().await.expect("stored");
    }
    for request in server.requests() {
        assert_eq!(request.header("content-length"), Some("300000"));
        assert_eq!(request.header("transfer-encoding"), None);
        assert_eq!(request.body, bulk::block()[..300_000]);
    }
}

#[tokio::test]
async fn requires_length_that_nobody_knows() {
    let server = Server::script([stored()]).await;
    let client = Client::new(&config(&server.url()));
    let contents = Bulk::stream_of_unknown_length(10);
    let call = client.store_sized().drawer("d").contents(contents);
    let error = call.send().await.expect_err("no length");
    let failure = Failure::of(&error);
    assert_eq!(failure.kind, "ConstructionFailure", "{}", failure.display);
    assert!(failure.display.contains("length"), "{}", failure.display);
    assert_eq!(server.requests().len(), 0);
}

/// Each attempt reads the file from its beginning.
#[tokio::test]
async fn a_file_is_sent_again() {
    let file = file(700_000);
    let server = Server::script([Reply::Full(busy()), Reply::Close, stored().into()]).await;
    let contents = ByteStream::from_path(file.path()).await.expect("readable");
    let client = Client::new(&config(&server.url()));
    let call = client.store_item().drawer("d").path("p").contents(contents);
    assert_eq!(call.send().await.expect("stored").version(), Some("7"));
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.header("content-length"), Some("700000"));
        assert_eq!(request.body, bulk::block()[..700_000]);
        assert_eq!(signer("depot").verify_sigv4_unsigned(&request), Ok(()));
    }
}

/// A server that answers before it has read all, and closes: the whole file comes again.
#[tokio::test]
async fn a_file_is_sent_again_after_a_cut_in_mid_body() {
    let file = file(1_000_000);
    let calls = AtomicUsize::new(0);
    let mut server = Exchanges::start(move |mut exchange: Exchange| {
        let first = calls.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if first {
                return Ok(exchange.read().await?.unwrap_or_default());
            }
            let all = exchange.read_all().await?;
            exchange.respond(200, &[]).await?;
            exchange.finish().await?;
            Ok(all)
        }
    })
    .await;
    let contents = ByteStream::from_path(file.path()).await.expect("readable");
    let client = Client::new(&config(&server.url()));
    let call = client.store_sized().drawer("d").contents(contents);
    guarded(call.send()).await.expect("stored");
    let first = server.outcome().await.expect("a piece");
    assert!(first.len() < 1_000_000);
    let second = server.outcome().await.expect("all of it");
    assert!(second == bulk::block()[..1_000_000], "the whole file");
}

#[tokio::test]
async fn what_can_be_read_only_once_is_sent_once() {
    let server = Server::script([busy(), stored()]).await;
    let client = Client::new(&config(&server.url()));
    let contents = Bulk::stream(1000);
    let call = client.store_item().drawer("d").path("p").contents(contents);
    let error = call.send().await.expect_err("no second attempt");
    let failure = Failure::of(&error);
    assert_eq!(
        (failure.kind, failure.code.as_deref()),
        ("ServiceError", Some("TooBusy"))
    );
    assert_eq!(server.requests().len(), 1);
}

/// What cannot be read ends the call; it does not pass for the end of the contents.
#[tokio::test]
async fn a_file_that_is_shorter_than_it_was() {
    let file = file(700_000);
    let contents = ByteStream::from_path(file.path()).await.expect("readable");
    std::fs::write(file.path(), b"short").expect("writable");
    let server = Server::start(|_| stored().into()).await;
    let client = Client::new(&config(&server.url()));
    let call = client.store_item().drawer("d").path("p").contents(contents);
    let error = guarded(call.send()).await.expect_err("too few bytes");
    assert_eq!(Failure::of(&error).kind, "DispatchFailure");
    assert_eq!(server.requests().len(), 0, "no request was whole");
}
