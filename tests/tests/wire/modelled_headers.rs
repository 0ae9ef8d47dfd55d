//! Headers of protocols and of streams are defaults: what a member says stays.

use farrier_porter::primitives::event_stream::EventStreamSender;
use farrier_porter::types::{Word, Words};
use farrier_tests::peers::signer;
use farrier_tests::server::{Request, Response, Server};
use sha2::{Digest, Sha256};

use crate::porter;

const EVENTS: &str = "application/vnd.amazon.eventstream";

async fn listened(accept: Option<&str>, content_type: Option<&str>) -> Request {
    let server = Server::script([Response::new(200).header("content-type", EVENTS)]).await;
    let call = porter(&server).listen();
    let call = call.set_accept(accept.map(str::to_owned));
    let call = call.set_content_type(content_type.map(str::to_owned));
    call.send().await.expect("a stream");
    server.only_request()
}

#[tokio::test]
async fn what_is_accepted() {
    let request = listened(Some("c-3"), None).await;
    assert_eq!(request.header("accept"), Some("c-3"));
    let request = listened(None, None).await;
    assert_eq!(request.header("accept"), None);
}

#[tokio::test]
async fn the_type_of_a_body_that_is_not_there() {
    let request = listened(None, Some("text/x-question")).await;
    assert_eq!(request.header("content-type"), Some("text/x-question"));
    assert_eq!(request.body, b"");
}

async fn dictated(content_type: Option<&str>) -> Request {
    let server = Server::script([Response::new(200)]).await;
    let word = Words::Word(Word::builder().text("w").build());
    let call = porter(&server)
        .dictate()
        .words(EventStreamSender::once(Ok(word)));
    let call = call.set_content_type(content_type.map(str::to_owned));
    call.send().await.expect("an output");
    server.only_request()
}

#[tokio::test]
async fn the_type_of_events() {
    let request = dictated(Some("text/x-words")).await;
    assert_eq!(request.header("content-type"), Some("text/x-words"));
    let request = dictated(None).await;
    assert_eq!(request.header("content-type"), Some(EVENTS));
}

/// The hash of the contents is the caller's, and what the request is signed with.
#[tokio::test]
async fn the_hash_of_a_body() {
    let server = Server::script([Response::new(200), Response::new(200)]).await;
    let call = || {
        porter(&server)
            .deliver()
            .contents(b"contents".to_vec().into())
    };
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(b"contents"));
    call().hash(&hash).send().await.expect("an output");
    call().send().await.expect("an output");
    let requests = server.take_requests();
    assert_eq!(
        requests[0].header("x-amz-content-sha256"),
        Some(hash.as_str())
    );
    assert_eq!(signer("porter").verify_sigv4(&requests[0]), Ok(()));
    let unsigned = requests[1].header("x-amz-content-sha256");
    assert_eq!(unsigned, Some("UNSIGNED-PAYLOAD"));
    assert_eq!(signer("porter").verify_sigv4_unsigned(&requests[1]), Ok(()));
}
