//! Event streams: frames of a model's events, with things in them that it does not say.

use crate::answer::Style;
use crate::mutate::mutate;
use crate::node::{document, scalar, text, Node};
use crate::tape::Tape;
use farrier_tests::frames::{crc32, Frame, Value};
use farrier_tests::model::{short, Model};

/// A body of events that stand in a union.
pub(crate) fn events(model: &Model, tape: &mut Tape<'_>, style: Style, union: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for _ in 0..1 + tape.below(6) {
        let mut frame = frame(model, tape, style, union);
        if tape.once_in(4) {
            mutate(tape, &mut frame.payload);
        }
        frame.payload.truncate(1 << 16);
        let mut bytes = frame.encode();
        if tape.once_in(16) {
            claim(tape, &mut bytes);
        }
        body.extend(bytes);
    }
    if tape.once_in(4) {
        mutate(tape, &mut body);
    }
    body
}

fn frame(model: &Model, tape: &mut Tape<'_>, style: Style, union: &str) -> Frame {
    let members = model.members(union);
    let (name, member) = tape.choose(&members);
    let is_error = model.shape_text(member.target(), "error").is_some();
    let name = if tape.once_in(12) {
        text(tape)
    } else {
        name.to_owned()
    };
    match tape.below(12) {
        11 => Frame::error(&name, &text(tape)),
        10 => Frame::event(
            "initial-response",
            style.event_media_type(),
            style.bytes(
                &Node::Map(vec![("greeting".to_owned(), Node::Text(text(tape)))]),
                tape,
            ),
        ),
        9 => Frame::default(),
        8 => Frame {
            headers: (0..tape.below(4))
                .map(|_| (text(tape), value(tape, "")))
                .filter(|(name, _)| name.len() < 256)
                .collect(),
            payload: tape.bytes(),
        },
        _ => {
            let (media_type, payload) = payload(model, tape, style, member.target());
            let media_type = if tape.once_in(12) {
                "text/html"
            } else {
                media_type
            };
            let mut frame = match is_error != tape.once_in(12) {
                true => Frame::exception(&name, media_type, payload),
                false => Frame::event(&name, media_type, payload),
            };
            for (name, member) in model.members(member.target()) {
                if member.has("eventHeader") && tape.below(3) > 0 {
                    let kind = model.kind(member.target());
                    frame.headers.push((name.to_owned(), value(tape, &kind)));
                }
            }
            if tape.once_in(12) {
                let at = tape.below(frame.headers.len());
                frame.headers.remove(at);
            }
            frame
        }
    }
}

fn payload(
    model: &Model,
    tape: &mut Tape<'_>,
    style: Style,
    target: &str,
) -> (&'static str, Vec<u8>) {
    let members = model.members(target);
    let bound = members
        .iter()
        .find(|(_, member)| member.has("eventPayload"));
    let target = bound.map_or(target, |(_, member)| member.target());
    match model.kind(target).as_str() {
        "blob" => ("application/octet-stream", tape.bytes()),
        "string" => ("text/plain", text(tape).into_bytes()),
        _ if style == Style::Xml => {
            let document = crate::xml::element(model, tape, short(target), target);
            (style.event_media_type(), document.into_bytes())
        }
        _ => {
            let document = document(model, tape, target);
            (style.event_media_type(), style.bytes(&document, tape))
        }
    }
}

/// A header of that type, most often.
fn value(tape: &mut Tape<'_>, kind: &str) -> Value {
    const KINDS: [&str; 8] = [
        "boolean",
        "byte",
        "short",
        "integer",
        "long",
        "blob",
        "string",
        "timestamp",
    ];
    let kind = if tape.once_in(8) || kind.is_empty() {
        tape.choose(&KINDS)
    } else {
        kind
    };
    let bits = tape.integer();
    match kind {
        "boolean" => Value::Bool(tape.once_in(2)),
        "byte" => Value::Byte(bits as i8),
        "short" => Value::Short(bits as i16),
        "integer" => Value::Int(bits as i32),
        "long" => Value::Long(bits),
        "timestamp" => Value::Millis(bits),
        "blob" => Value::Bytes(tape.bytes()),
        kind => match scalar(tape, kind) {
            Node::Text(text) => Value::Text(text),
            _ => Value::Bytes(Vec::new()),
        },
    }
}

/// Changes the lengths that a frame claims, with a prelude that is sound otherwise.
fn claim(tape: &mut Tape<'_>, frame: &mut [u8]) {
    const LENGTHS: [u32; 8] = [0, 12, 15, 16, 1 << 24, 0x7FFF_FFFF, u32::MAX, 17];
    let at = 4 * tape.below(2);
    frame[at..at + 4].copy_from_slice(&tape.choose(&LENGTHS).to_be_bytes());
    let checksum = crc32(&frame[..8]);
    frame[8..12].copy_from_slice(&checksum.to_be_bytes());
    let end = frame.len() - 4;
    let checksum = crc32(&frame[..end]);
    frame[end..].copy_from_slice(&checksum.to_be_bytes());
}
