//! Event streams of restJson1: both sides talk at once, and every frame is signed.

mod endings;
mod events;

use std::io;

use aws_smithy_types::{Blob, DateTime};
use farrier_depot::types::error::SaysError;
use farrier_depot::types::{Bye, Choice, Form, FormFilled, Hears, Line, Note, Plain, Says, Stamps};
use farrier_tests::event_signatures::Chain;
use farrier_tests::exchange::Exchange;
use farrier_tests::frames::{Frame, Value};
use farrier_tests::peers::signer;
use farrier_tests::server::Request;
use serde_json::json;

pub(crate) const JSON: &str = "application/json";

pub(crate) type Item = Result<Says, SaysError>;

/// What the server saw of a conversation.
pub(crate) struct Heard {
    pub(crate) request: Request,
    pub(crate) frames: Vec<Frame>,
    pub(crate) ended: bool,
}

/// Reads signed frames to their end, and answers each with what `answer` makes of it.
pub(crate) async fn converse(
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
        let opened = chain.open(&frame).map_err(io::Error::other)?;
        let again = chain.clone().open(&frame);
        assert!(again.is_err(), "a signature fits in one place of the chain");
        if let Some(event) = opened {
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
pub(crate) fn echo(frame: &Frame) -> Option<Frame> {
    Some(frame.clone())
}

pub(crate) fn note() -> Note {
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
pub(crate) fn events() -> Vec<(Says, Hears)> {
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

pub(crate) fn check_frames(frames: &[Frame]) {
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
