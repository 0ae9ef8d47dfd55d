//! Documentation of service models, in HTML or Markdown, as Markdown that rustdoc accepts.
//!
//! [`read`] makes [blocks](block::Block) of a model's text, and [`block::lines`] makes lines of them. Nothing that
//! a model says is HTML in the result, and nothing of it means more than its author meant.

pub mod block;
mod html;
mod inline;
mod links;
mod markdown;
mod wrap;

use block::Block;
use farrier_model::visible::is_unseen;

pub use links::Links;

/// Text as a part of a line of Markdown in which it means nothing but itself.
pub fn text(text: &str) -> String {
    inline::escape(&plain(text))
}

/// Returns text for places without Markdown: on one line, without invisible characters.
pub fn plain(text: &str) -> String {
    let text = markdown::clean(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(is_unseen, "")
}

/// Returns whether the first block is a paragraph, and moves it there from behind headings and
/// notes.
pub fn summary_first(blocks: &mut [Block]) -> bool {
    let is_before = |block: &Block| matches!(block, Block::Heading(..) | Block::Quote(_));
    let first = blocks.iter().position(|block| !is_before(block));
    let Some((at, Block::Paragraph(text))) = first.and_then(|at| Some((at, blocks.get(at)?)))
    else {
        return false;
    };
    // The introduction of a list stays with it.
    let moves = at == 0 || !text.ends_with(':');
    if let (true, Some(blocks)) = (moves, blocks.get_mut(..=at)) {
        blocks.rotate_right(1);
    }
    moves
}

/// Returns the blocks of a model's text: HTML, or else Markdown.
pub fn read(links: &Links, text: &str) -> Vec<Block> {
    let text = markdown::clean(text);
    html::blocks(&text, links).unwrap_or_else(|| markdown::blocks(&text))
}

/// Returns the first sentence of documentation that starts with one.
pub fn first_sentence(links: &Links, documentation: Option<&str>) -> Option<String> {
    let mut blocks = read(links, documentation?);
    summary_first(&mut blocks);
    block::first_sentence(&blocks)
}

/// `text` as a code span, whatever backticks it has.
pub fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    match runs.max().unwrap_or(0) {
        0 if text.trim().is_empty() => "(empty)".to_owned(),
        0 => format!("`{text}`"),
        longest => {
            let ticks = "`".repeat(longest + 1);
            format!("{ticks} {text} {ticks}")
        }
    }
}

/// Returns text on one line, without invisible characters.
pub fn first_line(text: &str) -> String {
    markdown::clean(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::{block, code, read, summary_first, Links};

    #[test]
    fn summaries_stand_first() {
        let found = |text: &str| {
            let mut blocks = read(&Links::default(), text);
            let found = summary_first(&mut blocks);
            (found, block::lines(&blocks).join("\n"))
        };
        let cases = [
            ("<h2>Overview</h2><p>A.</p>", true, "A.\n\n## Overview"),
            (
                "<note><p>N.</p></note><p>A.</p>",
                true,
                "A.\n\n> **Note:** N.",
            ),
            (
                "<note><p>N.</p></note><p>A:</p>",
                false,
                "> **Note:** N.\n\nA:",
            ),
            ("<note><p>N.</p></note>", false, "> **Note:** N."),
            ("<ul><li>a</li></ul><p>A.</p>", false, "- a\n\nA."),
            ("", false, ""),
        ];
        for (text, first, lines) in cases {
            assert_eq!(found(text), (first, lines.to_owned()), "{text}");
        }
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code(" "), "(empty)");
    }
}
