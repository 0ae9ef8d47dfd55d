//! Parses Markdown source into blocks, so that nothing unknown gets through.

use super::block::{same_kind, Block, Item};
use super::inline;
use super::wrap::ordinal;

/// A block, with text that is not safe yet.
#[derive(Debug)]
enum Flat {
    /// Running text, on one line.
    Paragraph(String),
    /// Whether it is nested, its number, and text on one line.
    Item(bool, Option<String>, String),
    /// Number of `#`, text.
    Heading(usize, String),
    /// A line of a table.
    Row(String),
    /// Lines of code, as they are.
    Code(Vec<String>),
}

/// Returns the blocks of Markdown source.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for flat in flat_blocks(text) {
        match flat {
            Flat::Paragraph(text) => blocks.push(Block::Paragraph(inline::escape(&text))),
            Flat::Heading(level, text) => {
                blocks.push(Block::Heading(level, inline::escape(&text)));
            }
            Flat::Code(code) => blocks.push(Block::Code(code)),
            Flat::Row(row) => match blocks.last_mut() {
                Some(Block::Rows(rows)) => rows.push(inline::escape(&row)),
                _ => blocks.push(Block::Rows(vec![inline::escape(&row)])),
            },
            Flat::Item(nested, number, text) => {
                let item = Item {
                    number,
                    ..Item::of(inline::escape(&text))
                };
                match blocks.last_mut() {
                    Some(Block::List(items)) if nested => match items.last_mut() {
                        Some(around) => add_item(item, &mut around.blocks),
                        None => items.push(item),
                    },
                    _ => add_item(item, &mut blocks),
                }
            }
        }
    }
    blocks
}

/// Adds an item to the last list, or as a list of its own.
fn add_item(item: Item, blocks: &mut Vec<Block>) {
    match blocks.last_mut() {
        Some(Block::List(items)) if same_kind(items, std::slice::from_ref(&item)) => {
            items.push(item)
        }
        _ => blocks.push(Block::List(vec![item])),
    }
}

fn flat_blocks(text: &str) -> Vec<Flat> {
    let mut blocks: Vec<Flat> = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut goes_on = false;
    for line in text.lines() {
        if let Some(open) = fence {
            match (closes(line, open), blocks.last_mut()) {
                (false, Some(Flat::Code(code))) => code.push(line.trim_end().to_owned()),
                _ => fence = None,
            }
            continue;
        }
        let trimmed = line.trim();
        if let Some(open) = opens(trimmed) {
            fence = Some(open);
            blocks.push(Flat::Code(Vec::new()));
            goes_on = false;
            continue;
        }
        goes_on = add_line(line, trimmed, goes_on, &mut blocks);
    }
    blocks.retain(|block| !matches!(block, Flat::Code(code) if code.is_empty()));
    blocks
}

/// Adds a line outside of code; gives back whether the next one can continue its block.
fn add_line(line: &str, trimmed: &str, goes_on: bool, blocks: &mut Vec<Flat>) -> bool {
    if trimmed.is_empty() {
        return false;
    }
    if let Some((marker, text)) = item(trimmed) {
        let nested = line.starts_with("  ") && matches!(blocks.last(), Some(Flat::Item(..)));
        blocks.push(Flat::Item(nested, marker, text.to_owned()));
        return true;
    }
    let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && trimmed[level..].starts_with(' ') {
        blocks.push(Flat::Heading(level, trimmed[level..].trim().to_owned()));
        return false;
    }
    if trimmed.starts_with('|') {
        blocks.push(Flat::Row(trimmed.to_owned()));
        return false;
    }
    match blocks.last_mut() {
        Some(Flat::Paragraph(text) | Flat::Item(_, _, text)) if goes_on => {
            text.push(' ');
            text.push_str(trimmed);
        }
        _ => blocks.push(Flat::Paragraph(trimmed.to_owned())),
    }
    true
}

/// Returns the number and the text of a list item.
fn item(line: &str) -> Option<(Option<String>, &str)> {
    let (marker, mut text) = marked(line)?;
    // Of markers in one another the first counts.
    while let Some((_, inner)) = marked(text) {
        text = inner;
    }
    Some((ordinal(marker).map(str::to_owned), text))
}

/// Returns the marker that a line starts with, and the text behind it.
fn marked(line: &str) -> Option<(&str, &str)> {
    let (marker, text) = line.split_once(' ')?;
    let is_marker = matches!(marker, "-" | "*" | "+") || ordinal(marker) == Some(marker);
    let text = text.trim_start();
    (is_marker && !text.is_empty()).then_some((marker, text))
}

/// Returns the fence that a line opens: its character and length.
fn opens(trimmed: &str) -> Option<(char, usize)> {
    let c = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = trimmed.chars().take_while(|other| *other == c).count();
    let rest = &trimmed[length..];
    (length >= 3 && !(c == '`' && rest.contains('`'))).then_some((c, length))
}

fn closes(line: &str, (c, length): (char, usize)) -> bool {
    let line = line.trim();
    line.chars().count() >= length && line.chars().all(|other| other == c)
}

/// Removes invisible characters: control characters, and those that change the direction of text,
/// which the compiler refuses.
pub(super) fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let hidden = |c: char| {
        let directs = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
        directs || c == '\u{feff}' || (c.is_control() && c != '\n')
    };
    let spaced = text.replace(['\t', '\u{a0}'], " ");
    spaced.chars().filter(|c| !hidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::block;
    use super::*;

    fn lines(source: &str) -> Vec<String> {
        block::lines(&blocks(&clean(source)))
    }

    fn text(source: &str) -> String {
        lines(source).join("\n")
    }

    fn first_sentence(source: &str) -> Option<String> {
        block::first_sentence(&blocks(source))
    }

    #[test]
    fn paragraphs_lists_and_headings_stay() {
        let source = "One\nline.\n\n# Head\n\n* a\n  goes on\n  * b\n1. c";
        assert_eq!(
            text(source),
            "One line.\n\n# Head\n\n- a goes on\n  - b\n\n1. c"
        );
    }

    #[test]
    fn code_is_never_a_doctest() {
        assert_eq!(text("```\nfn main() {}\n```"), "```text\nfn main() {}\n```");
        assert_eq!(text("~~~rust\na\n```\nb"), "````text\na\n```\nb\n````");
        assert_eq!(text("    indented"), "indented");
        assert_eq!(text("- ```rust\n  panic!()"), "- \\`\\`\\`rust panic!()");
        assert_eq!(text("-      deep"), "- deep");
        assert_eq!(text("- - ~~~\n      x"), "- \\~~~ x");
        assert_eq!(text("> ```\n> x"), "\\> \\`\\`\\` \\> x");
        assert_eq!(text("- -1 is none"), "- -1 is none");
        assert_eq!(text("```"), "");
    }

    #[test]
    fn hidden_characters_are_removed() {
        assert_eq!(text("a\u{202e}b\u{0}c\u{7}\td"), "abc d");
        assert_eq!(text("a\r\nb\rc"), "a b c");
        assert_eq!(text(" \n\t\n"), "");
    }

    #[test]
    fn long_text_is_wrapped_outside_of_code_and_links() {
        let source = format!("A. W {} `a b c` [d e](https://f.g)", "word ".repeat(18));
        let found = lines(&source);
        assert_eq!(found.len(), 3);
        assert!(found.iter().any(|line| line.contains("`a b c`")));
        assert!(found.iter().any(|line| line.contains("[d e](https://f.g)")));
        assert_eq!(
            lines("One. Two\nthree.\n\nFour."),
            ["One.", "Two three.", "", "Four."]
        );
        let source = format!("A. W {} - x", "word ".repeat(19));
        assert!(!text(&source).contains("\n-"));
    }

    #[test]
    fn first_sentences() {
        assert_eq!(first_sentence("One. Two.").as_deref(), Some("One."));
        assert_eq!(
            first_sentence("A (e.g. b). C").as_deref(),
            Some("A (e.g. b).")
        );
        assert_eq!(first_sentence("`a. B` c").as_deref(), Some("`a. B` c"));
        assert_eq!(
            first_sentence("**a. B** c. D").as_deref(),
            Some("**a. B** c.")
        );
        assert_eq!(first_sentence("- a"), None);
    }
}
