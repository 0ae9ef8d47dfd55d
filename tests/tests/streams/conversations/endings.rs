//! How conversations end before their time, and when they are begun anew.

use farrier_depot::types::error::SaysError;
use farrier_depot::types::Says;
use farrier_depot::Client;
use farrier_tests::case::kind;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::feed::{feed, feed_of};
use farrier_tests::frames::Frame;
use farrier_tests::peers::{config, guarded};
use farrier_tests::server::{Reply, Response, Server};

use super::{converse, echo, note, Item};

/// The server has said all and closes; what the client still has to say is dropped, not waited for.
#[tokio::test]
async fn the_server_hangs_up() {
    let mut server = Exchanges::start(|mut exchange: Exchange| async move {
        exchange.respond_events(&[]).await?;
        exchange
            .send_frame(&Frame::event("line", "text/plain", "enough"))
            .await?;
        exchange.finish().await
    })
    .await;
    let (says, stream) = feed::<Item>();
    let call = Client::new(&config(&server.url()))
        .talk()
        .drawer("d")
        .says(stream.into());
    let mut hears = guarded(call.send()).await.expect("a conversation").hears;
    assert!(guarded(hears.recv()).await.expect("an event").is_some());
    assert!(guarded(hears.recv()).await.expect("the end").is_none());
    guarded(server.outcome()).await.expect("it hung up");
    drop(hears);
    guarded(says.closed()).await;
}

/// The caller hangs up: the server sees the connection end.
#[tokio::test]
async fn the_client_hangs_up() {
    let mut server = Exchanges::start(|exchange| converse(exchange, echo)).await;
    let (says, stream) = feed::<Item>();
    let call = Client::new(&config(&server.url()))
        .talk()
        .drawer("d")
        .says(stream.into());
    let output = guarded(call.send()).await.expect("a conversation");
    says.send(Ok(Says::Note(note())))
        .expect("the stream is open");
    drop(output);
    let outcome = guarded(server.outcome()).await.map(|heard| heard.frames);
    outcome.expect_err("the request breaks off");
}

/// An error instead of an event is told to the service, and is the last that it hears.
#[tokio::test]
async fn the_callers_events_fail() {
    let mut server = Exchanges::start(|exchange| converse(exchange, |_| None)).await;
    let (says, stream) = feed::<Item>();
    let call = Client::new(&config(&server.url()))
        .talk()
        .drawer("d")
        .says(stream.into());
    let mut hears = guarded(call.send()).await.expect("a conversation").hears;
    says.send(Ok(Says::Note(note())))
        .expect("the stream is open");
    says.send(Err(SaysError::unhandled("no more")))
        .expect("the stream is open");
    drop(says);
    let heard = guarded(server.outcome()).await;
    let heard = heard.expect("the error is a frame of its own");
    let frame = heard.frames.last().expect("the error");
    assert_eq!(frame.text_of(":message-type"), "error");
    assert_eq!(frame.text_of(":error-message"), "no more");
    guarded(hears.recv()).await.expect("the server ended well");
}

fn busy() -> Response {
    let response = Response::new(429).header("x-amzn-errortype", "TooBusy");
    response.body("{}")
}

/// A conversation cannot be repeated, as its events are gone; one that only listens can.
#[tokio::test]
async fn what_is_retried() {
    let server = Server::script([busy(), busy()]).await;
    let client = Client::new(&config(&server.url()));
    let call = client
        .talk()
        .drawer("d")
        .says(feed_of(Vec::<Item>::new()).into());
    let error = guarded(call.send()).await.expect_err("an error");
    let error = error.into_service_error();
    assert!(error.is_too_busy(), "{error:?}");
    assert_eq!(server.take_requests().len(), 1);

    let server = Server::script([Reply::Close, Reply::Close]).await;
    let call = Client::new(&config(&server.url())).talk().drawer("d");
    let call = call.says(feed_of(Vec::<Item>::new()).into());
    let error = guarded(call.send()).await.expect_err("no answer");
    assert_eq!(kind(&error), "DispatchFailure");
    assert_eq!(server.take_requests().len(), 1);

    let empty = Response::new(200);
    let empty = empty.header("content-type", "application/vnd.amazon.eventstream");
    let server = Server::script([busy(), empty]).await;
    let call = Client::new(&config(&server.url())).watch();
    let mut hears = guarded(call.send())
        .await
        .expect("the second attempt")
        .hears;
    assert!(guarded(hears.recv()).await.expect("the end").is_none());
    assert_eq!(server.requests().len(), 2);
}
