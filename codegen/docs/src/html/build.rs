//! Tokens put together to blocks. Anything may be open when something ends, or missing: each tag does
//! approximately the tree that browsers build.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::block::Block;
use crate::{inline, Links};

use super::run::{Run, Style, Target};
use super::stack::{Kind, Stack};
use super::tags::{Role, Tag};
use super::tokens::{attribute, decoded, Token};

/// Marks are nested up to this deep; text that is deeper is marked as at this depth.
const DEEPEST: usize = 32;

pub(super) struct Builder<'a> {
    links: &'a Links,
    stack: Stack,
    run: Run,
    /// Inline tags that are open.
    marks: Vec<(&'static str, Mark)>,
    /// How many more are open, of each name.
    deeper: BTreeMap<&'static str, usize>,
    /// Text of the preformatted code that is open.
    code: Option<String>,
    /// The text is a term that is defined.
    is_term: bool,
}

#[derive(Debug)]
enum Mark {
    Code,
    Strong,
    Emphasis,
    Link(Rc<Target>),
    Nothing,
}

impl<'a> Builder<'a> {
    pub(super) fn new(links: &'a Links) -> Self {
        Self {
            links,
            stack: Stack::default(),
            run: Run::default(),
            marks: Vec::new(),
            deeper: BTreeMap::new(),
            code: None,
            is_term: false,
        }
    }

    pub(super) fn blocks(mut self) -> Vec<Block> {
        self.end_run();
        self.stack.finish()
    }

    pub(super) fn token(&mut self, token: &Token<'_>) {
        if let Some(code) = &mut self.code {
            match token {
                Token::Text(text) => code.push_str(text),
                Token::Open(tag, _) if tag.role == Role::Break => code.push('\n'),
                Token::Close(tag) if tag.role == Role::Preformatted => self.end_code(),
                _ => {}
            }
            return;
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(tag, attributes) => self.open_tag(tag, attributes),
            Token::Close(tag) => self.close_tag(tag),
        }
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() && self.run.is_empty() {
            return;
        }
        if !text.trim().is_empty() {
            // Text between items belongs to the one before it, and text between cells is one.
            match self.stack.innermost() {
                Some(Kind::List(_)) => self.stack.last_item(),
                Some(Kind::Table) => {
                    self.stack.push(Kind::Row);
                    self.stack.push(Kind::Cell);
                }
                Some(Kind::Row) => self.stack.push(Kind::Cell),
                _ => {}
            }
        }
        let style = self.style();
        self.run.push(&decoded(text), &style);
    }

    fn style(&self) -> Style {
        let mut style = Style {
            strong: self.is_term,
            ..Style::default()
        };
        for (_, mark) in &self.marks {
            match mark {
                Mark::Code => style.code = true,
                // A code span has no marks inside.
                Mark::Strong => style.strong |= !style.code,
                Mark::Emphasis => style.emphasis |= !style.code,
                Mark::Link(target) => style.link = Some(target.clone()),
                Mark::Nothing => {}
            }
        }
        style
    }

    fn open_tag(&mut self, tag: &'static Tag, attributes: &str) {
        let mark = match tag.role {
            Role::Code => Mark::Code,
            Role::Strong => Mark::Strong,
            Role::Emphasis => Mark::Emphasis,
            Role::Nothing => Mark::Nothing,
            Role::Link(name) => match target(attribute(attributes, name)) {
                Some(target) => Mark::Link(Rc::new(target)),
                None => Mark::Nothing,
            },
            Role::Break => {
                let style = self.style();
                if !self.run.end_line(&style) {
                    self.end_run();
                }
                return;
            }
            block => return self.open_block(block),
        };
        if self.marks.len() < DEEPEST {
            self.marks.push((tag.name, mark))
        } else {
            *self.deeper.entry(tag.name).or_default() += 1
        }
    }

    fn open_block(&mut self, role: Role) {
        self.end_run();
        match role {
            Role::List(numbered) => {
                // A list in a list belongs to the item before it.
                if matches!(self.stack.innermost(), Some(Kind::List(_))) {
                    self.stack.last_item();
                }
                self.stack.push(Kind::List(numbered));
            }
            Role::Item | Role::Term => {
                self.stack.enter_list();
                self.stack.push(Kind::Item);
                self.is_term = role == Role::Term;
            }
            Role::Description => {
                self.stack.enter_list();
                self.stack.last_item();
            }
            Role::Note(label) => self.stack.push(Kind::Note(label)),
            Role::Heading(level) => self.stack.push(Kind::Heading(level)),
            Role::Title => self.stack.push(Kind::Title),
            Role::Preformatted => self.code = Some(String::new()),
            Role::Table => self.stack.push(Kind::Table),
            Role::Row => {
                self.stack
                    .close_within(&[Kind::Row, Kind::Cell], Kind::Table);
                self.stack.push(Kind::Row);
            }
            Role::Cell => {
                self.stack.close_within(&[Kind::Cell], Kind::Row);
                self.stack.push(Kind::Cell);
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, tag: &'static Tag) {
        if tag.role.is_inline() {
            if let Some(open) = self.deeper.get_mut(tag.name).filter(|open| **open > 0) {
                *open -= 1;
            } else if let Some(at) = self.marks.iter().rposition(|(name, _)| *name == tag.name) {
                self.marks.remove(at);
            }
            return;
        }
        self.end_run();
        self.is_term = false;
        match tag.role {
            Role::Item | Role::Term | Role::Description => self.stack.close_item(),
            Role::List(_) => self.stack.close(|kind| matches!(kind, Kind::List(_))),
            Role::Note(_) => self.stack.close(|kind| matches!(kind, Kind::Note(_))),
            Role::Heading(_) => self.stack.close(|kind| matches!(kind, Kind::Heading(_))),
            Role::Title => self.stack.close(|kind| kind == Kind::Title),
            Role::Table => self.stack.close(|kind| kind == Kind::Table),
            Role::Row => self.stack.close(|kind| kind == Kind::Row),
            Role::Cell => self.stack.close(|kind| kind == Kind::Cell),
            _ => {}
        }
    }

    /// Ends the paragraph.
    fn end_run(&mut self) {
        let text = self.run.take(self.links);
        if !text.is_empty() {
            self.stack.block(Block::Paragraph(text));
        }
    }

    /// Ends preformatted code, without the empty lines around it.
    fn end_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let lines: Vec<String> = (decoded(&code).lines())
            .map(|line| line.trim_end().to_owned())
            .collect();
        let is_text = |line: &String| !line.is_empty();
        let first = lines.iter().position(is_text);
        let last = lines.iter().rposition(is_text);
        if let (Some(first), Some(last)) = (first, last) {
            self.stack.block(Block::Code(lines[first..=last].to_vec()));
        }
    }
}

/// Returns the target of a link: a web address that is safe between parentheses, or the item that
/// its text names.
fn target(address: Option<&str>) -> Option<Target> {
    let Some(address) = address else {
        return Some(Target::Shape);
    };
    let mut safe = String::new();
    for c in decoded(address).trim().chars() {
        match c {
            ' ' => safe.push_str("%20"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '\n' => {}
            c => safe.push(c),
        }
    }
    let trimmed = safe.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let is_web = inline::address(trimmed) == Some(trimmed.len());
    is_web.then(|| Target::Web(trimmed.to_owned()))
}
