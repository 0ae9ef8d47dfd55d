//! Blocks of a document, and how they are written: whatever the documentation's source was, this is
//! the one place that makes lines of it.

use super::wrap::{guarded, wrap};

/// Text is wrapped to lines of at most this many characters.
pub const WIDTH: usize = 96;

/// However deep blocks are nested, lines keep room for this many characters.
const LEAST_WIDTH: usize = 40;

/// A block of a document. Its text is safe Markdown; a line feed in it is a hard break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// Number of `#`, text.
    Heading(usize, String),
    /// A list, its items' markers decided.
    List(Vec<Item>),
    /// Blocks that are indented.
    Quote(Vec<Block>),
    /// Rows of cells, the first of which is the head.
    Table(Vec<Vec<String>>),
    /// Lines of a table that was Markdown already.
    Rows(Vec<String>),
    /// Lines of code, as they are.
    Code(Vec<String>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number; bullets have none.
    pub number: Option<String>,
    /// The content of the item.
    pub blocks: Vec<Block>,
}

impl Item {
    /// Returns an item that has a bullet and one paragraph.
    pub fn of(text: String) -> Self {
        Self {
            number: None,
            blocks: vec![Block::Paragraph(text)],
        }
    }
}

/// Returns a list with bullets, of texts that are safe.
pub fn list(entries: impl IntoIterator<Item = String>) -> Block {
    Block::List(entries.into_iter().map(Item::of).collect())
}

/// Returns the lines of a document. Its first sentence has a line of its own, however long, because it
/// is shown alone in summaries.
pub fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let Some((Block::Paragraph(text), others)) = blocks.split_first() else {
        write(blocks, WIDTH, false, &mut lines);
        return lines;
    };
    let text = guarded(text);
    let (sentence, rest) = text.split_at(sentence_end(&text));
    lines.push(sentence.trim().to_owned());
    if let Some(rest) = rest.strip_prefix('\n') {
        lines.push(String::new());
        write(
            &[Block::Paragraph(rest.to_owned())],
            WIDTH,
            false,
            &mut lines,
        );
    } else if !rest.trim().is_empty() {
        wrap(&guarded(rest.trim_start()), WIDTH, &mut lines);
    }
    if !others.is_empty() {
        lines.push(String::new());
        write(others, WIDTH, false, &mut lines);
    }
    lines
}

/// Returns the first sentence of a document that starts with a paragraph; safe as part of a line.
pub fn first_sentence(blocks: &[Block]) -> Option<String> {
    match blocks.first() {
        Some(Block::Paragraph(text)) => Some(text[..sentence_end(text)].trim().to_owned()),
        _ => None,
    }
}

/// Where the first sentence of safe text ends: after its full stop, not inside of code, links or
/// emphasis.
fn sentence_end(text: &str) -> usize {
    let text = &text[..text.find('\n').unwrap_or(text.len())];
    let (mut ticks, mut brackets) = (0_usize, 0_i64);
    let mut stars = Stars::default();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let code = ticks % 2 == 1;
        stars.next(c);
        match c {
            '`' => ticks += 1,
            '\\' if !code => {
                if let Some((_, escaped)) = chars.next() {
                    stars.escaped(escaped);
                }
            }
            '[' if !code => brackets += 1,
            ']' if !code => brackets -= 1,
            '.' if !code && brackets <= 0 => {
                let (sentence, rest) = text.split_at(at + 1);
                if rest.starts_with(' ') && is_end(sentence, rest) && stars.pair() {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

fn is_end(sentence: &str, rest: &str) -> bool {
    let abbreviations = ["e.g.", "i.e.", "etc.", "vs."];
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    !goes_on && !abbreviations.iter().any(|word| sentence.ends_with(word))
}

/// Marks of emphasis up to a place: whether those of both kinds are closed. `**a. b**` has an even number of
/// stars before the full stop.
#[derive(Default)]
struct Stars {
    /// Returns the number of stars before the position.
    run: usize,
    emphasis: bool,
    strong: bool,
}

impl Stars {
    fn next(&mut self, c: char) {
        match c {
            '*' => self.run += 1,
            _ => self.end_run(),
        }
    }

    /// An escaped star is none.
    fn escaped(&mut self, c: char) {
        if c != '*' {
            self.next(c);
        }
    }

    fn end_run(&mut self) {
        match std::mem::take(&mut self.run) {
            0 => {}
            1 => self.emphasis = !self.emphasis,
            2 => self.strong = !self.strong,
            _ => {
                self.emphasis = !self.emphasis;
                self.strong = !self.strong;
            }
        }
    }

    fn pair(&self) -> bool {
        self.run == 0 && !self.emphasis && !self.strong
    }
}

/// Writes blocks, in lists with as few empty lines as can be.
fn write(blocks: &[Block], width: usize, tight: bool, lines: &mut Vec<String>) {
    let mut before: Option<&Block> = None;
    let mut other_marker = false;
    for block in blocks {
        let joined = tight
            && matches!((before, block), (Some(Block::Paragraph(_)), Block::List(items)) if interrupts(items));
        if before.is_some() && !joined {
            lines.push(String::new());
        }
        // Two lists in a row would be one if their markers were the same.
        other_marker = match (before, block) {
            (Some(Block::List(one)), Block::List(other)) => same_kind(one, other) && !other_marker,
            _ => false,
        };
        one(block, width, other_marker, lines);
        before = Some(block);
    }
}

/// Returns whether two lists are both numbered or both not.
pub fn same_kind(one: &[Item], other: &[Item]) -> bool {
    let is_numbered = |items: &[Item]| items.first().map(|item| item.number.is_some());
    is_numbered(one) == is_numbered(other)
}

/// Returns whether a list needs no empty line after a paragraph.
fn interrupts(items: &[Item]) -> bool {
    let number = items.first().and_then(|item| item.number.as_deref());
    number.is_none_or(|number| number == "1.")
}

fn one(block: &Block, width: usize, other_marker: bool, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) => wrap(&guarded(text), width, lines),
        Block::Heading(level, text) => lines.push(format!("{} {text}", "#".repeat(*level))),
        Block::List(items) => {
            for item in items {
                let marker = match (&item.number, other_marker) {
                    (None, false) => "-".to_owned(),
                    (None, true) => "*".to_owned(),
                    (Some(number), false) => number.clone(),
                    (Some(number), true) => format!("{})", number.trim_end_matches(['.', ')'])),
                };
                let first = format!("{marker} ");
                nested(&item.blocks, &first, &" ".repeat(first.len()), width, lines);
            }
        }
        Block::Quote(blocks) => nested(blocks, "> ", "> ", width, lines),
        Block::Table(rows) => table(rows, lines),
        Block::Rows(rows) => lines.extend(rows.iter().cloned()),
        Block::Code(code) => {
            // Longer than any run of backticks in the code, so that nothing in it ends the block.
            let longest = code.iter().flat_map(|line| line.split(|c| c != '`'));
            let longest = longest.map(str::len).max().unwrap_or(0);
            let fence = "`".repeat((longest + 1).max(3));
            lines.push(format!("{fence}text"));
            lines.extend(code.iter().cloned());
            lines.push(fence);
        }
    }
}

fn nested(blocks: &[Block], first: &str, rest: &str, width: usize, lines: &mut Vec<String>) {
    let mut inner = Vec::new();
    let width = width.saturating_sub(rest.len()).max(LEAST_WIDTH);
    write(blocks, width, true, &mut inner);
    for (position, line) in inner.iter().enumerate() {
        let prefix = if position == 0 { first } else { rest };
        lines.push(format!("{prefix}{line}").trim_end().to_owned());
    }
}

/// A table: each row gets as many cells as the longest has.
fn table(rows: &[Vec<String>], lines: &mut Vec<String>) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let row = |cells: &[String]| {
        let cells = (0..columns).map(|at| cells.get(at).map(|cell| cell.replace('|', "\\|")));
        let cells: Vec<String> = cells.map(Option::unwrap_or_default).collect();
        format!("| {} |", cells.join(" | "))
    };
    for (position, cells) in rows.iter().enumerate() {
        lines.push(row(cells));
        if position == 0 {
            lines.push(row(&vec!["---".to_owned(); columns]));
        }
    }
}

/// Blocks as text on one line, for if there is room for no other.
pub fn flat(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(|block| match block {
        Block::Paragraph(text) | Block::Heading(_, text) => text.replace('\n', " "),
        Block::List(items) => {
            let items = items.iter().map(|item| flat(&item.blocks));
            items.collect::<Vec<_>>().join(" ")
        }
        Block::Quote(blocks) => flat(blocks),
        Block::Table(rows) => rows.concat().join(" "),
        Block::Rows(rows) => rows.join(" "),
        Block::Code(code) => super::code(code.join(" ").trim()),
    });
    texts.collect::<Vec<_>>().join(" ")
}
