//! What is said.

use std::io;

use aws_smithy_types::Blob;
use farrier_depot::types::Hears;
use farrier_depot::Client;
use farrier_tests::event_signatures::Chain;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::feed::{feed, feed_of};
use farrier_tests::frames::Frame;
use farrier_tests::peers::{config, guarded, signer};

use super::{check_frames, converse, echo, events, Item, JSON};

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
