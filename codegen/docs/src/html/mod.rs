//! The HTML that service models hold, read to blocks.

mod build;
mod run;
mod stack;
mod tags;
mod tokens;

use crate::block::Block;
use crate::Links;
use build::Builder;
use tokens::Token;

/// Returns the blocks of `text`, if it is HTML: if it has a tag that is known.
pub(super) fn blocks(text: &str, links: &Links) -> Option<Vec<Block>> {
    // Some texts were escaped once too often, tags and all.
    if text.trim_start().starts_with("&lt;p&gt;") {
        return blocks(&tokens::decoded(text), links);
    }
    let tokens = tokens::tokens(text);
    if tokens.iter().all(|token| matches!(token, Token::Text(_))) {
        return None;
    }
    let mut builder = Builder::new(links);
    for token in &tokens {
        builder.token(token);
    }
    Some(builder.blocks())
}

#[cfg(test)]
mod tests;
