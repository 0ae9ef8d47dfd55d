//! [`Node`]s as CBOR (RFC 8949), also in ways that encoders do not write.

use crate::node::Node;
use crate::tape::Tape;

const BYTES: u8 = 2 << 5;
const TEXT: u8 = 3 << 5;
const LIST: u8 = 4 << 5;
const MAP: u8 = 5 << 5;
const TAG: u8 = 6 << 5;
const INDEFINITE: u8 = 31;
const BREAK: u8 = 0xFF;

/// The bytes of a document; the tape chooses between ways to write the same.
pub(crate) fn cbor(node: &Node, tape: &mut Tape<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    write(node, tape, &mut out);
    out
}

fn write(node: &Node, tape: &mut Tape<'_>, out: &mut Vec<u8>) {
    match node {
        Node::Null => out.push(if tape.once_in(8) { 0xF7 } else { 0xF6 }),
        Node::Bool(value) => out.push(0xF4 + u8::from(*value)),
        Node::Integer(value) => match u64::try_from(*value) {
            Ok(value) => head(0, value, tape, out),
            Err(_) => head(1 << 5, (-1 - value).unsigned_abs(), tape, out),
        },
        Node::Float(value) => float(*value, tape, out),
        // Numbers of any length: a bignum, a tag and bytes.
        Node::Number(value) => {
            head(TAG, 2 + u64::from(value.starts_with('-')), tape, out);
            string(BYTES, value.as_bytes(), tape, out);
        }
        Node::Text(value) => string(TEXT, value.as_bytes(), tape, out),
        Node::Blob(value) => string(BYTES, value, tape, out),
        Node::Time(value) => {
            head(TAG, tape.choose(&[1, 1, 1, 0, 4, u64::MAX]), tape, out);
            float(*value, tape, out);
        }
        Node::List(items) => {
            let open = begin(LIST, items.len(), tape, out);
            items.iter().for_each(|item| write(item, tape, out));
            out.extend(open.then_some(BREAK));
        }
        Node::Map(entries) => {
            let open = begin(MAP, entries.len(), tape, out);
            for (name, value) in entries {
                string(TEXT, name.as_bytes(), tape, out);
                write(value, tape, out);
            }
            out.extend(open.then_some(BREAK));
        }
        Node::Deep(levels, maps, inner) => deep(*levels, *maps, inner, tape, out),
    }
}

fn deep(levels: usize, maps: bool, inner: &Node, tape: &mut Tape<'_>, out: &mut Vec<u8>) {
    let indefinite = tape.once_in(2);
    let open: &[u8] = match (maps, indefinite) {
        (true, true) => b"\xBF\x65parts",
        (true, false) => b"\xA1\x65parts",
        (false, true) => b"\x9F",
        (false, false) => b"\x81",
    };
    out.extend(open.repeat(levels));
    write(inner, tape, out);
    if indefinite {
        out.extend([BREAK].repeat(levels));
    }
}

/// A major type and its argument, at times in more bytes than it needs, or far too large.
fn head(major: u8, argument: u64, tape: &mut Tape<'_>, out: &mut Vec<u8>) {
    let argument = match tape.once_in(60) {
        true => tape.choose(&[
            u64::MAX,
            u64::from(u32::MAX),
            1 << 30,
            1 << 62,
            argument.wrapping_add(1),
        ]),
        false => argument,
    };
    let small = u8::try_from(argument).ok().filter(|small| *small < 24);
    match small {
        Some(small) if !tape.once_in(30) => out.push(major | small),
        _ => match u32::try_from(argument) {
            Ok(argument) => {
                out.push(major | 26);
                out.extend(argument.to_be_bytes());
            }
            Err(_) => {
                out.push(major | 27);
                out.extend(argument.to_be_bytes());
            }
        },
    }
}

/// Begins a list or map; true where a break has to end it.
fn begin(major: u8, length: usize, tape: &mut Tape<'_>, out: &mut Vec<u8>) -> bool {
    let indefinite = tape.once_in(4);
    match indefinite {
        true => out.push(major | INDEFINITE),
        false => head(major, length as u64, tape, out),
    }
    indefinite
}

fn string(major: u8, bytes: &[u8], tape: &mut Tape<'_>, out: &mut Vec<u8>) {
    if !tape.once_in(12) {
        head(major, bytes.len() as u64, tape, out);
        return out.extend(bytes);
    }
    out.push(major | INDEFINITE);
    let chunks = bytes.split_at(tape.below(bytes.len() + 1));
    for chunk in [chunks.0, chunks.1] {
        head(major, chunk.len() as u64, tape, out);
        out.extend(chunk);
    }
    out.push(BREAK);
}

fn float(value: f64, tape: &mut Tape<'_>, out: &mut Vec<u8>) {
    match tape.below(4) {
        3 => {
            out.push(0xFA);
            out.extend((value as f32).to_be_bytes());
        }
        2 => out.extend([0xF9, tape.byte(), tape.byte()]),
        _ => {
            out.push(0xFB);
            out.extend(value.to_be_bytes());
        }
    }
}
