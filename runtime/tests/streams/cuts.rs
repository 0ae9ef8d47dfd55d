//! Tests of streams that end or break at invalid positions.

use crate::net::{answer, endless, frame, header, message, Chunks, Network, Once};
use crate::service::{send, Events, Sender, StreamError, Talk, TalkInput, TalkOutput};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::event_stream::RawMessage;
use bytes::Bytes;
use farrier_runtime::error::SdkError;

/// A text event, and its bytes.
fn text_frame() -> Bytes {
    let headers = [
        (":message-type", "event"),
        (":event-type", "stringPayload"),
        (":content-type", "text/plain"),
    ];
    frame(&message(&headers, "some text"))
}

async fn answered(body: Chunks) -> TalkOutput {
    talk(answer(200, &[], body)).await
}

/// Receives from a body that does not end.
async fn answered_open(bytes: Bytes) -> TalkOutput {
    let mut answer = answer(200, &[], Vec::new());
    *answer.body_mut() = endless(bytes);
    talk(answer).await
}

async fn talk(answer: HttpResponse) -> TalkOutput {
    let network = Network::new([answer]);
    let input = TalkInput {
        topic: None,
        stream: Sender::from(Once::of([])),
    };
    send::<Talk>(network.client(), None, input)
        .await
        .expect("an answer")
}

/// Returns the number of events, and how the stream ended.
async fn drain(output: &mut TalkOutput) -> (usize, Result<(), SdkError<StreamError, RawMessage>>) {
    let mut events = 0;
    loop {
        match output.stream.recv().await {
            Ok(Some(_)) => events += 1,
            Ok(None) => return (events, Ok(())),
            Err(error) => return (events, Err(error)),
        }
    }
}

#[tokio::test]
async fn a_cut_within_an_event_is_an_error_wherever_it_is() {
    let one = text_frame();
    let two = Bytes::from([one.clone(), one.clone()].concat());
    for length in 0..=two.len() {
        let mut output = answered(vec![Ok(two.slice(..length))]).await;
        let (events, end) = drain(&mut output).await;
        assert_eq!(events, length / one.len(), "after {length} bytes");
        let whole = length % one.len() == 0;
        assert_eq!(end.is_ok(), whole, "after {length} bytes: {end:?}");
        assert!(matches!(end, Ok(()) | Err(SdkError::DispatchFailure(_))));
        // The receiver does not wait for more.
        assert!(matches!(output.stream.recv().await, Ok(None)));
    }
}

#[tokio::test]
async fn events_come_in_whatever_pieces() {
    let one = text_frame();
    let two = [one.clone(), one].concat();
    let pieces = two.chunks(3).map(|piece| Ok(Bytes::copy_from_slice(piece)));
    let (events, end) = drain(&mut answered(pieces.collect()).await).await;
    assert_eq!(events, 2);
    end.expect("a whole stream");
}

#[tokio::test]
async fn a_broken_connection_is_an_error() {
    let body = vec![Ok(text_frame()), Err("reset by peer")];
    let (events, end) = drain(&mut answered(body).await).await;
    assert_eq!(events, 1);
    assert!(matches!(end, Err(SdkError::DispatchFailure(_))), "{end:?}");
}

#[tokio::test]
async fn bytes_that_are_no_frame_are_an_error() {
    let mut broken = text_frame().to_vec();
    broken[20] ^= 1;
    for bytes in [broken, b"<html>no events here</html>".to_vec(), vec![0; 64]] {
        let mut output = answered(vec![Ok(bytes.into())]).await;
        let (events, end) = drain(&mut output).await;
        assert_eq!(events, 0);
        end.expect_err("no event");
        assert!(matches!(output.stream.recv().await, Ok(None)));
    }
}

#[tokio::test]
async fn a_page_instead_of_events_is_an_error_while_the_connection_stays_open() {
    // Read as a length, the first bytes declare a gigabyte.
    let page = text_frame()
        .into_iter()
        .chain(*b"<html>no events here</html>");
    let mut output = answered_open(page.collect()).await;
    assert!(matches!(output.stream.recv().await, Ok(Some(_))));
    let error = output.stream.recv().await.expect_err("no event");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}

#[tokio::test]
async fn an_error_of_the_source_is_sent_and_ends_the_stream_for_the_service() {
    let network = Network::new([]);
    let error = StreamError::unhandled("the microphone is gone");
    let input = TalkInput {
        topic: None,
        stream: Sender::once(Err(error)),
    };
    send::<Talk>(network.client(), None, input)
        .await
        .expect("an answer");
    let messages = network.sent().remove(0).messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(header(&messages[0], ":message-type"), Some("error"));
    let message = header(&messages[0], ":error-message");
    assert_eq!(message, Some("the microphone is gone"));
}

#[tokio::test]
async fn an_event_that_cannot_be_written_breaks_the_request() {
    let network = Network::new([]);
    let input = TalkInput {
        topic: None,
        stream: Sender::once(Ok(Events::Unknown {
            name: "later".to_owned(),
        })),
    };
    send::<Talk>(network.client(), None, input)
        .await
        .expect("an answer all the same");
    let error = network.sent().remove(0).body.expect_err("no whole body");
    assert!(error.contains("`later`"), "{error}");
}
