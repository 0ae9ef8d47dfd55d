//! Event streams of restJson1: both sides talk at once, and every frame is signed.

use std::io;

use aws_smithy_types::{Blob, DateTime};
use farrier_depot::types::error::SaysError;
use farrier_depot::types::{Bye, Choice, Form, FormFilled, Hears, Line, Note, Plain, Says, Stamps};
use farrier_depot::Client;
use farrier_tests::case::kind;
use farrier_tests::event_signatures::Chain;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::feed::{feed, feed_of};
use farrier_tests::frames::{Frame, Value};
use farrier_tests::peers::{config, guarded, signer};
use farrier_tests::server::{Reply, Request, Server};
use serde_json::json;

const JSON: &str = "application/json";

type Item = Result<Says, SaysError>;

/// What the server saw of a conversation.
struct Heard {
    request: Request,
    frames: Vec<Frame>,
    ended: bool,
}

/// Reads signed frames to their end, and answers each with what `answer` makes of it.
async fn converse(
    mut exchange: Exchange,
    answer: fn(&Frame) -> Option<Frame>,
) -> io::Result<Heard> {
    let request = exchange.request().clone();
    let mut chain = Chain::begin(signer("depot"), &request).map_err(io::Error::other)?;
    exchange
        .respond_events(&[("x-depot-session", "s-1")])
        .await?;
    let mut frames = Vec::new();
    while let Some(frame) = exchange.frame().await? {
        if let Some(event) = chain.open(&frame).map_err(io::Error::other)? {
            if let Some(answer) = answer(&event) {
                exchange.send_frame(&answer).await?;
            }
            frames.push(event);
        }
    }
    exchange.finish().await?;
    Ok(Heard {
        request,
        frames,
        ended: chain.ended(),
    })
}

/// The same event back.
fn echo(frame: &Frame) -> Option<Frame> {
    Some(frame.clone())
}

fn note() -> Note {
    let note = Note::builder().author("anne").importance(3);
    note.body(Blob::new([0, 255])).build()
}

fn stamps() -> Stamps {
    Stamps::builder()
        .yes(true)
        .no(false)
        .byte(-1)
        .short(-2)
        .int(-3)
        .long(-4)
        .blob(Blob::new([0, 255]))
        .text("ü")
        .at(DateTime::from_millis(1_709_208_000_123))
        .build()
}

fn plain() -> Plain {
    let plain = Plain::builder()
        .title("t")
        .at(DateTime::from_secs(1_709_208_000));
    plain.choice(Choice::Number(7)).build()
}

/// One event of each kind, and the same as it comes back.
fn events() -> Vec<(Says, Hears)> {
    let line = Line::builder().text("a line").build();
    let form = FormFilled::builder().form(Form::builder().title("t").count(2).build());
    let form = form.build();
    let bye = Bye::builder().build();
    vec![
        (Says::Note(note()), Hears::Note(note())),
        (Says::Line(line.clone()), Hears::Line(line)),
        (Says::Form(form.clone()), Hears::Form(form)),
        (Says::Plain(plain()), Hears::Plain(plain())),
        (Says::Stamps(stamps()), Hears::Stamps(stamps())),
        (Says::Bye(bye.clone()), Hears::Bye(bye)),
    ]
}

fn check_frames(frames: &[Frame]) {
    let kinds: Vec<&str> = frames
        .iter()
        .map(|frame| frame.text_of(":event-type"))
        .collect();
    assert_eq!(kinds, ["note", "line", "form", "plain", "stamps", "bye"]);
    for frame in frames {
        assert_eq!(frame.text_of(":message-type"), "event");
    }
    let [note, line, form, plain, stamps, _bye] = frames else {
        panic!("six frames: {frames:?}");
    };
    assert_eq!(note.text_of(":content-type"), "application/octet-stream");
    assert_eq!(note.header("author"), Some(&Value::Text("anne".to_owned())));
    assert_eq!(note.header("importance"), Some(&Value::Int(3)));
    assert_eq!(note.payload, [0, 255]);
    assert_eq!(line.text_of(":content-type"), "text/plain");
    assert_eq!(line.payload, b"a line");
    for (frame, document) in [
        (form, json!({ "title": "t", "count": 2 })),
        (
            plain,
            json!({ "title": "t", "at": 1_709_208_000, "choice": { "number": 7 } }),
        ),
    ] {
        assert_eq!(frame.text_of(":content-type"), JSON);
        let payload: serde_json::Value =
            serde_json::from_slice(&frame.payload).expect("a document");
        assert_eq!(payload, document);
    }
    for (name, value) in [
        ("yes", Value::Bool(true)),
        ("no", Value::Bool(false)),
        ("byte", Value::Byte(-1)),
        ("short", Value::Short(-2)),
        ("int", Value::Int(-3)),
        ("long", Value::Long(-4)),
        ("blob", Value::Bytes(vec![0, 255])),
        ("text", Value::Text("ü".to_owned())),
        ("at", Value::Millis(1_709_208_000_123)),
    ] {
        assert_eq!(stamps.header(name), Some(&value), "{name}");
    }
}

/// Each answer is there before the next event is sent: neither side waits for the other to end.
#[tokio::test]
async fn event_and_answer_in_turn() {
    let mut server = Exchanges::start(|exchange| converse(exchange, echo)).await;
    let client = Client::new(&config(&server.url()));
    let (says, stream) = feed::<Item>();
    let call = client.talk().drawer("a b").room("r").says(stream.into());
    let mut output = guarded(call.send()).await.expect("a conversation");
    assert_eq!(output.session(), Some("s-1"));
    for (event, answer) in events() {
        says.send(Ok(event)).expect("the stream is open");
        let heard = guarded(output.hears.recv()).await.expect("an event");
        let heard = heard.expect("not the end");
        assert_eq!(format!("{heard:?}"), format!("{answer:?}"));
    }
    drop(says);
    assert!(guarded(output.hears.recv())
        .await
        .expect("the end")
        .is_none());

    let heard = guarded(server.outcome()).await.expect("a conversation");
    assert_eq!(heard.request.target, "/drawers/a%20b/talk");
    assert_eq!(heard.request.header("x-depot-room"), Some("r"));
    let content_type = heard.request.header("content-type");
    assert_eq!(content_type, Some("application/vnd.amazon.eventstream"));
    assert_eq!(heard.request.header("transfer-encoding"), Some("chunked"));
    check_frames(&heard.frames);
    assert!(heard.ended, "the empty frame ends the stream");
}

#[tokio::test]
async fn events_in_a_response_only() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        assert_eq!(signer("depot").verify_sigv4(exchange.request()), Ok(()));
        assert_eq!(exchange.request().target, "/watch?from=5");
        exchange.respond_events(&[]).await?;
        let note = Frame::event("note", "application/octet-stream", [1]);
        let line = Frame::event("line", "text/plain", "ü");
        // Two frames in one piece, and one frame in pieces of a byte.
        exchange
            .send(&[note.encode(), line.encode()].concat())
            .await?;
        for byte in Frame::event("plain", JSON, r#"{"title": "t"}"#).encode() {
            exchange.send(&[byte]).await?;
        }
        exchange.finish().await
    })
    .await;
    let call = Client::new(&config(&server.url())).watch().from(5);
    let mut hears = guarded(call.send()).await.expect("a stream").hears;
    let mut texts = Vec::new();
    while let Some(event) = guarded(hears.recv()).await.expect("an event") {
        texts.push(match event {
            Hears::Note(note) => format!("{:?} {:?}", note.author(), note.body()),
            Hears::Line(line) => format!("{:?}", line.text()),
            Hears::Plain(plain) => format!("{:?}", plain.title()),
            other => panic!("{other:?}"),
        });
    }
    let body = Some(Blob::new([1]));
    let expected = [
        format!("None {:?}", body.as_ref()),
        "Some(\"ü\")".to_owned(),
        "Some(\"t\")".to_owned(),
    ];
    assert_eq!(texts, expected);
    assert!(guarded(hears.recv())
        .await
        .expect("still the end")
        .is_none());
}

#[tokio::test]
async fn events_in_a_request_only() {
    let mut server = Exchanges::start(|mut exchange: Exchange| async move {
        let mut chain =
            Chain::begin(signer("depot"), exchange.request()).map_err(io::Error::other)?;
        let mut received = 0;
        while let Some(frame) = exchange.frame().await? {
            received += usize::from(chain.open(&frame).map_err(io::Error::other)?.is_some());
        }
        exchange.respond(200, &[("content-type", JSON)]).await?;
        exchange
            .send(format!("{{\"received\": {received}}}").as_bytes())
            .await?;
        exchange.finish().await?;
        Ok(chain.ended())
    })
    .await;
    let stream = feed_of(events().into_iter().map(|(event, _)| Item::Ok(event)));
    let call = Client::new(&config(&server.url()))
        .report()
        .says(stream.into());
    let output = guarded(call.send()).await.expect("an output");
    assert_eq!(output.received(), Some(6));
    assert!(
        guarded(server.outcome()).await.expect("a report"),
        "the empty frame"
    );
}

/// A stream without events is the empty frame.
#[tokio::test]
async fn no_events_at_all() {
    let mut server = Exchanges::start(|exchange| converse(exchange, echo)).await;
    let call = Client::new(&config(&server.url())).talk().drawer("d");
    let call = call.says(feed_of(Vec::<Item>::new()).into());
    let mut hears = guarded(call.send()).await.expect("a conversation").hears;
    assert!(guarded(hears.recv()).await.expect("the end").is_none());
    let heard = guarded(server.outcome()).await.expect("a conversation");
    assert_eq!(heard.frames, []);
    assert!(heard.ended);
}

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

/// An error instead of an event breaks the request off: the stream must not look complete.
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

/// Where the request is not signed, neither are its events, and nothing but the body's end ends them.
#[tokio::test]
async fn events_that_nobody_signs() {
    let mut server = Exchanges::start(|mut exchange: Exchange| async move {
        assert_eq!(exchange.request().header("authorization"), None);
        let mut frames = Vec::new();
        while let Some(frame) = exchange.frame().await? {
            frames.push(frame);
        }
        exchange.respond(200, &[("content-type", JSON)]).await?;
        exchange.send(b"{}").await?;
        exchange.finish().await?;
        Ok(frames)
    })
    .await;
    let mut nobody = config(&server.url()).into_builder();
    nobody.set_credentials_provider(None);
    let nobody = nobody.build();
    let builder = farrier_depot::config::Builder::from(&nobody).allow_no_auth();
    let stream = feed_of(events().into_iter().map(|(event, _)| Item::Ok(event)));
    let call = Client::from_conf(builder.build()).report();
    guarded(call.says(stream.into()).send())
        .await
        .expect("an output");
    check_frames(&guarded(server.outcome()).await.expect("frames"));
}

/// A conversation cannot be repeated, as its events are gone; one that only listens can.
#[tokio::test]
async fn what_is_retried() {
    let busy = farrier_tests::server::Response::new(429).header("x-amzn-errortype", "TooBusy");
    let server = Server::script([busy.clone().body("{}"), busy.body("{}")]).await;
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

    let empty = farrier_tests::server::Response::new(200);
    let busy = farrier_tests::server::Response::new(429).header("x-amzn-errortype", "TooBusy");
    let empty = empty.header("content-type", "application/vnd.amazon.eventstream");
    let server = Server::script([busy.body("{}"), empty]).await;
    let call = Client::new(&config(&server.url())).watch();
    let mut hears = guarded(call.send())
        .await
        .expect("the second attempt")
        .hears;
    assert!(guarded(hears.recv()).await.expect("the end").is_none());
    assert_eq!(server.requests().len(), 2);
}
