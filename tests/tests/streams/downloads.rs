//! Streamed response bodies.

use std::io;

use aws_smithy_types::DateTime;
use farrier_depot::operation::fetch_item::{FetchItemError, FetchItemOutput};
use farrier_depot::Client;
use farrier_tests::case::Failure;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded};
use farrier_tests::server::{Reply, Response, Server};
use tokio::sync::oneshot;

type Fetched = Result<FetchItemOutput, farrier_depot::error::SdkError<FetchItemError>>;

async fn fetch(url: &str) -> Fetched {
    let client = Client::new(&config(url));
    guarded(client.fetch_item().drawer("d").path("p").send()).await
}

#[tokio::test]
async fn a_body_with_its_headers() {
    let server = Server::script([Response::new(200)
        .header("x-depot-version", "7")
        .header("x-depot-kept-until", "Thu, 29 Feb 2024 12:00:00 GMT")
        .body("contents")])
    .await;
    let output = fetch(&server.url()).await.expect("an output");
    assert_eq!(output.version(), Some("7"));
    assert_eq!(
        output.kept_until(),
        Some(&DateTime::from_secs(1_709_208_000))
    );
    let contents = output.contents.collect().await.expect("all of it");
    assert_eq!(contents.to_vec(), b"contents");
}

/// The call ends with the head of the response, and each piece is there when it was sent.
#[tokio::test]
async fn pieces_come_as_they_are_sent() {
    let (first_seen, seen) = oneshot::channel();
    let seen = std::sync::Mutex::new(Some(seen));
    let server = Exchanges::start(move |mut exchange: Exchange| {
        let seen = seen
            .lock()
            .expect("not poisoned")
            .take()
            .expect("one request");
        async move {
            exchange.respond(200, &[]).await?;
            exchange.send(b"first").await?;
            seen.await.map_err(io::Error::other)?;
            exchange.send(b"second").await?;
            exchange.finish().await
        }
    })
    .await;
    let mut contents = fetch(&server.url()).await.expect("an output").contents;
    let piece = guarded(contents.try_next()).await.expect("a piece");
    assert_eq!(piece.as_deref(), Some(&b"first"[..]));
    first_seen.send(()).expect("the server waits");
    let piece = guarded(contents.try_next()).await.expect("a piece");
    assert_eq!(piece.as_deref(), Some(&b"second"[..]));
    assert!(guarded(contents.try_next())
        .await
        .expect("the end")
        .is_none());
}

/// A body that breaks off is an error of the stream, whichever way its length was told.
#[tokio::test]
async fn cut_in_mid_body() {
    for sized in [true, false] {
        let server = Exchanges::start(move |mut exchange: Exchange| async move {
            match sized {
                true => {
                    exchange
                        .respond_plain(200, &[("content-length", "1000")])
                        .await?
                }
                false => exchange.respond(200, &[]).await?,
            }
            match sized {
                true => exchange.write(b"first").await,
                false => exchange.send(b"first").await,
            }
        })
        .await;
        let mut contents = fetch(&server.url()).await.expect("an output").contents;
        let piece = guarded(contents.try_next()).await.expect("a piece");
        assert_eq!(piece.as_deref(), Some(&b"first"[..]));
        guarded(contents.try_next())
            .await
            .expect_err("the rest is missing");

        let contents = fetch(&server.url()).await.expect("an output").contents;
        guarded(contents.collect())
            .await
            .expect_err("the rest is missing");
    }
}

/// The call is over when the body breaks off: it is not retried.
#[tokio::test]
async fn a_cut_body_is_not_asked_for_again() {
    let server = Server::script([Reply::Truncated(Response::new(200).body("first"))]).await;
    let contents = fetch(&server.url()).await.expect("an output").contents;
    contents.collect().await.expect_err("the rest is missing");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_instead_of_a_stream() {
    let server = Server::script([Response::new(404)
        .header(
            "x-amzn-errortype",
            "example.depot#NoSuchItem:https://example.com/",
        )
        .header("x-amzn-requestid", "request-1")
        .header("x-depot-drawer", "d")
        .header("content-type", "application/json")
        .body(r#"{"message": "gone", "path": "p"}"#)])
    .await;
    let error = fetch(&server.url()).await.expect_err("an error");
    let failure = Failure::of(&error);
    assert_eq!(failure.code.as_deref(), Some("NoSuchItem"));
    assert_eq!(failure.request_id.as_deref(), Some("request-1"));
    match error.into_service_error() {
        FetchItemError::NoSuchItem(error) => {
            assert_eq!(error.message(), Some("gone"));
            assert_eq!((error.path(), error.drawer()), (Some("p"), Some("d")));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn errors_are_retried_before_the_stream_begins() {
    let broken = Response::new(500)
        .header("x-amzn-errortype", "Broken")
        .body("{}");
    let busy = Response::new(429)
        .header("x-amzn-errortype", "TooBusy")
        .body("{}");
    let cut = Reply::Truncated(busy.clone());
    for first in [broken.into(), busy.into(), cut, Reply::Close] {
        let good = Response::new(200).body("contents");
        let server = Server::script([first, good.into()]).await;
        let output = fetch(&server.url()).await.expect("the second attempt");
        assert_eq!(
            output.contents.collect().await.expect("all").to_vec(),
            b"contents"
        );
        assert_eq!(server.requests().len(), 2);
    }
}

/// A response that is no stream is read in full before the call ends.
#[tokio::test]
async fn a_plain_response_cut_in_mid_body() {
    let cut = || Reply::Truncated(Response::new(200).body(r#"{"title": "t""#));
    let server = Server::script([cut(), cut(), cut()]).await;
    let call = Client::new(&config(&server.url())).take_stock().drawer("d");
    let error = guarded(call.send()).await.expect_err("the body is cut");
    let failure = Failure::of(&error);
    assert_eq!(failure.kind, "ResponseError", "{}", failure.display);
    assert_eq!(server.requests().len(), 3);
}
