//! What may be wrong with an event stream that a service sends: always an error, never a hang, and
//! never the look of a stream that ended well.

use std::io;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::event_stream::RawMessage;
use farrier_depot::error::{DisplayErrorContext, ProvideErrorMetadata};
use farrier_depot::types::error::HearsError;
use farrier_depot::types::Hears;
use farrier_depot::Client;
use farrier_tests::case::kind;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::frames::{crc32, Frame, Value};
use farrier_tests::peers::{config, guarded};

type Received = Result<Option<Hears>, SdkError<HearsError, RawMessage>>;

/// How a response ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// With the last chunk.
    Well,
    /// The connection is closed.
    Cut,
    /// The connection stays open, and nothing comes any more.
    Silence,
}

/// A good frame.
fn line() -> Frame {
    Frame::event("line", "text/plain", "a line")
}

/// What a caller receives after a good event, when these bytes follow it.
async fn after_a_line(bytes: Vec<u8>, end: End) -> Received {
    let server = Exchanges::start(move |mut exchange: Exchange| {
        let bytes = bytes.clone();
        async move {
            exchange.respond_events(&[]).await?;
            exchange.send_frame(&line()).await?;
            if !bytes.is_empty() {
                exchange.send(&bytes).await?;
            }
            match end {
                End::Well => exchange.finish().await,
                End::Cut => Ok(()),
                End::Silence => std::future::pending::<io::Result<()>>().await,
            }
        }
    })
    .await;
    let call = Client::new(&config(&server.url())).watch();
    let mut hears = guarded(call.send()).await.expect("a stream").hears;
    let first = guarded(hears.recv()).await.expect("an event");
    assert!(matches!(first, Some(Hears::Line(_))), "{first:?}");
    let received = guarded(hears.recv()).await;
    if received.is_err() {
        let next = guarded(hears.recv())
            .await
            .expect("an error ends the stream");
        assert!(next.is_none(), "{next:?}");
    }
    received
}

/// The error that a caller receives after a good event.
async fn error_after_a_line(bytes: Vec<u8>, end: End) -> SdkError<HearsError, RawMessage> {
    after_a_line(bytes, end).await.expect_err("an error")
}

#[tokio::test]
async fn a_modelled_error() {
    let payload = r#"{"message": "enough", "reason": "late"}"#;
    let frame = Frame::exception("refused", "application/json", payload);
    for end in [End::Well, End::Cut, End::Silence] {
        let error = error_after_a_line(frame.encode(), end).await;
        assert_eq!(kind(&error), "ServiceError");
        assert_eq!(error.message(), Some("enough"));
        match error.into_service_error() {
            HearsError::Refused(error) => assert_eq!(error.reason(), Some("late")),
            other => panic!("{other:?}"),
        }
    }
}

/// Whether the error is told by an exception that no model knows or by an error frame.
#[tokio::test]
async fn errors_that_are_not_modelled() {
    let payload = r#"{"message": "sorry"}"#;
    for frame in [
        Frame::exception("unheardOf", "application/json", payload),
        Frame::error("unheardOf", "sorry"),
    ] {
        let error = error_after_a_line(frame.encode(), End::Silence).await;
        let text = DisplayErrorContext(&error).to_string();
        assert_eq!(kind(&error), "ServiceError", "{text}");
        assert_eq!(error.code(), Some("unheardOf"), "{text}");
        assert_eq!(error.message(), Some("sorry"), "{text}");
    }
}

/// An event that the model does not know yet is passed on, not an error.
#[tokio::test]
async fn an_unknown_event() {
    let frame = Frame::event("novelty", "application/json", "{}");
    let received = after_a_line(frame.encode(), End::Well).await;
    let event = received.expect("an event").expect("not the end");
    assert!(event.is_unknown(), "{event:?}");
}

#[tokio::test]
async fn a_payload_that_is_no_document() {
    let frame = Frame::event("plain", "application/json", r#"{"title": "#);
    let error = error_after_a_line(frame.encode(), End::Silence).await;
    assert_eq!(kind(&error), "ResponseError");
}

/// Of another type than the model says, and with another payload than the event has.
#[tokio::test]
async fn an_event_of_another_form() {
    let note = Frame::event("note", "application/octet-stream", [1]);
    for frame in [
        note.clone().text("importance", "3"),
        note.with("author", Value::Int(3)),
        Frame::event("note", "text/plain", "text"),
        Frame::event("line", "text/plain", [0xFF]),
    ] {
        let error = error_after_a_line(frame.encode(), End::Silence).await;
        assert_eq!(kind(&error), "ResponseError", "{frame:?}");
    }
}

/// After each number of bytes of an event: with the connection closed, and with a body that says it
/// is complete.
#[tokio::test]
async fn cut_in_mid_event() {
    let frame = line().encode();
    for length in 1..frame.len() {
        for end in [End::Well, End::Cut] {
            let error = error_after_a_line(frame[..length].to_vec(), end).await;
            let kind = kind(&error);
            assert!(
                ["DispatchFailure", "ResponseError"].contains(&kind),
                "{length} bytes: {}",
                DisplayErrorContext(&error)
            );
        }
    }
}

/// Between two events, but before the body's end.
#[tokio::test]
async fn cut_between_events() {
    let error = error_after_a_line(Vec::new(), End::Cut).await;
    assert_eq!(
        kind(&error),
        "DispatchFailure",
        "{}",
        DisplayErrorContext(&error)
    );
}

#[tokio::test]
async fn a_wrong_crc() {
    let good = line().encode();
    // A byte of the prelude's CRC, of a header, of the payload, and of the frame's CRC.
    for at in [8, 14, good.len() - 5, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        let error = error_after_a_line(bad, End::Silence).await;
        assert_eq!(kind(&error), "ResponseError", "byte {at}");
    }
}

/// Something else than an event stream: the wait for the length that its first bytes seem to tell
/// would never end.
#[tokio::test]
async fn garbage() {
    for garbage in [&b"<html>502 Bad Gateway</html>"[..], &[0; 32], &[255; 32]] {
        let error = error_after_a_line(garbage.to_vec(), End::Silence).await;
        assert_eq!(
            kind(&error),
            "ResponseError",
            "{}",
            DisplayErrorContext(&error)
        );
    }
}

/// What came before the garbage is received, though it came in one piece with it.
#[tokio::test]
async fn garbage_behind_a_good_frame() {
    let bytes = [&line().encode()[..], b"<html>502 Bad Gateway</html>"].concat();
    let received = after_a_line(bytes, End::Silence).await;
    let event = received.expect("an event");
    assert!(matches!(event, Some(Hears::Line(_))), "{event:?}");
}

/// A frame of lengths that do not fit together, though its CRCs are right.
#[tokio::test]
async fn headers_beyond_the_frame() {
    let mut frame = Vec::new();
    frame.extend(20_u32.to_be_bytes());
    frame.extend(100_u32.to_be_bytes());
    frame.extend(crc32(&frame).to_be_bytes());
    frame.extend([0; 4]);
    frame.extend(crc32(&frame).to_be_bytes());
    let error = error_after_a_line(frame, End::Silence).await;
    assert_eq!(kind(&error), "ResponseError");
}

#[tokio::test]
async fn a_frame_without_headers() {
    let error = error_after_a_line(Frame::default().encode(), End::Silence).await;
    assert_eq!(kind(&error), "ResponseError");
}
