//! The syntax of XML 1.0: markup is told from text, and what is ill-formed is found.
//!
//! <https://www.w3.org/TR/xml/>. Entities are those that every document has: a DTD is passed over, so
//! that a reference to what one declares is an error.

use std::fmt;

/// What is wrong with a document, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct IllFormed {
    pub(super) what: &'static str,
    /// The byte, from the document's beginning.
    pub(super) at: usize,
}

impl fmt::Display for IllFormed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ill-formed XML: {} (at byte {})", self.what, self.at)
    }
}

/// What a byte means.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// A part of names; bytes of characters beyond ASCII are all taken for such.
    Name,
    /// A part of names, but for their beginning.
    Later,
    /// Only text.
    Text,
    Blank,
    Open,
    Reference,
    /// Not allowed anywhere.
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

/// A look-up is less than the comparisons.
static CLASSES: [Class; 256] = {
    let mut all = [Class::Text; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = class(byte as u8);
        byte += 1;
    }
    all
};

/// A name as it is written, perhaps with a prefix: bytes of the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) start: usize,
    /// Where the part behind the prefix begins.
    pub(super) local: usize,
    pub(super) end: usize,
}

/// An attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Attribute {
    pub(super) name: Name,
    /// The value between its quotes, with references as they are written.
    pub(super) value: (usize, usize),
}

/// A place in a document.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    /// At the byte `at`.
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

    /// Passes over `expected`, if that is what comes.
    pub(super) fn eat(&mut self, expected: &[u8]) -> bool {
        let is_there = self.bytes[self.at..].starts_with(expected);
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    /// Passes over everything up to `end`, and over that.
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

    pub(super) fn blank(&mut self) {
        self.pass(|class| class == Class::Blank);
    }

    /// Passes over text, up to what has to be looked at: markup, a reference, or what may not be there.
    pub(super) fn text(&mut self) -> Option<Class> {
        self.pass(|class| !matches!(class, Class::Open | Class::Reference | Class::Control));
        self.peek().map(|byte| CLASSES[usize::from(byte)])
    }

    /// A reference to a character.
    pub(super) fn reference(&mut self) -> Result<(), IllFormed> {
        match super::text::reference(&self.bytes[self.at..]) {
            Some((_, length)) => {
                self.at += length;
                Ok(())
            }
            None => self.fail("a reference to something else than a character"),
        }
    }

    /// The name of an element or attribute. A prefix may have no letters, as to the official decoder.
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
        match self.at == start {
            true => self.fail("something else than a name"),
            false => Ok(()),
        }
    }

    /// The next attribute of a tag; `None` where the tag ends.
    pub(super) fn attribute(&mut self) -> Result<Option<Attribute>, IllFormed> {
        let before = self.at;
        self.blank();
        if matches!(self.peek(), Some(b'/' | b'>')) {
            return Ok(None);
        }
        if self.at == before {
            return self.fail("something else than the rest of a tag");
        }
        let name = self.name()?;
        self.blank();
        if !self.eat(b"=") {
            return self.fail("an attribute without a value");
        }
        self.blank();
        let value = self.value()?;
        Ok(Some(Attribute { name, value }))
    }

    /// The value of an attribute.
    fn value(&mut self) -> Result<(usize, usize), IllFormed> {
        let quote = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return self.fail("the value of an attribute without quotes"),
        };
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                None => return self.fail("the value of an attribute without an end"),
                Some(byte) if byte == quote => break,
                Some(b'&') => self.reference()?,
                Some(byte) => match CLASSES[usize::from(byte)] {
                    Class::Open | Class::Control => {
                        return self.fail("a character that attributes cannot have")
                    }
                    _ => self.at += 1,
                },
            }
        }
        let end = self.at;
        self.at += 1;
        Ok((start, end))
    }

    /// Passes over a comment or an instruction, if that is what comes.
    pub(super) fn aside(&mut self) -> Result<bool, IllFormed> {
        if self.eat(b"<!--") {
            self.until(b"-->", "a comment without an end")?;
        } else if self.eat(b"<?") {
            self.until(b"?>", "an instruction without an end")?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// What may stand outside of the root: blanks, comments, instructions, and before it a byte order
    /// mark and a DTD.
    pub(super) fn outside(&mut self, is_before: bool) -> Result<(), IllFormed> {
        if is_before {
            self.eat(b"\xEF\xBB\xBF");
        }
        loop {
            self.blank();
            let is_passed = self.aside()? || is_before && self.declaration()?;
            if !is_passed {
                return Ok(());
            }
        }
    }

    /// Passes over a DTD, if that is what comes.
    fn declaration(&mut self) -> Result<bool, IllFormed> {
        const MISSING: &str = "a DTD without an end";
        if !self.eat(b"<!DOCTYPE") {
            return Ok(false);
        }
        let mut depth = 0_usize;
        loop {
            if self.aside()? {
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

/// The name of the root without its prefix; nothing behind it is looked at.
pub(super) fn root_name(document: &[u8]) -> Option<&[u8]> {
    let mut scan = Scan::new(document, 0);
    scan.outside(true).ok()?;
    if !scan.eat(b"<") {
        return None;
    }
    let name = scan.name().ok()?;
    Some(&document[name.local..name.end])
}
