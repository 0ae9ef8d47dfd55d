//! Tests of byte streams.

use crate::net::{answer, live, Network};
use crate::service::{send, Store, StoreInput, StoreText, StoreTextInput};
use bytes::Bytes;
use farrier_runtime::error::{DisplayErrorContext, SdkError};
use farrier_runtime::primitives::ByteStream;

fn input(body: ByteStream) -> StoreInput {
    StoreInput {
        name: Some("rain".to_owned()),
        body,
    }
}

#[tokio::test]
async fn bytes_in_memory_are_sent_with_their_length() {
    let network = Network::new([]);
    let body = ByteStream::from_static(b"drip drop");
    send::<Store>(network.client(), None, input(body))
        .await
        .expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.uri, "https://streams.example/store/rain");
    assert_eq!(sent.header("content-length"), Some("9"));
    assert_eq!(
        sent.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(sent.body.expect("a body"), "drip drop");
}

#[tokio::test]
async fn bytes_that_are_not_there_yet_are_sent_as_they_come() {
    let network = Network::new([]);
    let body = live(vec![Ok("drip ".into()), Ok("drop".into())]);
    send::<Store>(network.client(), None, input(ByteStream::new(body)))
        .await
        .expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("content-length"), None);
    assert_eq!(sent.body.expect("a body"), "drip drop");
}

#[tokio::test]
async fn no_bytes_are_an_empty_body() {
    let network = Network::new([]);
    send::<Store>(network.client(), None, input(ByteStream::default()))
        .await
        .expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("content-length"), Some("0"));
    assert_eq!(sent.body.expect("a body"), "");
}

#[tokio::test]
async fn a_length_that_is_required_and_not_known_is_an_error_before_sending() {
    let text = |body| StoreTextInput {
        name: Some("rain".to_owned()),
        body,
    };
    let network = Network::new([]);
    let unknown = ByteStream::new(live(vec![Ok("drip".into())]));
    let error = send::<StoreText>(network.client(), None, text(unknown)).await;
    let error = error.expect_err("an error");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    let message = DisplayErrorContext(error).to_string();
    assert!(
        message.contains("length of the stream in `body`"),
        "{message}"
    );
    assert!(network.sent().is_empty());

    let known = ByteStream::from_static(b"drip");
    send::<StoreText>(network.client(), None, text(known))
        .await
        .expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("content-type"), Some("text/plain"));
    assert_eq!(sent.header("content-length"), Some("4"));
}

#[tokio::test]
async fn a_file_is_sent_with_its_length() {
    let path = std::env::temp_dir().join(format!("farrier-streams-{}", std::process::id()));
    std::fs::write(&path, "puddle").expect("a file");
    let body = ByteStream::from_path(&path).await.expect("a file to read");
    let network = Network::new([]);
    let result = send::<Store>(network.client(), None, input(body)).await;
    std::fs::remove_file(&path).expect("the file");
    result.expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("content-length"), Some("6"));
    assert_eq!(sent.body.expect("a body"), "puddle");
}

#[tokio::test]
async fn only_bytes_that_can_be_read_again_are_sent_again() {
    let busy = || answer(503, &[], vec![Ok("{}".into())]);
    let network = Network::new([busy()]);
    let body = ByteStream::from_static(b"drip");
    send::<Store>(network.client(), None, input(body))
        .await
        .expect("the second try");
    let sent = network.sent();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|sent| sent.body.as_deref() == Ok(b"drip")));

    let network = Network::new([busy()]);
    let body = ByteStream::new(live(vec![Ok("drip".into())]));
    let result = send::<Store>(network.client(), None, input(body)).await;
    assert!(matches!(result.err(), Some(SdkError::ServiceError(_))));
    assert_eq!(network.sent().len(), 1);
}

#[tokio::test]
async fn a_body_is_handed_over_before_it_is_there() {
    let body = vec![Ok(Bytes::from("drip ")), Ok("drop".into())];
    let network = Network::new([answer(200, &[("etag", "7")], body)]);
    let output = send::<Store>(network.client(), None, input(ByteStream::default()))
        .await
        .expect("an answer");
    assert_eq!(output.tag.as_deref(), Some("7"));
    let bytes = output.body.collect().await.expect("a whole body");
    assert_eq!(bytes.into_bytes(), "drip drop");
}

#[tokio::test]
async fn a_body_that_breaks_is_an_error_of_the_stream() {
    let body = vec![Ok("drip ".into()), Err("reset by peer")];
    let network = Network::new([answer(200, &[], body)]);
    let mut output = send::<Store>(network.client(), None, input(ByteStream::default()))
        .await
        .expect("an answer");
    let first = output.body.next().await.expect("a chunk");
    assert_eq!(first.expect("bytes"), "drip ");
    let second = output.body.next().await.expect("a chunk");
    second.expect_err("broken");
}

#[tokio::test]
async fn an_error_is_read_as_a_whole() {
    let body = vec![Ok(r#"{"message":"#.into()), Ok(r#""full"}"#.into())];
    let headers = [("x-amzn-errortype", "ErrorEvent")];
    let network = Network::new([answer(400, &headers, body)]);
    let error = send::<Store>(network.client(), None, input(ByteStream::default())).await;
    let error = error.expect_err("an error").into_service_error();
    assert_eq!(error.meta().message(), Some("full"));
}
