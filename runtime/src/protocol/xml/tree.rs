//! The elements of a document, parsed in one pass.
//!
//! Each element has the positions of its name and text, and of the next element after it. Skipping an element takes
//! constant time, whatever its content.

use super::scan::{Attribute, Class, IllFormed, Name, Scan};
use super::text;
use std::borrow::Cow;

/// The position of an element, in the order of start tags. The root is 0.
pub(super) type Position = u32;

/// Kind of the text between the start tag of an element and its first child or end.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Text {
    /// Literal text.
    Plain,
    /// Text with references.
    Escaped,
    /// Pieces of text with comments, processing instructions or `CDATA` sections between them.
    Pieces,
}

#[derive(Clone, Debug)]
struct Element {
    /// Range of the name: its beginning, the position after the prefix, its end.
    name: [u32; 3],
    text: [u32; 2],
    /// Next element that is not inside this one. While this one is open, its parent.
    next: Position,
    kind: Text,
    has_attributes: bool,
}

/// Parent of the root.
const NONE: Position = Position::MAX;

/// End of the text of an element that is incomplete.
const UNKNOWN: u32 = 0;

/// A parsed document.
#[derive(Clone, Debug)]
pub(super) struct Tree<'a> {
    document: &'a str,
    elements: Vec<Element>,
    broken: Option<IllFormed>,
}

impl<'a> Tree<'a> {
    /// Parses the document, up to the first syntax error.
    pub(super) fn read(document: &'a [u8]) -> Self {
        let mut tree = Self {
            document: "",
            elements: Vec::new(),
            broken: None,
        };
        match std::str::from_utf8(document) {
            Ok(text) if u32::try_from(text.len()).is_ok() => tree.document = text,
            Ok(_) => tree.broken = broken("more than 4 GiB", 0),
            Err(error) => tree.broken = broken("bytes that are not UTF-8", error.valid_up_to()),
        }
        if tree.broken.is_none() {
            tree.fill();
        }
        tree
    }

    /// Returns the syntax error of the document, if there is one. Nothing after it was parsed.
    pub(super) fn broken(&self) -> Option<IllFormed> {
        self.broken
    }

    fn fill(&mut self) {
        // An element in a response takes about that many bytes, and the estimate has little effect otherwise.
        let expected = (self.document.len() / 48).min(1 << 16);
        self.elements.reserve(expected);
        let mut filler = Filler {
            scan: Scan::new(self.document.as_bytes(), 0),
            elements: std::mem::take(&mut self.elements),
            open: NONE,
            is_first: false,
            attributes: Vec::new(),
            document: self.document,
        };
        self.broken = filler.document().err();
        filler.close_all();
        self.elements = filler.elements;
    }

    /// Returns whether there is a root.
    pub(super) fn has_root(&self) -> bool {
        !self.elements.is_empty()
    }

    fn element(&self, at: Position) -> Option<&Element> {
        self.elements.get(at as usize)
    }

    fn slice(&self, [start, end]: [u32; 2]) -> &'a str {
        &self.document[start as usize..end as usize]
    }

    /// Returns the name of an element without its prefix.
    #[inline]
    pub(super) fn name(&self, at: Position) -> &'a str {
        match self.element(at) {
            Some(element) => self.slice([element.name[1], element.name[2]]),
            None => "",
        }
    }

    /// Returns whether an element has that name, with or without a prefix.
    pub(super) fn is_named(&self, at: Position, name: &str) -> bool {
        match self.element(at) {
            Some(element) if element.name[0] != element.name[1] => {
                self.name(at) == name || self.slice([element.name[0], element.name[2]]) == name
            }
            Some(_) => self.name(at) == name,
            None => false,
        }
    }

    /// Returns the first child of an element.
    #[inline]
    pub(super) fn child(&self, at: Position) -> Option<Position> {
        let next = self.element(at)?.next;
        (next > at + 1).then_some(at + 1)
    }

    /// Returns the next sibling of an element, up to `end`.
    #[inline]
    pub(super) fn next(&self, at: Position, end: Position) -> Option<Position> {
        let next = self.element(at)?.next;
        (next < end).then_some(next)
    }

    /// Returns the end of the content of an element.
    #[inline]
    pub(super) fn end(&self, at: Position) -> Position {
        self.element(at).map_or(at, |element| element.next)
    }

    /// Returns the children of an element.
    pub(super) fn children(&self, at: Position) -> impl Iterator<Item = Position> + '_ {
        let end = self.end(at);
        std::iter::successors(self.child(at), move |at| self.next(*at, end))
    }

    /// Returns the text of an element; `None` where a child comes first, or where the document is incomplete.
    pub(super) fn text(&self, at: Position) -> Option<Cow<'a, str>> {
        let element = self.element(at)?;
        if element.text[1] == UNKNOWN {
            return None;
        }
        let text = self.slice(element.text);
        match element.kind {
            Text::Plain if text.is_empty() && element.next > at + 1 => None,
            Text::Plain => Some(Cow::Borrowed(text)),
            Text::Escaped => Some(text::unescape(text)),
            Text::Pieces => Some(Cow::Owned(text::join(text))),
        }
    }

    pub(super) fn has_attributes(&self, at: Position) -> bool {
        self.element(at)
            .is_some_and(|element| element.has_attributes)
    }

    /// Returns the value of an attribute of an element. A name without a prefix matches attributes with any prefix.
    pub(super) fn attribute(&self, at: Position, name: &str) -> Option<Cow<'a, str>> {
        let element = self.element(at)?;
        let mut scan = Scan::new(self.document.as_bytes(), element.name[2] as usize);
        while let Ok(Some(attribute)) = scan.attribute() {
            let Name { start, local, end } = attribute.name;
            let start = if name.contains(':') { start } else { local };
            if &self.document[start..end] == name {
                let (start, end) = attribute.value;
                return Some(text::unescape(&self.document[start..end]));
            }
        }
        None
    }
}

fn broken(what: &'static str, at: usize) -> Option<IllFormed> {
    Some(IllFormed { what, at })
}

/// Converts a position. The length of the document was checked before.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Parser that fills a tree.
struct Filler<'a> {
    document: &'a str,
    scan: Scan<'a>,
    elements: Vec<Element>,
    /// The innermost open element.
    open: Position,
    /// Whether the open element has no child yet.
    is_first: bool,
    /// Names of the attributes of a tag.
    attributes: Vec<&'a str>,
}

impl Filler<'_> {
    fn document(&mut self) -> Result<(), IllFormed> {
        self.scan.outside(true)?;
        if !self.scan.eat(b"<") {
            return self.scan.fail(if self.scan.is_at_end() {
                "no root element"
            } else {
                "text outside of the root element"
            });
        }
        self.start()?;
        while self.open != NONE {
            self.content()?;
        }
        self.scan.outside(false)?;
        if self.scan.is_at_end() {
            Ok(())
        } else {
            self.scan.fail("content after the root element")
        }
    }

    /// Parses text up to a tag, and the tag.
    fn content(&mut self) -> Result<(), IllFormed> {
        match self.scan.text() {
            Some(Class::Open) => self.markup(),
            Some(Class::Reference) => {
                self.mark(Text::Escaped);
                self.scan.reference()
            }
            Some(_) => self.scan.fail("invalid character"),
            None => self.scan.fail("unclosed element"),
        }
    }

    fn markup(&mut self) -> Result<(), IllFormed> {
        let before = self.scan.at();
        if self.scan.eat(b"</") {
            return self.end(before);
        }
        if self.scan.eat(b"<![CDATA[") {
            self.mark(Text::Pieces);
            return self.scan.until(b"]]>", "unterminated CDATA section");
        }
        if self.scan.skip_comment_or_instruction()? {
            self.mark(Text::Pieces);
            return Ok(());
        }
        self.end_text(before);
        self.scan.eat(b"<");
        self.start()
    }

    /// Sets the kind of text of the open element, as long as it has no child.
    fn mark(&mut self, kind: Text) {
        let is_first = self.is_first;
        if let Some(open) = self
            .open_element()
            .filter(|open| is_first && open.kind < kind)
        {
            open.kind = kind;
        }
    }

    fn open_element(&mut self) -> Option<&mut Element> {
        self.elements.get_mut(self.open as usize)
    }

    fn end_text(&mut self, at: usize) {
        if self.is_first {
            if let Some(open) = self.open_element() {
                open.text[1] = short(at);
            }
        }
    }

    /// Parses a start tag after its `<`.
    fn start(&mut self) -> Result<(), IllFormed> {
        let name = self.scan.name()?;
        let (has_attributes, is_empty) = if self.scan.eat(b">") {
            (false, false)
        } else {
            (self.attributes()?, self.end_of_start()?)
        };
        let at = short(self.scan.at());
        let position = short(self.elements.len());
        self.elements.push(Element {
            name: [short(name.start), short(name.local), short(name.end)],
            text: [at, if is_empty { at } else { UNKNOWN }],
            next: if is_empty { position + 1 } else { self.open },
            kind: Text::Plain,
            has_attributes,
        });
        self.is_first = !is_empty;
        if !is_empty {
            self.open = position;
        }
        Ok(())
    }

    /// Parses the attributes of a start tag. Returns whether there are any.
    fn attributes(&mut self) -> Result<bool, IllFormed> {
        self.attributes.clear();
        while let Some(Attribute { name, .. }) = self.scan.attribute()? {
            self.attributes.push(&self.document[name.start..name.end]);
        }
        if self.attributes.len() > 1 {
            self.attributes.sort_unstable();
            if self.attributes.windows(2).any(|pair| pair[0] == pair[1]) {
                return self.scan.fail("duplicate attribute");
            }
        }
        Ok(!self.attributes.is_empty())
    }

    /// Parses the end of a start tag. Returns whether it also ends the element.
    fn end_of_start(&mut self) -> Result<bool, IllFormed> {
        let is_empty = self.scan.eat(b"/>");
        if is_empty || self.scan.eat(b">") {
            Ok(is_empty)
        } else {
            self.scan.fail("unterminated tag")
        }
    }

    /// Parses an end tag after its `</`, which is at `before`.
    fn end(&mut self, before: usize) -> Result<(), IllFormed> {
        self.end_text(before);
        let next = short(self.elements.len());
        let Some(open) = self.elements.get_mut(self.open as usize) else {
            return self.scan.fail("end tag without a start tag");
        };
        let name = &self.document[open.name[0] as usize..open.name[2] as usize];
        let is_its = self.scan.eat(name.as_bytes());
        self.scan.skip_whitespace();
        if !is_its || !self.scan.eat(b">") {
            let what = "mismatched end tag";
            return Err(IllFormed { what, at: before });
        }
        self.open = open.next;
        open.next = next;
        self.is_first = false;
        Ok(())
    }

    /// Closes the open elements of an incomplete document.
    fn close_all(&mut self) {
        let next = short(self.elements.len());
        while let Some(open) = self.elements.get_mut(self.open as usize) {
            self.open = open.next;
            open.next = next;
        }
    }
}
