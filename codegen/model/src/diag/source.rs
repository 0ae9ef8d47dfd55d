//! The text of a file with its lines, so that a diagnostic can show the excerpt it is about.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Place;
use crate::visible::is_unseen;

/// The most characters of a line that an excerpt shows.
const WIDEST: usize = 100;

/// How many characters before the position an excerpt of a longer line shows.
const BEFORE: usize = 50;

/// A file of a model, as people know it.
pub struct SourceText {
    label: String,
    text: Option<String>,
    lines: OnceLock<Lines>,
}

/// Where lines are, and how many characters are before them.
struct Lines {
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters are before each block of [`BLOCK`] bytes, so that lines can have any length.
    counts: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 4096;

/// A part of a line, and the characters of it that a problem is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt {
    text: String,
    before: usize,
    width: usize,
}

/// A position in a file.
#[derive(Clone, Debug)]
pub struct Origin {
    source: Arc<SourceText>,
    at: Option<usize>,
}

impl SourceText {
    /// Returns a file whose positions are known by their offset in `text`.
    pub fn new(label: impl Into<String>, text: String) -> Self {
        Self {
            label: label.into(),
            text: Some(text),
            lines: OnceLock::new(),
        }
    }

    /// Returns a file of which only the name is known.
    pub fn named(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: None,
            lines: OnceLock::new(),
        }
    }

    /// Returns the name of the file.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns the text; empty where only the name is known.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Returns the place of the byte `at`, with an excerpt of its line.
    pub fn place(&self, at: usize) -> Place {
        let place = Place::file(&self.label);
        if self.text.is_none() {
            return place;
        }
        let text = self.text();
        let at = floor(text, at.min(text.len()));
        let lines = self.lines.get_or_init(|| Lines::of(text));
        let line = lines.starts.partition_point(|start| *start <= at);
        let start = lines.starts.get(line.wrapping_sub(1)).copied();
        let start = start.unwrap_or_default();
        let column = lines.before(text, at) - lines.before(text, start) + 1;
        let mut place = place.line(line, column);
        place.excerpt = Some(Excerpt::of(text, start, at));
        place
    }
}

impl Origin {
    /// Returns the position `at` of a file, or the file as a whole.
    pub fn new(source: Arc<SourceText>, at: Option<usize>) -> Self {
        Self { source, at }
    }

    /// Returns the name of the file.
    pub fn file(&self) -> &str {
        self.source.label()
    }

    /// Returns the place for diagnostics.
    pub fn place(&self) -> Place {
        match self.at {
            Some(at) => self.source.place(at),
            None => Place::file(self.file()),
        }
    }
}

/// Where the shapes of a model are defined, and their members.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    by_shape: HashMap<String, (Origin, Vec<(String, Origin)>)>,
}

impl Origins {
    /// Adds a shape by its absolute id, with its members by name.
    pub fn add(&mut self, shape: String, origin: Origin, members: Vec<(String, Origin)>) {
        self.by_shape.insert(shape, (origin, members));
    }

    /// Returns where the shape or member of an absolute id is defined; for an unknown member its shape.
    pub fn find(&self, id: &str) -> Option<&Origin> {
        let (shape, member) = id.split_once('$').unwrap_or((id, ""));
        let (origin, members) = self.by_shape.get(shape)?;
        let member = members.iter().find(|(name, _)| name == member);
        Some(member.map_or(origin, |(_, origin)| origin))
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SourceText").field(&self.label).finish()
    }
}

/// Returns the greatest offset up to `at` where a character begins.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| {
            **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        let counts = bytes.chunks(BLOCK).scan(0, |before, block| {
            let count = *before;
            *before += characters(block);
            Some(count)
        });
        Self {
            starts: [0].into_iter().chain(ends.map(|(at, _)| at + 1)).collect(),
            counts: counts.collect(),
        }
    }

    /// Returns how many characters are before the byte `at`.
    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        let counted = self.counts.get(block).copied();
        counted.unwrap_or_default() + characters(&text.as_bytes()[block * BLOCK..at])
    }
}

/// Returns how many characters begin in a part of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl Excerpt {
    /// Returns the excerpt of the line that begins at the byte `start` of `text`, for what stands at the byte `at`.
    pub fn of(text: &str, start: usize, at: usize) -> Self {
        // Characters have up to four bytes.
        let end = floor(text, text.len().min(at + 4 * WIDEST));
        let after = text[at..end].split(['\n', '\r']).next();
        let after = after.unwrap_or_default();
        let is_long = at - start + after.len() > WIDEST;
        let first = floor(text, start.max(at.saturating_sub(4 * BEFORE)));
        let before = &text[first..at];
        let skipped = before.chars().count().saturating_sub(BEFORE);
        let skipped = if is_long { skipped } else { 0 };
        let (mut shown, mut before_shown) = (String::new(), 0);
        for c in before.chars().skip(skipped) {
            before_shown += push(&mut shown, c);
        }
        let marked = width(after);
        let (mut marked_shown, mut all) = (0, before_shown);
        for (position, c) in after.chars().enumerate() {
            if all >= WIDEST {
                break;
            }
            let wide = push(&mut shown, c);
            all += wide;
            if position < marked {
                marked_shown += wide;
            }
        }
        Self {
            text: shown,
            before: before_shown,
            width: marked_shown.max(1),
        }
    }
}

/// Adds a character as it is shown; returns how many characters that takes.
fn push(shown: &mut String, c: char) -> usize {
    match c {
        '\t' => shown.push(' '),
        c if is_unseen(c) => {
            shown.extend(c.escape_default());
            return c.escape_default().count();
        }
        c => shown.push(c),
    }
    1
}

/// Returns how many characters the name, the string or the sign has that `text` begins with.
fn width(text: &str) -> usize {
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '$' | '-' | '+');
    let name = |text: &str| text.chars().take_while(|c| of_name(*c)).count();
    match text.chars().next() {
        Some('"') => {
            let inner = text[1..].find('"').map(|end| &text[..end + 2]);
            inner.unwrap_or(text).chars().count()
        }
        Some('@') => 1 + name(&text[1..]),
        Some(_) => name(text).max(1),
        None => 1,
    }
}

/// Two lines: the excerpt after its line's number, and marks below what it is about.
impl Excerpt {
    pub(super) fn write(&self, line: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        let text = self.text.trim_end();
        writeln!(f, "    {number} | {text}")?;
        let before = " ".repeat(self.before);
        writeln!(f, "    {margin} | {before}{}", "^".repeat(self.width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, at: usize) -> String {
        SourceText::new("a.smithy", text.to_owned())
            .place(at)
            .to_string()
    }

    #[test]
    fn a_place_shows_its_line() {
        let text = "one\r\n\tstructure Ä with\rthree";
        let at = text.find("with").unwrap_or_default();
        assert_eq!(
            shown(text, at),
            "  file: a.smithy:2:14\n    2 |  structure Ä with\n      |              ^^^^\n"
        );
        let at = text.find("three").unwrap_or_default();
        assert!(shown(text, at).starts_with("  file: a.smithy:3:1\n"));
        assert_eq!(
            shown(text, text.len() + 9),
            "  file: a.smithy:3:6\n    3 | three\n      |      ^\n"
        );
        assert_eq!(shown("", 0), "  file: a.smithy:1:1\n    1 | \n      | ^\n");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}\u{202e}@here{}", "x".repeat(5_000), "y".repeat(5_000));
        let excerpt = shown(&text, 5_000);
        let lines: Vec<&str> = excerpt.lines().collect();
        assert!(lines[1].len() < 130, "{excerpt}");
        assert!(lines[1].contains("x\\u{202e}@here"), "{excerpt}");
    }
}
