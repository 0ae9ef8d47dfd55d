//! Rust code as tokens, and their layout as formatted source text.
//!
//! - [`tokens`]: the result of [`quote!`](tokens::quote).
//! - [`format_items`]: items laid out as the crate prettyplease does, many times faster.

mod format;
mod printer;
pub mod tokens;

pub use format::{format_items, parse_items, FormatError, Formatted};
