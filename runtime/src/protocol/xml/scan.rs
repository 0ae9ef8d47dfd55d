//! Lexer for XML 1.0 (<https://www.w3.org/TR/xml/>), which also reports what is ill-formed.
//!
//! It supports the predefined entities. A DTD is skipped, so a reference to an entity that it declares is an error.

use std::fmt;

/// Syntax error in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct IllFormed {
    pub(super) what: &'static str,
    /// Offset in bytes from the beginning of the document.
    pub(super) at: usize,
}

impl fmt::Display for IllFormed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ill-formed XML: {} (at byte {})", self.what, self.at)
    }
}

/// Class of a byte.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// Allowed in names. All bytes of non-ASCII characters are in this class.
    Name,
    /// Allowed in names, except at their beginning.
    Later,
    /// Allowed only in text.
    Text,
    Blank,
    Open,
    Reference,
    /// Not allowed.
    Control,
}

const fn class(byte: u8) -> Class {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'_' | 0x80.. => Class::Name,
        b'0'..=b'9' | b'-' | b'.' => Class::Later,
        b' ' | b'\t' | b'\n' | b'\r' => Class::Blank,
        b'<' => Class::Open,
        b'&' => Class::Reference,
        0..0x20 => Class::Control,
        _ => Class::Text,
    }
}

/// Table of classes, because a lookup is faster than comparisons.
static CLASSES: [Class; 256] = {
    let mut all = [Class::Text; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = class(byte as u8);
        byte += 1;
    }
    all
};

/// Range of a name in the document, possibly with a prefix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) start: usize,
    /// Position after the prefix.
    pub(super) local: usize,
    pub(super) end: usize,
}

/// An attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Attribute {
    pub(super) name: Name,
    /// Range of the value between its quotes, with unresolved references.
    pub(super) value: (usize, usize),
}

/// Position in a document.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    /// Creates a lexer at the byte `at`.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn fail<T>(&self, what: &'static str) -> Result<T, IllFormed> {
        Err(IllFormed { what, at: self.at })
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips `expected`, if it is next.
    pub(super) fn eat(&mut self, expected: &[u8]) -> bool {
        let is_there = self.bytes[self.at..].starts_with(expected);
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    /// Skips everything up to and including `end`.
    pub(super) fn until(&mut self, end: &[u8], missing: &'static str) -> Result<(), IllFormed> {
        let rest = &self.bytes[self.at..];
        match rest.windows(end.len()).position(|window| window == end) {
            Some(position) => {
                self.at += position + end.len();
                Ok(())
            }
            None => self.fail(missing),
        }
    }

    fn pass(&mut self, is_passed: impl Fn(Class) -> bool) {
        while let Some(byte) = self.peek() {
            if !is_passed(CLASSES[usize::from(byte)]) {
                return;
            }
            self.at += 1;
        }
    }

    pub(super) fn skip_whitespace(&mut self) {
        self.pass(|class| class == Class::Blank);
    }

    /// Skips text up to the next byte that needs a check: markup, a reference, or a byte that is not allowed.
    pub(super) fn text(&mut self) -> Option<Class> {
        self.pass(|class| !matches!(class, Class::Open | Class::Reference | Class::Control));
        self.peek().map(|byte| CLASSES[usize::from(byte)])
    }

    /// Skips a reference to a character.
    pub(super) fn reference(&mut self) -> Result<(), IllFormed> {
        match super::text::reference(&self.bytes[self.at..]) {
            Some((_, length)) => {
                self.at += length;
                Ok(())
            }
            None => self.fail("invalid character reference"),
        }
    }

    /// Reads the name of an element or attribute. Like in the official decoder, a prefix may be empty.
    pub(super) fn name(&mut self) -> Result<Name, IllFormed> {
        let start = self.at;
        let mut local = start;
        if self.peek() != Some(b':') {
            self.part_of_name()?;
        }
        if self.eat(b":") {
            local = self.at;
            self.part_of_name()?;
        }
        let end = self.at;
        Ok(Name { start, local, end })
    }

    fn part_of_name(&mut self) -> Result<(), IllFormed> {
        let start = self.at;
        if self
            .peek()
            .is_some_and(|byte| CLASSES[usize::from(byte)] == Class::Name)
        {
            self.pass(|class| matches!(class, Class::Name | Class::Later));
        }
        if self.at == start {
            self.fail("invalid name")
        } else {
            Ok(())
        }
    }

    /// Reads the next attribute of a tag; `None` where the tag ends.
    pub(super) fn attribute(&mut self) -> Result<Option<Attribute>, IllFormed> {
        let before = self.at;
        self.skip_whitespace();
        if matches!(self.peek(), Some(b'/' | b'>')) {
            return Ok(None);
        }
        if self.at == before {
            return self.fail("expected an attribute or the end of the tag");
        }
        let name = self.name()?;
        self.skip_whitespace();
        if !self.eat(b"=") {
            return self.fail("attribute without a value");
        }
        self.skip_whitespace();
        let value = self.value()?;
        Ok(Some(Attribute { name, value }))
    }

    /// Reads the value of an attribute.
    fn value(&mut self) -> Result<(usize, usize), IllFormed> {
        let quote = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return self.fail("attribute value without quotes"),
        };
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                None => return self.fail("unterminated attribute value"),
                Some(byte) if byte == quote => break,
                Some(b'&') => self.reference()?,
                Some(byte) => match CLASSES[usize::from(byte)] {
                    Class::Open | Class::Control => {
                        return self.fail("invalid character in an attribute value")
                    }
                    _ => self.at += 1,
                },
            }
        }
        let end = self.at;
        self.at += 1;
        Ok((start, end))
    }

    /// Skips a comment or processing instruction, if it is next.
    pub(super) fn skip_comment_or_instruction(&mut self) -> Result<bool, IllFormed> {
        if self.eat(b"<!--") {
            self.until(b"-->", "unterminated comment")?;
        } else if self.eat(b"<?") {
            self.until(b"?>", "unterminated processing instruction")?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Skips everything that is allowed outside the root: white space, comments and processing instructions, and
    /// before it a byte order mark and a DTD.
    pub(super) fn outside(&mut self, is_before: bool) -> Result<(), IllFormed> {
        if is_before {
            self.eat(b"\xEF\xBB\xBF");
        }
        loop {
            self.skip_whitespace();
            let is_passed =
                self.skip_comment_or_instruction()? || is_before && self.declaration()?;
            if !is_passed {
                return Ok(());
            }
        }
    }

    /// Skips a DTD, if it is next.
    fn declaration(&mut self) -> Result<bool, IllFormed> {
        const MISSING: &str = "unterminated DTD";
        if !self.eat(b"<!DOCTYPE") {
            return Ok(false);
        }
        let mut depth = 0_usize;
        loop {
            if self.skip_comment_or_instruction()? {
                continue;
            }
            let byte = match self.peek() {
                Some(byte) => byte,
                None => return self.fail(MISSING),
            };
            self.at += 1;
            match byte {
                b'"' | b'\'' => self.until(&[byte], MISSING)?,
                b'<' | b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => return Ok(true),
                b'>' => depth -= 1,
                _ => {}
            }
        }
    }
}

/// Returns the name of the root without its prefix. Does not check the rest of the document.
pub(super) fn root_name(document: &[u8]) -> Option<&[u8]> {
    let mut scan = Scan::new(document, 0);
    scan.outside(true).ok()?;
    if !scan.eat(b"<") {
        return None;
    }
    let name = scan.name().ok()?;
    Some(&document[name.local..name.end])
}
