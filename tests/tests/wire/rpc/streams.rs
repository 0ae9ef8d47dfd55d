//! Event streams: what REST binds to the HTTP message is a message of the stream here, the first one.

use std::io;

use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime};
use farrier_relay::types::error::{FramesInError, FramesOutError};
use farrier_relay::types::{Frame as Event, FramesIn, FramesOut, Raw, Tick};
use farrier_tests::case::kind;
use farrier_tests::event_signatures::Chain;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::feed::feed;
use farrier_tests::frames::{Frame, Value};
use farrier_tests::peers::{guarded, relay, RELAY_FORMATS};
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::service::REGION;
use farrier_tests::wire::{blob, timestamp, Format};
use serde_json::json;

use super::client;

/// What the server saw of a conversation.
struct Heard {
    request: Request,
    frames: Vec<Frame>,
    ended: bool,
}

/// The initial response, told as an event.
fn greeting(format: Format) -> Frame {
    let payload = format.encode(&json!({ "greeting": "hello" }));
    Frame::event("initial-response", format.event_content_type(), payload)
}

/// The head of a response with events.
async fn respond(exchange: &mut Exchange, format: Format) -> io::Result<()> {
    let protocol = format
        .smithy_protocol()
        .map(|protocol| ("smithy-protocol", protocol));
    exchange.respond_events(protocol.as_slice()).await
}

/// Greets, and sends each event back as it comes. The initial request is not answered.
async fn converse(mut exchange: Exchange, format: Format) -> io::Result<Heard> {
    let request = exchange.request().clone();
    let signer = relay(format).signer(REGION);
    let mut chain = Chain::begin(signer, &request).map_err(io::Error::other)?;
    respond(&mut exchange, format).await?;
    exchange.send_frame(&greeting(format)).await?;
    let mut frames = Vec::new();
    while let Some(frame) = exchange.frame().await? {
        if let Some(event) = chain.open(&frame).map_err(io::Error::other)? {
            if !frames.is_empty() {
                exchange.send_frame(&event).await?;
            }
            frames.push(event);
        }
    }
    exchange.finish().await?;
    let ended = chain.ended();
    Ok(Heard {
        request,
        frames,
        ended,
    })
}

#[tokio::test]
async fn a_conversation() {
    for format in RELAY_FORMATS {
        let mut server = Exchanges::start(move |exchange| converse(exchange, format)).await;
        let (frames, stream) = feed::<Result<FramesIn, FramesInError>>();
        let call = client(&server.url(), format).chat();
        let call = call.channel("c").weight(0.5).frames(stream.into());
        let mut output = guarded(call.send()).await.expect("a conversation");
        assert_eq!(output.greeting(), Some("hello"), "{format:?}");

        let event = Event::builder().number(1).data(Blob::new([0, 255]));
        let event = event.at(DateTime::from_secs(1_709_208_000)).build();
        let tick = Tick::builder().number(2).build();
        let raw = Raw::builder().data(Blob::new([3])).build();
        for (sent, expected) in [
            (FramesIn::Frame(event.clone()), FramesOut::Frame(event)),
            (FramesIn::Tick(tick.clone()), FramesOut::Tick(tick)),
            (FramesIn::Raw(raw.clone()), FramesOut::Raw(raw)),
        ] {
            frames.send(Ok(sent)).expect("the stream is open");
            let received = guarded(output.frames.recv()).await.expect("an event");
            assert_eq!(received, Some(expected), "{format:?}");
        }
        drop(frames);
        assert!(guarded(output.frames.recv())
            .await
            .expect("the end")
            .is_none());

        let heard = guarded(server.outcome()).await.expect("a conversation");
        assert!(heard.ended);
        check_request(format, &heard.request);
        check_frames(format, &heard.frames);
    }
}

fn check_request(format: Format, request: &Request) {
    assert_eq!(request.target, relay(format).path("Chat"));
    let headers = relay(format).protocol_headers("Chat");
    for (name, value) in headers
        .iter()
        .filter(|(name, _)| !["content-type", "accept"].contains(name))
    {
        assert_eq!(
            request.header(name),
            Some(value.as_str()),
            "{format:?}: {name}"
        );
    }
    let content_type = request.header("content-type");
    assert_eq!(
        content_type,
        Some("application/vnd.amazon.eventstream"),
        "{format:?}"
    );
}

fn check_frames(format: Format, frames: &[Frame]) {
    let [initial, frame, tick, raw] = frames else {
        panic!("four frames: {frames:?}");
    };
    let kinds = frames.iter().map(|frame| frame.text_of(":event-type"));
    assert!(
        kinds.eq(["initial-request", "frame", "tick", "raw"]),
        "{frames:?}"
    );
    for (frame, document) in [
        (initial, json!({ "channel": "c", "weight": 0.5 })),
        (
            frame,
            json!({ "number": 1, "data": blob(&[0, 255]), "at": timestamp(1_709_208_000.0) }),
        ),
    ] {
        assert_eq!(frame.text_of(":message-type"), "event");
        assert_eq!(frame.text_of(":content-type"), format.event_content_type());
        assert_eq!(
            format.decode(&frame.payload),
            Ok(format.as_decoded(&document))
        );
    }
    assert_eq!(tick.header("number"), Some(&Value::Int(2)));
    assert_eq!(raw.text_of(":content-type"), "application/octet-stream");
    assert_eq!(raw.payload, [3]);
}

/// A server that greets, or does not, and sends these frames.
async fn broadcast(format: Format, greets: bool, frame: Frame) -> Exchanges<()> {
    Exchanges::start(move |mut exchange: Exchange| {
        let frame = frame.clone();
        async move {
            let body = exchange.read_all().await?;
            let document = format.decode(&body).map_err(io::Error::other)?;
            assert_eq!(document, json!({ "channel": "c" }));
            respond(&mut exchange, format).await?;
            if greets {
                exchange.send_frame(&greeting(format)).await?;
            }
            exchange.send_frame(&frame).await?;
            exchange.finish().await
        }
    })
    .await
}

/// A request without events is a document as ever.
#[tokio::test]
async fn events_in_a_response_only() {
    for format in RELAY_FORMATS {
        for greets in [true, false] {
            let payload = format.encode(&json!({ "number": 1 }));
            let frame = Frame::event("frame", format.event_content_type(), payload);
            let mut server = broadcast(format, greets, frame).await;
            let call = client(&server.url(), format).follow().channel("c");
            let mut output = guarded(call.send()).await.expect("a stream");
            // A stream that begins with something else loses nothing.
            assert_eq!(output.greeting(), greets.then_some("hello"), "{format:?}");
            let event = guarded(output.frames.recv()).await.expect("an event");
            let expected = FramesOut::Frame(Event::builder().number(1).build());
            assert_eq!(event, Some(expected), "{format:?}");
            assert!(guarded(output.frames.recv())
                .await
                .expect("the end")
                .is_none());
            guarded(server.outcome()).await.expect("all was sent");
        }
    }
}

/// As the first message too, where the initial response is waited for.
#[tokio::test]
async fn a_modelled_error() {
    for format in RELAY_FORMATS {
        for greets in [true, false] {
            let payload = format.encode(&json!({ "message": "no", "channel": "c" }));
            let frame = Frame::exception("refused", format.event_content_type(), payload);
            let server = broadcast(format, greets, frame).await;
            let call = client(&server.url(), format).follow().channel("c");
            let mut output = guarded(call.send()).await.expect("a stream");
            let error = guarded(output.frames.recv()).await.expect_err("an error");
            assert_eq!(
                (kind(&error), error.message()),
                ("ServiceError", Some("no"))
            );
            match error.into_service_error() {
                FramesOutError::Refused(error) => assert_eq!(error.channel(), Some("c")),
                other => panic!("{format:?}: {other:?}"),
            }
        }
    }
}

/// Cut before the initial response is whole: the call fails, as its output cannot be known.
#[tokio::test]
async fn cut_in_the_initial_response() {
    for format in RELAY_FORMATS {
        let server = Exchanges::start(move |mut exchange: Exchange| async move {
            respond(&mut exchange, format).await?;
            let greeting = greeting(format).encode();
            exchange.send(&greeting[..greeting.len() / 2]).await
        })
        .await;
        let call = client(&server.url(), format).follow().channel("c");
        let error = guarded(call.send()).await.expect_err("no output");
        let kind = kind(&error);
        assert!(
            ["DispatchFailure", "ResponseError"].contains(&kind),
            "{format:?}: {error:?}"
        );
    }
}

/// Instead of a stream, and before one: the second attempt is a stream.
#[tokio::test]
async fn an_error_instead_of_a_stream() {
    for format in RELAY_FORMATS {
        let busy = relay(format).error(400, "Busy", json!({ "message": "later" }));
        let refused = relay(format).error(403, "Refused", json!({ "channel": "c" }));
        let server = Server::script([busy.clone(), refused]).await;
        let call = client(&server.url(), format).follow().channel("c");
        let error = guarded(call.send())
            .await
            .expect_err("an error")
            .into_service_error();
        assert!(error.is_refused(), "{format:?}: {error:?}");
        assert_eq!(server.requests().len(), 2);

        let stream = Response::new(200).body(greeting(format).encode());
        let stream = stream.header("content-type", "application/vnd.amazon.eventstream");
        let stream = match format.smithy_protocol() {
            Some(protocol) => stream.header("smithy-protocol", protocol),
            None => stream,
        };
        let server = Server::script([busy, stream]).await;
        let call = client(&server.url(), format).follow().channel("c");
        let output = guarded(call.send()).await.expect("the second attempt");
        assert_eq!(output.greeting(), Some("hello"));
        assert_eq!(server.requests().len(), 2);
    }
}
