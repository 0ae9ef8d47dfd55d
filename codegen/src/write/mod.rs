//! Writes tokens to disk as text: formats, adds headers, compares, writes or checks, and removes
//! stale files.
//!
//! A crate's folder belongs to the generator, but only files that carry the header are ever replaced or
//! removed. Whatever else lies there is reported, and then nothing is touched.

mod apply;
mod header;
mod plan;
mod render;
mod walk;

pub use apply::{apply, stage, Staged};
pub use header::MARK;
pub use plan::{plan, Plan};
pub use render::{render, Rendered, TextFile};
