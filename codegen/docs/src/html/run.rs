//! Running text with its styles, as safe Markdown.

use std::rc::Rc;

use crate::{inline, Links};

/// The role of a piece of text within its paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) link: Option<Rc<Target>>,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) code: bool,
}

/// Where a link goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    Web(String),
    /// To the shape that the link's text names.
    Shape,
}

/// Running text: pieces in their styles, white space in them one space each. A line feed is a break.
#[derive(Debug, Default)]
pub(super) struct Run {
    pieces: Vec<(String, Style)>,
}

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Adds decoded text, without white space that is there already.
    pub(super) fn push(&mut self, text: &str, style: &Style) {
        let mut added = String::with_capacity(text.len());
        for c in text.chars() {
            let spaced = match added.chars().next_back() {
                Some(before) => before == ' ',
                None => self.ends_with([' ', '\n']) || self.pieces.is_empty(),
            };
            match c.is_whitespace() {
                false => added.push(c),
                true if !spaced => added.push(' '),
                true => {}
            }
        }
        self.add(added, style.clone());
    }

    fn ends_with(&self, ends: [char; 2]) -> bool {
        let last = self.pieces.last();
        last.is_some_and(|(text, _)| text.ends_with(ends))
    }

    fn add(&mut self, added: String, style: Style) {
        match self.pieces.last_mut() {
            _ if added.is_empty() => {}
            Some((text, last)) if *last == style => text.push_str(&added),
            _ => self.pieces.push((added, style)),
        }
    }

    /// Ends the line; `false` where it was ended already, so that the paragraph ends.
    pub(super) fn end_line(&mut self, style: &Style) -> bool {
        while let Some((text, _)) = self.pieces.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if text.is_empty() {
                drop(self.pieces.pop())
            } else {
                break;
            }
        }
        if self.pieces.is_empty() || self.ends_with(['\n', '\n']) {
            return false;
        }
        let style = Style {
            code: false,
            ..style.clone()
        };
        self.add("\n".to_owned(), style);
        true
    }

    /// Returns the text as Markdown, of which nothing is left here.
    pub(super) fn take(&mut self, links: &Links) -> String {
        let pieces = std::mem::take(&mut self.pieces);
        let text = Writer { links }.level(&pieces, 0, (None, None));
        text.trim_matches([' ', '\n']).to_owned()
    }
}

type Pieces<'a> = &'a [(String, Style)];

/// The characters before and after a text.
type Around = (Option<char>, Option<char>);

struct Writer<'a> {
    links: &'a Links,
}

impl Writer<'_> {
    /// Styles from outside to inside: links, strong, emphasis, code.
    fn level(&self, pieces: Pieces<'_>, level: usize, around: Around) -> String {
        let same = |a: &Style, b: &Style| match level {
            0 => a.link == b.link,
            1 => a.strong == b.strong,
            2 => a.emphasis == b.emphasis,
            _ => a.code == b.code,
        };
        let mut out = String::new();
        let groups: Vec<_> = pieces.chunk_by(|a, b| same(&a.1, &b.1)).collect();
        for (position, group) in groups.iter().enumerate() {
            let before = if out.ends_with("\\*") {
                Some('.')
            } else {
                out.chars().next_back().or(around.0)
            };
            let after = match groups.get(position + 1) {
                Some(next) => self.starts(next),
                None => around.1,
            };
            let written = self.group(group, level, (before, after));
            out.push_str(&written);
        }
        out
    }

    /// Returns the character that a group is going to start with.
    fn starts(&self, group: Pieces<'_>) -> Option<char> {
        let (text, style) = group.first()?;
        let c = text.chars().next()?;
        Some(match style {
            _ if c.is_whitespace() => c,
            Style { link: Some(_), .. } => '[',
            Style { strong: true, .. } | Style { emphasis: true, .. } => '*',
            Style { code: true, .. } => '`',
            _ => c,
        })
    }

    fn group(&self, group: Pieces<'_>, level: usize, around: Around) -> String {
        let Some((_, style)) = group.first() else {
            return String::new();
        };
        match (level, style) {
            (
                0,
                Style {
                    link: Some(target), ..
                },
            ) => self.link(group, target, around),
            (1, Style { strong: true, .. }) => self.marked(group, 1, "**", around),
            (2, Style { emphasis: true, .. }) => self.marked(group, 2, "*", around),
            (3, style) => {
                let text: String = group.iter().map(|(text, _)| text.as_str()).collect();
                if style.code {
                    code(&text)
                } else {
                    escaped(&text, around, style.link.is_some())
                }
            }
            _ => self.level(group, level + 1, around),
        }
    }

    /// Returns a group between marks, if they would be marks there.
    fn marked(&self, group: Pieces<'_>, level: usize, mark: &str, around: Around) -> String {
        // On the inside, the neighbor is the mark, which is only punctuation.
        let inner = self.level(group, level + 1, (Some('.'), Some('.')));
        let (start, inner, end) = trimmed(&inner);
        let before = start.chars().next_back().or(around.0);
        let after = end.chars().next().or(around.1);
        // Of two adjacent marks only the first counts. The start of the other's text is not known
        // here: a letter at worst.
        let after = after.map(|c| if c == '*' { 'x' } else { c });
        let flanks = is_delimiter(before, inner.chars().next())
            && is_delimiter(after, inner.chars().next_back());
        if flanks && before != Some('*') {
            format!("{start}{mark}{inner}{mark}{end}")
        } else {
            self.level(group, level + 1, around)
        }
    }

    fn link(&self, group: Pieces<'_>, target: &Target, around: Around) -> String {
        let inner = self.level(group, 1, (Some('['), Some(']')));
        let (start, label, end) = trimmed(&inner);
        let text: String = group.iter().map(|(text, _)| text.as_str()).collect();
        let text = text.trim();
        let linked = match target {
            _ if label.is_empty() => return inner,
            Target::Web(url) if url == text => format!("<{url}>"),
            Target::Web(url) => format!("[{label}]({url})"),
            Target::Shape => match self.links.get(text) {
                Some(path) => format!("[{}]({path})", super::super::code(text)),
                None if text.contains(' ') => return self.level(group, 1, around),
                None => super::super::code(text),
            },
        };
        format!("{start}{linked}{end}")
    }
}

/// Splits off white space at the start and at the end.
fn trimmed(text: &str) -> (&str, &str, &str) {
    let inner = text.trim_start();
    let start = &text[..text.len() - inner.len()];
    let kept = inner.trim_end();
    (start, kept, &inner[kept.len()..])
}

/// Returns whether a mark is valid between the characters outside and inside of it, by CommonMark's
/// rule of flanking.
fn is_delimiter(outside: Option<char>, inside: Option<char>) -> bool {
    let is_word = |c: char| c.is_alphanumeric();
    let Some(inside) = inside else {
        return false;
    };
    is_word(inside) || !outside.is_some_and(is_word)
}

fn code(text: &str) -> String {
    let (start, inner, end) = trimmed(text);
    if inner.is_empty() {
        start.to_owned()
    } else {
        format!("{start}{}{end}", super::super::code(inner))
    }
}

/// Text in which nothing is Markdown but addresses, and words between backticks.
fn escaped(text: &str, around: Around, in_link: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = around.0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest[c.len_utf8()..].chars().next().or(around.1);
        let mut length = c.len_utf8();
        match c {
            'h' if !in_link && inline::address(rest).is_some() => {
                length = inline::address(rest).unwrap_or(length);
                out.push_str(&format!("<{}>", &rest[..length]));
            }
            '`' => match ticked(rest) {
                Some(found) => {
                    length = found;
                    out.push_str(&rest[..length]);
                }
                None => out.push_str("\\`"),
            },
            '_' if word(before) && word(after) => out.push('_'),
            '!' if after == Some('[') => out.push_str("\\!"),
            '-' if after == Some('-') => out.push_str("\\-"),
            '&' if is_reference(rest) => out.push_str("\\&"),
            '\\' | '*' | '_' | '~' | '[' | ']' | '<' | '>' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

fn word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Returns the length of a word between backticks.
fn ticked(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find(['`', ' ', '\n'])?;
    (end > 0 && inner[end..].starts_with('`')).then_some(end + 2)
}

/// Returns whether Markdown would take it for a character reference.
fn is_reference(text: &str) -> bool {
    let name = text.strip_prefix('&').unwrap_or(text);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
    end.is_some_and(|end| end > 0 && name[end..].starts_with(';'))
}
