//! Inspection of data items without decoding them.

use super::super::read_errors::{plain, quoted};
use aws_smithy_cbor::Decoder;
use std::fmt;

/// Tag of epoch-based date/time (RFC 8949, section 3.4.2).
pub(super) const EPOCH_SECONDS: u64 = 1;

/// Returns the head of an item: its major type, its argument, and the position after the head.
fn head(bytes: &[u8], at: usize) -> Option<(u8, u64, usize)> {
    let first = *bytes.get(at)?;
    let (major, short) = (first >> 5, first & 0x1F);
    let length = match short {
        0..=23 => return Some((major, u64::from(short), at + 1)),
        24..=27 => 1_usize << (short - 24),
        _ => return None,
    };
    let end = at + 1 + length;
    let argument = bytes.get(at + 1..end)?.iter();
    let argument = argument.fold(0, |all, byte| all << 8 | u64::from(*byte));
    Some((major, argument, end))
}

/// Returns the position of the item inside the tag.
pub(super) fn tagged(bytes: &[u8], at: usize, tag: u64) -> Option<usize> {
    match head(bytes, at)? {
        (6, found, end) if found == tag => Some(end),
        _ => None,
    }
}

/// Returns the length in bytes of a bignum, which may be the mantissa of a decimal fraction.
pub(super) fn bignum_length(bytes: &[u8], at: usize) -> Option<u64> {
    let at = match tagged(bytes, at, 4) {
        Some(array) => {
            // An array of two numbers, with a length or up to a break.
            let exponent = head(bytes, array).map_or(array + 1, |(_, _, end)| end);
            head(bytes, exponent)?.2
        }
        None => at,
    };
    let (major, tag, end) = head(bytes, at)?;
    match (major, tag) {
        (6, 2 | 3) => Some(head(bytes, end)?.1),
        _ => None,
    }
}

/// Displays the item at a position in an error message.
pub(super) struct Item<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Item<'a> {
    pub(super) fn at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn simple(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes.get(self.at) {
            Some(0xF4) => f.write_str("false"),
            Some(0xF5) => f.write_str("true"),
            Some(0xF6) => f.write_str("null"),
            Some(0xF7) => f.write_str("undefined"),
            Some(0xF9..=0xFB) => {
                let mut decoder = Decoder::new(self.bytes);
                decoder.set_position(self.at);
                match decoder.double() {
                    Ok(value) => write!(f, "{value:?}"),
                    Err(_) => f.write_str("an incomplete number"),
                }
            }
            Some(0xFF) => f.write_str("a break"),
            _ => f.write_str("a simple value"),
        }
    }

    fn text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut decoder = Decoder::new(self.bytes);
        decoder.set_position(self.at);
        match decoder.str() {
            Ok(text) => f.write_str(&quoted(&text)),
            Err(_) => f.write_str("a string that is incomplete or not UTF-8"),
        }
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.bytes.get(self.at) else {
            return f.write_str("the end of the document");
        };
        let argument = head(self.bytes, self.at).map(|(_, argument, _)| argument);
        match (first >> 5, argument) {
            (0, Some(value)) => write!(f, "{value}"),
            (1, Some(value)) => f.write_str(&plain(&(-1 - i128::from(value)).to_string())),
            (2, _) => f.write_str("bytes"),
            (3, _) => self.text(f),
            (4, _) => f.write_str("a list"),
            (5, _) => f.write_str("a map"),
            (6, Some(tag)) => write!(f, "a value with the tag {tag}"),
            (7, _) => self.simple(f),
            _ => f.write_str("an incomplete number"),
        }
    }
}
