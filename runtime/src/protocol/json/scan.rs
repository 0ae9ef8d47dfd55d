//! The syntax of JSON (RFC 8259).

use super::super::read_errors::{self, quoted, END};
use aws_smithy_json::deserialize::EscapedStr;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// Maximum nesting depth of arrays and objects, as in the official codecs.
const LEVELS: u32 = 128;

pub(super) fn invalid<T>(what: &str) -> Result<T, SerdeError> {
    Err(SerdeError::invalid_input(what))
}

/// Position in a document, with its nesting depth.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    /// The same bytes if all are UTF-8. Otherwise each string is checked separately.
    text: Option<&'a str>,
    at: usize,
    depth: u32,
}

impl<'a> Scan<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            at: 0,
            depth: 0,
        }
    }

    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    pub(super) fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Returns whether the input is empty.
    #[inline]
    pub(super) fn is_empty(&mut self) -> bool {
        self.skip_whitespace();
        self.depth == 0 && self.peek().is_none()
    }

    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> Result<&'a str, SerdeError> {
        match self.text {
            Some(text) => Ok(&text[start..end]),
            None => std::str::from_utf8(&self.bytes[start..end])
                .map_err(|error| SerdeError::invalid_input(error.to_string())),
        }
    }

    /// Skips a literal, if it is next.
    #[inline]
    pub(super) fn eat(&mut self, literal: &[u8]) -> bool {
        let is_there = self.bytes[self.at..].starts_with(literal);
        if is_there {
            self.at += literal.len();
        }
        is_there
    }

    #[inline]
    pub(super) fn is_null(&self) -> bool {
        self.peek() == Some(b'n')
            && self.bytes[self.at..].starts_with(b"null")
            && !(self.bytes.get(self.at + 4)).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// Enters an array or object that begins with `open`.
    #[inline]
    pub(super) fn enter(&mut self, open: u8, what: &str) -> Result<(), SerdeError> {
        self.skip_whitespace();
        if self.peek() != Some(open) {
            return Err(self.mismatch(what));
        }
        if self.depth == LEVELS {
            return Err(SerdeError::custom("maximum nesting depth exceeded"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Moves to the next element of the array or object; returns false after its end. The outermost one must end the
    /// document.
    #[inline]
    pub(super) fn next(&mut self, is_first: bool, close: u8) -> Result<bool, SerdeError> {
        self.skip_whitespace();
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.leave()?;
                return Ok(false);
            }
            Some(b',') if !is_first => {
                self.at += 1;
                self.skip_whitespace();
            }
            Some(b',') => return invalid("unexpected `,` before the first element"),
            Some(_) if is_first => return Ok(true),
            Some(_) => return invalid("expected `,` between elements"),
            None => {}
        }
        match self.peek() {
            Some(byte) if byte == close => invalid("trailing `,`"),
            Some(b',') => invalid("repeated `,`"),
            Some(_) => Ok(true),
            None => invalid("unexpected end of input"),
        }
    }

    #[inline]
    fn leave(&mut self) -> Result<(), SerdeError> {
        self.depth -= 1;
        if self.depth == 0 {
            self.skip_whitespace();
            if self.peek().is_some() {
                return invalid("unexpected trailing characters after the JSON value");
            }
        }
        Ok(())
    }

    /// Reads a string and returns the range between its quotes, and whether it has escapes.
    #[inline]
    fn raw(&mut self) -> Result<(usize, usize, bool), SerdeError> {
        let Some([b'"', text @ ..]) = self.bytes.get(self.at..) else {
            return Err(self.mismatch("a string"));
        };
        let start = self.at + 1;
        let mut has_escapes = false;
        let mut length = 0;
        while let Some(plain) = text.get(length..).and_then(plain_text) {
            length += plain;
            if text[length] == b'"' {
                let end = start + length;
                self.at = end + 1;
                return Ok((start, end, has_escapes));
            }
            has_escapes = true;
            length += 2;
        }
        invalid("unterminated string")
    }

    /// Reads a string.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, SerdeError> {
        self.skip_whitespace();
        let (start, end, has_escapes) = self.raw()?;
        let text = self.slice(start, end)?;
        if has_escapes {
            (EscapedStr::new(text).to_unescaped())
                .map_err(|error| SerdeError::invalid_input(error.to_string()))
        } else {
            Ok(Cow::Borrowed(text))
        }
    }

    /// Reads the key of a member or entry, up to its value.
    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, SerdeError> {
        let key = self.string()?;
        self.skip_whitespace();
        if !self.eat(b":") {
            return invalid("expected `:` after a key");
        }
        self.skip_whitespace();
        Ok(key)
    }

    /// Reads the text of a number.
    #[inline]
    pub(super) fn number(&mut self, expected: &str) -> Result<&'a str, SerdeError> {
        self.skip_whitespace();
        let start = self.at;
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.mismatch(expected));
        }
        self.slice(start, self.at)
    }

    /// Skips a value, which must be valid.
    pub(super) fn skip(&mut self) -> Result<(), SerdeError> {
        self.skip_whitespace();
        match self.peek() {
            Some(b'{') => {
                self.enter(b'{', "an object")?;
                let mut is_first = true;
                while self.next(is_first, b'}')? {
                    is_first = false;
                    self.skip_string()?;
                    self.skip_whitespace();
                    if !self.eat(b":") {
                        return invalid("expected `:` after a key");
                    }
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.enter(b'[', "a list")?;
                let mut is_first = true;
                while self.next(is_first, b']')? {
                    is_first = false;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ if self.eat(b"true") || self.eat(b"false") || self.eat(b"null") => Ok(()),
            Some(_) => Err(self.mismatch("a JSON value")),
            None => invalid("unexpected end of input"),
        }
    }

    /// Returns the error of a value of another type.
    #[cold]
    pub(super) fn mismatch(&self, expected: &str) -> SerdeError {
        read_errors::mismatch(expected, self.found())
    }

    /// Describes the value at this position.
    fn found(&self) -> String {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
        match rest.first() {
            None => END.to_owned(),
            Some(b'{') => "an object".to_owned(),
            Some(b'[') => "a list".to_owned(),
            Some(b'"') => {
                let mut scan = Scan::new(rest);
                match scan.string() {
                    Ok(text) => quoted(&text),
                    Err(_) => "an unterminated string".to_owned(),
                }
            }
            Some(first) if is_word(first) => {
                let length = rest.iter().position(|byte| !is_word(byte));
                let word = &rest[..length.unwrap_or(rest.len())];
                read_errors::plain(&String::from_utf8_lossy(word))
            }
            Some(_) => {
                let beginning = &rest[..rest.len().min(200)];
                read_errors::plain(&String::from_utf8_lossy(beginning))
            }
        }
    }

    /// Skips a string, and checks its escapes.
    fn skip_string(&mut self) -> Result<(), SerdeError> {
        let (start, end, has_escapes) = self.raw()?;
        if !has_escapes || are_escapes(&self.bytes[start..end]) {
            Ok(())
        } else {
            invalid("invalid escape sequence in string")
        }
    }

    /// Skips a number, and checks its syntax.
    fn skip_number(&mut self) -> Result<(), SerdeError> {
        let digits = |scan: &mut Self| {
            let start = scan.at;
            while let Some(b'0'..=b'9') = scan.peek() {
                scan.at += 1;
            }
            scan.at > start
        };
        self.eat(b"-");
        let mut is_number = self.eat(b"0") || digits(self);
        if self.eat(b".") {
            is_number &= digits(self);
        }
        if self.eat(b"e") || self.eat(b"E") {
            let _ = self.eat(b"+") || self.eat(b"-");
            is_number &= digits(self);
        }
        if is_number {
            Ok(())
        } else {
            invalid("invalid number")
        }
    }
}

/// Returns whether a text has the syntax of a JSON number.
pub(super) fn is_number(text: &str) -> bool {
    let mut scan = Scan::new(text.as_bytes());
    scan.skip_number().is_ok() && scan.peek().is_none()
}

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

/// Returns whether one of the bytes must be escaped (RFC 8259, section 7).
#[inline]
pub(super) fn has_special(eight: [u8; 8]) -> bool {
    let word = Word(u64::from_le_bytes(eight));
    word.has(b'"') | word.has(b'\\') | word.has_below(b' ') != 0
}

/// Returns the number of bytes before the first quote or backslash; `None` if there is none.
#[inline]
fn plain_text(text: &[u8]) -> Option<usize> {
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

/// Returns whether all escapes of a string are valid.
fn are_escapes(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let length = match &rest[at + 1..] {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', digits @ ..]
                if digits.len() >= 4 && digits[..4].iter().all(u8::is_ascii_hexdigit) =>
            {
                6
            }
            _ => return false,
        };
        rest = &rest[at + length..];
    }
    true
}
