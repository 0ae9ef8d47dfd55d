//! Tests of initial messages, in which RPC protocols send members other than the stream.

use crate::net::{answer, frame, header, message, Chunks, Network};
use crate::service::{send, EmptyEvent, Events, Sender, Talk, TalkInput, TalkOutput};
use farrier_runtime::config::SharedClientProtocol;
use farrier_runtime::error::SdkError;
use farrier_runtime::operation::SendResult;
use farrier_runtime::protocol;

fn json() -> SharedClientProtocol {
    SharedClientProtocol::new(protocol::aws_json_1_1())
}

async fn talk(
    network: &Network,
    protocol: SharedClientProtocol,
) -> SendResult<TalkOutput, crate::service::Errors<Talk>> {
    let input = TalkInput {
        topic: Some("rain".to_owned()),
        stream: Sender::once(Ok(Events::Empty(EmptyEvent {}))),
    };
    send::<Talk>(network.client(), Some(protocol), input).await
}

fn initial_response(payload: &str) -> bytes::Bytes {
    let headers = [
        (":message-type", "event"),
        (":event-type", "initial-response"),
        (":content-type", "application/json"),
    ];
    frame(&message(&headers, payload))
}

fn empty() -> bytes::Bytes {
    let headers = [(":message-type", "event"), (":event-type", "empty")];
    frame(&message(&headers, ""))
}

#[tokio::test]
async fn members_beside_the_stream_are_the_first_message() {
    let network = Network::new([answer(200, &[], Vec::new())]);
    talk(&network, json()).await.expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("x-topic"), None);
    assert_eq!(sent.header("content-length"), None);
    assert_eq!(
        sent.header("content-type"),
        Some("application/vnd.amazon.eventstream")
    );
    let messages = sent.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(header(&messages[0], ":message-type"), Some("event"));
    assert_eq!(header(&messages[0], ":event-type"), Some("initial-request"));
    assert_eq!(
        header(&messages[0], ":content-type"),
        Some("application/json")
    );
    assert_eq!(messages[0].payload().as_ref(), br#"{"topic":"rain"}"#);
    assert_eq!(header(&messages[1], ":event-type"), Some("empty"));
}

#[tokio::test]
async fn cbor_says_so_and_accepts_events() {
    let network = Network::new([answer(200, &[], Vec::new())]);
    let protocol = SharedClientProtocol::new(protocol::rpc_v2_cbor());
    talk(&network, protocol).await.expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(
        sent.header("accept"),
        Some("application/vnd.amazon.eventstream, application/cbor")
    );
    let messages = sent.messages();
    assert_eq!(
        header(&messages[0], ":content-type"),
        Some("application/cbor")
    );
    assert!(!messages[0].payload().is_empty());
}

async fn answered(body: Chunks) -> SendResult<TalkOutput, crate::service::Errors<Talk>> {
    let network = Network::new([answer(200, &[("x-amzn-requestid", "77")], body)]);
    talk(&network, json()).await
}

#[tokio::test]
async fn the_initial_response_fills_the_members_beside_the_stream() {
    let body = vec![Ok(initial_response(r#"{"topic":"snow"}"#)), Ok(empty())];
    let mut output = answered(body).await.expect("an answer");
    assert_eq!(output.topic.as_deref(), Some("snow"));
    let event = output.stream.recv().await.expect("an event");
    assert_eq!(event, Some(Events::Empty(EmptyEvent {})));
}

#[tokio::test]
async fn a_stream_without_an_initial_response_is_complete() {
    let mut output = answered(vec![Ok(empty())]).await.expect("an answer");
    assert_eq!(output.topic, None);
    let event = output.stream.recv().await.expect("an event");
    assert_eq!(event, Some(Events::Empty(EmptyEvent {})));
    assert!(matches!(output.stream.recv().await, Ok(None)));
}

#[tokio::test]
async fn a_stream_that_breaks_before_its_first_message_fails_the_call() {
    let initial = initial_response(r#"{"topic":"snow"}"#);
    let bodies = [
        vec![Ok(initial.slice(..8))],
        vec![Err("reset by peer")],
        vec![Ok(initial_response("["))],
    ];
    for body in bodies {
        let error = answered(body).await.expect_err("an error");
        assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
        let response = error.raw_response().expect("a response");
        assert_eq!(response.headers().get("x-amzn-requestid"), Some("77"));
    }
}

#[tokio::test]
async fn rest_protocols_have_no_initial_messages() {
    let body = vec![Ok(initial_response("{}"))];
    let network = Network::new([answer(200, &[], body)]);
    let protocol = SharedClientProtocol::new(protocol::rest_json_1());
    let mut output = talk(&network, protocol).await.expect("an answer");
    let sent = network.sent().remove(0).messages();
    assert_eq!(sent.len(), 1);
    let event = output.stream.recv().await.expect("an event");
    let name = "initial-response".to_owned();
    assert_eq!(event, Some(Events::Unknown { name }));
}
