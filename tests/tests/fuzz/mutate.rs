//! Changes to bytes that were well-formed.

use crate::tape::Tape;

/// What breaks readers of one format or another.
const WORDS: [&[u8]; 28] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\u",
    b":",
    b",",
    b"null",
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"<![CDATA[",
    b"<!DOCTYPE a [",
    b"&",
    b"&#x",
    b";",
    b"1e99999999",
    b"\xFF",
    b"\xF0\x9F",
    b"\xED\xA0\x80",
    b"\0\0\0\0",
    b"\x7F\xFF\xFF\xFF",
    b"\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\xBB\x00\x00\x00\x01\x00\x00\x00\x00",
    b"\x5B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
];

/// The longest that repeating makes of it.
const LONGEST: usize = 1 << 16;

/// Changes the bytes one to three times.
pub(crate) fn mutate(tape: &mut Tape<'_>, bytes: &mut Vec<u8>) {
    for _ in 0..1 + tape.below(3) {
        once(tape, bytes);
    }
}

fn once(tape: &mut Tape<'_>, bytes: &mut Vec<u8>) {
    let at = tape.below(bytes.len() + 1);
    let end = (at + tape.below(40)).min(bytes.len());
    match tape.below(8) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << tape.below(8);
            }
        }
        2 => insert(bytes, at, tape.choose(&WORDS)),
        3 => {
            let copy = bytes[at..end].to_vec();
            insert(bytes, at, &copy);
        }
        4 => drop(bytes.drain(at..end)),
        5 => {
            let word = tape.choose(&WORDS);
            let end = (at + word.len()).min(bytes.len());
            bytes.splice(at..end, word.iter().copied());
        }
        6 => {
            let times = tape.below(2000);
            let copy = bytes[at..end].repeat(times);
            insert(bytes, at, &copy[..copy.len().min(LONGEST)]);
        }
        _ => {
            let other = tape.bytes();
            insert(bytes, at, &other);
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, word: &[u8]) {
    bytes.splice(at..at, word.iter().copied());
}
