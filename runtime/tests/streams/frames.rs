//! The official event stream tests of restJson1. Each valid frame is read as an event and written again, and must be
//! equal. Each invalid one must be an error.

use crate::net::{answer, messages, Network, Once};
use crate::service::{send, Events, Sender, StreamError, Talk, TalkInput};
use aws_smithy_types::base64;
use bytes::Bytes;
use serde_json::Value as Json;

const SUITE: &str = "conformance/protocol-tests/restJson1.json";

/// The file of test data. If there is none, the test says so and ends.
fn suite() -> Option<Json> {
    let found = farrier_test_data::find(SUITE);
    let path = farrier_test_data::if_there("the official event stream tests", found)?;
    let text = std::fs::read(path).expect("readable");
    Some(serde_json::from_slice(&text).expect("JSON"))
}

/// Id, frame, and whether reading must fail.
fn cases(suite: &Json) -> Vec<(String, Bytes, bool)> {
    let shapes = suite["shapes"].as_object().expect("shapes");
    let tests = shapes
        .values()
        .filter_map(|shape| shape["traits"]["smithy.test#eventStreamTests"].as_array());
    let mut cases = Vec::new();
    for test in tests.flatten() {
        let fails = test["expectation"].get("failure").is_some();
        for event in test["events"].as_array().into_iter().flatten() {
            let id = test["id"].as_str().expect("an id").to_owned();
            let bytes = event["bytes"].as_str().expect("bytes");
            let bytes = base64::decode(bytes).expect("base64");
            cases.push((id, bytes.into(), fails));
        }
    }
    cases
}

/// Receives the frame in a client.
async fn receive(frame: Bytes) -> Result<Events, StreamError> {
    let network = Network::new([answer(200, &[], vec![Ok(frame)])]);
    let input = TalkInput {
        topic: None,
        stream: Sender::from(Once::of([])),
    };
    let mut output = send::<Talk>(network.client(), None, input)
        .await
        .expect("an answer");
    let received = output.stream.recv().await;
    received
        .map(|event| event.expect("an event"))
        .map_err(|error| match error.into_service_error() {
            error @ StreamError::Event(..) => error,
            error => StreamError::unhandled(error),
        })
}

/// Sends the event from a client.
async fn resend(event: Result<Events, StreamError>) -> Bytes {
    let network = Network::new([]);
    let input = TalkInput {
        topic: None,
        stream: Sender::once(event),
    };
    let output = send::<Talk>(network.client(), None, input).await;
    output.expect("an answer");
    let sent = network.sent().remove(0);
    sent.body.expect("a whole body")
}

#[tokio::test]
async fn every_official_frame_is_read_and_written() {
    let Some(suite) = suite() else { return };
    let cases = cases(&suite);
    assert!(cases.len() >= 70, "only {} frames", cases.len());
    for (id, frame, fails) in cases {
        match receive(frame.clone()).await {
            Err(StreamError::Unhandled(error)) => assert!(fails, "{id}: {error:?}"),
            received => {
                let modelled = received.is_err();
                assert!(!fails || modelled || elsewhere(&id), "{id} is to fail");
                assert_eq!(content(&resend(received).await), content(&frame), "{id}");
            }
        }
    }
}

/// Tests with a valid frame that fail because of a member other than the stream.
fn elsewhere(id: &str) -> bool {
    id.contains("MissingRequiredInitial")
}

/// Returns the sorted headers and the payload of a frame.
fn content(frame: &Bytes) -> (Vec<String>, Bytes) {
    let messages = messages(frame);
    assert_eq!(messages.len(), 1);
    let headers = messages[0].headers().iter();
    let mut headers: Vec<_> = headers.map(|header| format!("{header:?}")).collect();
    headers.sort();
    (headers, messages[0].payload().clone())
}
