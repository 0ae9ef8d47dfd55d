//! Tests of the messages that a service may send in a stream.

use crate::net::{answer, frame, message, Network, Once};
use crate::service::{
    send, EmptyEvent, Errors, Events, Sender, StreamError, Talk, TalkInput, TalkOutput,
};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use farrier_runtime::error::{ProvideErrorMetadata, SdkError};

async fn answered(messages: &[Message]) -> TalkOutput {
    let body = messages.iter().map(|message| Ok(frame(message)));
    let headers = [("x-topic", "weather")];
    let network = Network::new([answer(200, &headers, body.collect())]);
    let input = TalkInput {
        topic: Some("weather".to_owned()),
        stream: Sender::from(Once::of([])),
    };
    let output = send::<Talk>(network.client(), None, input).await;
    let sent = network.sent().remove(0);
    assert_eq!(sent.uri, "https://streams.example/talk");
    assert_eq!(sent.header("x-topic"), Some("weather"));
    assert_eq!(
        sent.header("content-type"),
        Some("application/vnd.amazon.eventstream")
    );
    assert_eq!(sent.header("content-length"), None);
    let output = output.expect("an answer");
    assert_eq!(output.topic.as_deref(), Some("weather"));
    output
}

#[tokio::test]
async fn an_unknown_event_keeps_its_name_and_the_stream_goes_on() {
    let unknown = [(":message-type", "event"), (":event-type", "later")];
    let empty = [(":message-type", "event"), (":event-type", "empty")];
    let messages = [message(&unknown, "whatever"), message(&empty, "")];
    let mut output = answered(&messages).await;
    let event = output.stream.recv().await.expect("an event");
    let later = "later".to_owned();
    assert_eq!(event, Some(Events::Unknown { name: later }));
    let event = output.stream.recv().await.expect("an event");
    assert_eq!(event, Some(Events::Empty(EmptyEvent {})));
    assert!(matches!(output.stream.recv().await, Ok(None)));
}

#[tokio::test]
async fn a_modelled_error_is_told_by_the_name_of_its_member() {
    let headers = [
        (":message-type", "exception"),
        (":exception-type", "error"),
        (":content-type", "application/json"),
    ];
    let mut output = answered(&[message(&headers, r#"{"message":"too much rain"}"#)]).await;
    let error = output.stream.recv().await.expect_err("an error");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(error.message(), Some("too much rain"));
    match error.into_service_error() {
        Errors::Event(error, _) => assert_eq!(error.message.as_deref(), Some("too much rain")),
        other => panic!("{other:?}"),
    }
    assert!(matches!(output.stream.recv().await, Ok(None)));
}

#[tokio::test]
async fn an_error_that_the_model_lacks_has_its_name_as_its_code() {
    let headers = [
        (":message-type", "exception"),
        (":exception-type", "Overload"),
    ];
    let mut output = answered(&[message(&headers, r#"{"message":"later"}"#)]).await;
    let error = output.stream.recv().await.expect_err("an error");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(
        (error.code(), error.message()),
        (Some("Overload"), Some("later"))
    );
}

#[tokio::test]
async fn an_error_message_is_an_error_with_its_code() {
    let headers = [
        (":message-type", "error"),
        (":error-code", "internal-error"),
        (":error-message", "An unknown error occurred."),
    ];
    let mut output = answered(&[message(&headers, "")]).await;
    let error = output.stream.recv().await.expect_err("an error");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(error.code(), Some("internal-error"));
    assert_eq!(error.message(), Some("An unknown error occurred."));
}

#[tokio::test]
async fn what_contradicts_the_model_is_an_error() {
    let event = |name, content_type| {
        [
            (":message-type", "event"),
            (":event-type", name),
            (":content-type", content_type),
        ]
    };
    let number = Header::new("stringHeader", HeaderValue::Int32(1));
    let headers = [(":message-type", "event"), (":event-type", "headers")];
    let wrong = [
        (
            message(&event("stringPayload", "text/html"), "x"),
            "text/plain",
        ),
        (
            message(&event("blobPayload", "text/plain"), "x"),
            "application/octet-stream",
        ),
        (
            message(&event("structurePayload", "application/json"), "["),
            "structurePayload",
        ),
        (message(&headers, "").add_header(number), "stringHeader"),
        (message(&[(":message-type", "rumour")], ""), "rumour"),
        (message(&[(":event-type", "headers")], ""), ":message-type"),
    ];
    for (message, reason) in wrong {
        let mut output = answered(&[message]).await;
        let error = output.stream.recv().await.expect_err("an error");
        assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
        let text = farrier_runtime::error::DisplayErrorContext(error).to_string();
        assert!(text.contains(reason), "{text}");
    }
}

#[tokio::test]
async fn an_error_instead_of_a_stream_is_read_as_a_whole() {
    let body = vec![Ok(r#"{"message":"#.into()), Ok(r#""closed"}"#.into())];
    let headers = [
        ("x-amzn-errortype", "ErrorEvent"),
        ("x-amzn-requestid", "1234"),
    ];
    let network = Network::new([answer(400, &headers, body)]);
    let input = TalkInput {
        topic: None,
        stream: Sender::once(Ok(Events::Empty(EmptyEvent {}))),
    };
    let error = send::<Talk>(network.client(), None, input).await;
    let error = error.expect_err("an error").into_service_error();
    assert!(matches!(error, Errors::Event(..)), "{error:?}");
    assert_eq!(error.meta().message(), Some("closed"));
}

#[test]
fn streams_say_what_flows_in_them() {
    let sender = Sender::once(Err(StreamError::unhandled("nothing")));
    let input = TalkInput {
        topic: None,
        stream: sender,
    };
    let text = format!("{input:?}");
    assert!(
        text.starts_with("TalkInput { topic: None, stream: EventStreamSender<"),
        "{text}"
    );
}
