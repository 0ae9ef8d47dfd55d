//! The position in a document, and what is there.

use super::error::{plain, quoted, Error, ErrorKind};
use super::string::{are_escapes, plain_text, unescape};
use std::borrow::Cow;

/// Position in a document, with its nesting depth. `E` is the caller's type of errors.
#[derive(Debug)]
pub struct Scan<'a, E> {
    bytes: &'a [u8],
    /// The same bytes if all are UTF-8. Otherwise each string is checked separately.
    text: Option<&'a str>,
    at: usize,
    depth: usize,
    levels: usize,
    fail: fn(Error) -> E,
}

/// A position to which [`Scan::reset`] returns.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    at: usize,
    depth: usize,
}

/// The next value of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The text of a number. It has only the characters of numbers; the caller parses it.
    Number(&'a str),
    /// A string, without its escapes.
    Text(Cow<'a, str>),
    /// The beginning of an array, whose items [`Scan::next_item`] finds.
    Array,
    /// The beginning of an object, whose members [`Scan::next_key`] finds.
    Object,
}

impl<'a, E> Scan<'a, E> {
    /// Starts at the beginning of a document. Arrays and objects may be nested `levels` deep. `fail` converts errors.
    pub fn new(bytes: &'a [u8], levels: usize, fail: fn(Error) -> E) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            at: 0,
            depth: 0,
            levels,
            fail,
        }
    }

    /// Returns the position, in bytes.
    #[inline]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Returns the position, to return to.
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Returns to a position.
    pub fn reset(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
    }

    /// Returns the length of the document, in bytes.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the byte at the position.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Moves to the next byte that is not whitespace, and returns it.
    #[inline]
    pub fn peek_value(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Returns whether the document is empty.
    #[inline]
    pub fn is_empty(&mut self) -> bool {
        self.peek_value().is_none() && self.depth == 0
    }

    /// Skips a literal, if it is next.
    #[inline]
    fn eat(&mut self, literal: &[u8]) -> bool {
        let is_there = self.bytes[self.at..].starts_with(literal);
        if is_there {
            self.at += literal.len();
        }
        is_there
    }

    /// Returns whether the value at the position is `null`.
    #[inline]
    pub fn is_null(&self) -> bool {
        self.peek() == Some(b'n')
            && self.bytes[self.at..].starts_with(b"null")
            && !(self.bytes.get(self.at + 4)).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// Skips `null`, if it is next.
    #[inline]
    pub fn eat_null(&mut self) -> bool {
        self.peek_value();
        self.is_null() && self.eat(b"null")
    }

    /// Enters an array.
    #[inline]
    pub fn array(&mut self) -> Result<(), E> {
        self.enter(b'[', "a list")
    }

    /// Enters an object.
    #[inline]
    pub fn object(&mut self) -> Result<(), E> {
        self.enter(b'{', "an object")
    }

    #[inline]
    fn enter(&mut self, open: u8, what: &str) -> Result<(), E> {
        if self.peek_value() != Some(open) {
            return Err(self.mismatch(what));
        }
        if self.depth == self.levels {
            return Err(self.too_deep());
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Moves to the next item of the array; returns false after its end. The outermost array or object must end the
    /// document.
    #[inline]
    pub fn next_item(&mut self, is_first: bool) -> Result<bool, E> {
        self.next(is_first, b']')
    }

    /// Moves to the next value of the object, and returns its key; returns `None` after the end of the object. The
    /// outermost array or object must end the document.
    #[inline]
    pub fn next_key(&mut self, is_first: bool) -> Result<Option<Cow<'a, str>>, E> {
        if !self.next(is_first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.colon()?;
        Ok(Some(key))
    }

    #[inline(always)]
    fn next(&mut self, is_first: bool, close: u8) -> Result<bool, E> {
        match self.peek_value() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                if self.depth == 0 {
                    self.end()?;
                }
                return Ok(false);
            }
            Some(b',') if !is_first => {
                self.at += 1;
                self.peek_value();
            }
            Some(b',') => return self.invalid("unexpected `,` before the first element"),
            Some(_) if is_first => return Ok(true),
            Some(_) => return self.invalid("expected `,` between elements"),
            None => {}
        }
        match self.peek() {
            Some(byte) if byte == close => self.invalid("trailing `,`"),
            Some(b',') => self.invalid("repeated `,`"),
            Some(_) => Ok(true),
            None => self.invalid("unexpected end of input"),
        }
    }

    /// Moves from a key to its value.
    #[inline]
    fn colon(&mut self) -> Result<(), E> {
        if self.peek_value() != Some(b':') {
            return self.invalid("expected `:` after a key");
        }
        self.at += 1;
        self.peek_value();
        Ok(())
    }

    /// Checks that nothing follows the value.
    #[inline]
    pub fn end(&mut self) -> Result<(), E> {
        match self.peek_value() {
            None => Ok(()),
            Some(_) => self.invalid("unexpected trailing characters after the JSON value"),
        }
    }

    /// Reads the range between the quotes of a string, and whether it has escapes.
    #[inline(always)]
    fn raw(&mut self) -> Result<(usize, usize, bool), E> {
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
        self.invalid("unterminated string")
    }

    #[inline(always)]
    fn slice(&self, start: usize, end: usize) -> Result<&'a str, E> {
        match self.text {
            Some(text) => Ok(&text[start..end]),
            None => std::str::from_utf8(&self.bytes[start..end])
                .or_else(|error| self.invalid(&error.to_string())),
        }
    }

    /// Reads a string.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, E> {
        self.peek_value();
        let (start, end, has_escapes) = self.raw()?;
        let text = self.slice(start, end)?;
        if has_escapes {
            let text = unescape(text);
            text.map(Cow::Owned).or_else(|what| self.invalid(what))
        } else {
            Ok(Cow::Borrowed(text))
        }
    }

    /// Reads the text of a number, which the caller parses. `expected` describes the expected value in an error.
    #[inline]
    pub fn number(&mut self, expected: &str) -> Result<&'a str, E> {
        self.peek_value();
        let start = self.at;
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.mismatch(expected));
        }
        self.slice(start, self.at)
    }

    /// Reads a boolean.
    #[inline]
    pub fn boolean(&mut self) -> Result<bool, E> {
        self.peek_value();
        if self.eat(b"true") {
            Ok(true)
        } else if self.eat(b"false") {
            Ok(false)
        } else {
            Err(self.mismatch("a boolean"))
        }
    }

    /// Reads a value, or enters an array or object.
    pub fn value(&mut self) -> Result<Value<'a>, E> {
        match self.peek_value() {
            Some(b'"') => self.string().map(Value::Text),
            Some(b'{') => self.object().map(|()| Value::Object),
            Some(b'[') => self.array().map(|()| Value::Array),
            Some(b'-' | b'0'..=b'9') => self.number("a number").map(Value::Number),
            _ if self.eat(b"null") => Ok(Value::Null),
            _ if self.eat(b"true") => Ok(Value::Bool(true)),
            _ if self.eat(b"false") => Ok(Value::Bool(false)),
            _ => Err(self.mismatch("a JSON value")),
        }
    }

    /// Skips a value, which must be valid.
    pub fn skip(&mut self) -> Result<(), E> {
        match self.peek_value() {
            Some(b'{') => {
                self.object()?;
                let mut is_first = true;
                while self.next(is_first, b'}')? {
                    is_first = false;
                    self.skip_string()?;
                    self.colon()?;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.array()?;
                let mut is_first = true;
                while self.next(is_first, b']')? {
                    is_first = false;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => match number_length(&self.bytes[self.at..]) {
                Some(length) => {
                    self.at += length;
                    Ok(())
                }
                None => self.invalid("invalid number"),
            },
            _ if self.eat(b"true") || self.eat(b"false") || self.eat(b"null") => Ok(()),
            Some(_) => Err(self.mismatch("a JSON value")),
            None => self.invalid("unexpected end of input"),
        }
    }

    /// Skips a string, and checks its escapes.
    fn skip_string(&mut self) -> Result<(), E> {
        let (start, end, has_escapes) = self.raw()?;
        if !has_escapes || are_escapes(&self.bytes[start..end]) {
            Ok(())
        } else {
            self.invalid("invalid escape in a string")
        }
    }

    #[cold]
    fn invalid<T>(&self, what: &str) -> Result<T, E> {
        Err((self.fail)(Error::new(ErrorKind::Syntax, what, self.at)))
    }

    #[cold]
    fn too_deep(&self) -> E {
        let message = format!("nested deeper than {} levels", self.levels);
        (self.fail)(Error::new(ErrorKind::TooDeep, message, self.at))
    }

    /// Returns the error of a value of another type.
    #[cold]
    pub fn mismatch(&self, expected: &str) -> E {
        let message = format!("expected {expected}, found {}", found(self.bytes, self.at));
        (self.fail)(Error::new(ErrorKind::Type, message, self.at))
    }
}

/// Describes the value at a position.
fn found(bytes: &[u8], at: usize) -> String {
    let rest = bytes.get(at..).unwrap_or_default();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
    match rest.first() {
        None => "the end of the document".to_owned(),
        Some(b'{') => "an object".to_owned(),
        Some(b'[') => "a list".to_owned(),
        Some(b'"') => match Scan::new(rest, 0, |error| error).string() {
            Ok(text) => quoted(&text),
            Err(_) => "an unterminated string".to_owned(),
        },
        Some(first) if is_word(first) => {
            let length = rest.iter().position(|byte| !is_word(byte));
            let word = &rest[..length.unwrap_or(rest.len())];
            plain(&String::from_utf8_lossy(word))
        }
        Some(_) => {
            let beginning = &rest[..rest.len().min(200)];
            plain(&String::from_utf8_lossy(beginning))
        }
    }
}

/// Returns whether a text has the syntax of a JSON number.
pub fn is_number(text: &str) -> bool {
    number_length(text.as_bytes()) == Some(text.len())
}

/// Returns the length of the number at the beginning of a text.
fn number_length(text: &[u8]) -> Option<usize> {
    let digits = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (length > 0).then_some(at + length)
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    at = match text.get(at) {
        Some(b'0') => at + 1,
        _ => digits(at)?,
    };
    if text.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let is_signed = matches!(text.get(at + 1), Some(b'+' | b'-'));
        at = digits(at + 1 + usize::from(is_signed))?;
    }
    Some(at)
}
