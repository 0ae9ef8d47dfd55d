//! The model's words as blocks of Markdown, and blocks as lines.

use farrier_docs::block::{self, Block};
use farrier_docs::{read, summary_first};

use super::super::Context;
use crate::ir::Docs;
use crate::model::Traits;

/// Documentation that is only the words of the model, or `fallback` where it has none.
pub(super) fn described(
    ctx: &Context<'_>,
    traits: &Traits,
    fallback: impl FnOnce() -> String,
) -> Docs {
    let (blocks, words) = document(ctx, traits.documentation.as_deref(), fallback);
    docs(&blocks, words)
}

/// Blocks as lines; the first `words` of them are the model's.
pub(super) fn docs(blocks: &[Block], words: usize) -> Docs {
    Docs {
        lines: block::lines(blocks),
        words: block::lines(&blocks[..words]).len(),
    }
}

/// Returns the blocks of documentation, of which the first is a paragraph: one of `fallback` where the
/// text has none to start with. With them, how many are the model's words: all or none.
pub(super) fn document(
    ctx: &Context<'_>,
    documentation: Option<&str>,
    fallback: impl FnOnce() -> String,
) -> (Vec<Block>, usize) {
    let mut blocks = documentation.map_or_else(Vec::new, |text| read(&ctx.links, text));
    let has_words = !blocks.is_empty();
    if !summary_first(&mut blocks) {
        blocks.insert(0, Block::Paragraph(fallback()));
    }
    let words = if has_words { blocks.len() } else { 0 };
    (blocks, words)
}
