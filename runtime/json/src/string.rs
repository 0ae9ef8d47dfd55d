//! Strings: where they end, their escapes, and how they are written.

/// Eight bytes that are compared at once. A result has the highest bit of each matching byte set, and its lowest set
/// bit is always exact (Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n").
#[derive(Clone, Copy)]
struct Word(u64);

impl Word {
    const LOW: u64 = u64::from_le_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

    #[inline]
    fn has(self, byte: u8) -> u64 {
        Self(self.0 ^ (Self::LOW * u64::from(byte))).has_below(1)
    }

    #[inline]
    fn has_below(self, byte: u8) -> u64 {
        self.0.wrapping_sub(Self::LOW * u64::from(byte)) & !self.0 & Self::HIGH
    }
}

/// Returns the number of bytes before the first quote or backslash; `None` if there is none.
#[inline]
pub(super) fn plain_text(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(eight) = text[at..].first_chunk() {
        let word = Word(u64::from_le_bytes(*eight));
        let found = word.has(b'"') | word.has(b'\\');
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let last = &text[at..];
    let found = last.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    found.map(|found| at + found)
}

/// Returns the character of an escape, and the length of the escape in bytes. The text starts with a backslash.
fn escaped_character(text: &[u8]) -> Result<(char, usize), &'static str> {
    let short = match text.get(1) {
        Some(letter @ (b'"' | b'\\' | b'/')) => char::from(*letter),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            let high = code_unit(text).ok_or(INVALID)?;
            // Only a pair of surrogates has a second escape.
            let low = text.get(6..).and_then(code_unit);
            let mut pair = char::decode_utf16([high].into_iter().chain(low));
            return match pair.next() {
                Some(Ok(character)) => Ok((character, 6 * character.len_utf16())),
                _ => Err("unpaired surrogate in a string"),
            };
        }
        _ => return Err(INVALID),
    };
    Ok((short, 2))
}

const INVALID: &str = "invalid escape in a string";

/// Returns the code unit of an escape such as `\u00e9`.
fn code_unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | u16::try_from(digit).ok()?)
    })
}

/// Resolves the escapes of a string.
pub(super) fn unescape(text: &str) -> Result<String, &'static str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (character, length) = escaped_character(&rest.as_bytes()[at..])?;
        out.push_str(&rest[..at]);
        out.push(character);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Returns whether all escapes of a string are valid, except for unpaired surrogates.
pub(super) fn are_escapes(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let length = match &rest[at + 1..] {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', ..] if code_unit(&rest[at..]).is_some() => 6,
            _ => return false,
        };
        rest = &rest[at + length..];
    }
    true
}

/// Writes a string in quotes, with escapes where JSON requires them.
#[inline]
pub fn write_string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    if needs_escapes(bytes) {
        write_escaped(bytes, out);
    } else {
        out.extend_from_slice(bytes);
    }
    out.push(b'"');
}

/// Returns whether one of the bytes must be escaped.
#[inline]
fn needs_escapes(bytes: &[u8]) -> bool {
    match bytes.last_chunk::<8>() {
        // The last eight bytes may have been looked at in part.
        Some(last) => {
            let (eights, _) = bytes.as_chunks::<8>();
            has_special(*last) || eights.iter().any(|eight| has_special(*eight))
        }
        None => bytes.iter().any(|byte| is_special(*byte)),
    }
}

/// Writes text with escapes.
#[cold]
fn write_escaped(bytes: &[u8], out: &mut Vec<u8>) {
    let (eights, last) = bytes.as_chunks::<8>();
    for eight in eights {
        if has_special(*eight) {
            eight.iter().for_each(|byte| write_byte(*byte, out))
        } else {
            out.extend_from_slice(eight)
        }
    }
    last.iter().for_each(|byte| write_byte(*byte, out));
}

/// Returns whether a byte must be escaped (RFC 8259, section 7).
#[inline]
fn is_special(byte: u8) -> bool {
    matches!(byte, 0..=0x1F | b'"' | b'\\')
}

/// Returns whether one of the bytes must be escaped.
#[inline]
fn has_special(eight: [u8; 8]) -> bool {
    let word = Word(u64::from_le_bytes(eight));
    word.has(b'"') | word.has(b'\\') | word.has_below(b' ') != 0
}

#[inline]
fn write_byte(byte: u8, out: &mut Vec<u8>) {
    if is_special(byte) {
        write_escape(byte, out);
    } else {
        out.push(byte);
    }
}

#[cold]
fn write_escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0C => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        other => {
            let [high, low] = [other >> 4, other & 0xF].map(|digit| DIGITS[usize::from(digit)]);
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}
