//! The open elements around the text: lists, their items, notes, tables.

use crate::block::{flat, Block, Item};

/// The maximum nesting of blocks. Deeper blocks are placed at this depth.
const DEEPEST: usize = 24;

/// An open element around the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    List(bool),
    Item,
    Note(&'static str),
    Heading(usize),
    Title,
    Table,
    Row,
    Cell,
}

#[derive(Debug)]
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    /// Of a list.
    items: Vec<Vec<Block>>,
    /// Of a table.
    rows: Vec<Vec<String>>,
    /// Of a row.
    cells: Vec<String>,
}

impl Frame {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        }
    }
}

/// The document so far, and its open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    document: Vec<Block>,
    open: Vec<Frame>,
    /// The service's name, for a document that says nothing else.
    title: Option<Block>,
}

impl Stack {
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        if self.document.is_empty() {
            self.document.extend(self.title);
        }
        self.document
    }

    pub(super) fn innermost(&self) -> Option<Kind> {
        self.open.last().map(|frame| frame.kind)
    }

    /// Closes the innermost element of a kind, and the elements in it.
    pub(super) fn close(&mut self, is_closed: impl Fn(Kind) -> bool) {
        let found = self.open.iter().rposition(|frame| is_closed(frame.kind));
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    /// Closes the item that is open, if no list is open within it.
    pub(super) fn close_item(&mut self) {
        let is_limit = |frame: &Frame| matches!(frame.kind, Kind::List(_) | Kind::Item);
        let found = self.open.iter().rposition(is_limit);
        if let Some(at) = found.filter(|at| self.open[*at].kind == Kind::Item) {
            self.close_to(at);
        }
    }

    /// Adds a block to the innermost open element.
    pub(super) fn block(&mut self, block: Block) {
        let Some(frame) = self.open.last_mut() else {
            self.document.push(block);
            return;
        };
        match frame.kind {
            Kind::List(_) => match frame.items.last_mut() {
                Some(item) => item.push(block),
                None => frame.items.push(vec![block]),
            },
            Kind::Table => frame.rows.push(vec![flat(&[block])]),
            Kind::Row => frame.cells.push(flat(&[block])),
            _ => frame.blocks.push(block),
        }
    }

    /// Closes the elements within the innermost list, or opens a list.
    pub(super) fn enter_list(&mut self) {
        let is_list = |frame: &Frame| matches!(frame.kind, Kind::List(_));
        let is_between =
            |frame: &Frame| matches!(frame.kind, Kind::Item | Kind::Note(_) | Kind::Heading(_));
        match self.open.iter().rposition(is_list) {
            Some(at) if self.open[at + 1..].iter().all(is_between) => self.close_to(at + 1),
            _ => self.push(Kind::List(false)),
        }
    }

    /// Goes on with the last item of the list that is open.
    pub(super) fn last_item(&mut self) {
        let last = self.open.last_mut().and_then(|list| list.items.pop());
        self.push(Kind::Item);
        if let (Some(blocks), Some(item)) = (last, self.open.last_mut()) {
            item.blocks = blocks;
        }
    }

    pub(super) fn close_within(&mut self, kinds: &[Kind], around: Kind) {
        let Some(at) = self.open.iter().rposition(|frame| frame.kind == around) else {
            return;
        };
        if self.open[at + 1..]
            .iter()
            .any(|frame| kinds.contains(&frame.kind))
        {
            self.close_to(at + 1);
        }
    }

    pub(super) fn push(&mut self, kind: Kind) {
        while self.open.len() >= DEEPEST {
            self.close_last();
        }
        self.open.push(Frame::of(kind));
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close_last();
        }
    }

    /// Closes the innermost frame: its content becomes a part of the outer frame.
    fn close_last(&mut self) {
        let Some(frame) = self.open.pop() else {
            return;
        };
        match frame.kind {
            Kind::Item if frame.blocks.is_empty() => {}
            Kind::Item => match self.open.last_mut() {
                Some(list) => list.items.push(frame.blocks),
                None => self.document.extend(frame.blocks),
            },
            Kind::List(numbered) => {
                let items = frame.items.into_iter().enumerate();
                let items = items.map(|(at, blocks)| Item {
                    number: numbered.then(|| format!("{}.", at + 1)),
                    blocks,
                });
                let items: Vec<Item> = items.collect();
                if !items.is_empty() {
                    self.block(Block::List(items));
                }
            }
            Kind::Note(label) => {
                if let Some(note) = labelled(label, frame.blocks) {
                    self.block(note);
                }
            }
            Kind::Heading(level) => {
                let text = flat(&frame.blocks);
                if !text.is_empty() {
                    self.block(Block::Heading(level, text));
                }
            }
            // The name alone says nothing that the title does not.
            Kind::Title => {
                let text = Block::Paragraph(flat(&frame.blocks));
                if self.document.is_empty() && self.open.is_empty() {
                    self.title = Some(text)
                } else {
                    self.block(text)
                }
            }
            Kind::Cell => {
                let text = flat(&frame.blocks);
                match self.open.last_mut() {
                    Some(row) if row.kind == Kind::Row => row.cells.push(text),
                    _ if text.is_empty() => {}
                    _ => self.block(Block::Paragraph(text)),
                }
            }
            Kind::Row => match self.open.last_mut() {
                _ if frame.cells.is_empty() => {}
                Some(table) if table.kind == Kind::Table => table.rows.push(frame.cells),
                _ => self.block(Block::Paragraph(frame.cells.join(" "))),
            },
            Kind::Table if frame.rows.is_empty() => {}
            Kind::Table => self.block(Block::Table(frame.rows)),
        }
    }
}

/// Blocks under a label; none if there is nothing to say.
fn labelled(label: &str, mut blocks: Vec<Block>) -> Option<Block> {
    match blocks.first_mut() {
        None => return None,
        Some(Block::Paragraph(text)) => *text = format!("**{label}:** {text}"),
        Some(_) => blocks.insert(0, Block::Paragraph(format!("**{label}:**"))),
    }
    Some(Block::Quote(blocks))
}
